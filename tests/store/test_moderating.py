"""Looking through what residents say: everything once, by whoever may, told to who said it, and never who that was."""

from __future__ import annotations

import asyncio
import json
from dataclasses import replace
from random import Random
from typing import Any

import pytest

from deliberation.counting import counted_at
from deliberation.errors import DoesNotFit, Forbidden, MovedOn, NotUnderstood, TooLong
from deliberation.moderation import Page
from deliberation.notices import MenuChanged
from deliberation.roles import Role
from deliberation.statements.statement import State
from deliberation.use_cases.authors import THINKING
from deliberation.use_cases.benches import list_statements, open_statement, pass_over, send_log, turn_bench
from deliberation.use_cases.matters.moderation import Moderation
from deliberation.use_cases.merging import choose_target, merge
from deliberation.use_cases.moderating import accept, mark_meta, put_back, refuse, undo_last
from deliberation.use_cases.reviewing import CHANGED_MEANWHILE
from handlers.desk import VERBS
from screens.card import callback_data
from screens.desk import desk_card
from screens.notices import notice_card
from tests.screens.html import read
from tests.store.desk import become, taps, writes
from tests.store.saying import NAME, gives_reason, looks_through, moderates, says, source, stored, votes
from tests.store.town import LEASE, Town

OLGA, NORA = 501, 502
SHADE, BENCH, NAMED = "More trees give shade", "We need more shade from trees", "Ask Jan Kowalski, 600 100 200"


@pytest.fixture
async def ideas(town: Town) -> Town:
    await town.launch(source())
    return town


async def decides(town: Town, shown: Any, use_case: Any, *before: str) -> Any:
    """A decision on what stands there."""
    return await taps(town, shown, use_case, "-".join((*before, shown.matter.piece.stamp)))


async def turns(town: Town, shown: Any, page: Page) -> Any:
    return await decides(town, shown, turn_bench, page)


def card(shown: Any) -> str:
    return read(desk_card(shown).text)


def labels(shown: Any) -> list[str]:
    return [button.label for row in desk_card(shown).rows for button in row]


async def events(town: Town) -> list[tuple[str, dict[str, Any]]]:
    rows = [row for row in await town.rows("events") if row["subject"] == NAME]
    return [(row["name"], json.loads(row["details"])) for row in sorted(rows, key=lambda row: str(row["id"]))][1:]


async def told(town: Town) -> list[str]:
    """What people are told from now on, in words."""
    said = []
    while due := await town.store.deliveries.take_notices(town.now, town.now + LEASE, 10):
        for notice in due:
            if not isinstance(notice.told.notice, MenuChanged):
                said.append(read(notice_card(notice.told, notice.language).text))
            await town.store.deliveries.notice_finished(notice.id, sent=True, now=town.now)
    return said


async def test_the_oldest_comes_first_and_decisions_take_effect(ideas: Town) -> None:
    late, early = await says(ideas, 1, "Second of all", hour=9), await says(ideas, 2, "First of all", hour=3)
    shown = await moderates(ideas, OLGA)
    assert (shown.matter.piece.text, shown.matter.load) == ("First of all", 2)
    shown = await decides(ideas, shown, accept)
    assert shown.matter.piece.text == "Second of all"
    shown = await decides(ideas, await turns(ideas, shown, Page.GROUNDS), refuse, "off-topic")
    assert (shown.matter.piece, shown.matter.load) == (None, 0)
    assert "All is looked through" in card(shown)
    states = [(await stored(ideas, number))["state"] for number in (early, late)]
    assert states == ["accepted", "rejected"]
    assert (await stored(ideas, late))["why"] == "off-topic"
    assert await events(ideas) == [
        ("statement_judged", {"step": "ideas", "statement": early, "state": "accepted", "grounds": ""}),
        ("statement_judged", {"step": "ideas", "statement": late, "state": "rejected", "grounds": "off-topic"}),
    ]


