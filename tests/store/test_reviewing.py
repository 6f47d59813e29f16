"""Looking through what residents wrote: each text once, by whoever may, and nobody learns who wrote it."""

from __future__ import annotations

import asyncio
import json
from typing import Any

import pytest

from deliberation.engine import Visit
from deliberation.errors import Conflict, Forbidden, MovedOn
from deliberation.kept import TextState
from deliberation.participation import ERASE
from deliberation.ports import Transaction
from deliberation.releases.findings import Findings
from deliberation.roles import Role
from deliberation.use_cases.commands import HOUSE_ITSELF
from deliberation.use_cases.finding import findings_of, with_texts
from deliberation.use_cases.keeping_house import Forget, forget
from deliberation.use_cases.matters.review import Review
from deliberation.use_cases.releasing import KeepTexts, keep_texts
from deliberation.use_cases.reviewing import (
    CHANGED_MEANWHILE,
    ask_all,
    hold,
    hold_for,
    judge,
    judge_all,
    look_again,
    open_review,
    undo,
)
from deliberation.use_cases.summaries import read_summary
from screens.card import callback_data
from screens.desk import desk_card
from storage.sql import queries
from storage.store import Store
from tests.screens.html import read
from tests.store.desk import become, tapping, taps
from tests.store.pausing import Pausing
from tests.store.texts import NAME, answer, end, owned, reviews, shared, written
from tests.store.town import Town, numbered, sender

NORA, OLGA, PIOTR = 501, 502, 503
ANSWERS = queries("participations")
PLAIN = ("the rent", "more trees", "less noise", "better air", "warm water", "no moving")
NAMED = "ask Jan Kowalski, 600 100 200"


def judged(shown: Any, state: str) -> str:
    return f"{state}-{shown.matter.text.name}"


def states(shown: Any) -> tuple[int, ...]:
    """How many wait, are shown and are held back."""
    return tuple(shown.matter.number(state) for state in TextState)


async def held(town: Town, shown: Any, grounds: str = "personal") -> Any:
    """What stands there is held back, for a reason."""
    name = shown.matter.text.name
    return await taps(town, await taps(town, shown, hold, name), hold_for, f"{grounds}-{name}")


async def quotes(town: Town) -> list[str]:
    async def read(tx: Transaction) -> Findings:
        return await with_texts(tx, await findings_of(tx, NAME))

    found = await town.store.look(read)
    return sorted(found.quotes.get("why", ()))


async def events(town: Town) -> list[tuple[int, int] | None]:
    """How many were shown and held back, each time; None for a text that was put back."""
    rows = [row for row in await town.rows("events") if row["name"] in {"texts_judged", "text_put_back"}]
    found = [json.loads(row["details"]) for row in sorted(rows, key=lambda row: str(row["id"]))]
    return [(each["shown"], each["held"]) if each else None for each in found]


async def test_one_text_after_another_is_shown_or_held_back(town: Town) -> None:
    await written(town, (*PLAIN, NAMED))
    shown = await reviews(town, OLGA)
    kept, seen = [], []
    while shown.matter.text is not None:
        text = shown.matter.text
        seen.append(text.words)
        kept += [] if text.marks else [text.words]
        shown = await (held(town, shown) if text.marks else taps(town, shown, judge, judged(shown, "shown")))
    assert sorted(seen) == sorted((*PLAIN, NAMED))
    assert states(shown) == (0, 6, 1)
    assert await quotes(town) == sorted(kept) == sorted(PLAIN)
    assert len(await events(town)) == 7
    logged = str(await town.rows("events"))
    assert not any(word in logged for word in (*PLAIN, "Kowalski"))


