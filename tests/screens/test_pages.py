"""What does not fit on one card comes on several: everything can be reached, and numbers stay what they are."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from deliberation.definition.reading import MOST_STEPS
from deliberation.participation import ANSWERS, LANGUAGES, WELCOME
from screens.card import Action, Button
from tests.deliberation.files import consultation, phase, words
from tests.screens.html import read
from tests.screens.kinds import step
from tests.screens.ways import Stop, beginning, buttons, through

KINDS = ("single_choice", "multiple_choice")
TWELVE = ("en", "es", "uk", "pl", "ar", "fr", "de", "it", "pt", "ro", "tr", "zh")


def twenty(kind: str, **more: bool) -> Stop:
    """Before a question with twenty options, the last of which is none of the others; not the first question."""
    options = [{"id": f"o{n}", "label": {"en": f"Tree {n}", "es": f"Árbol {n}"}} for n in range(19)]
    options.append({"id": "none", "label": {"en": "None", "es": "Ninguno"}, "none": True})
    asked = step("asked", kind, **more) | {"options": options}
    return next(stop for stop in through(beginning(consultation(phase(words(), asked)))) if stop.place == "asked")


def pages_of(stop: Stop) -> list[Stop]:
    """All pages, as "More" leads through them, until it comes round."""
    pages = [stop]
    while (more := pages[-1].button(Action.TURN)) is not None:
        there = pages[-1].tapped(more)
        if there.card == stop.card:
            return pages
        pages.append(there)
        assert len(pages) < 50
    return pages


def offered_on(stop: Stop) -> dict[str, str]:
    """By option, the number on its button."""
    chosen = [button for button in buttons(stop.card) if button.action is Action.CHOOSE]
    return {button.argument: button.label.split()[0] for button in chosen}


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("other", [False, True])
@pytest.mark.parametrize("language", ["en", "es"])
def test_every_one_of_twenty_options_is_on_one_page(kind: str, other: bool, language: str) -> None:
    pages = pages_of(twenty(kind, other=other).reading(language))
    found = [option for page in pages for option in offered_on(page)]
    assert sorted(found) == sorted({*(f"o{n}" for n in range(19)), "none", *(["-other"] if other else [])})
    numbers = [int(number) for page in pages for number in offered_on(page).values()]
    assert numbers == list(range(1, len(found) + 1))
    assert found[-1] == "none"
    for number, page in enumerate(pages, start=1):
        assert re.search(rf"{number} (of|de) {len(pages)}", read(page.card.text))
        assert len(buttons(page.card)) <= 8


@pytest.mark.parametrize("kind", KINDS)
def test_a_number_means_the_same_option_on_every_page(kind: str) -> None:
    pages = pages_of(twenty(kind))
    numbers = {number: option for page in pages for option, number in offered_on(page).items()}
    for page in pages:
        for number, option in numbers.items():
            assert option in page.written(number).participation.answers["asked"]


def test_the_page_stays_while_several_are_chosen_and_marks_stay_on_all_pages() -> None:
    first, second, *_ = pages_of(twenty("multiple_choice"))
    here = second.tapped(_chosen(second)[0])
    assert here.participation.page == second.participation.page == 1
    assert offered_on(here) == offered_on(second)
    here = here.tapped(_chosen(here)[1])
    marked = [button.label for page in pages_of(here) for button in buttons(page.card) if "✓" in button.label]
    assert len(marked) == 2
    round_again = pages_of(here)[-1].tapped(pages_of(here)[-1].button(Action.TURN))  # type: ignore[arg-type]
    assert round_again.participation.drafts == here.participation.drafts
    assert offered_on(pages_of(round_again)[0]).keys() <= offered_on(first).keys() | offered_on(second).keys()


def _chosen(stop: Stop) -> list[Button]:
    return [button for button in buttons(stop.card) if button.action is Action.CHOOSE]


def test_a_new_question_begins_on_its_first_page() -> None:
    pages = pages_of(twenty("single_choice"))
    after = pages[2].tapped(_chosen(pages[2])[0])
    assert after.participation.page == 0


def sixty(answered: int = MOST_STEPS) -> Stop:
    """At the page of one's answers, with as many questions as there can be."""
    offered = consultation(phase(*(words(f"question-{number}", limit=1000) for number in range(MOST_STEPS))))
    answers = {one.id: f"answer {number} " + "x" * 900 for number, one in enumerate(offered.steps()[:answered])}
    return beginning(offered).at(ANSWERS, answers=answers, origin="question-0")


def test_every_one_of_sixty_answers_can_be_read_and_changed() -> None:
    pages = pages_of(sixty())
    for page in pages:
        changes = [button for button in buttons(page.card) if button.action is Action.CHANGE]
        for button in changes:
            number = int(button.label.split()[-1])
            assert button.argument == f"question-{number - 1}"
            assert f"\n{number} Say question-{number - 1}\n" in read(page.card.text) + "\n"
            assert f"“answer {number - 1}…”" in read(page.card.text)
            assert page.tapped(button).place == button.argument
    found = [button.argument for page in pages for button in buttons(page.card) if button.action is Action.CHANGE]
    assert found == [f"question-{number}" for number in range(MOST_STEPS)]


@pytest.mark.parametrize("language", ["en", "es"])
def test_the_number_of_an_answer_can_be_written_on_any_page(language: str) -> None:
    pages = pages_of(sixty().reading(language))
    for page in (pages[0], pages[7], pages[-1]):
        for number in (1, 4, 5, 31, 60):
            assert page.written(str(number)).place == f"question-{number - 1}"
        assert page.written("Change 31").place == "question-30"
        assert page.written("61").view.remark is not None
        assert page.written("0").view.remark is not None


def test_a_question_without_an_answer_is_listed_as_such() -> None:
    few = sixty(answered=2)
    assert read(few.card.text).count("No answer.") == 2


@pytest.mark.parametrize("language", TWELVE)
def test_every_one_of_twelve_languages_can_be_reached_from_the_welcome(language: str) -> None:
    offered = replace(consultation(phase(words())), languages=TWELVE)
    welcome = beginning(offered)
    direct = welcome.button(Action.LANGUAGE, language)
    if language == "en":
        assert direct is None
        return
    if direct is None:
        pages = pages_of(welcome.tapped(welcome.button(Action.VISIT, "languages")))  # type: ignore[arg-type]
        page = next(page for page in pages if page.button(Action.LANGUAGE, language))
        assert page.place == LANGUAGES
        chosen = page.tapped(page.button(Action.LANGUAGE, language))  # type: ignore[arg-type]
    else:
        chosen = welcome.tapped(direct)
    assert chosen.place == WELCOME
    assert chosen.person.language == language


def test_all_languages_are_on_their_pages_also_for_who_takes_part() -> None:
    offered = replace(consultation(phase(words())), languages=TWELVE)
    for stop in (beginning(offered).at(LANGUAGES, origin="why"), beginning(offered).at(LANGUAGES, consented_at=None)):
        pages = pages_of(stop)
        found = [button.argument for page in pages for button in buttons(page.card) if button.action is Action.LANGUAGE]
        assert found == list(TWELVE)
        assert all(len(buttons(page.card)) <= 8 for page in pages)


def test_more_can_be_written_and_comes_round() -> None:
    stop = first = twenty("single_choice")
    for page in pages_of(first):
        assert stop.card == page.card
        stop = stop.written("more")
    assert stop.card == first.card
