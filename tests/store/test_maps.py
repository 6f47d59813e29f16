"""The map while people vote, and the result at the close: which votes count, and what is kept and shown when."""

from __future__ import annotations

import json
from typing import Any

import pytest

from bot.surveying import work_out
from deliberation.counting import Counted
from deliberation.definition import Tapped
from deliberation.kept import KeptMap, Worked
from deliberation.releases.opinions import AGREES, StatementResult
from deliberation.releases.records import NO_ANSWER
from deliberation.use_cases.commands import HOUSE_ITSELF
from deliberation.use_cases.mapping import KeepMap, Survey, ToMap, keep_map, survey, to_map
from deliberation.use_cases.running import ClosePhase, close_phase
from storage.sql import load
from tests.deliberation.files import phase, statements, table, toml
from tests.store.town import CLOSED, THRESHOLD, Town

IDEAS = toml(table(phase(statements(seeds=6, matter=2)), id="ideas"))
ABOUT = ToMap("ideas", "ideas")
WORDS = {1: "agree", -1: "disagree", 0: "unsure"}
Q = load(
    "-- name: elsewhere\n-- A vote that came from elsewhere.\n"
    "INSERT INTO imported_votes (consultation_id, step_id, voter, number, vote) VALUES ('ideas', 'ideas', :v, :n, :x)\n"
    "-- name: merge\n-- They say the same.\nUPDATE statements SET merged_into = :into WHERE number = :number\n"
    "-- name: remove\n-- Somebody is taken out.\nUPDATE participations SET removed_at = 1 WHERE id = :id\n"
)


@pytest.fixture
async def board(town: Town) -> Town:
    await town.launch(IDEAS)
    return town


async def votes(town: Town, person: int, *cast: int) -> str:
    """Somebody votes on the statements in order; their participation."""
    shown = await town.agreed(person, "ideas")
    for number, vote in enumerate(cast, start=1):
        shown = await town.tap(await town.write(person, str(number)), Tapped(WORDS[vote]))
    return shown.participation.id


async def crowd(town: Town, first: int = 1, each: int = 8) -> None:
    """Two camps that agree on the last statement."""
    for person in range(first, first + each):
        await votes(town, person, 1, 1, 1, -1, -1, 1)
        await votes(town, person + 100, -1, -1, -1, 1, 1, 1)


async def changes(town: Town, person: int) -> None:
    """Somebody changes their vote on the first statement."""
    await town.enter(person, "ideas")
    await town.tap(await town.write(person, "1"), Tapped("disagree"))


async def run(town: Town, name: str, **values: Any) -> None:
    async def work(session: Any) -> None:
        await session.run(Q[name], **values)

    await town.database.unit(work)


async def read(town: Town) -> Survey:
    found: Survey = await town.store.look(lambda tx: survey(tx, ABOUT, THRESHOLD))
    return found


async def worked(town: Town) -> Worked:
    return work_out(await read(town), ABOUT, THRESHOLD)


async def mapped(town: Town) -> KeptMap:
    """Worked out and kept; what is shown then."""
    await town.perform(keep_map, KeepMap(HOUSE_ITSELF, town.now, ABOUT, await worked(town)))
    kept = await town.store.look(lambda tx: tx.kept_map("ideas", "ideas"))
    assert kept is not None
    return kept


def by_statement(found: Counted) -> dict[int, list[int]]:
    rows = sorted(zip(found.votes.statements, found.votes.values, strict=True))
    return {number: [vote for n, vote in rows if n == number] for number, _ in rows}


async def result(town: Town) -> StatementResult:
    """The release at the close."""
    (over,) = [one for one in await _over(town) if one.consultation == "ideas"]
    (found,) = (await town.releasing(over)).summary.opinions
    return found


async def _over(town: Town) -> Any:
    town.now = CLOSED
    over = await town.store.look(lambda tx: tx.phases_to_close(town.now))
    for one in over:
        await town.perform(close_phase, ClosePhase(HOUSE_ITSELF, town.now, one, town.new_id()))
    return over


