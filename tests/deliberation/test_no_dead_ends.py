"""From everywhere the buttons alone, and words where words are asked for, lead to the end; and no button is a lie."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from hypothesis import given

from deliberation import engine
from deliberation.ballots.choice import OTHER
from deliberation.definition import Typed
from deliberation.engine import Given, Sprint
from deliberation.errors import TooFew, TooMany
from deliberation.kept import View
from deliberation.participation import FINISHED, OUTSIDE, SIDE_PAGES, Status
from deliberation.use_cases.showing import Shown
from handlers.wishes import wish_of
from screens.card import Action, Button
from screens.participation import participation_card
from tests.deliberation.walks import BOTH, INPUTS, OPEN, WIDE, Inputs, Walk

ABOUT_THE_PERSON = {Action.LANGUAGE, Action.PREFER, Action.FORGET}
"""Buttons that change no participation."""

OUT = {Action.STAY_OUT, Action.WITHDRAW, Action.VISIT, Action.TURN, Action.UNDO, Action.CHANGE}
"""Buttons that somebody who wants to finish leaves alone."""

WORDS = {"number": Typed("3"), "date": Typed("14.6.2027"), "open_text": Typed("because")}


def buttons(walk: Walk, phases: Collection[str]) -> list[Button]:
    """The buttons of the card that is shown."""
    here = engine.standing(WIDE, walk.participation, phases=phases)
    closes = WIDE.phases[-1].closes if phases else None
    view = View("t" * 16, "chat", 1, "person", "p")
    shown = Shown(view, WIDE, here, "en", False, frozenset(phases), None, closes)
    on_card = (button for row in participation_card(shown).rows for button in row)
    return [button for button in on_card if button.action not in ABOUT_THE_PERSON]


def gives(button: Button) -> Given:
    given: Given = wish_of(button.action, button.argument)  # type: ignore[assignment]
    return given


def walked(inputs: Inputs) -> Walk:
    walk = Walk()
    for one, phases in inputs:
        walk.take(one, phases)
    return walk


@given(INPUTS, OPEN)
def test_every_button_does_something_or_tells_how_many_fit(inputs: Inputs, phases: Collection[str]) -> None:
    walk = walked(inputs)
    here = walk.participation
    offered = buttons(walk, phases)
    assert offered
    for button in offered:
        walk.participation = here
        outcome = walk.take(gives(button), phases)
        may_be_refused = {Action.CHOOSE: TooMany, Action.DONE: TooFew}.get(button.action, Sprint)
        assert isinstance(outcome, Sprint | may_be_refused), (button, outcome)


@given(INPUTS)
def test_who_wants_to_finish_finds_a_way_with_what_the_cards_offer(inputs: Inputs) -> None:
    walk = walked(inputs)
    for _ in range(40):
        if walk.standing() == FINISHED:
            break
        leads_on = list(onward(walk))
        assert leads_on, walk.participation
        assert any(isinstance(walk.take(one), Sprint) for one in leads_on), walk.participation
    assert walk.participation.status is Status.COMPLETED


def onward(walk: Walk) -> Iterator[Given]:
    """What somebody does who wants to get on, what leads furthest first."""
    place, offered = walk.standing(), buttons(walk, BOTH)
    kind = WIDE.step(place).kind if not place.startswith("@") else None
    if kind in WORDS:
        yield WORDS[kind]
    if OTHER in walk.participation.drafts.get(place, ""):
        yield Typed("trees")
    back = [button for button in offered if button.action is Action.BACK and place in {OUTSIDE, *SIDE_PAGES}]
    forward = [button for button in offered if button.action in {Action.DONE, Action.SKIP, Action.AGREE, Action.BEGIN}]
    rest = [b for b in offered if b.action not in OUT | {Action.BACK} and b not in forward]
    yield from map(gives, (*back, *forward, *rest))
