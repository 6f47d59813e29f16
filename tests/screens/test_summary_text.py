"""An organiser's summary: exact numbers with their base, gaps called gaps."""

from __future__ import annotations

import pytest

from deliberation.definition.reading import MOST_STEPS
from deliberation.definition.single_choice import MOST_OPTIONS
from deliberation.notices import Helped, RoleWelcomed
from deliberation.releases import Record, summarise
from deliberation.roles import INVITABLE
from deliberation.use_cases.telling import Told
from screens.notices import notice_text
from screens.summary import summary_text
from screens.voice import spoken
from tests.deliberation.files import choice, consultation, phase, words
from tests.screens.html import read

TINY = consultation(phase(choice("colour", options=3), words("why")))


def told(language: str, *counted: tuple[int, dict[str, str]]) -> str:
    left = [Record(True, answers) for times, answers in counted for _ in range(times)]
    return read(summary_text(summarise(TINY, left, 5), TINY, language))


def test_figures_stand_beside_their_options() -> None:
    said = told("en", (7, {"colour": "a", "why": "x"}), (6, {"colour": "b"}))
    for line in ("13 people took part. 13 answered to the end.", "Apple: 7", "Birch: 6", "Cedar: 0", "No answer: 0"):
        assert line in said.splitlines()
    assert "Wrote an answer: 7" in said
    assert "not a random sample" in said


def test_a_gap_is_called_a_gap() -> None:
    said = told("en", (20, {"colour": "a"}), (7, {"colour": "b"}), (2, {"colour": "c"}))
    assert {"Apple: 20", "Birch: held back", "Cedar: held back"} <= set(said.splitlines())
    assert " 7" not in said
    assert " 2\n" not in said


def test_too_few_people_and_nothing_else_is_said() -> None:
    said = told("en", (4, {"colour": "a"}))
    assert said.splitlines() == ["Tiny", "Fewer than 5 people took part, so nothing can be said about their answers."]


@pytest.mark.parametrize("language", spoken())
def test_every_notice_has_words(language: str) -> None:
    assert "/start" in read(notice_text(Told(Helped()), language))
    welcomes = {read(notice_text(Told(RoleWelcomed(role)), language)) for role in INVITABLE}
    assert len(welcomes) == len(INVITABLE)


def test_a_summary_that_is_too_long_says_how_many_questions_do_not_fit() -> None:
    label = {"en": "L" * 80, "es": "L" * 80}
    steps = [choice(f"question-{number}", options=MOST_OPTIONS) for number in range(MOST_STEPS)]
    for step in steps:
        step["question"] = {"en": "Q" * 200, "es": "Q" * 200}
        for option in step["options"]:
            option["label"] = label
    long = consultation(phase(*steps))
    left = [Record(True, {step.id: "a" for step in long.steps()})] * 9
    said = read(summary_text(summarise(long, left, 5), long, "en"))
    assert len(said) <= 4096
    assert "more question" in said
    assert "not a random sample" in said
