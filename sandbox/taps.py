"""Taps on inline buttons and the bot's one answer to each.

A tap can be answered once and for 15 seconds; whoever tapped may wait for the answer. Delivery to the bot is not its
business.
"""

from dataclasses import dataclass, field
from typing import Final

from sandbox.clock import Bell, SandboxClock
from sandbox.errors import bad_request

ANSWERABLE: Final = 15.0


@dataclass
class Answer:
    text: str
    show_alert: bool
    url: str


@dataclass
class Tap:
    id: str
    time: float
    answer: Answer | None = None
    news: Bell = field(default_factory=Bell)


class Taps:
    def __init__(self, clock: SandboxClock) -> None:
        self._clock = clock
        self._taps: dict[str, Tap] = {}

    def add(self, person_id: int) -> Tap:
        """A new tap with an id of the size that real ones have."""
        tap = Tap(str((person_id << 24) + len(self._taps)), self._clock.now())
        self._taps[tap.id] = tap
        return tap

    def get(self, query_id: str) -> Tap | None:
        return self._taps.get(query_id)

    def answer(self, query_id: str, answer: Answer) -> None:
        """Once and in time; otherwise Telegram's one refusal for all other cases."""
        tap = self._taps.get(query_id)
        if tap is None or tap.answer or self._clock.now() - tap.time > ANSWERABLE:
            raise bad_request("query is too old and response timeout expired or query ID is invalid")
        tap.answer = answer
        tap.news.ring()
