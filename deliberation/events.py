"""Past-tense facts for the audit log: who, when and what, by ids. Never content: no text, no option, no name."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar


@dataclass(frozen=True)
class Event:
    """Base of all facts. `name` is what stands in the log. `listed`: administrators read it, for it is what those
    did who run things.
    """

    name: ClassVar[str]
    listed: ClassVar[bool] = True


@dataclass(frozen=True)
class OfResident(Event):
    """Base of what residents do. It is never listed: who took part, and when, is nobody's business."""

    listed: ClassVar[bool] = False


@dataclass(frozen=True)
class ParticipationStarted(OfResident):
    name: ClassVar[str] = "participation_started"


@dataclass(frozen=True)
class ConsentGiven(OfResident):
    name: ClassVar[str] = "consent_given"


@dataclass(frozen=True)
class AnswerRecorded(OfResident):
    name: ClassVar[str] = "answer_recorded"

    step: str
    replaced: bool


@dataclass(frozen=True)
class AnswerTakenBack(OfResident):
    """One answer; consent stays."""

    name: ClassVar[str] = "answer_taken_back"

    step: str


@dataclass(frozen=True)
class StatementVoted(OfResident):
    """On this statement; how is nobody's business."""

    name: ClassVar[str] = "statement_voted"

    step: str
    statement: int


@dataclass(frozen=True)
class StepSkipped(OfResident):
    name: ClassVar[str] = "step_skipped"

    step: str


@dataclass(frozen=True)
class ParticipationReopened(OfResident):
    """A changed answer leads to questions that were not asked before."""

    name: ClassVar[str] = "participation_reopened"


@dataclass(frozen=True)
class ParticipationWithdrawn(OfResident):
    """Answers and consent were taken back."""

    name: ClassVar[str] = "participation_withdrawn"


@dataclass(frozen=True)
class ParticipationCompleted(OfResident):
    name: ClassVar[str] = "participation_completed"


@dataclass(frozen=True)
class LanguageChosen(OfResident):
    name: ClassVar[str] = "language_chosen"

    language: str


@dataclass(frozen=True)
class PersonErased(OfResident):
    name: ClassVar[str] = "person_erased"


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
    """Of what residents wrote, so many texts may be quoted from now on, and so many may not."""

    name: ClassVar[str] = "texts_judged"

    shown: int
    held: int


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


@dataclass(frozen=True)
class InvitationMade(Event):
    name: ClassVar[str] = "invitation_made"

    role: str


@dataclass(frozen=True)
class InvitationWithdrawn(Event):
    name: ClassVar[str] = "invitation_withdrawn"

    role: str


@dataclass(frozen=True)
class InvitationAccepted(Event):
    name: ClassVar[str] = "invitation_accepted"

    role: str


@dataclass(frozen=True)
class RoleGranted(Event):
    name: ClassVar[str] = "role_granted"

    role: str


@dataclass(frozen=True)
class RoleTaken(Event):
    """Somebody has a role no longer."""

    name: ClassVar[str] = "role_taken"

    role: str


@dataclass(frozen=True)
class ChatMigrated(Event):
    name: ClassVar[str] = "chat_migrated"


@dataclass(frozen=True)
class ChatLost(OfResident):
    """The bot was blocked, or put out of a group."""

    name: ClassVar[str] = "chat_lost"


@dataclass(frozen=True)
class ChatRegained(OfResident):
    name: ClassVar[str] = "chat_regained"


@dataclass(frozen=True)
class MeetingCalled(Event):
    name: ClassVar[str] = "meeting_called"


@dataclass(frozen=True)
class MeetingChanged(Event):
    """Moved in time or to another place."""

    name: ClassVar[str] = "meeting_changed"


@dataclass(frozen=True)
class PlacesChanged(Event):
    name: ClassVar[str] = "places_changed"


@dataclass(frozen=True)
class MeetingDropped(Event):
    """It does not take place."""

    name: ClassVar[str] = "meeting_cancelled"


@dataclass(frozen=True)
class RecordingAdded(Event):
    name: ClassVar[str] = "recording_added"


@dataclass(frozen=True)
class PlaceTaken(OfResident):
    """Registered, or put on the waiting list."""

    name: ClassVar[str] = "place_taken"

    waiting: bool


@dataclass(frozen=True)
class PlaceGivenBack(OfResident):
    name: ClassVar[str] = "place_given_back"


@dataclass(frozen=True)
class PlaceGot(OfResident):
    """From the waiting list."""

    name: ClassVar[str] = "place_got"


@dataclass(frozen=True)
class MessagesChosen(OfResident):
    """How many messages somebody wants that they did not ask for."""

    name: ClassVar[str] = "messages_chosen"

    wanted: str


@dataclass(frozen=True)
class DigestChosen(OfResident):
    """Every so many `days` somebody hears what changed, at this `hour`; `days` is 0 where they do not want to."""

    name: ClassVar[str] = "digest_chosen"

    days: int
    hour: int


@dataclass(frozen=True)
class AttendeesTold(OfResident):
    """A piece of what those who come to a meeting are told; `held_back` had no room for it, or did not want it."""

    name: ClassVar[str] = "attendees_told"

    telling: str
    told: int
    held_back: int
