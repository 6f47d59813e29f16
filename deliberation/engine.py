"""The dialogue engine: what one input does to one participation. Pure; touches no store, no clock and no words.

What a resident sees is a function of the participation alone (`screens/` draws it), so the engine returns no prompts.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from typing import Any

from deliberation.ballots.choice import number_of
from deliberation.definition import Ballot, Consultation, Done, Draft, Input, Sheet, Step, Tapped, Typed, Undo
from deliberation.definition.steps import Act
from deliberation.errors import AnswerRequired, ConsentMissing, MovedOn, NotUnderstood, Withdrawn
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
from deliberation.inputs import (
    Agree,
    Back,
    Begin,
    Change,
    Clear,
    Given,
    Keep,
    Next,
    Return,
    Said,
    Skip,
    StayOut,
    TurnTo,
    Visit,
    Vote,
    Withdraw,
)
from deliberation.participation import (
    ANSWERS,
    CONSENT,
    DOORS,
    ERASE,
    FINISHED,
    LANGUAGES,
    OUTSIDE,
    SIDE_PAGES,
    STORED,
    WELCOME,
    WITHDRAW,
    WITHDRAWN,
    Participation,
    Status,
)
from deliberation.statements.board import Board

__all__ = [
    "MOST_PAGES",
    "Agree",
    "Back",
    "Begin",
    "Change",
    "Clear",
    "Given",
    "Keep",
    "Next",
    "Return",
    "Said",
    "Skip",
    "Sprint",
    "StayOut",
    "TurnTo",
    "Visit",
    "Vote",
    "Withdraw",
    "resume",
    "sheet",
    "standing",
    "start",
]

MOST_PAGES = 100

MEANT_HERE: Mapping[type, str] = {
    **{Agree: "agree", Keep: "keep", Skip: "skip", Back: "back", TurnTo: "more", Done: "done"}
}
"""Buttons of all steps whose word means another button of a step, where that step has one of this name."""

OPEN_TO_ALL = frozenset({STORED, ERASE, LANGUAGES})
"""Side pages that take no consent."""


@dataclass(frozen=True)
class Sprint:
    """What happened between two waits. `acts` are for the use case to see to."""

    participation: Participation
    events: tuple[Event, ...] = ()
    acts: tuple[Act, ...] = ()


def start(identifier: str, consultation: Consultation) -> Sprint:
    """A participation that waits for consent. It counts nowhere until consent is given."""
    return Sprint(Participation(id=identifier, consultation=consultation.id, version=consultation.version))


def resume(
    consultation: Consultation,
    before: Participation,
    given: Given,
    *,
    phases: Collection[str],
    over: Collection[str] = (),
    now: int,
    board: Board | None = None,
) -> Sprint:
    """One input, at `now`, while `phases` are open and `over` have closed; `board` is what lies at the step that waits.

    Raises `Rejected` or `Refused`, changing nothing.
    """
    here = standing(consultation, before, phases=phases)
    left = [phase.id for phase in consultation.phases if phase.id not in over]
    return _Resumption(consultation, here, phases, left, now=now, board=board).take(given)


def standing(consultation: Consultation, before: Participation, *, phases: Collection[str]) -> Participation:
    """Where somebody stands who was last here while other phases were open: at the first step on offer, if any."""
    order = [step.id for step in consultation.way(before.answers, phases)]
    if not order or before.place in {*DOORS, *SIDE_PAGES, *order}:
        return before
    return replace(before, place=_first_left(order, before), page=0)


def sheet(participation: Participation, step: str, board: Board | None = None) -> Sheet:
    """What lies before this resident at a step."""
    return Sheet(participation.id, participation.drafts.get(step), participation.answers.get(step), board)


class _Resumption:
    """One call of `resume`: the participation before, and what is on offer at the moment."""

    def __init__(
        self,
        consultation: Consultation,
        before: Participation,
        phases: Collection[str],
        phases_left: Collection[str],
        *,
        now: int,
        board: Board | None,
    ):
        self._consultation = consultation
        self._before = before
        self._phases = phases
        self._phases_left = phases_left
        self._order = self._on_offer(before)
        self._now = now
        self._board = board

    def take(self, given: Given) -> Sprint:
        match given:
            case Begin():
                return self._go(self._outside(CONSENT))
            case StayOut():
                return self._go(self._outside(OUTSIDE))
            case Agree():
                return self._agree()
            case Said(text, meaning):
                return self._said(text, meaning)
            case Tapped() | Typed() | Done() | Undo():
                return self._answer(given)
            case Vote(step, option):
                return self._vote(step, option)
            case Clear(step):
                return self._clear(step)
            case Withdraw():
                return self._withdraw()
            case _:
                return self._move(given)

    def _move(self, given: Back | Skip | Visit | TurnTo | Return | Change) -> Sprint:
        match given:
            case Back():
                return self._back()
            case Skip():
                return self._skip()
            case Visit(page):
                return self._visit(page)
            case TurnTo(page):
                return self._turn_to(page)
            case Return():
                return self._go(self._still(self._before.origin or self._before.place))
            case Change(step):
                return self._change(step)

    def _outside(self, place: str) -> str:
        if self._before.consented_at is not None:
            raise MovedOn
        return place

    def _agree(self) -> Sprint:
        """Consent, for which the notice has to be on the screen, or was when they looked at what is stored."""
        if self._outside(CONSENT) not in {self._before.place, self._before.origin}:
            return self._go(CONSENT)
        consented = {"consented_at": self._now, "noticed_at": None, "status": Status.OPEN}
        return self._go(None, **consented, events=(ConsentGiven(),))

    def _said(self, text: str, meaning: Given | None) -> Sprint:
        """An answer of that name, else a button of that name, else an answer."""
        number = number_of(meaning.step if isinstance(meaning, Change) else text)
        if self._before.place == ANSWERS and number is not None:
            listed = [step for step in self._consultation.way(self._before.answers) if step.asks]
            if 1 <= number <= len(listed):
                return self._change(listed[number - 1].id)
        meaning = self._heard(meaning)
        if meaning is not None and self._can_mean(meaning, text):
            return self.take(meaning)
        return self._answer(Typed(text))

    def _heard(self, meaning: Given | None) -> Given | None:
        """To agree is to consent at the door, and an answer where a step has it among its own words."""
        word = MEANT_HERE.get(type(meaning))
        return Tapped(word) if word is not None and word in self._spoken() else meaning

    def _spoken(self) -> frozenset[str]:
        here = self._before.step
        if here is None:
            return frozenset()
        return self._consultation.step(here).spoken(sheet(self._before, here, self._board))

    def _can_mean(self, meaning: Given, text: str) -> bool:
        """Whether a button of this meaning can stand where this was written: words such as "agree", "keep" or "more"
        are answers elsewhere.
        """
        if self._before.step is None:
            gone = self._before.place != WITHDRAW and isinstance(meaning, Withdraw)
            return not gone and not isinstance(meaning, Change)
        step = self._consultation.step(self._before.step)
        match meaning:
            case Begin() | StayOut() | Agree() | Change() | Withdraw():
                return False
            case Tapped(option):
                return option in self._spoken()
            case Done() | Undo() | TurnTo() if not step.choices():
                return False
            case Keep() if step.id not in self._before.answers:
                return False
            case Next() if step.asks:
                return False
        return not step.offers(text)

    def _answer(self, given: Input) -> Sprint:
        step = self._waiting()
        outcome = step.take(given, sheet(self._before, step.id, self._board))
        drafts = self._drafts_but(step)
        if isinstance(outcome, Draft):
            begun = {**drafts, step.id: outcome.value} if outcome.value else drafts
            return replace(self._go(step.id, drafts=begun, page=self._before.page), acts=outcome.acts)
        return self._record(step, outcome, drafts)

    def _record(self, step: Step, ballot: Ballot, drafts: dict[str, str]) -> Sprint:
        recorded = AnswerRecorded(step.id, replaced=step.id in self._before.answers)
        return self._go(
            None,
            saved=step.id,
            answers={**self._before.answers, step.id: ballot.value},
            drafts=drafts,
            skipped=self._before.skipped - {step.id},
            events=(recorded,),
        )

    def _skip(self) -> Sprint:
        step = self._waiting()
        if step.id in self._before.answers:  # an answer stays: leaving a question that one came back to is no loss
            return self._go(None, drafts=self._drafts_but(step))
        if step.required:
            raise AnswerRequired
        events = () if step.id in self._before.skipped else (StepSkipped(step.id),)
        return self._go(None, skipped=self._before.skipped | {step.id}, events=events)

    def _change(self, step: str) -> Sprint:
        return self._go(self._offered(step).id)

    def _vote(self, identifier: str, option: str) -> Sprint:
        step = self._offered(identifier)
        ballot = step.cast(option, self._before.answers.get(step.id))
        return self._clear(step.id) if ballot is None else self._record(step, ballot, self._drafts_but(step))

    def _clear(self, identifier: str) -> Sprint:
        step = self._offered(identifier)
        if step.id not in self._before.answers:
            raise MovedOn
        left = {other: answer for other, answer in self._before.answers.items() if other != step.id}
        return self._go(None, answers=left, drafts=self._drafts_but(step), events=(AnswerTakenBack(step.id),))

    def _withdraw(self) -> Sprint:
        self._need_consent()
        return self._go(
            WITHDRAWN,
            status=Status.WITHDRAWN,
            answers={},
            drafts={},
            skipped=frozenset(),
            consented_at=None,
            finished_at=None,
            events=(ParticipationWithdrawn(),),
        )

    def _visit(self, page: str) -> Sprint:
        if page not in SIDE_PAGES:
            raise MovedOn
        if page not in OPEN_TO_ALL:
            self._need_consent()
        origin = self._before.origin if self._before.place in SIDE_PAGES else self._before.place
        return self._go(page, origin=origin)

    def _turn_to(self, page: int | None) -> Sprint:
        wanted = (self._before.page + 1) % MOST_PAGES if page is None else page
        if not 0 <= wanted < MOST_PAGES:
            raise MovedOn
        return self._go(self._before.place, page=wanted, origin=self._before.origin)

    def _back(self) -> Sprint:
        place = self._before.place
        if place in SIDE_PAGES:
            return self._go(self._still(self._before.origin or place))
        if place in {OUTSIDE, CONSENT}:
            return self._go(WELCOME)
        earlier = self._order[: self._order.index(place)] if place in self._order else self._order
        if place in DOORS or not earlier:
            raise MovedOn
        return self._go(earlier[-1])

    def _still(self, place: str) -> str | None:
        """The place itself while it leads on; else, for None, the first step that waits."""
        if self._before.consented_at is None:
            return place if place in DOORS else WELCOME
        return place if place in self._order else None

    def _drafts_but(self, step: Step) -> dict[str, str]:
        return {other: draft for other, draft in self._before.drafts.items() if other != step.id}

    def _offered(self, identifier: str) -> Step:
        """A step that can be answered now, by its id."""
        self._need_consent()
        if identifier not in self._order:
            raise MovedOn
        return self._consultation.step(identifier)

    def _waiting(self) -> Step:
        self._need_consent()
        waiting = self._before.step
        if waiting is None:
            raise NotUnderstood
        if waiting not in self._order:
            raise MovedOn
        return self._consultation.step(waiting)

    def _need_consent(self) -> None:
        if self._before.status is Status.WITHDRAWN:
            raise Withdrawn
        if self._before.consented_at is None:
            raise ConsentMissing

    def _on_offer(self, participation: Participation) -> list[str]:
        return [step.id for step in self._consultation.way(participation.answers, self._phases)]

    def _go(self, place: str | None, *, events: tuple[Event, ...] = (), **changes: Any) -> Sprint:
        """To this place; for None to the first step that waits, or to the end."""
        reset = {"saved": None, "origin": None, "page": 0, **changes}
        there = replace(self._before, revision=self._before.revision + 1, **reset)
        there = replace(there, place=self._onward(there) if place is None else place)
        left = self._left(there)
        if there.status is Status.OPEN and there.place == FINISHED and not left:
            there = replace(there, status=Status.COMPLETED, finished_at=self._now)
            events = (*events, ParticipationCompleted())
        elif there.status is Status.COMPLETED and left:  # another answer than before leads to further questions
            there = replace(there, status=Status.OPEN, finished_at=None)
            events = (*events, ParticipationReopened())
        return Sprint(there, events)

    def _onward(self, there: Participation) -> str:
        order = self._on_offer(there) or [step.id for step in self._consultation.way(there.answers)]
        return _first_left(order, there)  # nothing is open: nobody ends by that

    def _left(self, there: Participation) -> bool:
        """Whether a step waits. Phases that open later keep a participation open; who came too late for one does not
        wait for it.
        """
        return any(step.id not in there.passed for step in self._consultation.way(there.answers, self._phases_left))


def _first_left(order: Collection[str], participation: Participation) -> str:
    """The first step that is neither answered nor skipped; the end when there is none."""
    return next((step for step in order if step not in participation.passed), FINISHED)
