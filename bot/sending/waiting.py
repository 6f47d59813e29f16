"""The calls that wait for the limiter, kept so that finding the next costs little however many they are.

A call with a chat stands in the line of its chat and lane. Only heads of lines compete: in a heap for each lane and
kind while their chat lets them, or parked until it does. This module knows no limit: it asks the two functions that it
is given when something may go.
"""

import asyncio
from collections import deque
from collections.abc import Callable
from heapq import heapify, heappop, heappush
from math import inf
from typing import NamedTuple

from bot.sending.limits import Lane


class Call(NamedTuple):
    """A waiting call. Calls sort by their number, which no two share."""

    number: int
    lane: Lane
    chat: int | None
    new_message: bool
    turn: asyncio.Future[None]


class Waiting:
    """`opens_at` says when a lane's edits or new messages may go at all, `chat_opens_at` when a chat lets a lane in."""

    def __init__(
        self, opens_at: Callable[[Lane, bool], float], chat_opens_at: Callable[[int | None, Lane], float]
    ) -> None:
        self._opens_at = opens_at
        self._chat_opens_at = chat_opens_at
        self._count = 0
        self._lines: dict[tuple[int, Lane], deque[Call]] = {}
        self._heaps: dict[tuple[Lane, bool], list[Call]] = {(lane, new): [] for lane in Lane for new in (False, True)}
        self._parked: list[tuple[float, Call]] = []

    def __len__(self) -> int:
        return self._count

    def add(self, call: Call) -> None:
        self._count += 1
        if call.chat is not None:
            line = self._lines.setdefault((call.chat, call.lane), deque())
            line.append(call)
            if line[0] is not call:
                return
        self._compete(call)

    def take_next(self, now: float) -> Call | None:
        """Removes and gives the call that goes next, if one may go now."""
        while self._parked and self._parked[0][0] <= now:
            self._compete(heappop(self._parked)[1])
        for lane in Lane:
            while (heap := self._open_heap(lane, now)) is not None:
                call = heappop(heap)
                if call.turn.done():
                    continue
                opens = self._chat_opens_at(call.chat, lane)
                if opens <= now:
                    self._leave_line(call)
                    return call
                heappush(self._parked, (opens, call))
        return None

    def withdraw(self, call: Call) -> None:
        """Removes a call whose turn was cancelled. Its place in a heap is left to be skipped."""
        self._leave_line(call)
        if self._left_over() > self._count + 64:
            self._sweep()

    def wakes_at(self) -> float:
        """The earliest time at which a call may go of which none may go now; `inf` if that is not for time to say."""
        times = [self._opens_at(*kind) for kind, heap in self._heaps.items() if heap]
        return min([*times, self._parked[0][0]] if self._parked else times, default=inf)

    def _compete(self, call: Call) -> None:
        heappush(self._heaps[call.lane, call.new_message], call)

    def _open_heap(self, lane: Lane, now: float) -> list[Call] | None:
        """Of the lane's heaps that may go, the one with the older head."""
        edits, messages = self._heaps[lane, False], self._heaps[lane, True]
        edits_may = bool(edits) and self._opens_at(lane, False) <= now
        messages_may = bool(messages) and self._opens_at(lane, True) <= now
        if edits_may and messages_may:
            return min(edits, messages)
        return edits if edits_may else messages if messages_may else None

    def _leave_line(self, call: Call) -> None:
        self._count -= 1
        if call.chat is None:
            return
        line = self._lines[call.chat, call.lane]
        was_head = line[0] is call
        line.remove(call)
        if not line:
            del self._lines[call.chat, call.lane]
        elif was_head:
            self._compete(line[0])

    def _left_over(self) -> int:
        return sum(map(len, self._heaps.values())) + len(self._parked) - self._count

    def _sweep(self) -> None:
        for heap in self._heaps.values():
            heap[:] = [call for call in heap if not call.turn.done()]
            heapify(heap)
        self._parked = [(opens, call) for opens, call in self._parked if not call.turn.done()]
        heapify(self._parked)