async def test_what_may_be_a_name_stands_in_bold_and_in_words_and_nobody_is_named(town: Town) -> None:
    ways = await written(town, [f"{NAMED} <b>&"] * 6)
    shown = await reviews(town, OLGA)
    card = desk_card(shown)
    assert "<b>Jan Kowalski</b>, <b>600 100 200</b> &lt;b&gt;&amp;" in card.text
    assert read(card.text).count("Jan Kowalski") == 2
    said = card.text + "".join(callback_data("t" * 16, 0, button) for row in card.rows for button in row)
    assert not any(way in said for way in ways)
    assert all(len(callback_data("t" * 16, 999_999_999, button)) <= 64 for row in card.rows for button in row)


async def test_the_last_decision_can_be_undone_once(town: Town) -> None:
    await written(town, PLAIN)
    first = await reviews(town, OLGA)
    shown = await taps(town, await taps(town, first, judge, judged(first, "shown")), undo)
    assert (shown.matter.text, states(shown)) == (first.matter.text, (6, 0, 0))
    with pytest.raises(MovedOn):
        await taps(town, shown, undo)
    assert await events(town) == [(1, 0), None]
    assert await quotes(town) == []


async def test_all_without_a_mark_are_shown_after_one_question(town: Town) -> None:
    await written(town, (*PLAIN, NAMED))
    shown = await taps(town, await reviews(town, OLGA), ask_all, "shown")
    assert "Show all 6 texts" in read(desk_card(shown).text)
    assert await quotes(town) == []
    shown = await taps(town, shown, judge_all, "6")
    assert states(shown) == (1, 6, 0)
    assert await quotes(town) == sorted(PLAIN)
    shown = await taps(town, await taps(town, shown, ask_all, "held"), judge_all, "1")
    assert states(shown) == (0, 6, 1)
    assert await events(town) == [(6, 0), (0, 1)]


async def test_more_than_was_said_is_never_shown(town: Town) -> None:
    """Between the question and the answer there is one more: another phase has closed, or it was put back."""
    await written(town, PLAIN)
    shown = await reviews(town, OLGA)
    asked = await taps(town, await held(town, shown), ask_all, "shown")
    nora = await taps(town, await reviews(town, NORA), look_again, "held-0")
    nora = await taps(town, await taps(town, nora, judge, judged(nora, "shown")), open_review)
    await put_back(town)
    after = await taps(town, asked, judge_all, "5")
    assert (states(after), after.view.remark.code) == ((6, 0, 0), "changed_meanwhile")
    assert states(await taps(town, after, judge_all, "6")) == (0, 6, 0)


async def put_back(town: Town) -> None:
    async def work(session: Any) -> None:
        tx = town.store._transaction(session)
        (text,) = await tx.texts(NAME, TextState.SHOWN, 9)
        await tx.judge_text(text, TextState.SHOWN, TextState.WAITING)

    await town.database.unit(work)


async def test_what_was_decided_can_be_looked_at_again_and_changed(town: Town) -> None:
    await written(town, PLAIN)
    shown = await taps(town, await taps(town, await reviews(town, OLGA), ask_all, "shown"), judge_all, "6")
    seen = []
    for number in range(6):
        shown = await taps(town, shown, look_again, f"shown-{number}")
        seen.append(shown.matter.text.words)
    assert sorted(seen) == sorted(PLAIN)
    shown = await held(town, shown)  # the last: the one before stands there then
    assert (states(shown), shown.matter.page, shown.matter.text.words) == ((0, 5, 1), 4, seen[4])
    assert await quotes(town) == sorted(seen[:5])
    again = await taps(town, await taps(town, shown, look_again, "held-0"), judge, judged(shown, "shown"))
    assert again.view.remark.code == "changed_meanwhile"  # the button of another text
    there = await taps(town, again, look_again, "held-0")
    assert states(await taps(town, there, judge, judged(there, "shown"))) == (0, 6, 0)
    assert {row["why"] for row in await town.rows("reviews")} == {None}


