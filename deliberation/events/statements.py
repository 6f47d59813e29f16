"""What those do who look through statements and reasons, and who is taken out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from deliberation.events.base import Event


@dataclass(frozen=True)
class StatementsImported(Event):
    """So many statements came from a conversation that was held elsewhere."""

    name: ClassVar[str] = "statements_imported"

    count: int


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
