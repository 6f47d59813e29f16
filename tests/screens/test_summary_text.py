"""An organiser's summary: exact numbers with their base, gaps called gaps."""

from __future__ import annotations

from typing import Any

import pytest

from deliberation.definition import Consultation
from deliberation.definition.kinds.single_choice import MOST_OPTIONS
from deliberation.definition.reading import MOST_STEPS
from deliberation.releases import Record, summarise
from screens.results.summary import summary_text
from screens.steps import cell_labels
from screens.voice import spoken, voice
from tests.deliberation.files import CLOSES, OPENS, choice, consultation, phase, words
from tests.screens.html import read
from tests.screens.kinds import ALL_KINDS, both

TINY = consultation(phase(choice("colour", options=3), words("why")))


def told(language: str, *counted: tuple[int, dict[str, str]], offered: Consultation = TINY) -> str:
    """What is said of these answers; what was not answered was skipped."""
    skipped = frozenset(step.id for step in offered.steps())
    left = [Record(1, answers, skipped) for times, answers in counted for _ in range(times)]
    return read(summary_text(summarise({1: offered}, offered.phases[0].id, left, 5), offered, language))


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


def test_few_without_an_answer_are_called_few() -> None:
    """That they are few can be seen; how many is held back."""
    text = words("why") | {"when": {"step": "colour", "is": ["a", "b"]}}
    said = told(
        "en",
        (20, {"colour": "a", "why": "x", "more": "a"}), (9, {"colour": "b", "more": "a"}), (3, {"more": "a"}),
        offered=consultation(phase(choice("colour", 3, required=False), text, choice("more", required=False))),
    )  # fmt: skip
    assert {"Apple: 20", "Birch: held back", "No answer: fewer than 5"} <= set(said.splitlines())
    assert "Only some were asked, and with the other figures the answers could show somebody's." in said


def test_where_no_answer_can_be_shown_one_line_says_so() -> None:
    left = ((20, {"colour": "a", "more": "a"}), (2, {"colour": "b", "more": "a"}), (6, {"more": "a"}))
    offered = consultation(phase(choice("colour", required=False), choice("more")))
    said = told("en", *left, offered=offered).split("\n\n")[1]
    assert said.splitlines() == [
        "1 Which colour? 22 of 28 people answered.",
        "The answers are too few, or too close to all the same, to show without showing somebody's.",
        "No answer: 6",
    ]


def test_who_was_not_asked_is_counted() -> None:
    text = words("why") | {"when": {"step": "colour", "is": ["a"]}}
    left = ((20, {"colour": "a", "why": "x"}), (6, {"colour": "a"}), (9, {"colour": "b"}))
    said = told("en", *left, offered=consultation(phase(choice("colour"), text)))
    assert {"Wrote an answer: 20", "No answer: 6", "Not asked: 9"} <= set(said.splitlines())


KINDS: list[tuple[dict[str, Any], str, list[str]]] = [
    (choice("x", 3) | {"other": True}, "@own", ["Apple: 0", "Something else: 9", "What was written is not shown"]),
    (choice("x", 3) | {"kind": "multiple_choice"}, '["a", "b"]', ["Apple: 9", "Several answers were possible."]),
    ({"kind": "scale", "points": 3, "low": both("little"), "high": both("much")}, "3",
     ["1 (little): 0", "2: 0", "3 (much): 9"]),
    (choice("x", 3) | {"kind": "ranking"}, '["b", "a", "c"]', ["Apple, put first: 0", "Birch, put first: 9"]),
    ({"kind": "number", "least": 0, "most": 9}, "7", ["Wrote an answer: 9", "What was written is not shown"]),
    ({"kind": "date"}, "2027-06-14", ["Wrote an answer: 9", "What was written is not shown"]),
]  # fmt: skip


@pytest.mark.parametrize(("step", "ballot", "lines"), KINDS, ids=[kind[0]["kind"] for kind in KINDS])
def test_every_kind_has_its_lines(step: dict[str, Any], ballot: str, lines: list[str]) -> None:
    head = {"id": "x", "question": both("X")}
    offered = consultation(phase(choice("first"), head | step))
    said = told("en", (9, {"first": "a", "x": ballot}), (7, {"first": "a"}), offered=offered)
    for line in (*lines, "No answer: 7"):
        assert line in said


@pytest.mark.parametrize("language", spoken())
def test_every_cell_of_every_kind_has_words(language: str) -> None:
    for step in ALL_KINDS.steps():
        if step.asks:
            labels = cell_labels(step, language, "en", voice(language))
            assert set(step.tally(())) <= set(labels)
            assert all(label.strip() for label in labels.values())


def test_of_several_phases_it_is_said_which_one() -> None:
    times = {"opens": OPENS.replace(month=6), "closes": CLOSES.replace(month=6, day=20)}
    offered = consultation(phase(choice("colour")), phase(choice("next"), identifier="later", **times))
    summary = summarise({1: offered}, "later", [Record(1, {"next": "a"})] * 9, 5)
    said = read(summary_text(summary, offered, "en"))
    assert said.splitlines()[:2] == ["Tiny", "Phase 2 of 2."]
    assert "Which next?" in said
    assert "colour" not in said


def test_a_summary_that_is_too_long_says_how_many_questions_do_not_fit() -> None:
    steps = [choice(f"question-{number}", options=MOST_OPTIONS) for number in range(MOST_STEPS)]
    for step in steps:
        step["question"] = {"en": "Q" * 200, "es": "Q" * 200}
        for number, option in enumerate(step["options"]):
            option["label"] = both(f"{number:02}" + "L" * 75)
    long = consultation(phase(*steps))
    said = told("en", (9, {step.id: "a" for step in long.steps()}), offered=long)
    assert len(said) <= 4096
    assert "more question" in said
    assert "not a random sample" in said
