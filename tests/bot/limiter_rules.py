"""A limiter in virtual time, and a checker that knows its rules but nothing of queues, buckets or timers."""

import asyncio
import itertools
import selectors
from collections.abc import Callable, Coroutine
from dataclasses import dataclass
from math import inf
from typing import Any

from bot.sending.limiter import Lane, Limiter, Rates


class _Jumping(selectors.DefaultSelector):
    """When nothing can run, the clock jumps to the next timer."""

    now = 1000.0

    def select(self, timeout: float | None = None) -> list[tuple[selectors.SelectorKey, int]]:
        assert timeout is not None, "nothing will ever happen any more"
        if timeout > 0:
            # A nanosecond more, so that rounding never leaves the clock short of the timer.
            self.now += timeout + 1e-9
        return super().select(0)


class VirtualLoop(asyncio.SelectorEventLoop):
    def __init__(self) -> None:
        self._jumping = _Jumping()
        super().__init__(self._jumping)

    def time(self) -> float:
        return self._jumping.now


def in_virtual_time(main: Coroutine[Any, Any, None]) -> None:
    with asyncio.Runner(loop_factory=VirtualLoop) as runner:
        runner.run(main)


START = _Jumping.now
EPS = 1e-6


@dataclass
class Deed:
    """One call as the test saw it. `ended` without `granted`: cancelled while it waited."""

    number: int
    lane: Lane
    chat: int | None
    new: bool
    arrives: float = 0.0
    hold: float = 0.01
    cancel_after: float | None = None
    order: int = -1
    granted: float = inf
    ended: float = inf

    def waits_at(self, at: float) -> bool:
        return self.arrives <= at < min(self.granted, self.ended)


@dataclass(frozen=True)
class Hit:
    at: float
    chat: int | None
    until: float


