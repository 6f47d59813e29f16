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
class StatementSubmitted(OfResident):
    """Somebody said something of their own, under this number."""

    name: ClassVar[str] = "statement_submitted"

    step: str
    statement: int


@dataclass(frozen=True)
class StatementTakenBack(OfResident):
    """By who said it."""

    name: ClassVar[str] = "statement_taken_back"

    step: str
    statement: int


@dataclass(frozen=True)
class WordingAnswered(OfResident):
    """Somebody said `yes`, or no, to another wording of their own statement."""

    name: ClassVar[str] = "wording_answered"

    step: str
    statement: int
    yes: bool


@dataclass(frozen=True)
class ReasonGiven(OfResident):
    """For how they voted on this statement."""

    name: ClassVar[str] = "reason_given"

    step: str
    statement: int


@dataclass(frozen=True)
class ReasonTakenBack(OfResident):
    name: ClassVar[str] = "reason_taken_back"

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
class StatementsImported(Event):
    """So many statements came from a conversation that was held elsewhere."""

    name: ClassVar[str] = "statements_imported"

    count: int


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
class StatementJudged(Event):
    """A statement is in this state now; `grounds` are of the published list, and empty where it was not rejected."""

    name: ClassVar[str] = "statement_judged"

    step: str
    statement: int
    state: str
    grounds: str = ""


@dataclass(frozen=True)
class ReasonJudged(Event):
    """The same of a reason that somebody gave on this statement."""

    name: ClassVar[str] = "reason_judged"

    step: str
    statement: int
    state: str
    grounds: str = ""


@dataclass(frozen=True)
class StatementReworded(Event):
    """`asked`: its author is asked about another wording; otherwise it is worded so now."""

    name: ClassVar[str] = "statement_reworded"

    step: str
    statement: int
    asked: bool


@dataclass(frozen=True)
class WordingTakenBack(Event):
    """Its author is not asked about another wording any more."""

    name: ClassVar[str] = "wording_taken_back"

    step: str
    statement: int


@dataclass(frozen=True)
class StatementMerged(Event):
    """Votes on it count at the other one."""

    name: ClassVar[str] = "statement_merged"

    step: str
    statement: int
    into: int


@dataclass(frozen=True)
class StatementUnmerged(Event):
    name: ClassVar[str] = "statement_unmerged"

    step: str
    statement: int


@dataclass(frozen=True)
class StatementMarked(Event):
    """As one about the conversation and not its subject, or no longer."""

    name: ClassVar[str] = "statement_marked"

    step: str
    statement: int
    meta: bool


@dataclass(frozen=True)
class StatementTranslated(Event):
    """By a person; or a person found a machine's translation right."""

    name: ClassVar[str] = "statement_translated"

    step: str
    statement: int
    language: str


@dataclass(frozen=True)
class PersonTakenOut(Event):
    """Nothing of whoever said this counts any more."""

    name: ClassVar[str] = "person_taken_out"

    step: str
    statement: int


@dataclass(frozen=True)
class PersonTakenIn(Event):
    """All of somebody who was taken out counts again."""

    name: ClassVar[str] = "person_taken_in"


@dataclass(frozen=True)
class ModerationLogTaken(Event):
    """What was decided, and by whom, was sent to somebody as a file."""

    name: ClassVar[str] = "moderation_log_taken"


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