async def test_two_at_once_judge_no_text_twice(town: Town) -> None:
    """Both see the same text; one decides, and the other is told so and shown the next."""
    await written(town, PLAIN)
    olga, nora = await reviews(town, OLGA), await reviews(town, NORA, Role.ADMINISTRATOR)
    assert olga.matter.text == nora.matter.text
    await held(town, olga, "hurtful")
    assert [row["why"] for row in await town.rows("reviews") if row["state"] == "held"] == ["hurtful"]
    late = await taps(town, nora, judge, judged(nora, "shown"))
    assert (late.view.remark.code, states(late)) == ("changed_meanwhile", (5, 0, 1))
    assert late.matter.text != nora.matter.text
    assert len(await events(town)) == 1


async def test_two_at_the_same_moment_judge_no_text_twice(town: Town) -> None:
    await written(town, PLAIN)
    both = [await reviews(town, person) for person in (OLGA, NORA)]
    done = await asyncio.gather(*(taps(town, shown, judge, judged(shown, "shown")) for shown in both))
    assert sorted(one.view.remark is None for one in done) == [False, True]
    rows = [row["state"] for row in await town.rows("reviews") if row["state"] != "waiting"]
    assert len(rows) == len(await events(town)) == 1


@pytest.mark.parametrize("database_url", ["postgres"], indirect=True)
async def test_who_is_overtaken_in_the_middle_decides_nothing(town: Town) -> None:
    """Both have read the same text as one that waits; one of them has decided before the other goes on."""
    await written(town, PLAIN)
    olga, nora = [await reviews(town, person) for person in (OLGA, NORA)]
    pausing = Pausing(town.database, "texts")
    late = asyncio.create_task(
        Store(pausing, numbered(5000)).perform(judge, tapping(town, olga, judged(olga, "shown")))
    )
    await pausing.paused.wait()
    await taps(town, nora, judge, judged(nora, "shown"))
    pausing.may_go_on.set()
    assert (await late).view.remark == CHANGED_MEANWHILE
    assert await events(town) == [(1, 0)]


async def test_why_something_is_held_back_is_chosen_from_the_list_and_one_can_go_back(town: Town) -> None:
    await written(town, PLAIN)
    shown = await reviews(town, OLGA)
    name = shown.matter.text.name
    with pytest.raises(MovedOn):  # forged: without a reason
        await taps(town, shown, judge, judged(shown, "held"))
    asked = await taps(town, shown, hold, name)
    assert "Why is it held back" in read(desk_card(asked).text)
    assert len([button for row in desk_card(asked).rows for button in row]) == 8
    with pytest.raises(MovedOn):
        await taps(town, asked, hold_for, f"whim-{name}")
    assert states(await taps(town, asked, open_review)) == (6, 0, 0)
    with pytest.raises(MovedOn):  # of a card that has passed
        await taps(town, asked, hold_for, f"hurtful-{name}")


async def test_two_at_the_same_moment_decide_on_all_once(town: Town) -> None:
    await written(town, PLAIN)
    both = [
        await taps(town, await reviews(town, person), ask_all, what)
        for person, what in ((OLGA, "shown"), (NORA, "held"))
    ]
    done = await asyncio.gather(*(taps(town, shown, judge_all, "6") for shown in both), return_exceptions=True)
    assert not any(isinstance(one, Exception) and not isinstance(one, Conflict) for one in done)
    assert len({row["state"] for row in await town.rows("reviews")}) == len(await events(town)) == 1


async def test_a_second_tap_on_the_same_button_decides_nothing(town: Town) -> None:
    await written(town, PLAIN)
    shown = await reviews(town, OLGA)
    twice = tapping(town, shown, judged(shown, "shown"))
    await town.perform(judge, twice)
    with pytest.raises(MovedOn):
        await town.perform(judge, twice)
    assert len(await events(town)) == 1


