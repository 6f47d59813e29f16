"""Ways through a tiny consultation: every kind of input, good and bad, and what they lead to."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from hypothesis import strategies as st

from deliberation import engine
from deliberation.definition import Consultation, Tapped, Typed
from deliberation.engine import Agree, Back, Change, Given, Return, ShowAnswers, ShowErase, ShowStored, Skip, Sprint
from deliberation.errors import Problem
from deliberation.participation import FINISHED, RESERVED_PLACES, WELCOME, Participation
from tests.deliberation.files import choice, consultation, phase, words

TINY = consultation(
    phase(choice("first"), words("second"), identifier="one"),
    phase(choice("third", required=False), identifier="two"),
)
"""Two phases at the same time; a test says which of them are open."""

BOTH = frozenset({"one", "two"})
OPEN = st.sampled_from([BOTH, frozenset({"one"}), frozenset({"two"}), frozenset[str]()])

INPUTS: tuple[Given, ...] = (
    Agree(),
    Back(),
    Skip(),
    ShowStored(),
    ShowAnswers(),
    ShowErase(),
    Return(),
    Change("first"),
    Change("second"),
    Change("elsewhere"),
    Tapped("a"),
    Tapped("b"),
    Tapped("elsewhere"),
    Typed("2"),
    Typed("birch es."),
    Typed("neither"),
    Typed(" \x00"),
    Typed("x" * 21),
)
GIVEN = st.sampled_from(INPUTS)


@dataclass
class Walk:
    """One participation on its way; each input is taken at a time of its own."""

    now: int = 0
    participation: Participation = engine.start("p", TINY).participation

    def take(self, given: Given, phases: Collection[str] = BOTH) -> Sprint | Problem:
        """What the input did; a refused one leaves everything as it was."""
        self.now += 1
        try:
            sprint = engine.resume(TINY, self.participation, given, phases=phases, now=self.now)
        except Problem as problem:
            return problem
        self.participation = sprint.participation
        return sprint

    def through(self, *inputs: Given, phases: Collection[str] = BOTH) -> Participation:
        """Take inputs of which none may be refused."""
        for given in inputs:
            assert isinstance(self.take(given, phases), Sprint), given
        return self.participation

    def to_the_end(self, phases: Collection[str]) -> int:
        """Go on as somebody would who wants to finish; returns how many inputs it took."""
        taken = 0
        while self.standing(phases) != FINISHED:
            sprint = self.take(onward(TINY, self.standing(phases)), phases)
            assert isinstance(sprint, Sprint), self.participation
            taken += 1
            assert taken < 20, "no way to the end"
        return taken

    def standing(self, phases: Collection[str]) -> str:
        return engine.standing(TINY, self.participation, phases=phases).place


def onward(definition: Consultation, place: str) -> Given:
    """An input that leads on from a place."""
    if place == WELCOME:
        return Agree()
    return Back() if place in RESERVED_PLACES else Typed(str(1))


def accepted(walk: Walk, inputs: Sequence[tuple[Given, Collection[str]]]) -> list[tuple[int, Given, Collection[str]]]:
    """Those of the inputs that did something, with the times at which they were taken."""
    found = []
    for given, phases in inputs:
        if isinstance(walk.take(given, phases), Sprint):
            found.append((walk.now, given, phases))
    return found
