"""What those do who offer consultations, and what the program does at their close."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from deliberation.events.base import Event


@dataclass(frozen=True)
class ConsultationLaunched(Event):
    name: ClassVar[str] = "consultation_launched"

    version: int


@dataclass(frozen=True)
class DraftMade(Event):
    name: ClassVar[str] = "draft_made"


@dataclass(frozen=True)
class DraftThrownAway(Event):
    name: ClassVar[str] = "draft_thrown_away"


@dataclass(frozen=True)
class ConsultationExtended(Event):
    """The last phase closes later; `closes` is in milliseconds UTC."""

    name: ClassVar[str] = "consultation_extended"

    phase: str
    closes: int


@dataclass(frozen=True)
class ConsultationEnded(Event):
    """It was closed before its time."""

    name: ClassVar[str] = "consultation_ended"


@dataclass(frozen=True)
class ConsultationPutAside(Event):
    name: ClassVar[str] = "consultation_put_aside"


@dataclass(frozen=True)
class UnfinishedReminded(Event):
    name: ClassVar[str] = "unfinished_reminded"


@dataclass(frozen=True)
class ConsultationPosted(Event):
    """Into a group; `chat` is our own id of it."""

    name: ClassVar[str] = "consultation_posted"

    chat: str


@dataclass(frozen=True)
class PhaseClosed(Event):
    name: ClassVar[str] = "phase_closed"

    phase: str


@dataclass(frozen=True)
class ReleaseMade(Event):
    name: ClassVar[str] = "release_made"

    release: str


@dataclass(frozen=True)
class ReportTaken(Event):
    """Results were sent to somebody as a file."""

    name: ClassVar[str] = "report_taken"

    form: str


@dataclass(frozen=True)
class ResultsTold(Event):
    """Those who took part are told how it came out."""

    name: ClassVar[str] = "results_told"


@dataclass(frozen=True)
class TextsJudged(Event):
    """Of what residents wrote, so many texts may be quoted from now on, and so many may not; `grounds` are of the
    published list, where one was held back for a reason.
    """

    name: ClassVar[str] = "texts_judged"

    shown: int
    held: int
    grounds: str = ""


@dataclass(frozen=True)
class TextPutBack(Event):
    """A text waits to be looked through once more."""

    name: ClassVar[str] = "text_put_back"


@dataclass(frozen=True)
class RowsTaken(Event):
    """The answers themselves were sent to somebody; with how people live, and with what they wrote, or without."""

    name: ClassVar[str] = "rows_taken"

    circumstances: bool
    texts: bool


@dataclass(frozen=True)
class ReplyRecorded(Event):
    """What the town will do; those who took part are told."""

    name: ClassVar[str] = "reply_recorded"


@dataclass(frozen=True)
class ReplyMissed(Event):
    """The day has passed by which a reply was promised."""

    name: ClassVar[str] = "reply_missed"