async def test_what_was_shown_already_says_so_and_reasons_come_with_their_statement(ideas: Town) -> None:
    await says(ideas, 1, SHADE, State.POSTED, hour=1)
    await gives_reason(ideas, 2, 0, "They cool the street", side=-1, hour=2)
    shown = await moderates(ideas, OLGA)
    assert "already shown" in card(shown)
    shown = await decides(ideas, shown, accept)
    said = card(shown)
    assert "A reason to disagree with statement 1" in said
    assert "Apples for all" in said
    assert not {"Edit", "Merge"} & set(labels(shown))
    await decides(ideas, shown, accept)
    assert [row["state"] for row in await ideas.rows("reasons")] == ["accepted"]


async def test_marks_stand_in_bold_and_nobody_is_named(ideas: Town) -> None:
    await says(ideas, 1, NAMED)
    await gives_reason(ideas, 2, 0, NAMED)
    ways = [row["id"] for row in await ideas.rows("participations")]
    shown = await moderates(ideas, OLGA)
    for _ in range(2):
        said = desk_card(shown).text
        assert "<b>Jan Kowalski</b>, <b>600 100 200</b>" in said
        data = [callback_data("t" * 16, 999_999_999, button) for row in desk_card(shown).rows for button in row]
        assert all(len(each.encode()) <= 64 and not any(way in each + said for way in ways) for each in data)
        kept = str(await ideas.rows("desks"))
        assert not any(way in kept for way in ways)
        shown = await decides(ideas, await turns(ideas, shown, Page.GROUNDS), refuse, "personal")
    assert "Kowalski" not in str(await ideas.rows("events"))


async def test_the_last_decision_is_undone_with_one_tap_and_nobody_hears_of_it(ideas: Town) -> None:
    number = await says(ideas, 1, SHADE)
    shown = await moderates(ideas, OLGA)
    await told(ideas)
    shown = await decides(ideas, await turns(ideas, shown, Page.GROUNDS), refuse, "unclear")
    shown = await taps(ideas, shown, undo_last)
    assert shown.matter.piece.text == SHADE
    assert (await stored(ideas, number))["state"] == "waiting"
    ideas.now += THINKING
    assert await told(ideas) == []
    again = await taps(ideas, shown, undo_last)
    assert again.view.remark == CHANGED_MEANWHILE


async def test_who_said_it_hears_why_it_is_not_shown_and_how_to_go_on(ideas: Town) -> None:
    await says(ideas, 1, SHADE)
    shown = await moderates(ideas, OLGA)
    await told(ideas)
    await decides(ideas, await turns(ideas, shown, Page.GROUNDS), refuse, "several")
    assert await told(ideas) == []
    ideas.now += THINKING
    (said,) = await told(ideas)
    assert SHADE in said
    assert "more than one idea" in said
    assert "another way" in said


async def test_accepted_ones_are_told_together_once_a_day(ideas: Town) -> None:
    for text in (SHADE, BENCH, "A third"):
        await says(ideas, 1, text)
    shown = await moderates(ideas, OLGA)
    await told(ideas)
    for _ in range(3):
        shown = await decides(ideas, shown, accept)
    ideas.now += THINKING
    (said,) = await told(ideas)
    assert "3 statements of yours are shown" in said


async def test_a_merge_is_shown_asked_undone_and_told(ideas: Town) -> None:
    first, second = await says(ideas, 1, SHADE, State.ACCEPTED), await says(ideas, 2, BENCH)
    await votes(ideas, 2, second, 1)
    shown = await turns(ideas, await moderates(ideas, OLGA), Page.MERGING)
    await told(ideas)
    assert [one.number for one in shown.matter.listed] == [first]
    shown = await taps(ideas, shown, choose_target, f"{first}-{shown.matter.piece.stamp}")
    assert SHADE in card(shown)
    assert BENCH in card(shown)
    shown = await decides(ideas, shown, merge)
    assert (await stored(ideas, second))["merged_into"] == first
    ideas.now += THINKING
    (said,) = await told(ideas)
    assert f"Statement {first + 1} says the same" in said
    shown = await taps(ideas, shown, undo_last)
    row = await stored(ideas, second)
    assert (row["merged_into"], row["state"]) == (None, "waiting")
    assert [name for name, _ in await events(ideas)] == ["statement_merged", "statement_unmerged"]
    assert len(await ideas.rows("votes")) == 1


