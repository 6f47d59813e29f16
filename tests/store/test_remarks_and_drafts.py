"""What a message says above its card, and what somebody has begun: kept, shown once, and gone when it should be."""

from __future__ import annotations

import json
from typing import Any

import pytest

from deliberation.ballots.choice import OTHER
from deliberation.definition import Done, Tapped
from deliberation.engine import Back, Begin, Visit, Withdraw
from deliberation.errors import MovedOn, TooMany
from deliberation.notices import Explained
from deliberation.participation import ERASE, MENU, WITHDRAW, WITHDRAWN
from deliberation.use_cases.accounts import Speak
from deliberation.use_cases.explaining import Explain, explain
from deliberation.use_cases.keeping_house import Forget, forget
from deliberation.use_cases.showing import Shown
from deliberation.use_cases.taking_part import Prefer
from screens.participation import participation_card
from tests.deliberation.files import choice, phase, table, toml
from tests.store.town import NONE, SEVERAL, Town, sender
from tests.store.unlucky import Boom, Unlucky

NOT_TEXT = Explained("not_text", {})


async def remarked(town: Town, person: int = 1) -> Shown:
    """Something that cannot be done was tried; it is said above the card, which is sent anew."""
    shown = await town.perform(explain, Explain(sender(person), town.now, "not_text", {}, town.fresh()))
    assert isinstance(shown, Shown)
    return shown


async def remarks(town: Town) -> list[Any]:
    return [row["remark"] for row in await town.rows("views") if row["remark"] is not None]


async def begun(town: Town, *options: str) -> Shown:
    """Somebody who has chosen these of several."""
    await town.launch(SEVERAL)
    return await town.tap(await town.agreed(1, "several"), *map(Tapped, options))


async def drafts(town: Town) -> list[Any]:
    return [json.loads(row["drafts"]) for row in await town.rows("participations")]


# remarks


async def test_a_remark_stands_above_the_card_until_the_next_change(town: Town) -> None:
    before = await town.agreed(1)
    shown = await remarked(town)
    assert shown.view.remark == NOT_TEXT
    assert shown.participation == before.participation
    assert participation_card(shown).text.startswith("I can read only words.")
    after = await town.tap(shown, Tapped("a"))
    assert (after.view.token, after.view.remark) == (shown.view.token, None)
    assert await remarks(town) == []


async def test_the_loop_that_repairs_says_the_remark_too_and_it_outlives_a_restart(town: Town) -> None:
    await town.agreed(1)
    shown = await remarked(town)
    town.restart()
    await town.store.deliveries.release_leases()
    repaired = await town.store.deliveries.take_views(town.now, town.now + 1, 10)
    assert [one.shown.view.remark for one in repaired if not one.shown.view.retired] == [NOT_TEXT]
    assert [one.shown for one in repaired if not one.shown.view.retired] == [shown]


async def test_a_message_that_is_left_behind_loses_its_remark(town: Town) -> None:
    await town.agreed(1)
    await remarked(town)
    await town.write(1, "1")
    assert await remarks(town) == []
    again = await remarked(town)
    newest = await remarked(town)
    assert again.view.token != newest.view.token
    assert len(await remarks(town)) == 1


async def test_who_is_nowhere_gets_a_notice_instead(town: Town) -> None:
    assert await town.perform(explain, Explain(sender(5), town.now, "not_text", {}, town.fresh())) is None
    assert await town.all_told() == ["explained"]
    assert await town.rows("views") == []


# drafts


async def test_a_draft_survives_a_restart(town: Town) -> None:
    await begun(town, "c", "a")
    town.restart()
    shown = await town.enter(1, "several")
    assert dict(shown.participation.drafts) == {"trees": '["c", "a"]'}
    assert participation_card(shown).text.count("✓ chosen") == 2
    await town.tap(shown, Done())
    assert [(row["step_id"], row["ballot"]) for row in await town.rows("responses")] == [("trees", '["a", "c"]')]
    assert await drafts(town) == [{}]


async def test_a_draft_is_an_answer_nowhere(town: Town) -> None:
    await begun(town, "a", "b")
    assert await town.rows("responses") == []
    (record,) = await town.store.look(lambda tx: tx.records("several"))
    assert record.answers == {}


@pytest.mark.parametrize("after", [False, True], ids=["before", "after"])
async def test_a_crash_at_any_statement_keeps_the_draft_as_it_was_shown(town: Town, after: bool) -> None:
    shown = await begun(town, "a")
    at = 0
    while True:
        at += 1
        town.restart(Unlucky(town.database, at, after=after))
        try:
            await town.tap(shown, Tapped("b"))
        except Boom:
            assert await drafts(town) == [{"trees": '["a"]'}]
        else:
            break
    assert at > 5
    assert await drafts(town) == [{"trees": '["a", "b"]'}]


async def test_words_are_waited_for_over_a_restart_and_taken_as_they_are(town: Town) -> None:
    await begun(town, "a", OTHER)
    town.restart()
    shown = await town.write(1, "<b>ginkgo</b> & العربية 🌱")
    await town.tap(shown, Done())
    ((_, ballot),) = [(row["step_id"], row["ballot"]) for row in await town.rows("responses")]
    assert json.loads(ballot) == ["a", "@<b>ginkgo</b> & العربية 🌱"]


async def test_a_look_at_the_menu_keeps_the_draft(town: Town) -> None:
    shown = await town.tap(await begun(town, "b"), Visit(MENU), Back())
    assert dict(shown.participation.drafts) == {"trees": '["b"]'}


