"""The dialogue engine: what one input does to one participation. Pure; touches no store, no clock and no words.

What a resident sees is a function of the participation alone (`screens/` draws it), so the engine returns no prompts.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from typing import Any

from deliberation.definition import Consultation, Step, Tapped, Typed
from deliberation.errors import AnswerRequired, ConsentMissing, MovedOn, NotUnderstood
from deliberation.events import AnswerRecorded, ConsentGiven, Event, ParticipationCompleted
from deliberation.participation import ANSWERS, ERASE, FINISHED, STORED, WELCOME, Participation, Status


@dataclass(frozen=True)
class Agree:
    """The notice was read: old enough, and consents."""


@dataclass(frozen=True)
class ShowStored:
    """What is stored about me?"""


@dataclass(frozen=True)
class Back:
    """To the question before; from a side page to where one was."""


@dataclass(frozen=True)
class Skip:
    """On without an answer."""


@dataclass(frozen=True)
class ShowAnswers:
    """See my answers."""


@dataclass(frozen=True)
class ShowErase:
    """Delete everything about me: asked once more before it is done."""


@dataclass(frozen=True)
class Return:
    """Comes in again: to where they were, or on to what has opened since."""


@dataclass(frozen=True)
class Change:
    """Answer this step again."""

    step: str


Given = Tapped | Typed | Agree | ShowStored | Back | Skip | ShowAnswers | ShowErase | Return | Change


@dataclass(frozen=True)
class Sprint:
    """What happened between two waits."""

    participation: Participation
    events: tuple[Event, ...] = ()


def start(identifier: str, consultation: Consultation) -> Sprint:
    """A participation that waits for consent. It counts nowhere until consent is given."""
    return Sprint(Participation(id=identifier, consultation=consultation.id, version=consultation.version))


def resume(
    consultation: Consultation, before: Participation, given: Given, *, phases: Collection[str], now: int
) -> Sprint:
    """One input, at `now`, while the named phases are open. Raises `Rejected` or `ConsentMissing`, changing nothing."""
    here = standing(consultation, before, phases=phases)
    return _Resumption(consultation, here, consultation.steps(phases), now).take(given)


def standing(consultation: Consultation, before: Participation, *, phases: Collection[str]) -> Participation:
    """Where somebody stands who was last here while other phases were open: at the first step on offer, if any."""
    order = [step.id for step in consultation.steps(phases)]
    if not order or before.place in {WELCOME, STORED, ERASE, ANSWERS, *order}:
        return before
    return replace(before, place=_first_left(order, before))


class _Resumption:
    """One call of `resume`: the participation before, and what is on offer at the moment."""

    def __init__(self, consultation: Consultation, before: Participation, offer: tuple[Step, ...], now: int):
        self._consultation = consultation
        self._before = before
        self._order = [step.id for step in offer]
        self._now = now

    def take(self, given: Given) -> Sprint:
        match given:
            case Agree():
                return self._agree()
            case ShowStored():
                return self._go(STORED)
            case ShowErase():
                return self._go(ERASE)
            case Back():
                return self._back()
            case Skip():
                return self._skip()
            case ShowAnswers():
                return self._go(self._with_consent(ANSWERS))
            case Return():
                return self._go(self._still(self._before.place))
            case Change(step):
                return self._change(step)
            case Tapped() | Typed():
                return self._answer(given)

    def _agree(self) -> Sprint:
        if self._before.consented_at is not None:
            raise MovedOn
        return self._go(self._onward(None), consented_at=self._now, events=(ConsentGiven(),))

    def _answer(self, given: Tapped | Typed) -> Sprint:
        waiting = self._waiting()
        ballot = self._consultation.step(waiting).ballot(given)
        before = self._before
        recorded = AnswerRecorded(waiting, replaced=waiting in before.answers)
        return self._go(
            self._onward(waiting),
            saved=waiting,
            answers={**before.answers, waiting: ballot},
            skipped=before.skipped - {waiting},
            events=(recorded,),
        )

    def _skip(self) -> Sprint:
        waiting = self._waiting()
        if waiting in self._before.answers:  # an answer stays: leaving a question that one came back to is no loss
            return self._go(self._onward(waiting))
        if self._consultation.step(waiting).required:
            raise AnswerRequired
        return self._go(self._onward(waiting), skipped=self._before.skipped | {waiting})

    def _change(self, step: str) -> Sprint:
        self._with_consent(step)
        if step not in self._order:
            raise MovedOn
        return self._go(step)

    def _back(self) -> Sprint:
        place = self._before.place
        if place in {STORED, ERASE, ANSWERS}:
            return self._go(self._still(place))
        earlier = self._order[: self._order.index(place)] if place in self._order else self._order
        if place == WELCOME or not earlier:
            raise MovedOn
        return self._go(earlier[-1])

    def _still(self, place: str) -> str:
        """The place itself while it leads on; else the first step that waits."""
        if place == WELCOME or place in self._order:
            return place
        return WELCOME if self._before.consented_at is None else self._onward(None)

    def _waiting(self) -> str:
        self._with_consent(self._before.place)
        if self._before.step is None:
            raise NotUnderstood
        if self._before.step not in self._order:
            raise MovedOn
        return self._before.step

    def _with_consent(self, place: str) -> str:
        if self._before.consented_at is None:
            raise ConsentMissing
        return place

    def _onward(self, after: str | None) -> str:
        """The first step that has been neither answered nor skipped, `after` apart; the end when there is none."""
        order = self._order or [step.id for step in self._consultation.steps()]  # nothing is open: nobody ends by that
        return _first_left(order, self._before, after)

    def _go(self, place: str, *, events: tuple[Event, ...] = (), **changes: Any) -> Sprint:
        after = replace(self._before, place=place, revision=self._before.revision + 1, **{"saved": None, **changes})
        if after.status is Status.OPEN and place == FINISHED and self._nothing_left(after):
            after = replace(after, status=Status.COMPLETED, finished_at=self._now)
            events = (*events, ParticipationCompleted())
        return Sprint(after, events)

    def _nothing_left(self, after: Participation) -> bool:
        """Whether no step of any phase waits any more; phases that open later keep a participation open."""
        return all(step.id in after.answers or step.id in after.skipped for step in self._consultation.steps())


def _first_left(order: Sequence[str], participation: Participation, after: str | None = None) -> str:
    """The first step that is neither answered nor skipped, `after` apart; the end when there is none."""
    passed = {*participation.answers, *participation.skipped, after}
    return next((step for step in order if step not in passed), FINISHED)
