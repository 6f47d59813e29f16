"""A consultation as its file describes it: immutable, the same for everybody who takes part in this version."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from deliberation.definition.steps import Step
from deliberation.definition.words import Words


@dataclass(frozen=True)
class Phase:
    """A stretch of time with its steps. Times are milliseconds UTC; closes is after opens."""

    id: str
    opens: int
    closes: int
    steps: tuple[Step, ...]


@dataclass(frozen=True)
class Consultation:
    """One version of one consultation. `languages[0]` is the language that every text has."""

    id: str
    version: int
    languages: tuple[str, ...]
    timezone: str
    age: int
    title: Words
    proposal: Words
    asked_by: Words
    contact: str
    decided_by: Words
    still_open: Words
    already_fixed: Words
    reply_by: int
    phases: tuple[Phase, ...]

    def steps(self, phases: Collection[str] | None = None) -> tuple[Step, ...]:
        """The steps of the named phases in order; of all phases when none are named."""
        return tuple(s for phase in self.phases if phases is None or phase.id in phases for s in phase.steps)

    def step(self, identifier: str) -> Step:
        """The step with this id. Raises KeyError: an id that is asked for comes from a stored participation."""
        for step in self.steps():
            if step.id == identifier:
                return step
        raise KeyError(identifier)

    def language(self, wanted: str) -> str:
        """The language this consultation can be read in that is nearest to the one wanted."""
        return wanted if wanted in self.languages else self.languages[0]