async def test_votes_count_where_their_statement_was_merged_into_and_the_own_vote_wins(board: Town) -> None:
    await votes(board, 1, 1, -1)
    await votes(board, 2, 1)
    await run(board, "merge", number=0, into=1)
    assert by_statement((await read(board)).votes) == {1: [-1, 1]}


async def test_votes_from_elsewhere_count_too_and_are_merged_alike(board: Town) -> None:
    await votes(board, 1, 1)
    for number, vote in (0, 1), (1, -1), (2, 0):
        await run(board, "elsewhere", v=7, n=number, x=vote)
    await run(board, "merge", number=0, into=1)
    found = (await read(board)).votes
    assert by_statement(found) == {1: [-1, 1], 2: [0]}
    assert sorted(set(found.votes.people)) == [-8, 0]


async def test_who_was_taken_out_and_what_waits_count_nowhere(board: Town) -> None:
    out = await votes(board, 1, 1, 1)
    await votes(board, 2, -1)
    seen = (await read(board)).seen
    await run(board, "remove", id=out)
    assert by_statement((await read(board)).votes) == {0: [-1]}
    assert (await read(board)).seen != seen


async def test_something_is_worked_out_only_where_something_changed(board: Town) -> None:
    await crowd(board)
    found, newest = await board.store.look(lambda tx: to_map(tx, board.now, None))
    assert found == [ABOUT]
    await mapped(board)
    assert await board.store.look(lambda tx: survey(tx, ABOUT, THRESHOLD)) is None
    await board.tap(await board.agreed(500, "tiny"), Tapped("a"))
    assert (await board.store.look(lambda tx: to_map(tx, board.now, newest)))[0] == []
    await changes(board, 1)
    assert (await board.store.look(lambda tx: to_map(tx, board.now, newest)))[0] == [ABOUT]
    assert await board.store.look(lambda tx: survey(tx, ABOUT, THRESHOLD)) is not None


async def test_priorities_are_always_of_the_newest_votes_and_the_map_of_five_more(board: Town) -> None:
    await crowd(board)
    first = await mapped(board)
    assert first.found is not None
    assert first.found.people == 16
    before = await board.store.look(lambda tx: tx.priorities("ideas", "ideas"))
    for person in range(50, 54):
        await votes(board, person, 1, 1, 1, 1, 1, 1)
    assert (await mapped(board)).found == first.found
    assert await board.store.look(lambda tx: tx.priorities("ideas", "ideas")) != before
    await changes(board, 1)  # a fifth, who only changes a vote
    again = await mapped(board)
    assert again.found is not None
    assert again.found.people == 20


async def test_nothing_is_shown_of_too_few_and_then_the_first_map_at_once(board: Town) -> None:
    for person in range(THRESHOLD - 1):
        await votes(board, person + 1, 1, 1, 1, 1, 1, 1)
    assert (await mapped(board)).found is None
    await votes(board, 50, 1, 1, 1, 1, 1, -1)
    assert (await mapped(board)).found is not None


async def test_the_same_votes_come_to_the_same_map(board: Town) -> None:
    await crowd(board)
    assert await worked(board) == await worked(board)


async def test_the_result_has_a_table_for_each_statement_over_those_who_were_asked(board: Town) -> None:
    await crowd(board)
    await board.tap(await board.agreed(300, "ideas"), Tapped("stop"))  # without a vote
    found = await result(board)
    assert found.asked == 16
    first, last = found.of(0), found.of(5)
    assert first is not None
    assert last is not None
    assert (first.cells[AGREES], first.cells["disagree"], first.cells[NO_ANSWER]) == (8, 8, 0)
    assert last.nearly == AGREES
    assert last.cells[AGREES] is None


async def test_the_release_comes_back_from_storage_as_it_was(board: Town) -> None:
    await crowd(board)
    found = await result(board)
    assert StatementResult.from_data(json.loads(json.dumps(found.data()))) == found


async def test_what_matters_most_is_counted(board: Town) -> None:
    await crowd(board)
    for person in range(1, 9):
        shown = await board.tap(await board.enter(person, "ideas"), Tapped("stop"))
        await board.tap(shown, Tapped("m-0" if person < 7 else "m-1"), Tapped("done"))
    found = await result(board)
    assert found.named == 8
