"""Whatever can be tapped can be typed, in the language that somebody reads; and an answer stays an answer."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deliberation.definition import in_language
from deliberation.errors import Problem
from deliberation.participation import ANSWERS, ERASE, FINISHED, LATER, MENU, STORED, WELCOME, WITHDRAW
from screens import typed
from screens.card import Action, Button
from screens.languages import own_name
from screens.typed import typed_button
from screens.voice import spoken, voice
from tests.deliberation.files import choice, consultation, phase, words
from tests.screens.kinds import ALL_KINDS, everywhere, step
from tests.screens.ways import Stop, beginning, buttons, through

NUMBERED = re.compile(r"^(\d+) (?:✓ )?")


def labels_of(stop: Stop, button: Button) -> list[str]:
    """What can be written instead of a tap: the number before a label, and the words."""
    numbered = NUMBERED.match(button.label)
    if button.action is Action.CHOOSE and stop.page is None:
        whole = option_label(stop, button.argument)
        waits = "-other" in stop.participation.drafts.get(stop.place, "")  # a number is words of one's own then
        return [whole] if waits else [whole, *([numbered[1]] if numbered else [])]
    return [button.label.strip("‹›…✓ ").upper()]


def option_label(stop: Stop, option: str) -> str:
    for one in getattr(stop.step, "options", ()):
        if one.id == option:
            return in_language(one.label, stop.shown.language, stop.consultation.languages[0])
    return option  # a point of a scale


def outcome(stop: Stop) -> tuple[Any, ...]:
    there, person = stop.participation, stop.person
    return (
        *(there.place, there.origin, there.status, there.consented_at, there.skipped),
        *(dict(there.answers), dict(there.drafts), person.language, person.new_messages),
        *(stop.erased, stop.card),
    )


def chosen_at_once(stop: Stop, button: Button) -> bool:
    """Where several can be chosen and nothing is begun, what is written is the whole answer."""
    begun = stop.participation.drafts.get(stop.place, "[]") != "[]"
    return (
        button.action is Action.CHOOSE and stop.step is not None and stop.step.kind == "multiple_choice" and not begun
    )


@pytest.mark.parametrize("language", spoken())
def test_every_button_of_every_card_can_be_written(language: str) -> None:
    checked, seen = set(), set()
    for stop in everywhere():
        if stop.person.language != language or stop.view.remark is not None or stop.card in seen:
            continue
        seen.add(stop.card)
        for button in buttons(stop.card):
            if button.argument == "-other":
                continue
            try:
                tapped = stop.tapped(button)
            except Problem:
                continue
            for text in labels_of(stop, button):
                written = stop.written(text)
                if chosen_at_once(stop, button):
                    assert button.argument in str(written.participation.answers.get(stop.place)) or written.view.remark
                else:
                    assert outcome(written) == outcome(tapped), (stop.place, button, text)
                checked.add((button.action, stop.place))
    assert len(checked) > 60


@pytest.mark.parametrize("language", ["en", "es"])
def test_something_else_is_asked_for_by_its_number(language: str) -> None:
    for stop in everywhere():
        button = next((b for b in buttons(stop.card) if b.argument == "-other"), None)
        if button is None or stop.participation.drafts.get(stop.place) or stop.person.language != language:
            continue
        if stop.place not in stop.participation.answers:
            number = NUMBERED.match(button.label)
            assert number is not None
            assert outcome(stop.written(number[1])) == outcome(stop.tapped(button))


def at_a(kind: str, *labels: str, **more: Any) -> Stop:
    """Before a question of this kind with these options."""
    options = [{"id": f"o{number}", "label": {"en": label, "es": label}} for number, label in enumerate(labels)]
    asked = step("asked", kind, **more) | ({"options": options} if options else {})
    if labels:
        asked["ordered"] = True
    way = through(beginning(consultation(phase(asked, words("after")))))
    return next(stop for stop in way if stop.place == "asked")


WORDS_OF_BUTTONS = [
    *("back", "Skip", "menu", "2", "later", "my answers", "what is stored?", "agree", "begin", "done", "undo", "keep"),
    *(
        "next",
        "more",
        "language",
        "español",
        "atrás",
        "Yes, delete everything",
        "Delete everything about me",
        "Change 1",
    ),
]


@pytest.mark.parametrize("word", WORDS_OF_BUTTONS)
@pytest.mark.parametrize("kind", ["single_choice", "multiple_choice"])
def test_an_option_that_is_called_like_a_button_is_an_answer(kind: str, word: str) -> None:
    written = at_a(kind, "Elm", word, "Oak").written(word)
    assert "o1" in written.participation.answers["asked"]
    assert written.place == "after"


def test_a_number_is_the_place_in_the_list_even_where_an_option_is_called_so() -> None:
    household = at_a("single_choice", "1", "2", "3", "4 or more")
    assert household.written("3").participation.answers["asked"] == "o2"
    from_none = at_a("single_choice", "0", "1", "2", "3 or more")
    assert from_none.written("2").participation.answers["asked"] == "o1"
    assert "2 1" in from_none.card.text
    assert from_none.written("0").participation.answers["asked"] == "o0"


ALWAYS = {"back": None, "menu": MENU, "later": LATER, "my answers": ANSWERS, "What is stored?": STORED}


@pytest.mark.parametrize(
    "word", ["agree", "Begin", "done", "undo", "next", "keep", "more", "Keep.", "Change 2", "that is not me"]
)
def test_a_word_of_another_card_is_an_answer_where_words_are_waited_for(word: str) -> None:
    """Somebody who answers "What should happen with the old tree?" by "Keep" has answered."""
    written = at_a("open_text").written(word)
    assert written.participation.answers == {"asked": word}


@pytest.mark.parametrize("word", ["Yes, take them back", "Sí, retirarlas", "Yes, delete everything"])
def test_the_last_word_counts_only_where_it_is_asked_for(word: str) -> None:
    for stop in through(beginning(ALL_KINDS)):
        written = stop.written(word)
        assert not written.erased
        assert written.participation.answers.items() >= stop.participation.answers.items()
    there = through(beginning(ALL_KINDS))[-1]
    page = there.written("/delete") if "delete" in word else there.written("Take all of them back")
    assert page.place == (ERASE if "delete" in word else WITHDRAW)
    gone = page.written(word)
    assert gone.erased or not gone.participation.answers


def test_words_that_lead_out_do_so_where_words_are_waited_for() -> None:
    for word, page in ALWAYS.items():
        written = at_a("open_text").written(word)
        assert written.participation.answers == {}
        assert page is None or written.place == page


def test_an_answer_given_before_can_be_kept_by_writing_so() -> None:
    answered = at_a("open_text").written("Oak")
    again = answered.written("back")
    assert again.place == "asked"
    assert again.button(Action.SKIP) is not None
    kept = again.written("keep")
    assert kept.place == "after"
    assert kept.participation.answers == {"asked": "Oak"}


def test_one_choice_written_after_a_tap_joins_it() -> None:
    for stop in everywhere():
        if stop.place == "uses" and stop.participation.drafts.get("uses") == '["a"]' and stop.view.remark is None:
            written = stop.written("Birch")
            assert written.place == "uses"
            assert written.participation.drafts["uses"] == '["a", "b"]'
            assert written.written("done").participation.answers["uses"] == '["a", "b"]'
            assert stop.written("1, 3").place != "uses"
            return
    raise AssertionError("never came there")


def test_places_can_be_written_one_by_one() -> None:
    there = next(stop for stop in through(beginning(ALL_KINDS)) if stop.place == "order")
    one = there.written("2")
    assert one.place == "order"
    two = one.written("3")
    assert two.participation.answers["order"] == there.written("2 3 1").participation.answers["order"]
    assert one.written("2").view.remark.code == "not_a_ranking"  # type: ignore[union-attr]
    assert one.written("undo").participation.drafts.get("order", "[]") == "[]"


@pytest.mark.parametrize("language", ["ar", "fa", "hi", "bn"])
def test_digits_of_any_script_count(language: str) -> None:
    zero = {"ar": 0x660, "fa": 0x6F0, "hi": 0x966, "bn": 0x9E6}[language]
    assert at_a("single_choice", "Elm", "Oak").written(chr(zero + 2)).participation.answers == {"asked": "o1"}


@pytest.mark.parametrize(
    ("text", "action", "argument"),
    [
        ("agree", Action.AGREE, ""),
        (" Agree. ", Action.AGREE, ""),
        ("ACEPTO", Action.AGREE, ""),
        ("i am 16 or older and agree", Action.AGREE, ""),
        ("tengo 14 o más y acepto", Action.AGREE, ""),
        ("back", Action.BACK, ""),
        ("‹ Back", Action.BACK, ""),
        ("atrás", Action.BACK, ""),
        ("Saltar", Action.SKIP, ""),
        ("siguiente", Action.SKIP, "next"),
        ("dejar así", Action.SKIP, "keep"),
        ("my  answers", Action.VISIT, "answers"),
        ("mis respuestas", Action.VISIT, "answers"),
        ("What is stored", Action.VISIT, "stored"),
        ("qué se guarda", Action.VISIT, "stored"),
        ("¿Qué se guarda?", Action.VISIT, "stored"),
        ("Español", Action.LANGUAGE, "es"),
        ("УКРАЇНСЬКА", Action.LANGUAGE, "uk"),
        ("العربية", Action.LANGUAGE, "ar"),
        ("Cambiar 3", Action.CHANGE, "3"),
    ],
)
def test_the_words_of_buttons(text: str, action: Action, argument: str) -> None:
    button = typed_button(text)
    assert button is not None
    assert (button.action, button.argument) == (action, argument)


@pytest.mark.parametrize(
    "text", ["", " ", "…", "?", "1", "agreed", "back to work", "/start", "I am 3 or older and agree", "x" * 5000]
)
def test_everything_else_is_an_answer(text: str) -> None:
    assert typed_button(text) is None


def test_no_word_means_one_thing_in_one_language_and_another_in_another() -> None:
    """There is one list for all languages, so that somebody can write in any; a language's name is no button's word."""
    said: dict[str, set[tuple[str, str]]] = {}
    for language in spoken():
        for button in typed._of(voice(language)):
            said.setdefault(typed._plain(button.label), set()).add((button.action, button.argument))
    assert {word: meant for word, meant in said.items() if len(meant) > 1} == {}
    assert (
        not {typed._plain(own_name(language)) for language in ("en", *spoken(), "uk", "ar", "fr", "de")} & said.keys()
    )


@given(st.text())
def test_nothing_is_too_strange(text: str) -> None:
    assert typed_button(text) is None or text.strip()


@given(st.text(max_size=50))
def test_whatever_is_written_anywhere_there_is_a_card(text: str) -> None:
    for stop in SAMPLE:
        written = stop.written(text.removeprefix("/"))
        assert written.erased or buttons(written.card)
        assert written.participation.consented_at == stop.participation.consented_at or typed_button(text)


SAMPLE = [beginning(ALL_KINDS), *through(beginning(ALL_KINDS))[2:]]


def test_before_consent_nothing_that_is_written_is_kept() -> None:
    first = beginning(consultation(phase(choice(), words())))
    for text in ("1", "Apple", "my answers", "skip", "menu", "keep", "done", "x" * 3000):
        written = first.written(text)
        assert written.participation == replace(first.participation, revision=written.participation.revision)
        assert written.place == WELCOME
        assert written.view.remark is not None


def test_after_the_end_words_change_nothing_and_say_so() -> None:
    end = through(beginning(ALL_KINDS))[-1]
    assert end.place == FINISHED
    for text in ("1", "Apple", "hello", "done", "keep", "more"):
        written = end.written(text)
        assert written.participation.answers == end.participation.answers
        assert written.view.remark is not None or written.participation.page
