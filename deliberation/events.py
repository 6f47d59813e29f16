"""Past-tense facts for the audit log: who, when and what, by ids. Never content: no text, no option, no name."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar


@dataclass(frozen=True)
class Event:
    """Base of all facts. `name` is what stands in the log."""

    name: ClassVar[str]


@dataclass(frozen=True)
class ParticipationStarted(Event):
    name: ClassVar[str] = "participation_started"


@dataclass(frozen=True)
class ConsentGiven(Event):
    name: ClassVar[str] = "consent_given"


@dataclass(frozen=True)
class AnswerRecorded(Event):
    name: ClassVar[str] = "answer_recorded"

    step: str
    replaced: bool


@dataclass(frozen=True)
class StepSkipped(Event):
    name: ClassVar[str] = "step_skipped"

    step: str


@dataclass(frozen=True)
class ParticipationReopened(Event):
    """A changed answer leads to questions that were not asked before."""

    name: ClassVar[str] = "participation_reopened"


@dataclass(frozen=True)
class ParticipationWithdrawn(Event):
    """Answers and consent were taken back."""

    name: ClassVar[str] = "participation_withdrawn"


@dataclass(frozen=True)
class ParticipationCompleted(Event):
    name: ClassVar[str] = "participation_completed"


@dataclass(frozen=True)
class LanguageChosen(Event):
    name: ClassVar[str] = "language_chosen"

    language: str


@dataclass(frozen=True)
class PersonErased(Event):
    name: ClassVar[str] = "person_erased"


@dataclass(frozen=True)
class ConsultationLaunched(Event):
    name: ClassVar[str] = "consultation_launched"

    version: int


@dataclass(frozen=True)
class PhaseClosed(Event):
    name: ClassVar[str] = "phase_closed"

    phase: str


@dataclass(frozen=True)
class ReleaseMade(Event):
    name: ClassVar[str] = "release_made"

    release: str


@dataclass(frozen=True)
class InvitationMade(Event):
    name: ClassVar[str] = "invitation_made"

    role: str


@dataclass(frozen=True)
class RoleGranted(Event):
    name: ClassVar[str] = "role_granted"

    role: str


@dataclass(frozen=True)
class ChatMigrated(Event):
    name: ClassVar[str] = "chat_migrated"


@dataclass(frozen=True)
class ChatLost(Event):
    """The bot was blocked, or put out of a group."""

    name: ClassVar[str] = "chat_lost"


@dataclass(frozen=True)
class ChatRegained(Event):
    name: ClassVar[str] = "chat_regained"
