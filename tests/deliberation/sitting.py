"""One resident among statements, without a store: what a unit of work keeps for them is kept here as plain data."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from deliberation import engine
from deliberation.definition import Consultation
from deliberation.definition.kinds.statements import Statements
from deliberation.definition.steps import Act
from deliberation.engine import Agree, Begin, Given, Said, Sprint
from deliberation.errors import Problem
from deliberation.kept import View
from deliberation.opinions import AGREE
from deliberation.participation import Participation
from deliberation.statements import hearing
from deliberation.statements.acts import (
    AskWhere,
    Assent,
    BeMoved,
    CastVote,
    Compare,
    GiveReason,
    Submit,
    TakeBack,
    TakeReasonBack,
)
from deliberation.statements.board import Board
from deliberation.statements.sitting import Page, Sitting, read, written
from deliberation.statements.statement import Reason, State, Statement, Translation
from deliberation.use_cases.showing import Shown
from handlers.wishes import wish_of
from screens.card import Action, Button, Card
from screens.participation import participation_card
from screens.typed import typed_button
from tests.deliberation.files import consultation, phase, statements, words

ARGUED = {"for": [{"text": {"en": "Cheap.", "es": "Barato."}}]}


def deliberating(**keys: object) -> Consultation:
    """With a question after it."""
    step = statements(**{"own": True, "reasons": 2, "matter": 2, **keys})
    step["statements"][0] |= ARGUED
    return consultation(phase(step, words()))


class Sat:
    """`near` is what is found to be close to whatever is said; `against` says of which statements, by number, somebody
    who sees it differently gave a reason.
    """

    def __init__(self, about: Consultation | None = None, near: tuple[int, ...] = (1,), against: tuple[int, ...] = ()):
        self.about = about or deliberating()
        self.step = next(step for step in self.about.steps() if isinstance(step, Statements))
        self.near = near
        self.against = against
        self.participation: Participation = engine.start("p", self.about).participation
        self.votes: dict[int, int] = {}
        self.reasons: dict[int, Reason] = {}
        self.heard: dict[int, int] = {}
        self.said: list[Statement] = []
        for number, seed in enumerate(self.step.seeds):
            there = {"es": Translation(seed.text["es"], machine=number == 1)} if number else {}
            self.said.append(Statement(number, seed.text["en"], "en", seed=seed.id, translations=there))
        self.gone: set[int] = set()

    @property
    def sitting(self) -> Sitting:
        return read(self.participation.drafts.get(self.step.id))

    @property
    def statements(self) -> dict[int, Statement]:
        return {one.number: one for one in self.said if one.number not in self.gone}

    @property
    def board(self) -> Board:
        asked = frozenset(number for number, one in self.statements.items() if one.asked)
        own = [one for one in self.statements.values() if one.author == "p"]
        votes = {number: vote for number, vote in self.votes.items() if number in asked}
        words = {number: one for number, one in self.statements.items() if number in asked | self.reasons.keys()}
        return Board(votes, asked, words, own, self.reasons, self._heard())

    def take(self, given: Given) -> Sprint | Problem:
        """What it did; a refused one leaves everything as it was."""
        try:
            sprint = engine.resume(
                self.about, self.participation, given, phases=["hearing"], now=1, board=self.board
            )  # fmt: skip
        except Problem as problem:
            return problem
        for act in sprint.acts:
            self._do(act)
        self.participation = sprint.participation
        self._lay()
        return sprint

    def through(self, *inputs: Given) -> Sat:
        """Take inputs of which none may be refused."""
        for given in inputs:
            taken = self.take(given)
            assert isinstance(taken, Sprint), (given, taken, self.sitting)
        return self

    def write(self, text: str) -> Sprint | Problem:
        """As the handler of messages has it."""
        button = typed_button(text)
        meaning = None if button is None else wish_of(button.action, button.argument)
        return self.take(Said(text, meaning))  # type: ignore[arg-type]

    def compared(self) -> None:
        """What a process that looks for what is close does."""
        if self.sitting.page is Page.CHECK:
            self._sit(replace(self.sitting, page=Page.PREVIEW, near=self.near))

    def decide(self, number: int, **changes: object) -> None:
        """Somebody who looks through what was said."""
        self.said = [replace(one, **changes) if one.number == number else one for one in self.said]  # type: ignore[arg-type]

    def card(self, language: str = "en") -> Card:
        view = View("t" * 16, "chat", 1, "person", "p")
        here = engine.standing(self.about, self.participation, phases=["hearing"])
        closes = self.about.phases[-1].closes
        shown = Shown(
            view, self.about, here, language, False, frozenset({"hearing"}), None, closes, board=self.board
        )  # fmt: skip
        return participation_card(shown)

    def buttons(self) -> Mapping[str, Button]:
        """Those of the card that belong to a participation, by label."""
        ours = (button for row in self.card().rows for button in row)
        return {button.label: button for button in ours if button.action not in {Action.LANGUAGE, Action.PREFER}}

    def tap(self, label: str) -> Sprint | Problem:
        button = self.buttons()[label]
        return self.take(wish_of(button.action, button.argument))  # type: ignore[arg-type]

    def _heard(self) -> Reason | None:
        number = self.sitting.statement
        if number not in self.heard:
            return None
        return Reason(number, -self.heard[number], "I see it differently", "en", "other")

    def _do(self, act: Act) -> None:
        match act:
            case CastVote(number, vote):
                self.votes[number] = vote
                if number in self.reasons and self.reasons[number].side != vote:
                    del self.reasons[number]
            case GiveReason(number, side, text):
                self.reasons[number] = Reason(number, side, text, "en", "p", State.WAITING)
            case TakeReasonBack(number):
                del self.reasons[number]
            case Submit(text):
                number = len(self.said)
                self.said.append(Statement(number, text, "en", State.WAITING, author="p"))
                self.votes[number] = AGREE
            case TakeBack(number):
                self.gone.add(number)
                self.votes.pop(number, None)
            case Assent(number, yes):
                proposed = self.statements[number].proposed
                if yes and proposed is not None:
                    self.decide(number, text=proposed, state=State.ACCEPTED)
                self.decide(number, proposed=None)
            case BeMoved() | Compare() | AskWhere():
                pass
            case _:
                raise AssertionError(act)

    def _lay(self) -> None:
        sitting, board = self.sitting, self.board
        if (
            self.participation.place != self.step.id
            or sitting.page is not Page.CARD
            or sitting.statement in board.asked
        ):
            return
        sides = [
            hearing.Side(number, -self.votes[number], 0, 0)
            for number in self.against
            if self.votes.get(number) and number not in self.heard
        ]
        side = hearing.to_hear(sides, sitting.recent, "seed") if hearing.may_hear(sitting) else None
        if side is not None:
            self.heard[side.number] = self.votes[side.number]
            self._sit(replace(sitting, page=Page.OTHER, statement=side.number, broke=sitting.cast))
        else:
            self._sit(replace(sitting, statement=min(board.left, default=None)))

    def _sit(self, sitting: Sitting) -> None:
        drafts = {**self.participation.drafts, self.step.id: written(sitting)}
        self.participation = replace(self.participation, drafts=drafts)


def begun(**keys: object) -> Sat:
    """Somebody who has agreed: the first statement lies there, and others see three of them differently."""
    return Sat(deliberating(**keys), against=(0, 1, 2)).through(Begin(), Agree())
