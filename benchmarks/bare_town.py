"""The people behind the bare server: who taps what and when, and when the bot's calls for each tap arrived.

A person has one tap outstanding at most, and every tap is a valid change of state: an answer and Back in turn, with the
revision that their message carries by then. Nothing is computed here that costs one contender more than another.
"""

from __future__ import annotations

import asyncio
import json
from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from time import monotonic
from typing import Any

BATCH = 100
"""Updates in one answer to getUpdates, as with Telegram."""

TEXT = "1 of 2 · What matters most to you here?\n" + "\n".join(f"{n} One of the options, in words" for n in range(1, 7))
KEYBOARD = {
    "inline_keyboard": [[{"text": f"{n} One of the options", "callback_data": f"{'x' * 16}.7.o.{n}"}] for n in range(6)]
}
BOT = {"id": 1000001, "is_bot": True, "first_name": "Bot", "username": "bench_bot"}

BEFORE = 2
"""Taps that everybody has made before: to begin, and to agree."""

Take = Callable[[list[dict[str, Any]]], None]


@dataclass(frozen=True)
class Load:
    """What is asked of the bot: so many taps `outstanding`, or `rate` taps a second whatever it manages.

    It ends after `seconds` or after so many `taps`; 0 means no such end. `latency` is added to every answer of the
    server. `button` is tapped in turn with Back: one that answers a question, or one that only looks.
    """

    outstanding: int = 0
    rate: float = 0.0
    seconds: float = 0.0
    taps: int = 0
    latency: float = 0.0
    button: str = "answer"


class Person:
    """`number` is their id, their chat's and that of their message. An even number of taps leads back to the start."""

    __slots__ = ("number", "tap", "taps", "token")

    def __init__(self, number: int, token: str):
        self.number, self.token, self.taps = number, token, 0
        self.tap: list[float] | None = None

    def press(self, button: str) -> str:
        """The callback data of the next tap."""
        option = "o.rent" if self.taps % 4 == 0 else "o.quiet"
        action = "b." if self.taps % 2 else option if button == "answer" else "v.stored"
        self.taps += 1
        return f"{self.token}.{BEFORE + self.taps - 1}.{action}"


class Town:
    """`taps` are the times [released, answered, edited] of the current load's taps, 0.0 for what has not happened."""

    def __init__(self, people: Sequence[tuple[int, str]]):
        self._people = [Person(number, token) for number, token in people]
        self._by_number = {person.number: person for person in self._people}
        self._released = 0
        self._updates: deque[dict[str, Any]] = deque()
        self._poller: Take | None = None
        self._open = False
        self.load = Load()
        self.taps: list[list[float]] = []
        self.finished = 0

    def begin(self, load: Load) -> None:
        """Put a load on the bot."""
        self.load, self.taps, self.finished, self._open = load, [], 0, True
        loop = asyncio.get_running_loop()
        if load.seconds:
            loop.call_later(load.seconds, self._end)
        if load.rate:
            self._tick(loop.time(), 0)
        for _ in range(load.outstanding):
            self._release()

    def idle(self) -> bool:
        """Whether the load has ended and every tap of it got both calls."""
        return not self._open and self.finished == len(self.taps)

    def poll(self, seconds: float, take: Take) -> None:
        """Hand over updates now, or when there are some, or none at the end of the time."""
        self._poller = take
        if self._updates:
            self._hand_over()
        else:
            asyncio.get_running_loop().call_later(seconds, self._give_up, take)

    def answered(self, update: int) -> None:
        """The tap of this update was answered."""
        self._mark(self._people[update % len(self._people)], 1)

    def edited(self, number: int) -> None:
        """The message of this person was edited."""
        self._mark(self._by_number[number], 2)

    def _mark(self, person: Person, what: int) -> None:
        tap = person.tap
        if tap is None or tap[what]:
            return
        tap[what] = monotonic()
        if tap[1] and tap[2]:
            person.tap = None
            self.finished += 1
            if self.load.outstanding:
                self._release()

    def _release(self) -> None:
        if not self._open:
            return
        person = self._people[self._released % len(self._people)]
        if person.tap is not None:
            raise RuntimeError("more taps are outstanding than there are people")
        person.tap = [monotonic(), 0.0, 0.0]
        self.taps.append(person.tap)
        if not self._updates:
            asyncio.get_running_loop().call_soon(self._hand_over)
        self._updates.append(_update(self._released, person, person.press(self.load.button)))
        self._released += 1
        if self.load.taps == len(self.taps):
            self._end()

    def _hand_over(self) -> None:
        if (poller := self._poller) is not None:
            self._poller = None
            poller([self._updates.popleft() for _ in range(min(BATCH, len(self._updates)))])

    def _give_up(self, take: Take) -> None:
        """The end of a long poll's time, should it still wait."""
        if self._poller is take:
            self._hand_over()

    def _tick(self, began: float, count: int) -> None:
        """Open loop: the next tap comes at its time, however late the bot is."""
        if self._open:
            self._release()
            asyncio.get_running_loop().call_at(began + (count + 1) / self.load.rate, self._tick, began, count + 1)

    def _end(self) -> None:
        self._open = False


def read_people(path: str) -> list[tuple[int, str]]:
    """The people that `benchmarks.town` prepared: number and token."""
    people = json.loads(Path(path).read_text(encoding="utf-8"))
    return [(int(number), str(token)) for number, token in people]


def _update(number: int, person: Person, data: str) -> dict[str, Any]:
    someone = {"id": person.number, "first_name": "Resident"}
    message = {"message_id": person.number, "date": 1_800_000_000, "chat": {**someone, "type": "private"}, "from": BOT}
    query = {
        "id": str(number),
        "from": {**someone, "is_bot": False, "language_code": "en"},
        "message": {**message, "text": TEXT, "reply_markup": KEYBOARD},
        "chat_instance": "1",
        "data": data,
    }
    return {"update_id": number + 1, "callback_query": query}
