"""Every card that a resident can come to, against the guideline: how short, how plain, how many buttons."""

from __future__ import annotations

import re
import textwrap
from dataclasses import replace
from random import Random

import pytest

from deliberation.participation import ANSWERS, FINISHED, OUTSIDE, STORED, WITHDRAWN
from screens.card import Action, Button, rows_of
from screens.participation import forgotten_text
from screens.voice import spoken, voice
from tests.deliberation.files import choice, consultation, phase, words
from tests.screens.html import read
from tests.screens.kinds import ALL_KINDS, FOR_SOME, LARGE, everywhere, examples, examples_walked, one_after_another
from tests.screens.readability import grade, syllables
from tests.screens.ways import Stop, beginning, buttons, shape, through

WIDTHS = {1: 30, 2: 14, 3: 9}
MOST_BUTTONS, MOST_WORDS, MOST_LINES, LINE, MOST_GRADE = 8, 60, 10, 38, 6.0

MORE_LINES = {STORED: 13}
"""Ours that take more than ten lines, and the bound that they keep: what is stored is said whole."""

OF_AN_OPTION = re.compile(r"^\d+ (?=\S)", re.MULTILINE)
"""The number before an option, which is no word."""


GIVEN_BACK = re.compile(r"^\w+ ✓ [“«„‘].*\n?", re.MULTILINE)
"""What the reader has just said, given back as recorded: whole, as far as it fits, and nothing new to read."""


def all_cards() -> list[Stop]:
    return [*everywhere(), *(stop for language in spoken() for stop in examples_walked(language))]


def count_words(text: str) -> int:
    return sum(any(map(str.isalnum, word)) for word in OF_AN_OPTION.sub("", GIVEN_BACK.sub("", read(text))).split())


def count_lines(text: str) -> int:
    return sum(max(1, len(textwrap.wrap(line, LINE))) for line in GIVEN_BACK.sub("", read(text)).splitlines())


def test_every_kind_and_every_place_is_walked_to() -> None:
    places = {stop.place for stop in everywhere()}
    assert {*(step.id for step in ALL_KINDS.steps()), OUTSIDE, WITHDRAWN, FINISHED, ANSWERS} <= places
    assert {stop.person.language for stop in everywhere()} == set(spoken())
    for offered in examples():
        walked = {stop.place for stop in all_cards() if stop.consultation is offered}
        assert len(walked & {step.id for step in offered.steps()}) > len(offered.steps()) / 2


def test_at_most_eight_buttons_and_no_empty_row() -> None:
    for stop in all_cards():
        assert all(stop.card.rows)
        assert 0 < len(buttons(stop.card)) <= MOST_BUTTONS, (stop.place, stop.card.rows)


def test_labels_fit_their_rows() -> None:
    for stop in all_cards():
        for row in stop.card.rows:
            if not all(re.fullmatch(r"\d( ✓)?", button.label) for button in row):  # a scale
                assert all(0 < len(button.label) <= WIDTHS[len(row)] for button in row), (stop.place, row)


def test_a_scale_has_one_row_of_bare_numbers() -> None:
    rows = {len(stop.card.rows[0]) for stop in everywhere() if stop.place == "shade"}
    assert rows == {5, 6}


def test_a_card_of_ours_has_at_most_sixty_words() -> None:
    for stop in everywhere():
        assert count_words(stop.card.text) <= MOST_WORDS, read(stop.card.text)


@pytest.mark.parametrize("language", spoken())
def test_the_examples_fill_no_card_over_sixty_words(language: str) -> None:
    for stop in examples_walked(language):
        assert count_words(stop.card.text) <= MOST_WORDS, read(stop.card.text)


def test_a_card_of_ours_has_at_most_ten_lines_where_its_options_leave_room() -> None:
    for stop in everywhere():
        if stop.view.remark is not None:
            continue
        if stop.step is None:
            most = MORE_LINES.get(stop.place, MOST_LINES + 1)  # a Spanish welcome to a district takes one more
            assert count_lines(stop.card.text) <= most, read(stop.card.text)
        else:
            options = sum(button.action is Action.CHOOSE for button in buttons(stop.card))
            assert count_lines(stop.card.text) <= max(MOST_LINES, options + 6), read(stop.card.text)


def test_what_is_over_is_really_over() -> None:
    """So that the exceptions shrink when the texts do."""
    for place in MORE_LINES:
        assert max(count_lines(stop.card.text) for stop in everywhere() if stop.place == place) > MOST_LINES


