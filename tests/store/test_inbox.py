"""What Telegram handed over: in order, once, until it has taken effect."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence

import pytest

from deliberation.engine import Agree, Begin
from deliberation.errors import MovedOn
from deliberation.participation import CONSENT
from deliberation.use_cases.showing import Shown
from deliberation.use_cases.taking_part import tap
from storage.inbox import TRIES, Arrival, DoneBefore, Inbox, Waiting
from storage.session import StorageError
from tests.store.town import Town

HOUR = 3_600_000


def arrivals(*numbers: int) -> list[Arrival]:
    return [Arrival(number, 1, f'{{"update_id": {number}}}') for number in numbers]


async def bodies(inbox: Inbox, after: str = "", count: int = 10) -> list[str | None]:
    return [waiting.body for waiting in await inbox.waiting(after, count)]


async def test_updates_wait_in_the_order_of_their_arrival_whatever_their_numbers(town: Town) -> None:
    inbox = town.store.inbox
    await inbox.receive(arrivals(30, 10), town.now)
    await inbox.receive(arrivals(20), town.now)
    assert await bodies(inbox) == ['{"update_id": 30}', '{"update_id": 10}', '{"update_id": 20}']


async def test_what_comes_again_is_dropped_also_when_it_is_done(town: Town) -> None:
    inbox = town.store.inbox
    await inbox.receive(arrivals(1, 2, 1), town.now)
    (first, _) = await inbox.waiting("", 10)
    await inbox.finish(first.id)
    await inbox.receive(arrivals(1, 2), town.now)
    assert await bodies(inbox) == ['{"update_id": 2}']


async def test_pages(town: Town) -> None:
    inbox = town.store.inbox
    await inbox.receive(arrivals(1, 2, 3), town.now)
    page = await inbox.waiting("", 2)
    assert [waiting.body for waiting in page] == ['{"update_id": 1}', '{"update_id": 2}']
    assert await bodies(inbox, after=page[-1].id) == ['{"update_id": 3}']


async def test_done_is_emptied_at_once(town: Town) -> None:
    await town.store.inbox.receive(arrivals(1), town.now)
    (waiting,) = await town.store.inbox.waiting("", 10)
    await town.store.inbox.finish(waiting.id)
    await town.store.inbox.finish(waiting.id)
    (row,) = await town.rows("inbox")
    assert (row["state"], row["body"], row["person"]) == ("done", None, 0)


async def test_an_update_takes_effect_once(town: Town) -> None:
    shown = await town.enter(1)
    await town.store.inbox.receive(arrivals(1), town.now)
    (waiting,) = await town.store.inbox.waiting("", 10)
    await town.store.perform(tap, town.tapping(shown, Agree()), waiting.id)
    before = await town.dump()
    with pytest.raises(DoneBefore):
        await town.store.perform(tap, town.tapping(shown, Agree()), waiting.id)
    assert await town.dump() == before


async def test_an_update_may_take_effect_as_soon_as_it_is_kept(town: Town) -> None:
    """Begun with when the inbox says so, which may be before the row is there: it takes effect, and is done."""
    shown = await town.enter(1)
    rows: list[asyncio.Task[Shown]] = []

    def begin(kept: Sequence[Waiting]) -> None:
        work = town.store.perform(tap, town.tapping(shown, Begin()), kept[0].id)
        rows.append(asyncio.create_task(work))

    await town.store.inbox.receive(arrivals(1), town.now, begin)
    assert (await rows[0]).participation.place == CONSENT
    assert [row["state"] for row in await town.rows("inbox")] == ["done"]
    await town.store.inbox.receive(arrivals(1), town.now, begin)
    with pytest.raises(DoneBefore):
        await rows[1]


async def test_what_could_not_be_kept_takes_no_effect(town: Town) -> None:
    """It was not confirmed to Telegram either, and comes again."""
    shown = await town.enter(1)
    begun: list[Waiting] = []
    before = await town.dump()
    with pytest.raises(StorageError):
        await town.store.inbox.receive([Arrival(-(2**70), 1, "{}")], town.now, begun.extend)
    for row in begun or [Waiting("never-kept", 1, "{}")]:
        with pytest.raises(DoneBefore):
            await town.store.perform(tap, town.tapping(shown, Begin()), row.id)
    assert await town.dump() == before


async def test_what_is_refused_waits_on(town: Town) -> None:
    shown = await town.enter(1)
    await town.tap(shown, Agree())
    await town.store.inbox.receive(arrivals(1), town.now)
    (waiting,) = await town.store.inbox.waiting("", 10)
    with pytest.raises(MovedOn):
        await town.store.perform(tap, town.tapping(shown, Agree()), waiting.id)
    assert await town.store.inbox.waiting("", 10) == [waiting]


async def test_after_three_tries_it_is_set_aside_with_its_body(town: Town) -> None:
    inbox = town.store.inbox
    await inbox.receive(arrivals(1, 2), town.now)
    (first, second) = await inbox.waiting("", 10)
    assert [await inbox.fail(first.id) for _ in range(TRIES)] == [False, False, True]
    assert await inbox.waiting("", 10) == [second]
    assert {(row["state"], row["body"]) for row in await town.rows("inbox")} == {
        ("poison", '{"update_id": 1}'),
        ("waiting", '{"update_id": 2}'),
    }


async def test_a_failure_of_what_is_done_is_none(town: Town) -> None:
    await town.store.inbox.receive(arrivals(1), town.now)
    (waiting,) = await town.store.inbox.waiting("", 10)
    await town.store.inbox.finish(waiting.id)
    assert await town.store.inbox.fail(waiting.id)
    assert [row["state"] for row in await town.rows("inbox")] == ["done"]


async def test_a_purge_takes_what_is_old_and_done(town: Town) -> None:
    inbox = town.store.inbox
    await inbox.receive(arrivals(1, 2), town.now - HOUR)
    await inbox.receive(arrivals(3), town.now)
    old, _, new = await inbox.waiting("", 10)
    await inbox.finish(old.id)
    await inbox.finish(new.id)
    await inbox.purge(town.now - HOUR, 0)
    assert len(await town.rows("inbox")) == 3
    await inbox.purge(town.now, 0)
    assert {row["update_id"] for row in await town.rows("inbox")} == {2, 3}


async def test_what_was_set_aside_is_kept_until_somebody_has_looked_and_no_longer(town: Town) -> None:
    inbox = town.store.inbox
    await inbox.receive(arrivals(1), town.now - HOUR)
    (row,) = await inbox.waiting("", 10)
    for _ in range(3):
        await inbox.fail(row.id)
    await inbox.purge(town.now, town.now - HOUR)
    assert [left["state"] for left in await town.rows("inbox")] == ["poison"]
    await inbox.purge(town.now, town.now)
    assert not await town.rows("inbox")


async def test_the_load_is_how_many_wait_and_since_when(town: Town) -> None:
    inbox = town.store.inbox
    assert await inbox.load() == (0, None)
    await inbox.receive(arrivals(1, 2), town.now - HOUR)
    await inbox.receive(arrivals(3), town.now)
    first, *_ = await inbox.waiting("", 10)
    await inbox.finish(first.id)
    assert await inbox.load() == (2, town.now - HOUR)
