"""One resident's way through one version of a consultation: where they are and what they have answered."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

WELCOME = "@welcome"
CONSENT = "@consent"
OUTSIDE = "@outside"
FINISHED = "@finished"
WITHDRAWN = "@withdrawn"
STORED = "@stored"
ERASE = "@erase"
LANGUAGES = "@languages"
MENU = "@menu"
ANSWERS = "@answers"
LATER = "@later"
WITHDRAW = "@withdraw"

DOORS = frozenset({WELCOME, CONSENT, OUTSIDE, WITHDRAWN})
"""Places of those who have not consented, or no longer."""

SIDE_PAGES = frozenset({STORED, ERASE, LANGUAGES, MENU, ANSWERS, LATER, WITHDRAW})
"""Places that one looks at and comes back from."""

RESERVED_PLACES = DOORS | SIDE_PAGES | {FINISHED}
"""Places that are not a step. The id of a step never begins with @."""


class Status(StrEnum):
    OPEN = "open"
    COMPLETED = "completed"
    EXPIRED = "expired"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True)
class Participation:
    """The whole state of one participation; nothing else decides what its resident sees.

    `place` is one of the reserved places or the id of the step that waits for an answer; `origin` is the place that a
    side page leads back to; `page` counts from 0 where a place has several. `saved` is the step whose answer the last
    input recorded, if it recorded one; `skipped` are the steps passed without an answer; `drafts` holds, by step, what
    was begun. `revision` grows by one with each change. `noticed_at` is when the notice was last shown in a group to
    somebody who has not consented yet; `removed` whether they were taken out of the results: nothing here changes that.
    """

    id: str
    consultation: str
    version: int
    revision: int = 0
    status: Status = Status.OPEN
    place: str = WELCOME
    origin: str | None = None
    page: int = 0
    saved: str | None = None
    skipped: frozenset[str] = frozenset()
    drafts: Mapping[str, str] = field(default_factory=dict)
    answers: Mapping[str, str] = field(default_factory=dict)
    consented_at: int | None = None
    finished_at: int | None = None
    noticed_at: int | None = None
    removed: bool = False

    @property
    def step(self) -> str | None:
        """The id of the step that waits for an answer."""
        return None if self.place in RESERVED_PLACES else self.place

    @property
    def passed(self) -> frozenset[str]:
        """The steps that are answered or skipped."""
        return self.skipped | frozenset(self.answers)
