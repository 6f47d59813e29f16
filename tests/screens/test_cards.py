"""All cards that a resident can come to: short, with labels that fit, and always with a next step.

The bounds hold today for the example. `docs` ask for 60 words a card; which cards are over is told in `OVER`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest

from deliberation.definition import read_definition
from deliberation.definition.reading import MOST_STEPS
from deliberation.participation import ANSWERS, ERASE, FINISHED, STORED, WELCOME
from screens.card import ALONE, PAIR, THREE, Action
from screens.participation import forgotten_text, participation_card
from tests.deliberation.files import EXAMPLES, choice, consultation, phase, words
from tests.deliberation.walks import TINY
from tests.screens.html import read
from tests.screens.ways import Stop, beginning, buttons, stops

LANGUAGES = ("en", "es")
WIDTHS = {1: ALONE, 2: PAIR, 3: THREE}
MOST_BUTTONS = 9
"""The guideline says eight; a choice of seven that can be gone back from and skipped has nine."""

MOST_WORDS = 60
OVER = {WELCOME: 85, STORED: 67}
"""Pages that are over sixty words today, and the bound that they keep."""

EXAMPLE = read_definition(EXAMPLES[0].read_text())
LARGEST = consultation(phase(choice("colour", options=6), choice("again", options=6, required=False), words("why")))
MANY = [EXAMPLE, LARGEST]


def everywhere(language: str) -> Iterator[Stop]:
    for offered in MANY:
        yield from stops(beginning(offered, language))


def after_the_close(language: str) -> Iterator[Stop]:
    for stop in stops(beginning(EXAMPLE, language)):
        yield replace(stop, now=EXAMPLE.phases[-1].closes)


@pytest.mark.parametrize("language", LANGUAGES)
def test_labels_fit_their_rows(language: str) -> None:
    for stop in everywhere(language):
        for row in stop.card.rows:
            for button in row:
                assert 0 < len(button.label) <= WIDTHS[len(row)], (stop.participation.place, button.label)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_card_has_no_empty_row_and_few_buttons(language: str) -> None:
    for stop in everywhere(language):
        assert all(stop.card.rows)
        on_offer = [button for button in buttons(stop.card) if button.action is not Action.LANGUAGE]
        assert len(on_offer) <= MOST_BUTTONS


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_card_is_short(language: str) -> None:
    for stop in stops(beginning(EXAMPLE, language)):
        most = OVER.get(stop.participation.place, MOST_WORDS)
        assert len(read(stop.card.text).split()) <= most, stop.card.text


def test_the_pages_that_are_over_are_really_over() -> None:
    """So that the list of exceptions shrinks when the texts do."""
    for place in OVER:
        longest = max(
            len(read(stop.card.text).split())
            for language in LANGUAGES
            for stop in stops(beginning(EXAMPLE, language))
            if stop.participation.place == place
        )
        assert longest > MOST_WORDS, place


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_button_does_something_and_every_card_has_one(language: str) -> None:
    """Reaching a state taps each button of the one before: the engine refuses none of them."""
    reached = [stop.participation.place for stop in everywhere(language) if buttons(stop.card)]
    assert len(reached) == len(list(everywhere(language)))
    assert {WELCOME, STORED, ERASE, ANSWERS, FINISHED, "matters-most", "worry"} <= set(reached)


@pytest.mark.parametrize("now", [TINY.phases[0].opens - 1, TINY.phases[0].closes], ids=["before", "after"])
def test_outside_of_all_phases_too(now: int) -> None:
    for stop in stops(beginning(TINY)):
        for later in stops(replace(stop, now=now)):
            assert buttons(later.card)


@pytest.mark.parametrize("language", LANGUAGES)
def test_after_the_close_nothing_can_be_changed_and_answers_can_be_seen(language: str) -> None:
    for stop in after_the_close(language):
        actions = {button.action for button in buttons(stop.card)}
        assert not actions & {Action.CHOOSE, Action.CHANGE, Action.SKIP, Action.AGREE}
        if stop.participation.answers and not stop.participation.place.startswith("@"):
            assert Action.ANSWERS in actions


def test_two_languages_say_different_things() -> None:
    english, spanish = (list(stops(beginning(EXAMPLE, language))) for language in LANGUAGES)
    assert len(english) == len(spanish)
    assert not {read(stop.card.text) for stop in english} & {read(stop.card.text) for stop in spanish}


def test_the_language_buttons_are_on_the_welcome_each_in_its_own_script() -> None:
    row = beginning(EXAMPLE).card.rows[0]
    assert [(button.label, button.action, button.argument) for button in row] == [("Español", Action.LANGUAGE, "es")]
    assert beginning(EXAMPLE, "es").card.rows[0][0].label == "English"


def test_one_language_needs_no_button_and_many_share_rows() -> None:
    alone = beginning(replace(EXAMPLE, languages=("en",))).card
    assert [button.action for button in buttons(alone)] == [Action.AGREE, Action.STORED]
    many = beginning(replace(EXAMPLE, languages=("en", "es", "uk", "pl", "ar"))).card
    assert [[button.argument for button in row] for row in many.rows] == [["es", "uk"], ["pl", "ar"], [""], [""]]
    assert all(many.rows)


def test_a_language_without_a_name_is_called_by_its_code() -> None:
    assert beginning(replace(EXAMPLE, languages=("en", "qq"))).card.rows[0][0].label == "Qq"


def test_the_options_stand_whole_in_the_text_and_numbered() -> None:
    for stop in stops(beginning(EXAMPLE)):
        if stop.shown.participation.place == "matters-most":
            lines = read(stop.card.text).splitlines()
            assert any(line.startswith("2 Short building work, little noise") for line in lines)


def test_all_answers_of_the_longest_file_fit_into_one_message() -> None:
    long = consultation(phase(*(words(f"question-{number}") for number in range(MOST_STEPS))))
    answers = {step.id: "x" * 1000 for step in long.steps()}
    stop = beginning(long)
    all_answered = replace(stop.participation, place=ANSWERS, consented_at=1, answers=answers)
    card = replace(stop, participation=all_answered).card
    assert len(read(card.text)) <= 4096
    assert len(buttons(card)) <= MOST_BUTTONS


def test_what_was_recorded_is_said_in_the_text() -> None:
    for stop in stops(beginning(EXAMPLE)):
        saved = stop.participation.saved
        assert ("Saved ✓" in stop.card.text) == (saved is not None)


def test_a_message_left_behind_has_no_buttons_and_keeps_the_answer() -> None:
    for stop in stops(beginning(EXAMPLE)):
        card = participation_card(stop.left_behind())
        place = stop.shown.participation.place
        assert not card.rows
        assert ("Saved ✓" in card.text) == (place in stop.participation.answers)


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_stays_after_erasure_says_how_to_begin_anew(language: str) -> None:
    assert "/start" in read(forgotten_text(language))
