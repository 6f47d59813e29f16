"""How a poll came out: told once, where it was asked, and of a count that was not open only what may be published."""

from __future__ import annotations

from deliberation.use_cases.commands import HOUSE_ITSELF
from deliberation.use_cases.releasing import release
from deliberation.use_cases.running import ClosePhase, close_phase
from storage.database import Database
from tests.store.polls import AT_THE_CLOSE, NEIGHBOURS, OPEN_COUNT, PARENTS, POLL, SHUT, Polls
from tests.store.town import CLOSED, Town


async def test_the_result_is_told_once_in_each_group_and_to_who_asked_and_to_no_voter(database: Database) -> None:
    polls = Polls(Town(database))
    await polls.ask(OPEN_COUNT, POLL, NEIGHBOURS, PARENTS)
    town = polls.town
    for person in range(1, 8):
        await polls.cast(person, "a")
        await town.enter(person, POLL)
    await polls.post(POLL, NEIGHBOURS)  # posted twice there
    town.now = CLOSED
    (over,) = await town.store.look(lambda tx: tx.phases_to_close(town.now))
    for _ in range(2):
        await town.perform(close_phase, ClosePhase(HOUSE_ITSELF, town.now, over, town.new_id()))
        releasing = await town.releasing(over)
        await town.perform(release, releasing)
    assert not await town.spread()
    notices = [row for row in await town.rows("notices") if row["kind"] == "poll_result"]
    assert sorted(row["person_id"] is None for row in notices) == [False, True, True]
    assert {row["language"] for row in notices} == {None, "en"}
    assert (await polls.shown()).closes is None


async def test_the_result_of_an_open_count_is_the_exact_count_and_of_another_the_release(database: Database) -> None:
    polls = Polls(Town(database))
    await polls.ask(OPEN_COUNT, POLL, NEIGHBOURS)
    await polls.ask(AT_THE_CLOSE, SHUT, NEIGHBOURS)
    for person in range(1, 9):
        for poll in (POLL, SHUT):
            await polls.cast(person, "a" if person < 8 else "b", poll=poll)
    town = polls.town
    town.now = CLOSED
    for over in await town.store.look(lambda tx: tx.phases_to_close(town.now)):
        await town.perform(close_phase, ClosePhase(HOUSE_ITSELF, town.now, over, town.new_id()))
        await town.perform(release, await town.releasing(over, f"release-{over.consultation}"))
    assert await polls.cells() == {"a": 7, "b": 1, "c": 0}
    shut = await polls.shown(poll=SHUT)
    assert shut.standing.cells is None
    assert shut.summary is not None
    assert shut.summary.took_part == 8
    assert dict(shut.summary.tables[0].cells)["b"] is None
