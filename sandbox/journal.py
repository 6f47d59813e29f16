"""What was called, when, and how it ended: for tests and for the state page.

It holds methods, chats and outcomes, never a text, a name or the token, so it can be printed anywhere.
"""

from collections import Counter, deque
from dataclasses import dataclass
from typing import Any

# Enough for a broadcast to ten thousand with every answer, and little memory.
KEPT = 100_000


@dataclass(frozen=True)
class Entry:
    """`outcome` is "ok", an error code such as "429", or "cut_before" and "cut_after"."""

    seq: int
    method: str
    chat_id: int | None
    time: float
    outcome: str


class Journal:
    def __init__(self) -> None:
        self._entries: deque[Entry] = deque(maxlen=KEPT)
        self._seq = 0
        self._outcomes: dict[str, Counter[str]] = {}
        self.warnings: Counter[str] = Counter()

    def note(self, method: str, chat_id: int | None, time: float, outcome: str) -> None:
        self._seq += 1
        self._entries.append(Entry(self._seq, method, chat_id, time, outcome))
        self._outcomes.setdefault(method, Counter())[outcome] += 1

    def after(self, seq: int) -> list[dict[str, Any]]:
        return [dict(vars(entry)) for entry in self._entries if entry.seq > seq]

    def warn(self, method: str, parameters: list[str]) -> None:
        """Telegram ignores a parameter it does not know; whoever sent it meant something, so it is kept here."""
        for name in parameters:
            self.warnings[f"{method}: unknown parameter {name}"] += 1

    def summary(self) -> dict[str, Any]:
        return {
            "calls": {method: dict(outcomes) for method, outcomes in self._outcomes.items()},
            "too_many_requests": sum(outcomes["429"] for outcomes in self._outcomes.values()),
            "warnings": dict(self.warnings),
        }