def test_english_can_be_read_after_six_years_of_school() -> None:
    for stop in all_cards():
        if stop.shown.language == "en":
            assert grade(read(stop.card.text)) <= MOST_GRADE, read(stop.card.text)
    assert grade(read(forgotten_text("en"))) <= MOST_GRADE


@pytest.mark.parametrize(
    ("word", "heard"),
    [(word, int(heard)) for word, heard in map(str.split, """\
the 1|city 2|people 2|answers 2|saved 1|change 1|delete 2|language 2|telegram 3|question 2|stored 1|housing 2
insulate 3|nobody 3|decides 3|places 2|heating 2|proposal 3|being 2|area 3|quiet 2|create 2|phone 1|these 1
promised 2|reply 2|june 1|residents 3|materials 4|buses 2|tried 1|written 2|agree 2|minutes 2|radio 3|serious 3
patient 2|science 2|energy 3|poverty 3|owner 2|tenants 2|fewer 2|continues 3|removed 2|insulated 4|wanted 2|little 2
""".replace("|", "\n").splitlines())],
)  # fmt: skip
def test_syllables_are_counted(word: str, heard: int) -> None:
    assert syllables(word) == heard


def test_a_hard_text_is_called_hard() -> None:
    easy = "We ask you. You can change it. The city reads it."
    hard = "Notwithstanding administrative considerations, municipal authorities anticipate considerable modernisation."
    assert grade(easy) < 2 < MOST_GRADE < 12 < grade(hard)


@pytest.mark.parametrize("language", spoken())
def test_every_question_says_which_of_how_many(language: str) -> None:
    for stop in everywhere():
        if counted_up(stop) and stop.person.language == language:
            number, count = place_of(stop)
            assert 1 <= number <= count <= len(stop.consultation.steps())


def place_of(stop: Stop) -> tuple[int, int]:
    found = re.search(r"^(\d+) (?:of|de|van|z|/) (\d+) · ", read(stop.card.text), re.MULTILINE)
    assert found, stop.card.text
    return int(found[1]), int(found[2])


@pytest.mark.parametrize("seed", range(6))
def test_nobody_is_asked_more_than_was_said(seed: int) -> None:
    """Conditions take questions away as one answers; none comes on top, and the last one is the last."""
    for offered in [ALL_KINDS, FOR_SOME, LARGE, one_after_another(), *examples()]:
        for part in offered.phases:
            way = through(beginning(offered, now=part.opens + 60_000), Random(seed))
            asked = [place_of(stop) for stop in way if counted_up(stop) and not_begun(stop)]
            counts = [count for _, count in asked]
            assert counts == sorted(counts, reverse=True), asked
            assert [number for number, _ in asked] == sorted({number for number, _ in asked})
            assert asked[-1][0] == asked[-1][1], asked
            assert f"{counts[-1]} of {counts[-1]}" in way[-1].card.text or "Skip" in str([stop.card for stop in way])


def counted_up(stop: Stop) -> bool:
    """Whether its card says which question of how many it is; among statements these are counted instead."""
    return stop.step is not None and stop.step.asks and stop.page is None


def not_begun(stop: Stop) -> bool:
    return stop.place not in stop.participation.drafts


def test_what_was_recorded_is_said_in_the_text_once() -> None:
    for stop in all_cards():
        if stop.page is not None:
            continue
        said = voice(stop.shown.language).say("Saved ✓ “{answer}”", answer="").split("✓")[0] + "✓"
        assert stop.card.text.count(said) == (stop.participation.saved is not None and stop.view.remark is None)


def test_what_is_chosen_is_said_in_words_beside_the_mark() -> None:
    for stop in everywhere():
        marked = [button for button in buttons(stop.card) if "✓" in button.label and stop.place != "shade"]
        chosen = voice(stop.shown.language).say("chosen")
        assert stop.card.text.count(f"✓ {chosen}") == len(marked)


def test_the_options_stand_whole_in_the_text_and_numbered() -> None:
    for stop in everywhere():
        choices = [button.label for button in buttons(stop.card) if button.action is Action.CHOOSE]
        numbers = [label.split()[0] for label in choices if stop.page is None or label[0].isdigit()]
        lines = read(stop.card.text).splitlines()
        assert all(any(line.startswith(f"{number} ") for line in lines) for number in numbers if stop.place != "shade")


