"""Ways through tiny consultations: every kind of input, good and bad, and what they lead to."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from hypothesis import strategies as st

from deliberation import engine
from deliberation.ballots import choices
from deliberation.ballots.choice import OTHER
from deliberation.definition import Consultation, Done, Tapped, Typed, Undo
from deliberation.engine import (
    Agree,
    Back,
    Begin,
    Change,
    Clear,
    Given,
    Keep,
    Return,
    Said,
    Skip,
    Sprint,
    StayOut,
    TurnTo,
    Visit,
    Vote,
    Withdraw,
)
from deliberation.errors import Problem
from deliberation.participation import (
    ANSWERS,
    CONSENT,
    DOORS,
    FINISHED,
    MENU,
    SIDE_PAGES,
    STORED,
    WITHDRAW,
    Participation,
)
from tests.deliberation.files import (
    choice,
    consultation,
    day,
    information,
    none_of_these,
    number,
    phase,
    ranking,
    scale,
    several,
    words,
)

TINY = consultation(
    phase(choice("first"), words("second"), identifier="one"),
    phase(choice("third", required=False), identifier="two"),
)
"""Two phases; a test says which of them are open."""

HERE = {"districts": [{"en": "the square", "es": "la plaza"}]}

WIDE = consultation(
    phase(
        information("note"),
        none_of_these(choice("gate", 3)) | {"other": True},
        none_of_these(several("many", required=False, other=True)) | {"when": {"step": "gate", "is": ["a"]}},
        scale("grade", required=False, when={"step": "gate", "is_not": ["a"]}),
        number("amount", when={"step": "grade", "least": 2}),
        identifier="one",
    ),
    phase(
        ranking("order", when={"step": "many", "is": ["b"]}),
        day("day", required=False, when={"step": "amount", "most": 0}),
        information("more", when=[{"step": "gate", "is_not": ["c"]}, {"step": "grade", "least": 1, "most": 2}]),
        words("why"),
        identifier="two",
    ),
    audience=HERE,
)
"""All eight kinds in two phases, with conditions on conditions, for those who live somewhere."""


def asked(answers: Mapping[str, str]) -> list[str]:
    """What `WIDE` asks of somebody with these answers, worked out by hand."""
    gate = answers.get("gate")
    many = answers.get("many") if gate == "a" else None
    grade = answers.get("grade") if gate not in {None, "a"} else None
    amount = answers.get("amount") if grade in {"2", "3"} else None
    holds = {
        "many": gate == "a",
        "grade": gate not in {None, "a"},
        "amount": grade in {"2", "3"},
        "order": many is not None and "b" in choices.read(many),
        "day": amount is not None and int(amount) <= 0,
        "more": gate not in {None, "c"} and grade in {"1", "2"},
    }
    return [step.id for step in WIDE.steps() if holds.get(step.id, True)]


BOTH = frozenset({"one", "two"})
OPEN = st.sampled_from([*[BOTH] * 6, frozenset({"one"}), frozenset({"two"}), frozenset[str]()])

LOOKS: tuple[Given, ...] = (
    Begin(),
    StayOut(),
    Back(),
    Return(),
    TurnTo(None),
    TurnTo(1),
    Said("back", Back()),
    *(Visit(page) for page in sorted(SIDE_PAGES)),
    *(Change(step.id) for step in WIDE.steps()),
)
"""What only moves."""

ANSWERED: tuple[Given, ...] = (
    *(Tapped(option) for option in ("a", "b", "c", "1", "3", OTHER)),
    *(Typed(text) for text in ("1", "2 1", "-2", "14.6.2027", "birch es.", "trees")),
    Done(),
    Undo(),
    Skip(),
    Agree(),
    Said("2"),
    Said("more", TurnTo(None)),
    Said("keep", Keep()),
    Said("skip", Skip()),
    Said("cedar", Skip()),
    *(Vote(step, option) for step in ("gate", "many") for option in "abc"),
    Clear("gate"),
    Clear("many"),
    Clear("grade"),
    Withdraw(),
)

GARBAGE: tuple[Given, ...] = (
    Visit("@elsewhere"),
    Visit("gate"),
    Visit(FINISHED),
    Change("elsewhere"),
    Change(ANSWERS),
    Clear("elsewhere"),
    *(Vote(step.id, option) for step in WIDE.steps() for option in ("", OTHER, "elsewhere")),
    Vote("order", "a"),
    TurnTo(-1),
    TurnTo(100),
    *(Tapped(option) for option in ("elsewhere", "@trees", "", "0")),
    *(Typed(text) for text in ("", " \x00", "x" * 121, "9" * 40, "31.6.2027", "99")),
)

_FITS = st.integers(0, 99)
GIVEN = st.one_of(*[_FITS] * 6, st.sampled_from(LOOKS), st.sampled_from(ANSWERED), st.sampled_from(GARBAGE))
"""Inputs of all kinds; a number stands for one of those that fit where it is given, or else nobody would come far."""

Inputs = list[tuple[Given | int, Collection[str]]]

IN: Inputs = [(Begin(), BOTH), (Agree(), BOTH), (Skip(), BOTH)]
_MORE = st.lists(st.tuples(GIVEN, OPEN), min_size=15, max_size=40)
INPUTS = st.builds(list.__add__, st.sampled_from([[], IN, IN]), _MORE)

_LEADS_ON: dict[str, tuple[Given, ...]] = {
    "information": (Skip(),),
    "single_choice": (*map(Tapped, "abc"), Tapped(OTHER), Typed("trees"), Typed("1")),
    "multiple_choice": (*map(Tapped, "abc"), Tapped(OTHER), Typed("trees"), Typed("1 2"), Done(), Done()),
    "scale": tuple(map(Tapped, "123")),
    "ranking": (*map(Tapped, "abc"), Undo(), Typed("2 1")),
    "number": (Typed("-2"), Typed("3")),
    "date": (Typed("14.6.2027"),),
    "open_text": (Typed("because"),),
}


class Walk:
    """One participation on its way; each input is taken at a time of its own."""

    def __init__(self, offered: Consultation = WIDE):
        self.now = 0
        self.consultation = offered
        self.participation: Participation = engine.start("p", offered).participation

    def take(self, given: Given | int, phases: Collection[str] = BOTH) -> Sprint | Problem:
        """What the input did; a refused one leaves everything as it was."""
        self.now += 1
        meant = self.meant(given, phases)
        try:
            sprint = engine.resume(self.consultation, self.participation, meant, phases=phases, now=self.now)
        except Problem as problem:
            return problem
        self.participation = sprint.participation
        return sprint

    def meant(self, given: Given | int, phases: Collection[str] = BOTH) -> Given:
        """The input itself, or the one that a number stands for here."""
        if not isinstance(given, int):
            return given
        fitting = self._fitting(self.standing(phases))
        return fitting[given % len(fitting)]

    def through(self, *inputs: Given, phases: Collection[str] = BOTH) -> Participation:
        """Take inputs of which none may be refused."""
        for given in inputs:
            taken = self.take(given, phases)
            assert isinstance(taken, Sprint), (given, taken, self.participation)
        return self.participation

    def to_the_end(self, phases: Collection[str] = BOTH) -> int:
        """Go on as somebody would who wants to finish; returns how many inputs it took."""
        taken = 0
        while self.standing(phases) != FINISHED:
            self.through(self._onward(self.standing(phases)), phases=phases)
            taken += 1
            assert taken < 30, f"no way to the end from {self.participation}"
        return taken

    def standing(self, phases: Collection[str] = BOTH) -> str:
        return engine.standing(self.consultation, self.participation, phases=phases).place

    def way(self, phases: Collection[str] | None = None) -> list[str]:
        """The ids of the steps that are asked."""
        return [step.id for step in self.consultation.way(self.participation.answers, phases)]

    def _fitting(self, place: str) -> tuple[Given, ...]:
        changes = tuple(Change(step) for step in self.way())
        if place in DOORS:
            return Begin(), Agree(), self._onward(place), Visit(STORED)
        if place in SIDE_PAGES:
            return Back(), Return(), TurnTo(None), *changes, *([Withdraw()] if place == WITHDRAW else [])
        if place == FINISHED:
            return Back(), Visit(ANSWERS), *changes
        leads_on = _LEADS_ON[self.consultation.step(place).kind]
        return *leads_on, *leads_on, Skip(), Back(), Visit(MENU)

    def _onward(self, place: str) -> Given:
        """An input that leads on from a place."""
        if place in DOORS:
            return Agree() if place == CONSENT else Begin()
        if place in SIDE_PAGES:
            return Back()
        begun = self.participation.drafts.get(place) or "[]"
        match self.consultation.step(place).kind:
            case "information":
                return Skip()
            case "multiple_choice" if begun != "[]" and OTHER not in begun:
                return Done()
            case "ranking":
                return Typed("1 2 3")
            case "date":
                return Typed("14.6.2027")
            case _:
                return Typed("1")
