"""How many taps things take, and that every card leads on."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Callable, Iterator
from contextlib import suppress
from functools import cache

import pytest

from deliberation.definition import Consultation
from deliberation.errors import TooFew, TooMany
from deliberation.participation import ANSWERS, ERASE, FINISHED, MENU
from screens.card import Action
from tests.deliberation.files import choice, consultation, phase, words
from tests.screens.kinds import ALL_KINDS, FOR_SOME, LARGE, VOTING, every_kind, examples
from tests.screens.ways import Stop, beginning, buttons, forward, onward, shape, stops, through

TO_THE_FIRST_QUESTION, EIGHT_QUESTIONS, TO_DELETE = 3, 24, 4
MOST_BUTTONS = 8

Way = dict[object, set[object]]


OFFERED = {"all": ALL_KINDS, "for some": FOR_SOME, "large": LARGE, "voting": VOTING}
MAPS = pytest.mark.parametrize("offered", OFFERED)


@cache
def map_of(offered: str) -> tuple[dict[object, Stop], Way, Way]:
    """Every card by its shape, where its buttons lead, and where buttons and writing lead."""
    cards, tapping, going = {}, defaultdict(set), defaultdict(set)
    for stop in stops(beginning(OFFERED[offered])):
        here = shape(stop)
        cards[here] = stop
        tapping[here] = {shape(there) for there in _tapped(stop)}
        going[here] = {shape(there) for there in onward(stop)}
    return cards, tapping, going


def _tapped(stop: Stop) -> Iterator[Stop]:
    for button in buttons(stop.card):
        with suppress(TooFew, TooMany):
            yield stop.tapped(button)


def steps_to(goal: Callable[[Stop], bool], cards: dict[object, Stop], ways: Way) -> dict[object, int]:
    """From each card, how many inputs to one that is the goal."""
    back = defaultdict(set)
    for here, there in ways.items():
        for one in there:
            back[one].add(here)
    far = {here: 0 for here, stop in cards.items() if goal(stop)}
    waiting = deque(far)
    while waiting:
        here = waiting.popleft()
        for before in back[here] - far.keys():
            far[before] = far[here] + 1
            waiting.append(before)
    return far


@pytest.mark.parametrize("offered", [ALL_KINDS, *examples()], ids=lambda offered: offered.id)
def test_from_the_code_to_the_first_question(offered: Consultation) -> None:
    way = through(beginning(offered))
    first = next(number for number, stop in enumerate(way) if stop.step is not None and stop.step.asks)
    to_read = sum(stop.step is not None and not stop.step.asks for stop in way[:first])
    assert first - to_read <= TO_THE_FIRST_QUESTION - 1
    assert first <= TO_THE_FIRST_QUESTION


@pytest.mark.parametrize("offered", examples(), ids=lambda offered: offered.id)
def test_the_whole_way_without_typing(offered: Consultation) -> None:
    for part in offered.phases:
        way = through(beginning(offered, now=part.opens + 60_000))
        asked = {stop.place for stop in way if stop.step is not None and stop.step.asks}
        votes = sum(stop.page is not None for stop in way)  # as many as one likes
        assert len(way) - 1 - votes <= EIGHT_QUESTIONS * max(8, len(asked)) / 8
        assert not any(stop.view.token and stop.view.remark for stop in way)


def test_the_longest_way_of_eight_questions() -> None:
    """Each of them with two taps: something chosen, and Done."""
    eight = [choice(f"question-{number}", options=6) | {"kind": "multiple_choice"} for number in range(8)]
    assert len(through(beginning(consultation(phase(*eight))))) - 1 <= EIGHT_QUESTIONS


@pytest.mark.parametrize("offered", [ALL_KINDS, LARGE, *examples()], ids=lambda offered: offered.id)
def test_the_last_answer_is_one_tap_from_the_end(offered: Consultation) -> None:
    end = through(beginning(offered))[-1]
    back = end.button(Action.BACK)
    assert back is not None
    last = [step.id for step in offered.way(end.participation.answers, end.shown.phases)][-1]
    assert end.tapped(back).place == last


@MAPS
def test_every_card_leads_to_the_end(offered: str) -> None:
    cards, _, going = map_of(offered)
    far = steps_to(lambda stop: stop.place == FINISHED, cards, going)
    assert cards.keys() == far.keys(), [stop.card for here, stop in cards.items() if here not in far][:1]


@MAPS
def test_deleting_everything(offered: str) -> None:
    """By buttons; from a card whose eight are taken, by the command that every chat has. Among statements the menu is
    behind More, and More is on the card.
    """
    cards, tapping, _ = map_of(offered)
    far = steps_to(lambda stop: stop.button(Action.FORGET) is not None, cards, tapping)
    for here, stop in cards.items():
        if far[here] + 1 > (TO_DELETE if stop.page is None else TO_DELETE + 2):
            assert len(buttons(stop.card)) == MOST_BUTTONS
            assert stop.step is not None
        asked = stop.written("/delete")
        assert asked.place == ERASE
        assert asked.tapped(asked.button(Action.FORGET)).erased  # type: ignore[arg-type]


@pytest.mark.parametrize("offered", examples(), ids=lambda offered: offered.id)
def test_the_menu_is_on_every_card_that_has_room(offered: Consultation) -> None:
    for stop in through(beginning(offered)):
        if stop.step is not None and stop.page is None:  # among statements it is behind More
            assert stop.button(Action.VISIT, "menu") or len(buttons(stop.card)) == MOST_BUTTONS


@MAPS
def test_my_answers_are_two_taps_away_or_two_words(offered: str) -> None:
    cards, tapping, _ = map_of(offered)
    far = steps_to(lambda stop: stop.place == ANSWERS, cards, tapping)
    for here, stop in cards.items():
        if stop.participation.consented_at is None:
            continue
        for words_for_it in ("My answers", "mis respuestas", "/answers"):
            assert stop.written(words_for_it).place == ANSWERS
        assert stop.written("/menu").place == MENU
        if len(buttons(stop.card)) < MOST_BUTTONS:
            assert far[here] <= (3 if stop.page is None else 4), stop.card


def test_where_one_was_is_where_one_comes_back_to() -> None:
    for stop in stops(beginning(ALL_KINDS)):
        if stop.step is None or stop.button(Action.VISIT, "menu") is None:
            continue
        menu = stop.tapped(stop.button(Action.VISIT, "menu"))  # type: ignore[arg-type]
        for page in buttons(menu.card):
            if page.action is Action.VISIT:
                there = menu.tapped(page)
                back = there.tapped(there.button(Action.BACK))  # type: ignore[arg-type]
                assert back.place == stop.place
                assert back.participation.answers == stop.participation.answers
                assert back.participation.drafts == stop.participation.drafts


def test_coming_back_and_going_on_loses_nothing() -> None:
    """Back to the first question and on again with the buttons that lead on."""
    offered = consultation(every_kind())
    end = there = through(beginning(offered))[-1]
    while (back := there.button(Action.BACK)) is not None and there.step is not offered.steps()[0]:
        there = there.tapped(back)
    while there.place != FINISHED:
        there = there.tapped(there.button(Action.SKIP))  # type: ignore[arg-type]
    assert there.participation.answers == end.participation.answers
    assert there.participation.skipped == end.participation.skipped


def test_words_are_never_asked_for_where_a_way_can_be_tapped() -> None:
    way = through(beginning(consultation(phase(choice(), words()))))
    assert [stop.step.kind for stop in way if stop.step] == ["single_choice", "open_text"]
    assert forward(way[-2]).participation.skipped == {"why"}
