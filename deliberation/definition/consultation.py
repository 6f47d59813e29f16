"""A consultation as its file describes it: immutable, the same for everybody who takes part in this version."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cached_property

from deliberation.definition.audience import Audience
from deliberation.definition.condition import Condition
from deliberation.definition.picture import Picture
from deliberation.definition.poll import Poll
from deliberation.definition.sharing import COUNTED_ALONE, Sharing
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
    """One version of one consultation. `languages[0]` is the language that every text has.

    A text that may be missing in the file, and is, has no languages at all.
    """

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
    audience: Audience
    reply_by: int
    phases: tuple[Phase, ...]
    poll: Poll | None = None
    sharing: Sharing = COUNTED_ALONE

    @property
    def promises_reply(self) -> bool:
        """Whether people are told a day by which they hear what came of it."""
        return self.reply_by > max((phase.closes for phase in self.phases), default=0)

    @cached_property
    def _all_steps(self) -> tuple[Step, ...]:
        """Walked several times for every tap."""
        return tuple(step for phase in self.phases for step in phase.steps)

    def steps(self, phases: Collection[str] | None = None) -> tuple[Step, ...]:
        """The steps of the named phases in order; of all phases when none are named."""
        if phases is None:
            return self._all_steps
        return tuple(step for phase in self.phases if phase.id in phases for step in phase.steps)

    def way(self, answers: Mapping[str, str], phases: Collection[str] | None = None) -> tuple[Step, ...]:
        """The steps that somebody with these answers is asked, in order; of the named phases alone, where any are.

        A step whose condition does not hold is not asked, and an answer to a step that is not asked counts nowhere:
        it is kept, and counts again when the condition holds again.
        """
        return self._walk(answers, None, phases)

    def way_ahead(
        self, answers: Mapping[str, str], passed: Collection[str], phases: Collection[str] | None = None
    ) -> tuple[Step, ...]:
        """The way, and the steps that may yet come on it: their conditions look at what is not yet passed."""
        return self._walk(answers, passed, phases)

    def _walk(
        self, answers: Mapping[str, str], passed: Collection[str] | None, phases: Collection[str] | None
    ) -> tuple[Step, ...]:
        asked: dict[str, Step] = {}
        for step in self.steps():
            if not step.when or all(self._holds(condition, asked, answers, passed) for condition in step.when):
                asked[step.id] = step
        if phases is None:
            return tuple(asked.values())
        return tuple(step for step in self.steps(phases) if step.id in asked)

    def _holds(
        self,
        condition: Condition,
        asked: Mapping[str, Step],
        answers: Mapping[str, str],
        passed: Collection[str] | None,
    ) -> bool:
        looked_at = asked.get(condition.step)
        if looked_at is None:
            return False
        if looked_at.id in answers:
            return condition.holds(looked_at, answers[looked_at.id])
        return passed is not None and looked_at.id not in passed

    def step(self, identifier: str) -> Step:
        """The step with this id. Raises KeyError: an id that is asked for comes from a stored participation."""
        for step in self.steps():
            if step.id == identifier:
                return step
        raise KeyError(identifier)

    def picture(self, place: str) -> Picture | None:
        """What there is to see at a place of a participation."""
        return next((step.shows() for step in self.steps() if step.id == place), None)

    def language(self, wanted: str) -> str:
        """The language this consultation can be read in that is nearest to the one wanted."""
        return wanted if wanted in self.languages else self.languages[0]
