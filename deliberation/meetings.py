"""Community Conversations: a meeting, who has a place in it, and when those who come are reminded. Pure.

How it is stored and told is not known here.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from deliberation.attention import day_of, earlier, later
from deliberation.definition.words import Words, in_language

HOUR = 3_600_000
"""Milliseconds."""

DAY = 24 * HOUR
URGENT = 12 * HOUR
"""Before the start, old or new: nearer than this a change is told also in quiet hours."""

MOST_PLACES = 9999


@dataclass(frozen=True)
class Meeting:
    """`starts` and `ends` are milliseconds UTC. `languages[0]` is the language that every text has; there may be no
    description at all. `uid` and `sequence` are those of the calendar entry. `capacity` is None where everybody fits.
    `called` and `cancelled` say when; until it is called, only whoever prepares it sees it.
    """

    id: str
    uid: str
    languages: tuple[str, ...]
    zone: str
    title: Words
    description: Words
    starts: int
    ends: int
    place: str = ""
    link: str = ""
    capacity: int | None = None
    sequence: int = 0
    called: int | None = None
    cancelled: int | None = None
    recording: str = ""

    def language(self, wanted: str) -> str:
        """The language this meeting's texts have that is nearest to the one wanted."""
        return wanted if wanted in self.languages else self.languages[0]

    def titled(self, language: str) -> str:
        """What it is called, in that language or else in its first."""
        return in_language(self.title, language, self.languages[0])

    def described(self, language: str) -> str:
        """What it is about; empty where nothing is said."""
        return in_language(self.description, language, self.languages[0]) if self.description else ""


class Standing(StrEnum):
    """How somebody stands to a meeting."""

    REGISTERED = "registered"
    WAITING = "waiting"
    CANCELLED = "cancelled"


@dataclass(frozen=True)
class Registration:
    """`number` is the order in which they came; `since` the moment from which they have had a place, or waited.
    `calendar` says whether they took the calendar file, so that a change brings them a new one.
    """

    person: str
    standing: Standing
    number: int
    since: int
    calendar: bool = False


@dataclass(frozen=True)
class Attendance:
    """How many have a place, and how many wait for one."""

    registered: int
    waiting: int

    def free(self, capacity: int | None) -> int | None:
        """Places left; None where everybody fits."""
        return None if capacity is None else max(0, capacity - self.registered)

    def standing(self, capacity: int | None) -> Standing:
        """What whoever comes now gets. Nobody overtakes those who wait."""
        full = self.free(capacity) == 0
        return Standing.WAITING if full or self.waiting else Standing.REGISTERED

    def promoted(self, capacity: int | None) -> int:
        """How many of those who wait, the first of them, get a place now."""
        free = self.free(capacity)
        return self.waiting if free is None else min(free, self.waiting)


class Telling(StrEnum):
    """What those who come are told of a meeting without asking: each once, to all of them, from a moment on."""

    DAY = "day"
    HOUR = "hour"
    MOVED = "moved"
    CANCELLED = "cancelled"
    RECORDING = "recording"


REMINDERS = {Telling.DAY: DAY, Telling.HOUR: HOUR}
"""How long before the start."""


@dataclass(frozen=True)
class Occurrence:
    """Something to be told to those who come. `due` is when; `cursor` the number of the last one it was written for."""

    meeting: str
    telling: Telling
    due: int
    cursor: int = 0


def reminders(starts: int, zone: str) -> dict[Telling, int]:
    """When those who come are reminded of a start: a day and an hour before, counted in hours that pass; the evening
    before where that is in quiet hours; and of two on one day the later alone, which says it all.
    """
    due = {telling: earlier(starts - before, zone) for telling, before in REMINDERS.items()}
    if day_of(due[Telling.DAY], zone) == day_of(due[Telling.HOUR], zone):
        del due[Telling.DAY]
    return due


def change_told_at(now: int, *starts: int, zone: str) -> int:
    """When a change is told: at once where a start, old or new, is near, or by day; else in the morning."""
    near = any(now <= start < now + URGENT for start in starts)
    return now if near else later(now, zone)
