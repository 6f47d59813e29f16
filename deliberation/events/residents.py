"""What residents do: on their way, among statements, and about themselves."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from deliberation.events.base import OfResident


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
