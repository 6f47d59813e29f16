"""Voting on statements: one after another, changeable, and gone with whoever takes them back."""

from __future__ import annotations

import pytest

from deliberation.definition import Done, Tapped
from deliberation.engine import Change, Withdraw
from deliberation.errors import MovedOn, NotAStatement, TooMany
from deliberation.participation import FINISHED
from deliberation.statements.sitting import Page, Sitting, read
from deliberation.use_cases.showing import Shown
from tests.deliberation.files import phase, statements, table, toml
from tests.store.town import Town

IDEAS = toml(table(phase(statements(matter=2)), id="ideas"))


def sitting(shown: Shown) -> Sitting:
    """Where somebody is among the statements."""
    return read(shown.participation.drafts.get("ideas"))


@pytest.fixture
async def board(town: Town) -> Town:
    await town.launch(IDEAS)
    return town


async def votes(town: Town) -> dict[int, int]:
    return {row["number"]: row["vote"] for row in await town.rows("votes")}


async def all_voted(town: Town, person: int, vote: str = "agree") -> Shown:
    """Somebody who has voted the same on all four."""
    shown = await town.agreed(person, "ideas")
    for _ in range(4):
        shown = await town.tap(shown, Tapped(vote))
    return shown


async def test_each_is_shown_once_until_none_is_left(board: Town) -> None:
    shown = await board.agreed(1, "ideas")
    seen = []
    for vote in "agree", "disagree", "unsure", "agree":
        seen.append(sitting(shown).statement)
        shown = await board.tap(shown, Tapped(vote))
    assert sorted(seen) == [0, 1, 2, 3]
    assert sitting(shown) == Sitting(last=seen[-1], said=1, cast=4, recent=tuple(seen[1:]))
    assert await votes(board) == dict(zip(seen, (1, -1, 0, 1), strict=True))


async def test_the_order_is_another_for_another_person(board: Town) -> None:
    first = {sitting(await board.agreed(person, "ideas")).statement for person in range(1, 12)}
    assert len(first) > 1


async def test_the_last_vote_can_be_changed_with_one_tap_and_a_vote(board: Town) -> None:
    shown = await board.agreed(1, "ideas")
    first = sitting(shown).statement
    shown = await board.tap(shown, Tapped("agree"), Tapped("last"))
    assert sitting(shown).statement == first
    await board.tap(shown, Tapped("disagree"))
    assert await votes(board) == {first: -1}


async def test_any_statement_is_opened_by_its_number(board: Town) -> None:
    await board.agreed(1, "ideas")
    shown = await board.write(1, "3")
    assert sitting(shown).statement == 2
    for text in "9", "0", "perhaps", "":
        with pytest.raises(NotAStatement):
            await board.write(1, text)


async def test_words_vote_like_their_buttons(board: Town) -> None:
    shown = await board.agreed(1, "ideas")
    first = sitting(shown).statement
    await board.write(1, "not sure", Tapped("unsure"))
    assert await votes(board) == {first: 0}


async def test_stopping_asks_which_matter_most(board: Town) -> None:
    shown = await board.tap(await all_voted(board, 1), Tapped("stop"))
    assert sitting(shown).page is Page.MATTER
    shown = await board.tap(shown, Tapped("m-3"), Tapped("m-0"))
    with pytest.raises(TooMany):
        await board.tap(shown, Tapped("m-1"))
    shown = await board.tap(shown, Done())
    assert shown.participation.answers == {"ideas": "3 0"}
    assert shown.participation.place == FINISHED


async def test_stopping_at_once_is_an_answer_too(board: Town) -> None:
    shown = await board.tap(await board.agreed(1, "ideas"), Tapped("stop"))
    assert shown.participation.answers == {"ideas": "-"}


async def test_who_comes_back_votes_on_and_changes(board: Town) -> None:
    shown = await board.tap(await board.agreed(1, "ideas"), Tapped("agree"), Tapped("stop"))
    shown = await board.tap(shown, Change("ideas"))
    assert sitting(shown).page is Page.CARD
    assert sitting(shown).statement not in await votes(board)
    shown = await board.tap(shown, Tapped("votes"))
    (number,) = await votes(board)
    shown = await board.tap(shown, Tapped(f"v-{number}"), Tapped("unsure"))
    assert await votes(board) == {number: 0}


@pytest.mark.parametrize("forged", ["v-9", "m-1", "p-5", "last", "nonsense", "v-", "v-x", "agree-1"])
async def test_no_forged_button_does_anything(board: Town, forged: str) -> None:
    shown = await board.agreed(1, "ideas")
    with pytest.raises(MovedOn):
        await board.tap(shown, Tapped(forged))
    assert await votes(board) == {}


async def test_taking_all_back_takes_the_votes_back(board: Town) -> None:
    shown = await all_voted(board, 1)
    await all_voted(board, 2)
    await board.tap(shown, Withdraw())
    assert {row["participation_id"] for row in await board.rows("votes")} != set()
    assert len(await board.rows("votes")) == 4


async def test_a_newer_version_words_a_statement_anew_and_adds_one(board: Town) -> None:
    await all_voted(board, 1)
    longer = statements(seeds=5, matter=2)
    await board.launch(toml(table(phase(longer), id="ideas", version=2)))
    kept = {row["number"]: row["seed"] for row in await board.rows("statements")}
    assert kept == {0: "s0", 1: "s1", 2: "s2", 3: "s3", 4: "s4"}
    assert len(await board.rows("votes")) == 4


async def test_a_statement_that_is_left_out_before_anybody_begins_is_gone(board: Town) -> None:
    shorter = statements(seeds=3, matter=2)
    await board.launch(toml(table(phase(shorter), id="ideas", version=2)))
    assert [row["seed"] for row in await board.rows("statements")] == ["s0", "s1", "s2"]
