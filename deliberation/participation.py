"""One resident's way through one version of a consultation: where they are and what they have answered."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

WELCOME = "@welcome"
STORED = "@stored"
FINISHED = "@finished"
ANSWERS = "@answers"
ERASE = "@erase"
RESERVED_PLACES = frozenset({WELCOME, STORED, FINISHED, ANSWERS, ERASE})
"""Places that are not a step. The id of a step never begins with @."""


class Status(StrEnum):
    OPEN = "open"
    COMPLETED = "completed"
    EXPIRED = "expired"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True)
class Participation:
    """The whole state of one participation; nothing else decides what its resident sees.

    `place` is one of the reserved places or the id of the step that waits for an answer; `saved` is the step whose
    answer the last input recorded, if it recorded one; `skipped` are the steps passed without an answer. `revision`
    grows by one with each change.
    """

    id: str
    consultation: str
    version: int
    revision: int = 0
    status: Status = Status.OPEN
    place: str = WELCOME
    saved: str | None = None
    skipped: frozenset[str] = frozenset()
    answers: Mapping[str, str] = field(default_factory=dict)
    consented_at: int | None = None
    finished_at: int | None = None

    @property
    def step(self) -> str | None:
        """The id of the step that waits for an answer."""
        return None if self.place in RESERVED_PLACES else self.place