@pytest.mark.parametrize("number", ["6", "99", "0", "5", "none"])
async def test_nothing_is_merged_into_itself_or_what_is_not_asked(ideas: Town, number: str) -> None:
    itself = await says(ideas, 1, SHADE)
    await says(ideas, 2, BENCH)
    assert itself == 4
    await turns(ideas, await moderates(ideas, OLGA), Page.MERGING)
    with pytest.raises(DoesNotFit):
        await writes(ideas, OLGA, number)


async def test_a_number_that_is_written_names_the_other_one(ideas: Town) -> None:
    await says(ideas, 1, SHADE)
    await turns(ideas, await moderates(ideas, OLGA), Page.MERGING)
    shown = await writes(ideas, OLGA, "#2")
    await decides(ideas, shown, merge)
    assert (await stored(ideas, 4))["merged_into"] == 1


async def test_what_was_merged_goes_along(ideas: Town) -> None:
    """Votes are counted at the end of one hop: no chain is ever made."""
    one, two = await says(ideas, 1, SHADE, State.ACCEPTED), await says(ideas, 2, BENCH, State.ACCEPTED)
    shown = await taps(ideas, await moderates(ideas, OLGA), list_statements, "0")
    for source_, target in ((two, one), (one, 0)):
        shown = await taps(ideas, await taps(ideas, shown, list_statements, "0-5"), open_statement, str(source_))
        shown = await turns(ideas, shown, Page.MERGING)
        shown = await taps(ideas, shown, choose_target, f"{target}-{shown.matter.piece.stamp}")
        shown = await decides(ideas, shown, merge)
    assert [(await stored(ideas, number))["merged_into"] for number in (one, two)] == [0, 0]


async def test_another_wording_is_asked_of_the_author_and_can_be_taken_back(ideas: Town) -> None:
    number = await says(ideas, 1, SHADE)
    await turns(ideas, await moderates(ideas, OLGA), Page.WORDING)
    await told(ideas)
    shown = await writes(ideas, OLGA, "Trees give shade")
    row = await stored(ideas, number)
    assert (row["content"], row["proposed"], row["state"]) == (SHADE, "Trees give shade", "waiting")
    assert shown.matter.load == 0  # nothing is to be done before the author has answered
    ideas.now += THINKING
    (said,) = await told(ideas)
    assert "“Trees give shade”" in said
    await taps(ideas, shown, undo_last)
    assert (await stored(ideas, number))["proposed"] is None


async def test_what_nobody_here_said_is_worded_anew_at_once_and_its_translations_go(ideas: Town) -> None:
    shown = await taps(ideas, await moderates(ideas, OLGA), list_statements, "0")
    shown = await turns(ideas, await taps(ideas, shown, open_statement, "0"), Page.WORDING)
    await writes(ideas, OLGA, "Apples for everybody")
    row = await stored(ideas, 0)
    assert (row["content"], row["proposed"]) == ("Apples for everybody", None)
    assert {row["number"] for row in await ideas.rows("translations")} == {1, 2, 3}


async def test_meta_is_marked_and_taken_away(ideas: Town) -> None:
    await says(ideas, 1, SHADE)
    shown = await turns(ideas, await moderates(ideas, OLGA), Page.MORE)
    shown = await decides(ideas, shown, mark_meta)
    assert "About the conversation" in card(shown)
    await decides(ideas, await turns(ideas, shown, Page.MORE), mark_meta)
    assert [details["meta"] for _, details in await events(ideas)] == [True, False]


