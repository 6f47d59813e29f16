"""Tables of several questions read together: who was asked, who gave no answer, and who answered to the end.

k is 3, the least for which "fewer than k" does not name the figure. A table of which nothing is shown may be guessed to
hold something small; which figure it is, and what it is, must not be computable.

Not covered, by the code or here: what is known from elsewhere about single people, and bounds. That all who are counted
answered something, for instance, can bound how many gave no answer to one question.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from deliberation.definition import Consultation
from deliberation.releases import NO_ANSWER, NOT_ASKED, Record, Summary, summarise
from tests.deliberation.attack import alike, crowds, face, optional, required, secrets, told
from tests.deliberation.files import choice, consultation, phase, words

K = 3
YES = {"step": "q1", "is": ["a"]}
BOTH = [YES, {"step": "q3", "is": ["a"]}]
SEVERAL = choice("m", 3, required=False) | {"kind": "multiple_choice"}
NUMBER = {"id": "n", "kind": "number", "required": False, "least": 1, "most": 3, "question": {"en": "N", "es": "N"}}


def asks(identifier: str, options: int = 2, when: Any = None) -> dict[str, Any]:
    return choice(identifier, options, required=False) | ({} if when is None else {"when": when})


def only(identifier: str, when: Any) -> dict[str, Any]:
    return words(identifier) | {"when": when}


FORMS: list[tuple[str, list[dict[str, Any]], range]] = [
    ("asked after one answer", [asks("q1", 3), asks("q2", 2, YES)], range(3, 9)),
    ("beside a question for all", [asks("q0"), asks("q1"), only("q2", YES)], range(3, 5)),
    ("asked after what was asked of some", [asks("q1"), asks("q2", 2, YES), only("q3", {"step": "q2", "is": ["a"]})],
     range(3, 7)),
    ("asked after one answer, or after two", [asks("q1", 3), only("q2", YES),
                                              only("q3", {"step": "q1", "is": ["a", "b"]})], range(3, 6)),
    ("asked after two answers together", [asks("q1"), asks("q3"), only("q5", BOTH)], range(3, 6)),
    ("asked from a number on, and from the next", [NUMBER, only("q2", {"step": "n", "least": 2}),
                                                   only("q3", {"step": "n", "least": 3})], range(3, 7)),
    ("asked after each of several choices", [SEVERAL, only("q2", {"step": "m", "is": ["a"]}),
                                             only("q3", {"step": "m", "is": ["b"]})], range(3, 5)),
]  # fmt: skip

CHAINS: list[tuple[str, list[dict[str, Any]], range]] = [
    ("a choice and a wide one", [choice("q1"), choice("q2", 3)], range(3, 9)),
    ("two texts and a choice", [words("q1", required=True), choice("q2", 3), words("q3", required=True)], range(3, 9)),
]


def released(offered: Consultation, crowd: tuple[Record, ...]) -> Summary:
    return summarise({1: offered}, "hearing", crowd, K)


def found_out(steps: list[dict[str, Any]], sizes: range, kinds: Callable[[Consultation], list[Record]]) -> list[Any]:
    """What the attacker can say, with what is published of it."""
    offered = consultation(phase(*steps))
    groups = alike(crowds(kinds(offered), sizes), lambda crowd: face(released(offered, crowd)))
    return [
        (face(released(offered, crowds_alike[0])), figures)
        for crowds_alike in groups
        if released(offered, crowds_alike[0]).took_part is not None
        and (figures := told([secrets(offered, crowd) for crowd in crowds_alike], K))
    ]


@pytest.mark.parametrize(("steps", "sizes"), [form[1:] for form in FORMS], ids=[form[0] for form in FORMS])
def test_no_figure_about_few_can_be_computed_where_only_some_are_asked(steps: Any, sizes: range) -> None:
    assert found_out(steps, sizes, optional) == []


@pytest.mark.parametrize(("steps", "sizes"), [form[1:] for form in CHAINS], ids=[form[0] for form in CHAINS])
def test_nor_where_who_stops_at_one_question_answers_none_of_the_next(steps: Any, sizes: range) -> None:
    assert found_out(steps, sizes, required) == []


def cells(steps: list[dict[str, Any]], *left: tuple[int, dict[str, str]]) -> dict[str, dict[str, int | None]]:
    crowd = [Record(1, answers) for times, answers in left for _ in range(times)]
    summary = summarise({1: consultation(phase(*steps))}, "hearing", crowd, 5)
    return {table.step: dict(table.cells) for table in summary.tables}


def test_who_was_not_asked_does_not_tell_a_cell_that_was_held_back() -> None:
    """Eight said yes, four no, 88 nothing; all eight answered what only they were asked."""
    shown = cells(
        [asks("q0"), asks("q1"), asks("q2", 2, YES)],
        (8, {"q0": "a", "q1": "a", "q2": "a"}), (4, {"q0": "a", "q1": "b"}), (88, {"q0": "a"}),
    )  # fmt: skip
    assert shown["q1"] == {"a": None, "b": None, NO_ANSWER: 88}
    assert set(shown["q2"].values()) == {None}


def test_figures_of_some_are_shown_beside_a_whole_table() -> None:
    shown = cells(
        [asks("q1"), asks("q2", 2, YES)],
        (20, {"q1": "a", "q2": "a"}), (9, {"q1": "a", "q2": "b"}), (6, {"q1": "a"}), (8, {"q1": "b"}),
    )  # fmt: skip
    assert shown["q2"] == {"a": 20, "b": 9, NO_ANSWER: 6, NOT_ASKED: 8}


def test_who_was_not_asked_covers_nobody() -> None:
    """Eight were not asked, as the other table says: together with them three could not hide."""
    shown = cells(
        [asks("q1"), asks("q2", 2, YES)],
        (20, {"q1": "a", "q2": "a"}), (3, {"q1": "a", "q2": "b"}), (8, {"q1": "b"}),
    )  # fmt: skip
    assert shown["q2"] == {"a": None, "b": None, NO_ANSWER: 0, NOT_ASKED: 8}


def test_who_gave_no_answer_covers_nobody_either() -> None:
    """Six stopped before both questions: next to the second table they could not hide two in the first."""
    left = [(30, {"q0": "a", "q1": "a", "q2": "a"}), (2, {"q0": "a", "q1": "b", "q2": "a"}), (6, {"q0": "a"})]
    shown = cells([choice("q0"), choice("q1"), choice("q2")], *left)
    assert shown["q1"] == {"a": None, "b": None, NO_ANSWER: 6}
    assert shown["q2"] == {"a": 32, "b": 0, NO_ANSWER: 6}


def test_a_few_who_gave_no_answer_are_hidden_behind_the_smallest_option() -> None:
    left = [(30, {"q0": "a", "q1": "a"}), (12, {"q0": "a", "q1": "b"}), (3, {"q0": "a"})]
    assert cells([choice("q0"), choice("q1")], *left)["q1"] == {"a": 30, "b": None, NO_ANSWER: None}


@pytest.mark.parametrize("names", [{"is": ["a"]}, {"is_not": ["a"]}])
def test_one_of_several_choices_is_not_told_by_who_was_asked(names: dict[str, list[str]]) -> None:
    """Nine chose a, which is held back beside three who chose b."""
    asked = "a" if "is" in names else "c"
    left = [(30, {"m": '["c"]'}), (9, {"m": '["a"]'}), (3, {"m": '["b"]'})]
    after = [(times, answers | ({"q2": "x"} if asked in answers["m"] else {})) for times, answers in left]
    shown = cells([SEVERAL, only("q2", {"step": "m", **names})], *after)
    assert shown["m"]["a"] is None
    assert set(shown["q2"].values()) == {None}


def test_a_condition_that_divides_a_cell_badly_is_told_to_nobody() -> None:
    """All gave a number, so that table is whole; but one of them alone is below the number asked for."""
    left = [(20, {"n": "3", "q2": "x"}), (1, {"n": "1"})]
    shown = cells([NUMBER, only("q2", {"step": "n", "least": 2})], *left)
    assert shown["n"] == {"given": 21, NO_ANSWER: 0}
    assert set(shown["q2"].values()) == {None}


def test_two_conditions_must_not_differ_by_few() -> None:
    """From 2 on, 21 were asked; from 3 on, 20: the difference is one person."""
    left = [(20, {"n": "3", "q2": "x", "q3": "x"}), (1, {"n": "2", "q2": "x"}), (9, {"n": "1"})]
    steps = [NUMBER, only("q2", {"step": "n", "least": 2}), only("q3", {"step": "n", "least": 3})]
    shown = cells(steps, *left)
    assert shown["q2"] == {"given": 21, NO_ANSWER: 0, NOT_ASKED: 9}
    assert set(shown["q3"].values()) == {None}


def test_who_met_neither_of_two_conditions_must_not_be_few() -> None:
    """40 + 40 + 21 - 100 = 1: by inclusion and exclusion."""
    both, one, other, none = ({"q1": a, "q3": b} for a in "ab" for b in "ab")
    left = [(21, both | {"q5": "x"}), (39, one), (39, other), (1, none)]
    assert set(cells([asks("q1"), asks("q3"), only("q5", BOTH)], *left)["q5"].values()) == {None}


def test_who_answered_nothing_but_what_is_held_back_is_not_counted() -> None:
    """Else how many took part would tell how many said yes."""
    crowd = [Record(1, {"q0": "a", "q1": "a"})] * 8 + [Record(1, {"q0": "a", "q1": "b"})] * 4
    crowd += [Record(1, {"q0": "a"})] * 88
    offered = consultation(phase(asks("q0"), asks("q1"), asks("q2", 2, YES)))
    odd = Record(1, {"q1": "a", "q2": "a"})
    assert summarise({1: offered}, "hearing", [*crowd, odd], 5).took_part == 101
    later = consultation(phase(asks("q1")), phase(asks("q2", 2, YES), asks("q4"), identifier="later"))
    second = [Record(1, {"q1": "a", "q2": "a"})] * 8 + [Record(1, {"q1": "b", "q4": "a"})] * 20
    summary = summarise({1: later}, "later", second, 5)
    assert (summary.took_part, summary.finished) == (20, None)