@pytest.mark.parametrize(
    "argument", ["", "shown", "shown-", "waiting-x", "shown-0123456789abcdef", "held-'; DROP", "x" * 34]
)
async def test_what_no_button_carries_judges_nothing(town: Town, argument: str) -> None:
    await written(town, PLAIN)
    shown = await reviews(town, OLGA)
    before = await town.rows("reviews")
    for use_case in (judge, hold, hold_for, ask_all, judge_all, look_again, undo):
        try:
            shown = await taps(town, shown, use_case, argument if use_case is not ask_all else f"no-{argument}")
        except MovedOn:
            continue
    assert await town.rows("reviews") == before
    assert await events(town) == []


async def test_a_facilitator_looks_through_their_own_alone(town: Town) -> None:
    await written(town, PLAIN)
    shown = await become(town, NORA, Role.FACILITATOR)
    with pytest.raises(Forbidden):
        await taps(town, shown, read_summary, NAME)
    with pytest.raises(Forbidden):  # forged, while the desk stands at nothing
        await taps(town, shown, open_review)
    await owned(town, NORA)
    shown = await taps(town, await taps(town, shown, read_summary, NAME), open_review)
    assert isinstance(shown.matter, Review)
    await owned(town, OLGA_OF_NOBODY)
    with pytest.raises(Forbidden):  # somebody else's from now on, and the desk still stands there
        await taps(town, shown, judge, judged(shown, "shown"))
    assert await events(town) == []


OLGA_OF_NOBODY = 999
"""Nobody of this number ever wrote."""


async def test_what_somebody_wrote_is_gone_when_they_are(town: Town) -> None:
    await written(town, PLAIN)
    shown = await reviews(town, OLGA)
    first = shown.matter.text.words
    person = 100 + PLAIN.index(first)
    await town.enter(person)
    await erase(town, person)
    late = await taps(town, shown, judge, judged(shown, "shown"))
    assert (late.view.remark.code, states(late)) == ("changed_meanwhile", (5, 0, 0))
    rest = await taps(town, await taps(town, late, ask_all, "shown"), judge_all, "5")
    assert states(rest) == (0, 5, 0)
    other = next(word for word in PLAIN if word != first)
    await erase(town, 100 + PLAIN.index(other))
    assert await quotes(town) == sorted(set(PLAIN) - {first, other})
    assert len(await town.rows("reviews")) == 4


async def test_what_was_taken_back_meanwhile_is_in_nobodys_way(town: Town) -> None:
    """Of a phase that has closed, while another one is open: the answers go, and the participation stays."""
    (way, *_) = await written(town, PLAIN)
    shown = await reviews(town, OLGA)

    async def take_back(session: Any) -> None:
        await session.run(ANSWERS["withdraw_response"], participation=way, step="why")

    await town.database.unit(take_back)
    asked = await taps(town, shown, ask_all, "held")
    assert states(asked) == (5, 0, 0)
    assert states(await taps(town, asked, judge_all, "5")) == (0, 0, 5)


async def erase(town: Town, person: int) -> None:
    view = (await town.write(person, "", Visit(ERASE))).view
    await town.perform(forget, Forget(sender(person), town.now, view.token, view.wanted))


async def test_what_is_kept_twice_stays_as_it_was_decided(town: Town) -> None:
    """A tick that ended in the middle keeps the texts once more."""
    await written(town, PLAIN)
    shown = await reviews(town, OLGA)
    shown = await held(town, shown)
    rows = [(row["participation_id"], row["step_id"], True) for row in await town.rows("reviews")]
    await town.perform(keep_texts, KeepTexts(HOUSE_ITSELF, town.now, NAME, rows))
    assert states(await taps(town, shown, open_review)) == (5, 0, 1)


async def test_who_was_not_told_is_not_quoted(town: Town) -> None:
    await town.launch(shared(quotes=False))
    for person in range(100, 106):
        await answer(town, person)
    await end(town)
    shown = await reviews(town, OLGA)
    assert states(shown) == (0, 0, 0)
    assert "Nothing to look through" in read(desk_card(shown).text)
