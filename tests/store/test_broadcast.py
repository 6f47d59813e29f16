"""A close reaches everybody who took part, exactly once, in pieces, whatever ends between the pieces."""

from __future__ import annotations

import asyncio
from collections import Counter
from typing import Any

import pytest

from deliberation.engine import Visit
from deliberation.participation import ERASE
from deliberation.use_cases import running
from deliberation.use_cases.commands import HOUSE_ITSELF
from deliberation.use_cases.keeping_house import Forget, forget
from deliberation.use_cases.running import CloseEarly, ClosePhase, SpreadBroadcast, close_early, close_phase
from storage.store import Store
from tests.store.town import CLOSED, THRESHOLD, Town, sender
from tests.store.unlucky import Boom, Unlucky

PEOPLE = 7


@pytest.fixture
async def closing(town: Town, monkeypatch: pytest.MonkeyPatch) -> Town:
    """Seven took part, one only looked; the close is carried out; pieces are of three."""
    monkeypatch.setattr(running, "PIECE", 3)
    for person in range(1, PEOPLE + 1):
        await town.agreed(person)
    await town.enter(8)
    await town.close()
    return town


async def told(town: Town) -> Counter[str]:
    return Counter(row["person_id"] for row in await town.rows("notices") if row["kind"] == "consultation_closed")


async def everybody(town: Town) -> set[str]:
    return {row["person_id"] for row in await town.rows("participations") if row["consented_at"] is not None}


async def test_everybody_is_told_once_in_pieces(closing: Town) -> None:
    reached = []
    while await closing.spread():
        reached.append(sum((await told(closing)).values()))
    assert reached == [3, 6, 7]
    assert await told(closing) == dict.fromkeys(await everybody(closing), 1)


async def test_it_goes_on_where_it_was_after_every_crash(closing: Town) -> None:
    """A crash just before each commit, and a new process after each piece."""
    pieces = 0
    while await crashed(closing):
        closing.restart()
        assert await closing.spread()
        pieces += 1
    assert pieces == 3
    assert await told(closing) == dict.fromkeys(await everybody(closing), 1)


async def crashed(town: Town) -> bool:
    """Try to write a piece, and fail after the last statement that writes a notice; whether there was one."""
    before = await town.dump()
    town.store = Store(Unlucky(town.database, at=3, after=True), town.new_id)
    try:
        await town.spread()
    except Boom:
        assert await town.dump() == before
        return True
    return False


async def test_two_who_spread_at_once_tell_nobody_twice(closing: Town) -> None:
    while any(await asyncio.gather(*(closing.spread() for _ in range(4)))):
        pass
    assert await told(closing) == dict.fromkeys(await everybody(closing), 1)


async def test_should_the_place_be_lost_nobody_is_told_twice(closing: Town) -> None:
    """The second line of defence: each recipient's notice has an occurrence of its own."""
    while await closing.spread():
        pass
    (broadcast,) = await closing.rows("broadcasts")

    async def lose_the_place(tx: Any, _: object) -> None:
        await tx.advance_broadcast(broadcast["id"], "", done=False)

    await closing.perform(lose_the_place, SpreadBroadcast(HOUSE_ITSELF, closing.now))
    while await closing.spread():
        pass
    assert await told(closing) == dict.fromkeys(await everybody(closing), 1)


async def test_who_is_erased_in_between_is_told_nothing(closing: Town) -> None:
    await closing.spread()
    view = (await closing.tap(await closing.enter(1, "tiny"), Visit(ERASE))).view
    await closing.perform(forget, Forget(sender(1), closing.now, view.token, view.wanted))
    while await closing.spread():
        pass
    assert set(await told(closing)) == await everybody(closing)
    assert len(await everybody(closing)) == PEOPLE - 1


async def test_a_close_repeated_tells_nobody_again(closing: Town) -> None:
    while await closing.spread():
        pass
    (phase,) = await closing.store.look(lambda tx: tx.phases("tiny", hold=False))
    await closing.perform(close_phase, ClosePhase(HOUSE_ITSELF, closing.now, phase, "another"))
    assert not await closing.spread()
    assert (await told(closing)).total() == PEOPLE


async def test_an_early_close_ends_answers_now_and_is_carried_out_by_the_next_tick(town: Town) -> None:
    await town.perform(close_early, CloseEarly(HOUSE_ITSELF, town.now, "tiny"))
    (over,) = await town.store.look(lambda tx: tx.phases_to_close(town.now))
    assert (over.closes, over.closed) == (town.now, False)
    assert town.now < CLOSED


async def test_organisers_are_told_of_a_release_once(town: Town) -> None:
    for organiser in (8, 9):
        await town.organiser(organiser)
    for person in range(1, THRESHOLD + 1):
        await town.answered(person)
    await town.all_told()
    closed = await town.close()
    await town.release(closed)
    await town.release(closed)
    told = await town.all_told()
    assert sorted(told) == ["question_picture", "question_picture", "summary_ready", "summary_ready"]
    (summary,) = await town.store.look(lambda tx: tx.releases_of("tiny"))
    assert summary.took_part == THRESHOLD
    assert summary == await town.store.look(lambda tx: tx.release("release"))


async def test_there_is_nothing_to_release_after_a_release(town: Town) -> None:
    assert await town.store.look(lambda tx: tx.phases_to_release()) == []
    closed = await town.close()
    assert [phase.phase for phase in await town.store.look(lambda tx: tx.phases_to_release())] == ["hearing"]
    await town.release(closed)
    assert await town.store.look(lambda tx: tx.phases_to_release()) == []