async def test_none_of_these_stands_alone(town: Town) -> None:
    shown = await begun(town, "a", "b", "none")
    assert dict(shown.participation.drafts) == {"trees": '["none"]'}
    shown = await town.tap(shown, Tapped("c"))
    assert dict(shown.participation.drafts) == {"trees": '["c"]'}


async def test_one_too_many_changes_nothing_and_the_card_can_still_be_tapped(town: Town) -> None:
    options = [*choice("trees", 3)["options"], NONE]
    few = {**choice("trees"), "kind": "multiple_choice", "ordered": True, "most": 2, "options": options}
    await town.launch(toml(table(phase(few), id="few")))
    shown = await town.tap(await town.agreed(1, "few"), Tapped("a"), Tapped("b"))
    with pytest.raises(TooMany):
        await town.tap(shown, Tapped("c"))
    await town.tap(shown, Tapped("a"), Tapped("c"))
    assert await drafts(town) == [{"trees": '["b", "c"]'}]


async def test_to_withdraw_takes_every_answer_and_draft_out_of_the_tables(town: Town) -> None:
    await begun(town, "a", "b")
    shown = await town.tap(await town.write(1, "1 2"), Back(), Tapped("c"))
    assert len(await town.rows("responses")) == 1
    assert await drafts(town) == [{"trees": '["a", "b", "c"]'}]
    shown = await town.tap(shown, Visit(WITHDRAW), Withdraw())
    assert shown.participation.place == WITHDRAWN
    assert await town.rows("responses") == []
    (row,) = await town.rows("participations")
    assert (row["drafts"], row["skipped"], row["consented_at"], row["status"]) == ("{}", "[]", None, "withdrawn")
    assert await town.store.look(lambda tx: tx.records("several")) == []


async def test_who_withdrew_can_begin_anew_and_is_not_told_of_the_close_otherwise(town: Town) -> None:
    await town.answered(1, "a", "because")
    shown = await town.tap(await town.enter(1), Visit(WITHDRAW), Withdraw())
    assert (await town.tap(shown, Begin())).participation.answers == {}
    await town.close()
    while await town.spread():
        pass
    assert [row["kind"] for row in await town.rows("notices")] == []


async def test_erasure_takes_the_draft_with_it(town: Town) -> None:
    shown = await town.tap(await begun(town, "a", OTHER), Visit(ERASE))
    view = shown.view
    await town.perform(forget, Forget(sender(1), town.now, view.token, view.wanted))
    assert await town.rows("participations") == await town.rows("responses") == []


# old messages, new messages


async def test_a_message_left_behind_brings_the_newest_card_and_records_nothing(town: Town) -> None:
    old = await town.agreed(1)
    await town.write(1, "1")
    before = await town.dump()
    shown = await town.tap(old, Tapped("b"))
    assert shown.view.remark == Explained(MovedOn.code, {})
    assert shown.participation.step == "why"
    assert shown.view.token not in {row["token"] for row in before["views"]}
    after = await town.dump()
    for name in ("participations", "responses", "events"):
        assert after[name] == before[name]
    assert [row["retired"] for row in after["views"]].count(0) == 1
    assert [row["left_at"] for row in after["views"] if row["token"] == old.view.token] == ["colour"]


async def test_the_card_that_an_old_message_brought_goes_on_like_any_other(town: Town) -> None:
    old = await town.agreed(1)
    await town.write(1, "1")
    shown = await town.tap(old, Tapped("b"))
    await town.tap(shown, Back(), Tapped("b"))
    await town.write(1, "because")
    assert [row["ballot"] for row in await town.rows("responses")] == ["b", "because"]


async def test_for_who_wants_it_a_new_place_is_a_new_message_and_nothing_else_is(town: Town) -> None:
    await town.launch(SEVERAL)
    shown = await town.tap(await town.agreed(1, "several"), Visit(MENU), Prefer(new_messages=True))
    first = shown.view.token
    shown = await town.tap(shown, Back())  # another place
    second = shown.view.token
    assert second != first
    shown = await town.tap(shown, Tapped("a"), Tapped("b"))  # the same place
    assert shown.view.token == second
    shown = await town.tap(shown, Done())
    assert shown.view.token not in {first, second}
    assert [row["retired"] for row in await town.rows("views")].count(0) == 1
    assert [row["left_at"] for row in await town.rows("views") if row["token"] == second] == ["trees"]


async def test_for_everybody_else_one_message_changes(town: Town) -> None:
    shown = await town.agreed(1)
    after = await town.tap(shown, Tapped("a"), Back(), Visit(MENU), Prefer(new_messages=True))
    assert after.view.token == shown.view.token
    after = await town.tap(after, Prefer(new_messages=False), Back(), Tapped("b"))
    assert after.view.token == shown.view.token


# languages


async def test_a_language_by_its_button_and_by_its_name(town: Town) -> None:
    assert (await town.tap(await town.enter(1), Speak("es"))).language == "es"
    assert (await town.write(1, "English", Speak("en"))).language == "en"
    shown = await town.agreed(1)
    answered = await town.tap(shown, Tapped("a"))
    assert answered.participation.step == "why"
    words = await town.write(1, "Español", Speak("es"))
    assert (words.language, words.participation.answers["why"]) == ("en", "Español")


async def test_a_language_that_the_consultation_has_not_is_no_language_of_it(town: Town) -> None:
    shown = await town.enter(1)
    with pytest.raises(MovedOn):
        await town.tap(shown, Speak("tlh"))
    assert [row["language"] for row in await town.rows("people")] == ["en"]
