"""When files are rewritten, and when not. The clock is set by the test, and rewritings take as long as it says."""

from __future__ import annotations

import asyncio

import pytest

from deliberation.errors import Conflict
from storage.scrubbing import REST, Scrubbing


class Bench:
    """`lasts` is how long a rewriting takes; `fails` lets the next one fail at its end."""

    def __init__(self) -> None:
        self.now, self.lasts, self.fails, self.times = 1000.0, 2.0, False, 0
        self.begun, self.may_end = asyncio.Event(), asyncio.Event()
        self.may_end.set()
        self.debt = 1  # as an earlier process left it
        self.scrubbing = Scrubbing(self._rewrite, self, lambda: self.now)

    def owe(self) -> None:
        """Something was deleted."""
        self.debt += 1
        self.scrubbing.owe()

    async def owed(self) -> int:
        return self.debt

    async def settled(self, owed: int) -> bool:
        self.debt = 0 if self.debt == owed else self.debt
        return self.debt == 0

    async def _rewrite(self) -> None:
        self.times += 1
        self.begun.set()
        await self.may_end.wait()
        self.now += self.lasts
        if self.fails:
            raise Conflict

    async def settle_together(self, count: int) -> None:
        await asyncio.gather(*(self.scrubbing.settle() for _ in range(count)))


async def test_a_process_begins_with_what_another_may_have_left() -> None:
    bench = Bench()
    await bench.scrubbing.settle()
    await bench.settle_together(2)
    assert bench.times == 1


async def test_a_process_after_one_that_owed_nothing_rewrites_nothing() -> None:
    bench = Bench()
    bench.debt = 0
    await bench.scrubbing.settle()
    assert bench.times == 0


async def test_for_nothing_nothing_is_rewritten() -> None:
    bench = Bench()
    await bench.scrubbing.settle()
    bench.now += 1_000_000
    await bench.scrubbing.settle()
    assert bench.times == 1


async def test_one_rewriting_serves_all_who_asked_before_it() -> None:
    bench = Bench()
    bench.owe()
    bench.owe()
    await bench.settle_together(3)
    assert bench.times == 1


async def test_what_is_asked_for_during_a_rewriting_is_owed_still() -> None:
    bench = Bench()
    bench.may_end.clear()
    under_way = asyncio.create_task(bench.scrubbing.settle())
    await bench.begun.wait()
    bench.owe()
    bench.may_end.set()
    await under_way
    bench.now += REST * bench.lasts
    await bench.scrubbing.settle()
    assert bench.times == 2


async def test_it_rests_in_proportion() -> None:
    bench = Bench()
    await bench.scrubbing.settle()
    bench.owe()
    bench.now += REST * bench.lasts - 1
    await bench.scrubbing.settle()
    assert bench.times == 1
    bench.now += 1
    await bench.scrubbing.settle()
    assert bench.times == 2


async def test_what_failed_is_owed_still_and_has_its_rest_too() -> None:
    bench = Bench()
    bench.fails = True
    with pytest.raises(Conflict):
        await bench.scrubbing.settle()
    bench.fails = False
    await bench.scrubbing.settle()
    assert bench.times == 1
    bench.now += REST * bench.lasts
    await bench.scrubbing.settle()
    assert bench.times == 2