async def test_every_statement_is_listed_and_a_decision_can_be_changed_later(ideas: Town) -> None:
    number = await says(ideas, 1, SHADE, State.REJECTED)
    shown = await taps(ideas, await moderates(ideas, OLGA), list_statements, "0")
    assert [one.number for one in shown.matter.listed] == [0, 1, 2, 3, 4]
    assert "not shown" in card(shown)
    shown = await writes(ideas, OLGA, str(number + 1))
    assert shown.matter.piece.text == SHADE
    await told(ideas)
    shown = await decides(ideas, shown, accept)
    ideas.now += THINKING
    assert "after all" in (await told(ideas))[0]
    shown = await decides(ideas, shown, put_back)
    assert (await stored(ideas, number))["state"] == "waiting"
    assert "‹ Back" in labels(shown)


async def test_what_is_looked_at_after_it_is_shown_goes_back_to_being_shown(town: Town) -> None:
    await town.launch(source(moderation="after"))
    await says(town, 1, SHADE, State.POSTED)
    shown = await decides(town, await moderates(town, OLGA), accept)
    await taps(town, shown, undo_last)
    assert (await stored(town, 4))["state"] == "posted"


async def test_the_reasons_on_a_statement_are_looked_at_one_after_another(ideas: Town) -> None:
    for person in (1, 2, 3):
        await gives_reason(ideas, person, 0, f"Because {person}")
    shown = await taps(ideas, await moderates(ideas, OLGA), list_statements, "0")
    shown = await turns(ideas, await taps(ideas, shown, open_statement, "0"), Page.MORE)
    assert shown.matter.reasons == 3
    shown = await turns(ideas, shown, Page.REASONS)
    seen = [shown.matter.piece.text]
    shown = await decides(ideas, shown, accept)
    for place in ("1", "2"):
        shown = await taps(ideas, shown, pass_over, place)
        seen.append(shown.matter.piece.text)
    assert sorted(seen) == ["Because 1", "Because 2", "Because 3"]
    assert sorted(row["state"] for row in await ideas.rows("reasons")) == ["accepted", "waiting", "waiting"]


async def test_nothing_acts_on_what_somebody_else_has_decided(ideas: Town) -> None:
    number = await says(ideas, 1, SHADE)
    olga, nora = await moderates(ideas, OLGA), await moderates(ideas, NORA, Role.ADMINISTRATOR)
    olga = await turns(ideas, olga, Page.GROUNDS)
    await decides(ideas, nora, accept)
    late = await decides(ideas, olga, refuse, "hurtful")
    assert late.view.remark == CHANGED_MEANWHILE
    assert (await stored(ideas, number))["state"] == "accepted"
    assert len(await events(ideas)) == 1


async def test_two_at_the_same_moment_decide_once(ideas: Town) -> None:
    number = await says(ideas, 1, SHADE)
    olga, nora = await moderates(ideas, OLGA), await turns(ideas, await moderates(ideas, NORA), Page.MORE)
    both = decides(ideas, olga, accept), decides(ideas, nora, mark_meta)
    done = await asyncio.gather(*both)
    assert sorted(one.view.remark is None for one in done) == [False, True]
    row = await stored(ideas, number)
    assert (row["state"], row["meta"]) in {("accepted", 0), ("waiting", 1)}
    assert len(await events(ideas)) == 1


async def test_what_its_author_took_back_is_gone(ideas: Town) -> None:
    number = await says(ideas, 1, SHADE)
    shown = await turns(ideas, await moderates(ideas, OLGA), Page.GROUNDS)

    async def drop(session: Any) -> None:
        await ideas.store._transaction(session).drop_statement(NAME, "ideas", number)

    await ideas.database.unit(drop)
    late = await decides(ideas, shown, refuse, "hurtful")
    assert (late.view.remark, late.matter.piece) == (CHANGED_MEANWHILE, None)


