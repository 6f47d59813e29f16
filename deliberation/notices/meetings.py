"""About Community Conversations."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar


@dataclass(frozen=True)
class MeetingReminder:
    """A meeting begins soon. `token` here and below is of the live message that the buttons work through."""

    kind: ClassVar[str] = "meeting_reminder"

    meeting: str
    starts: int
    token: str


@dataclass(frozen=True)
class MeetingMoved:
    """To who comes or waits: when and where it is now. `calendar`: with a new file for their calendar."""

    kind: ClassVar[str] = "meeting_moved"

    meeting: str
    token: str
    calendar: bool


@dataclass(frozen=True)
class MeetingCancelled:
    """To who would have come: it does not take place."""

    kind: ClassVar[str] = "meeting_cancelled"

    meeting: str
    token: str
    calendar: bool


@dataclass(frozen=True)
class PlaceFree:
    """To who waited: they have a place."""

    kind: ClassVar[str] = "place_free"

    meeting: str
    token: str


@dataclass(frozen=True)
class RecordingReady:
    """To who came: where it can be watched."""

    kind: ClassVar[str] = "recording_ready"

    meeting: str
    token: str


@dataclass(frozen=True)
class CalendarFile:
    """A meeting for somebody's calendar, which they asked for."""

    kind: ClassVar[str] = "calendar_file"

    meeting: str
    token: str


@dataclass(frozen=True)
class MeetingLink:
    """To who calls it: the link to a meeting in one language, and its code or a poster."""

    kind: ClassVar[str] = "meeting_link"

    meeting: str
    language: str
    poster: bool


AboutMeeting = MeetingReminder | MeetingMoved | MeetingCancelled | PlaceFree | RecordingReady | CalendarFile
