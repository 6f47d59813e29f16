"""A conversation that was held elsewhere goes on here."""

from __future__ import annotations

import pytest

from deliberation.counting import Counted
from deliberation.definition import Tapped
from deliberation.ports import Transaction
from deliberation.statements.coming import Coming, ImportedVote
from deliberation.statements.statement import State
from deliberation.use_cases.commands import HOUSE_ITSELF
from deliberation.use_cases.importing import BringStatements, BringVotes, bring_statements, bring_votes
from deliberation.use_cases.mapping import ToMap, counted
from tests.deliberation.files import phase, statements, table, toml
from tests.store.town import Town

IDEAS = toml(table(phase(statements(seeds=1, own=True)), id="ideas"))
THERE = (
    Coming(7, "Trees in the square", State.ACCEPTED),
    Coming(9, "Is this a good question?", State.WAITING, meta=True),
    Coming(12, "Buy my car", State.REJECTED),
)


@pytest.fixture
async def board(town: Town) -> Town:
    await town.launch(IDEAS)
    return town


async def brought(town: Town, *coming: Coming) -> dict[int, int]:
    command = BringStatements(HOUSE_ITSELF, town.now, "ideas", "ideas", "en", coming or THERE)
    numbers: dict[int, int] = await town.perform(bring_statements, command)
    return numbers


async def cast(town: Town, *votes: tuple[int, int, int]) -> None:
    coming = [ImportedVote(*vote) for vote in votes]
    await town.perform(bring_votes, BringVotes(HOUSE_ITSELF, town.now, "ideas", "ideas", coming))


async def tallied(town: Town) -> set[tuple[int, int, int]]:
    """Whose votes count, on what, and how."""
    about = ToMap("ideas", "ideas")
    found = await town.store.look(lambda tx: _counted(tx, about))
    columns = found.votes
    return set(zip(columns.people, columns.statements, columns.values, strict=True))


async def _counted(tx: Transaction, about: ToMap) -> Counted:
    return await counted(tx, about, await tx.counted_people(about.consultation))


async def test_statements_come_with_what_was_decided_of_them(board: Town) -> None:
    assert await brought(board) == {7: 1, 9: 2, 12: 3}
    kept = [(row["content"], row["state"], row["meta"]) for row in await board.rows("statements") if row["number"]]
    assert kept == [
        ("Trees in the square", "accepted", 0),
        ("Is this a good question?", "waiting", 1),
        ("Buy my car", "rejected", 0),
    ]


async def test_the_same_again_changes_nothing(board: Town) -> None:
    numbers = await brought(board)
    await cast(board, (0, 1, 1))
    before = await board.dump()
    assert await brought(board) == numbers
    await cast(board, (0, 1, 1))
    assert await board.dump() == before


async def test_what_has_come_since_is_added_and_what_waited_is_decided(board: Town) -> None:
    await brought(board)
    decided = Coming(9, "Is this a good question?", State.REJECTED, meta=True)
    assert await brought(board, decided, Coming(13, "A bench", State.ACCEPTED)) == {9: 2, 13: 4}
    states = {row["number"]: row["state"] for row in await board.rows("statements")}
    assert states[2] == "rejected"


async def test_what_was_decided_here_stays(board: Town) -> None:
    await brought(board)
    await brought(board, Coming(7, "Trees in the square", State.REJECTED))
    assert {row["number"]: row["state"] for row in await board.rows("statements")}[1] == "accepted"


async def test_the_last_vote_of_somebody_there_counts_beside_those_here(board: Town) -> None:
    await brought(board)
    await cast(board, (0, 1, 1), (3, 1, 0), (0, 1, -1))
    shown = await board.agreed(1, "ideas")
    await board.write(1, "2")
    shown = await board.enter(1, "ideas")
    await board.tap(shown, Tapped("agree"))
    assert await tallied(board) == {(0, 1, 1), (-1, 1, -1), (-4, 1, 0)}


async def test_residents_are_asked_about_what_was_accepted_there(board: Town) -> None:
    await brought(board)
    asked = await board.store.look(lambda tx: tx.asked_statements("ideas", "ideas"))
    assert asked == {0, 1}