@pytest.mark.parametrize("argument", ["", "queue", "grounds", "x-y", "off-topic-", "0-abc", "99999", "'; DROP"])
async def test_what_no_button_carries_decides_nothing(ideas: Town, argument: str) -> None:
    await says(ideas, 1, SHADE)
    shown = await moderates(ideas, OLGA)
    before = await ideas.rows("statements")
    for use_case in (accept, refuse, put_back, mark_meta, choose_target, merge, turn_bench, list_statements):
        try:
            shown = await taps(ideas, shown, use_case, argument)
        except MovedOn:
            continue
    assert await ideas.rows("statements") == before
    assert await events(ideas) == []


async def test_a_facilitator_looks_through_their_own_alone(ideas: Town) -> None:
    await says(ideas, 1, SHADE)
    shown = await become(ideas, NORA, Role.FACILITATOR)
    with pytest.raises(Forbidden):
        await taps(ideas, shown, accept, "forged")
    with pytest.raises(Forbidden):
        await looks_through(ideas, NORA)


async def test_taking_the_log_is_noted(ideas: Town) -> None:
    await says(ideas, 1, SHADE)
    shown = await decides(ideas, await moderates(ideas, OLGA), accept)
    shown = await taps(ideas, shown, send_log)
    assert [name for name, _ in await events(ideas)] == ["statement_judged", "moderation_log_taken"]
    assert "moderation_log" in await ideas.all_told()


@pytest.mark.parametrize("seed", range(8))
async def test_whatever_is_tapped_or_written_every_card_leads_on_and_nothing_is_lost(ideas: Town, seed: int) -> None:
    """A walk over the buttons that stand there, and words in between, by two who are in each other's way."""
    chances = Random(seed)
    for person in range(1, 5):
        await says(ideas, person, f"Idea of {person}", chances.choice([State.WAITING, State.POSTED]))
        await gives_reason(ideas, person, chances.randrange(4), f"Because of {person}")
    shown = {person: await moderates(ideas, person) for person in (OLGA, NORA)}
    for _ in range(60):
        person = chances.choice([OLGA, NORA])
        if not isinstance(shown[person].matter, Moderation):
            shown[person] = await looks_through(ideas, person)
        shown[person] = await step(ideas, shown[person], chances)
        card_ = desk_card(shown[person])
        assert read(card_.text).strip()
        assert 0 < sum(len(row) for row in card_.rows) <= 8
    texts = [row["content"] for row in await ideas.rows("statements")]
    assert len(texts) == 8
    assert {f"Idea of {person}" for person in range(1, 5)} <= {*texts}


async def step(town: Town, shown: Any, chances: Random) -> Any:
    """One button, or a few words."""
    buttons = [button for row in desk_card(shown).rows for button in row]
    if chances.random() < 0.15:
        try:
            return await writes(town, shown.view.telegram_chat, chances.choice(["3", "#9", "Better words", "x" * 300]))
        except (DoesNotFit, NotUnderstood, TooLong):
            return await looks_through(town, shown.view.telegram_chat)
    name, _, argument = chances.choice(buttons).argument.partition("-")
    return await taps(town, shown, VERBS[name], argument)


async def test_the_authors_vote_follows_a_merge_also_where_nobody_else_had_seen_it(ideas: Town) -> None:
    seen, unseen = await says(ideas, 1, SHADE, State.ACCEPTED), await says(ideas, 2, BENCH)
    shown = await turns(ideas, await moderates(ideas, OLGA), Page.MERGING)
    shown = await taps(ideas, shown, choose_target, f"{seen}-{shown.matter.piece.stamp}")
    await decides(ideas, shown, merge)
    statements = await ideas.store.look(lambda tx: tx.statements(NAME, "ideas"))
    assert counted_at(statements)[unseen] == seen
    back = [replace(one, state=State.WAITING) if one.number == seen else one for one in statements]
    assert {seen, unseen}.isdisjoint(counted_at(back))
