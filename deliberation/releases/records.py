"""What participants left, read in the version that each of them answered."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from deliberation.definition import Consultation, Step
from deliberation.definition.condition import Condition

NO_ANSWER = "@none"
"""The cell of those who were asked and gave no answer."""

NOT_ASKED = "@not-asked"
"""The cell of those who were not asked: a condition did not hold, or their version had no such question."""


@dataclass(frozen=True)
class Record:
    """What one participant left: pseudonymous, for counting alone. Times are milliseconds UTC; `language` is the one
    they read, as far as the consultation has it; `ended` is when they were through.
    """

    version: int
    answers: Mapping[str, str]
    skipped: frozenset[str] = frozenset()
    language: str = ""
    began: int = 0
    ended: int | None = None
    participation: str = ""


class Counted:
    """A record as far as it counts: what this participant was asked, and the answers to that."""

    def __init__(self, own: Consultation, record: Record):
        self._way = {step.id: step for step in own.way(record.answers)}
        self._phases = {phase.id: [step.id for step in phase.steps] for phase in own.phases}
        self._skipped = record.skipped
        self.language = own.language(record.language)
        self.milliseconds = None if record.ended is None else record.ended - record.began
        self.asked = frozenset(step.id for step in self._way.values() if step.asks)
        self.answers = {step: ballot for step, ballot in record.answers.items() if step in self.asked}

    def finished(self, phase: str) -> bool:
        """Whether every step on the way through this phase was answered or skipped."""
        passed = self._skipped | self.answers.keys()
        return all(step in passed for step in self._phases.get(phase, ()) if step in self._way)

    def meets(self, condition: Condition) -> bool:
        """Whether an answer that counts meets this condition."""
        ballot = self.answers.get(condition.step)
        return ballot is not None and condition.holds(self._way[condition.step], ballot)

    def cell(self, step: Step) -> str:
        """Where this participant is counted in the table of a step that divides."""
        if step.id not in self.asked:
            return NOT_ASKED
        if step.id not in self.answers:
            return NO_ANSWER
        falls = (cell for cell, count in step.tally([self.answers[step.id]]).items() if count)
        return next(falls, NO_ANSWER)

    def chose(self, step: Step, choice: str) -> str:
        """The same for one choice of a step that allows several."""
        if step.id not in self.answers:
            return self.cell(step)
        return str(choice in step.chosen(self.answers[step.id]))