class Rules:
    """What the limiter promises, by recounting the whole log each time."""

    def __init__(self, rates: Rates, deeds: list[Deed], hits: list[Hit]) -> None:
        self.rates, self.deeds, self.hits = rates, deeds, hits
        self.granted = sorted((deed for deed in deeds if deed.granted < inf), key=lambda deed: deed.order)

    def check(self) -> None:
        self.nothing_above_a_limit()
        self.order_within_a_chat()
        self.lower_lane_and_earlier_first()
        self.nobody_waits_in_vain()

    def nothing_above_a_limit(self) -> None:
        for deed in self.granted:
            before = self.granted[: self.granted.index(deed)]
            assert self.may(deed, deed.granted, before, late=EPS), deed

    def order_within_a_chat(self) -> None:
        limited = [deed for deed in self.granted if deed.chat is not None and deed.lane is not Lane.TAP_ANSWER]
        for first, second in itertools.combinations(limited, 2):
            if (first.chat, first.lane) == (second.chat, second.lane):
                assert first.number < second.number

    def lower_lane_and_earlier_first(self) -> None:
        for taker in self.granted:
            before = self.granted[: self.granted.index(taker)]
            for other in self.heads_waiting_at(taker.granted):
                if (other.lane, other.number) < (taker.lane, taker.number) and other is not taker:
                    assert not self.may(other, taker.granted, before, late=-EPS), (other, taker)

    def nobody_waits_in_vain(self) -> None:
        """At no moment at which something happened, nor just before it was let go, could a waiting call have gone."""
        moments = {t for deed in self.deeds for t in (deed.arrives, deed.granted, deed.ended) if t < inf}
        for moment in moments | {deed.granted - 3 * EPS for deed in self.granted}:
            before = [deed for deed in self.granted if deed.granted <= moment + EPS]
            for deed in self.heads_waiting_at(moment):
                if deed.granted > moment + EPS:
                    assert not self.may(deed, moment + EPS, before, late=-2 * EPS), (deed, moment)

    def heads_waiting_at(self, at: float) -> list[Deed]:
        waiting = [deed for deed in self.deeds if deed.waits_at(at) and min(deed.granted, deed.ended) > at + EPS]
        lined = [(deed.chat, deed.lane) if deed.chat and deed.lane else (deed.number, None) for deed in waiting]
        return [deed for n, deed in enumerate(waiting) if lined.index(lined[n]) == n or deed.lane is Lane.TAP_ANSWER]

    def may(self, deed: Deed, at: float, before: list[Deed], late: float) -> bool:
        """Whether `deed` may go when those `before` have gone; `late` is added to the clock in limits of time."""
        clock = at + late
        return (
            self.place_in_flight(deed, at, before)
            and not self.paused(deed, at, clock)
            and (not deed.new or self.place_in_window(deed, clock, before))
            and (deed.chat is None or deed.lane is Lane.TAP_ANSWER or self.place_in_chat(deed, clock, before))
        )

    def place_in_flight(self, deed: Deed, at: float, before: list[Deed]) -> bool:
        most = self.rates.in_flight
        if deed.lane not in (Lane.TAP_ANSWER, Lane.TOUCHED_VIEW):
            most -= most // 4
        return sum(other.granted <= at < other.ended for other in before) < most

    def paused(self, deed: Deed, at: float, clock: float) -> bool:
        for hit in self.hits:
            if not hit.at <= at or clock >= hit.until:
                continue
            recent = {other.chat for other in self.hits if hit.at - 5 <= other.at <= hit.at} - {None}
            if hit.chat is None or (len(recent) >= 3 and deed.lane is not Lane.TAP_ANSWER):
                return True
            if hit.chat == deed.chat and deed.lane is not Lane.TAP_ANSWER:
                return True
        return False

    def place_in_window(self, deed: Deed, clock: float, before: list[Deed]) -> bool:
        times = [other.granted for other in before if other.new]
        if sum(time > clock - self.rates.window_seconds for time in times) >= self.rates.per_second:
            return False
        step = self.rates.window_seconds / self.rates.per_second
        return deed.lane not in (Lane.REMINDER, Lane.BROADCAST, Lane.OPEN_TALLY) or clock >= self.even(times, step)

    def place_in_chat(self, deed: Deed, clock: float, before: list[Deed]) -> bool:
        mine = [other for other in before if other.chat == deed.chat and other.lane is not Lane.TAP_ANSWER]
        times = [other.granted for other in mine]
        tallies = [other.granted for other in mine if other.lane is Lane.OPEN_TALLY]
        if deed.lane is Lane.OPEN_TALLY and any(time > clock - self.rates.tally_seconds for time in tallies):
            return False
        if deed.chat is not None and deed.chat < 0:
            return sum(time > clock - 60 for time in times) < self.rates.group_per_minute
        return self.token(times, clock, self.rates.chat_burst, 1 / self.rates.chat_per_second)

    @staticmethod
    def even(times: list[float], step: float) -> float:
        """When the next is due: on the grid that the last call to be a whole step late began."""
        due = -inf
        for time in times:
            due = (time if time >= due + step else due) + step
        return due

    @staticmethod
    def token(times: list[float], clock: float, burst: int, seconds: float) -> bool:
        level, last = float(burst), -inf
        for time in times:
            level, last = min(burst, level + (time - last) / seconds) - 1, time
        return level + (clock - last) / seconds >= 1


async def play(rates: Rates, deeds: list[Deed], hits: list[Hit]) -> None:
    """Makes every call as planned and writes down when it was let go. Times in the plan are from now."""
    loop = asyncio.get_running_loop()
    timers: list[asyncio.TimerHandle] = []

    def call_at(when: float, callback: Callable[[], None]) -> asyncio.TimerHandle:
        assert all(timer.cancelled() or timer.when() <= loop.time() + EPS for timer in timers), "one timer suffices"
        timers.append(loop.call_at(when, callback))
        return timers[-1]

    limiter = Limiter(rates, loop.time, call_at, jitter=lambda: 0.0)
    order = itertools.count()

    async def one(deed: Deed) -> None:
        # Timers of one moment run in no order, so there are no two.
        await asyncio.sleep(deed.arrives + deed.number * 1e-7 - loop.time())
        deed.arrives = loop.time()
        try:
            async with limiter.slot(deed.lane, deed.chat, new_message=deed.new):
                deed.granted, deed.order = loop.time(), next(order)
                await asyncio.sleep(deed.hold)
        finally:
            deed.ended = loop.time()

    tasks = [asyncio.create_task(one(deed)) for deed in deeds]
    for deed, task in zip(deeds, tasks, strict=True):
        if deed.cancel_after is not None:
            loop.call_at(deed.arrives + deed.cancel_after, task.cancel)
    for hit in hits:
        loop.call_at(hit.at, limiter.hit, hit.chat, hit.until - hit.at)
    for outcome in await asyncio.gather(*tasks, return_exceptions=True):
        if isinstance(outcome, Exception):
            raise outcome