@pytest.mark.parametrize("when", ["before", "after"])
def test_outside_of_all_phases_every_card_has_a_button_too(when: str) -> None:
    now = ALL_KINDS.phases[0].opens - 1 if when == "before" else ALL_KINDS.phases[0].closes
    for stop in everywhere():
        later = replace(stop, now=now)
        assert buttons(later.card)
        assert not {button.action for button in buttons(later.card)} & {Action.CHOOSE, Action.CHANGE, Action.AGREE}
        read(later.card.text)


def test_after_the_close_ones_answers_can_be_seen() -> None:
    for stop in everywhere():
        later = replace(stop, now=stop.consultation.phases[-1].closes)
        if stop.participation.answers and not stop.place.startswith("@"):
            assert later.button(Action.VISIT, "answers")


def test_between_two_phases_it_says_when_the_next_opens() -> None:
    offered = one_after_another()
    done = through(beginning(offered))[-1]
    assert done.place == FINISHED
    between = replace(done, now=offered.phases[0].closes)
    assert "The next opens on 20 May" in read(between.card.text)
    again = replace(done, now=offered.phases[1].opens)
    assert again.place == "third"
    assert place_of(again) == (1, 1 + (done.participation.answers["first"] == "b"))


def test_who_comes_in_late_is_not_told_of_questions_that_cannot_come_any_more() -> None:
    offered = one_after_another()
    late = beginning(offered, now=offered.phases[1].opens)
    assert "1 question," in read(late.card.text)
    way = through(late)
    assert [place_of(stop) for stop in way if stop.step] == [(1, 1)]
    assert "1 of 1 answered" in read(way[-1].card.text)


def test_two_languages_say_different_things() -> None:
    for stop in everywhere():
        other = stop.reading("en" if stop.person.language == "es" else "es")
        assert read(stop.card.text) != read(other.card.text)
        assert shape(stop) != shape(other)


def test_the_languages_are_the_first_buttons_each_in_its_own_script() -> None:
    many = replace(ALL_KINDS, languages=("en", "es", "uk", "pl", "ar"))
    first = [button for button in buttons(beginning(many).card) if button.action is Action.LANGUAGE]
    assert [button.label for button in first] == ["Español", "Українська", "Polski", "العربية"]
    assert buttons(beginning(many).card)[: len(first)] == first
    assert buttons(beginning(ALL_KINDS, "es").card)[0] == Button("English", Action.LANGUAGE, "en")
    assert [button.action for button in buttons(beginning(replace(ALL_KINDS, languages=("en",))).card)] == [
        Action.BEGIN
    ]


def test_a_language_without_a_name_is_called_by_its_code() -> None:
    assert buttons(beginning(replace(ALL_KINDS, languages=("en", "qq"))).card)[0].label == "Qq"


def test_everybody_hears_who_asks_who_decides_and_until_when() -> None:
    for offered in (ALL_KINDS, *examples()):
        text = read(beginning(offered).card.text)
        for said in (offered.asked_by, offered.decided_by, offered.still_open, offered.already_fixed):
            assert said["en"] in text
        assert text.count(" by ") + text.count("until") >= 2


def test_a_message_left_behind_has_no_buttons_and_keeps_the_answer() -> None:
    for stop in everywhere():
        card = stop.left_behind()
        saved = voice(stop.shown.language).say("Saved ✓ “{answer}”", answer="")[:-1]
        assert not card.rows
        assert (saved in card.text) == (stop.place in stop.participation.answers)


@pytest.mark.parametrize("language", spoken())
def test_what_stays_after_erasure_says_how_to_begin_anew(language: str) -> None:
    assert "/start" in read(forgotten_text(language))


@pytest.mark.parametrize(("longest", "width"), [(9, 3), (10, 2), (14, 2), (15, 1), (40, 1)])
def test_a_row_is_as_wide_as_its_longest_label_allows(longest: int, width: int) -> None:
    rows = rows_of([Button("x" * longest, Action.BACK), Button("y", Action.SKIP), Button("z", Action.DONE)])
    assert len(rows[0]) == width
    assert all(len(button.label) <= WIDTHS[1] for row in rows for button in row)


def test_a_question_that_can_be_left_can_be_left_by_a_button() -> None:
    offered = consultation(phase(choice(), choice("again", required=False), words()))
    way = through(beginning(offered))
    assert [stop.button(Action.SKIP) is not None for stop in way] == [False, False, False, True, True, False]
