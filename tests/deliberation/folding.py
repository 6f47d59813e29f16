"""What the log of events tells about a participation, worked out from the log alone."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Self

from deliberation.events import (
    AnswerRecorded,
    AnswerTakenBack,
    ConsentGiven,
    Event,
    ParticipationCompleted,
    ParticipationReopened,
    ParticipationWithdrawn,
    StepSkipped,
)
from deliberation.participation import Participation, Status


@dataclass
class Folded:
    """The part of a participation that events determine; ballots are no part of a log, and come beside it."""

    status: Status = Status.OPEN
    consented_at: int | None = None
    finished_at: int | None = None
    skipped: set[str] = field(default_factory=set)
    answers: dict[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, whole: Participation) -> Self:
        return cls(whole.status, whole.consented_at, whole.finished_at, set(whole.skipped), dict(whole.answers))

    def add(self, events: Iterable[Event], ballots: Mapping[str, str], now: int) -> None:
        """Take the events of one input in their order."""
        for event in events:
            match event:
                case ConsentGiven():
                    self.status, self.consented_at = Status.OPEN, now
                case AnswerRecorded(step, replaced):
                    assert replaced == (step in self.answers)
                    self.answers[step] = ballots[step]
                    self.skipped.discard(step)
                case AnswerTakenBack(step):
                    del self.answers[step]
                case StepSkipped(step):
                    assert step not in self.skipped
                    self.skipped.add(step)
                case ParticipationCompleted():
                    self.status, self.finished_at = Status.COMPLETED, now
                case ParticipationReopened():
                    self.status, self.finished_at = Status.OPEN, None
                case ParticipationWithdrawn():
                    self.__init__(status=Status.WITHDRAWN)  # type: ignore[misc]
                case other:
                    raise AssertionError(other)
