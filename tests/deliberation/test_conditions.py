"""Questions that are asked only after certain answers: when a condition holds, and what is on the way then."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

import pytest
from hypothesis import given

from deliberation.definition import Consultation
from deliberation.definition.condition import Condition
from tests.deliberation.files import consultation, information, number, phase, several, words
from tests.deliberation.walks import INPUTS, WIDE, Inputs, Walk, asked


def ids(steps: Collection[Any]) -> list[str]:
    return [step.id for step in steps]


@pytest.mark.parametrize(
    ("step", "condition", "ballots", "others"),
    [
        ("gate", {"among": {"a", "b"}}, ["a", "b"], ["c", "@a"]),
        ("gate", {"outside": {"a"}}, ["b", "c", "@a"], ["a"]),
        ("gate", {"among": {"a", "b"}, "outside": {"a"}}, ["b"], ["a", "c", "@b"]),
        ("many", {"among": {"a", "b"}}, ['["a"]', '["a", "b"]', '["b", "@x"]'], ['["c"]', '["@a"]', "[]"]),
        ("many", {"outside": {"a", "b"}}, ['["c"]', '["@a"]'], ['["a"]', '["b", "@x"]']),
        ("many", {"among": {"b"}, "outside": {"a"}}, ['["b"]', '["b", "@x"]'], ['["a", "b"]', '["c"]']),
        ("order", {"among": {"b"}}, ['["b", "a", "c"]'], ['["a", "b", "c"]']),
        ("grade", {"least": 2}, ["2", "3"], ["1"]),
        ("grade", {"most": 2}, ["1", "2"], ["3"]),
        ("grade", {"among": {"1", "3"}}, ["1", "3"], ["2"]),
        ("amount", {"least": -2, "most": 0}, ["-2", "-1", "0"], ["-3", "1"]),
    ],
)
def test_a_condition_holds_for_these_answers_and_not_for_those(
    step: str, condition: Mapping[str, Any], ballots: list[str], others: list[str]
) -> None:
    frozen = {key: frozenset(value) if isinstance(value, set) else value for key, value in condition.items()}
    holds = Condition(step, **frozen).holds
    assert [ballot for ballot in (*ballots, *others) if holds(WIDE.step(step), ballot)] == ballots


CHAIN = consultation(
    phase(
        several("first", required=False),
        words("second", required=False) | {"when": {"step": "first", "is": ["a"]}},
        number("third", required=False, when={"step": "first", "is_not": ["b"]}),
        information("fourth", when=[{"step": "first", "is": ["a"]}, {"step": "third", "least": 1}]),
        identifier="one",
    ),
    phase(
        words("fifth") | {"when": {"step": "third", "most": 3}},
        identifier="two",
    ),
)


@pytest.mark.parametrize(
    ("answers", "way"),
    [
        ({}, "first"),
        ({"first": '["a"]'}, "first second third"),
        ({"first": '["a", "b"]'}, "first second"),
        ({"first": '["c"]'}, "first third"),
        ({"first": '["a"]', "third": "1"}, "first second third fourth fifth"),
        ({"first": '["a"]', "third": "0"}, "first second third fifth"),
        ({"first": '["a"]', "third": "4"}, "first second third fourth"),
        ({"first": '["c"]', "third": "2"}, "first third fifth"),
        ({"third": "2"}, "first"),
        ({"first": '["b"]', "third": "2"}, "first"),
    ],
)
def test_the_way_is_what_the_answers_lead_to(answers: dict[str, str], way: str) -> None:
    """All conditions of a step must hold; an answer to what is not asked, or none at all, fulfils nothing."""
    assert " ".join(ids(CHAIN.way(answers))) == way


def test_the_way_through_a_phase_looks_at_answers_from_the_phase_before() -> None:
    answers = {"first": '["c"]', "third": "2"}
    assert ids(CHAIN.way(answers, ["two"])) == ["fifth"]
    assert ids(CHAIN.way({}, ["two"])) == []
    assert ids(CHAIN.way(answers, [])) == []
    assert ids(CHAIN.way_ahead(answers, {"first", "third"}, ["two"])) == ["fifth"]


@pytest.mark.parametrize(
    ("answers", "passed", "ahead"),
    [
        ({}, "", "first second third fourth fifth"),
        ({}, "first", "first"),
        ({"first": '["c"]'}, "first", "first third fifth"),
        ({"first": '["b"]'}, "first", "first"),
        ({"first": '["a"]'}, "first", "first second third fourth fifth"),
        ({"first": '["a"]'}, "first third", "first second third"),
        ({"first": '["a"]', "third": "0"}, "first third", "first second third fifth"),
    ],
)
def test_ahead_lies_what_may_yet_be_asked(answers: dict[str, str], passed: str, ahead: str) -> None:
    """A gate that was skipped is decided: what depends on its answer is not asked."""
    assert " ".join(ids(CHAIN.way_ahead(answers, passed.split()))) == ahead


@given(INPUTS)
def test_what_lies_ahead_is_never_less_than_the_way_and_in_the_end_the_same(inputs: Inputs) -> None:
    walk = Walk()
    for one, phases in inputs:
        walk.take(one, phases)
    here = walk.participation
    assert set(asked(here.answers)) <= set(ids(WIDE.way_ahead(here.answers, here.passed)))
    walk.to_the_end()
    assert ids(WIDE.way_ahead(walk.participation.answers, walk.participation.passed)) == walk.way()


@given(INPUTS)
def test_each_question_that_is_passed_for_the_first_time_leaves_no_more_ahead_than_before(inputs: Inputs) -> None:
    walk = Walk()
    for one, phases in inputs:
        before = walk.participation
        walk.take(one, phases)
        after = walk.participation
        first_time = after.passed > before.passed and before.answers.items() <= after.answers.items()
        if first_time and not before.skipped & set(after.answers):
            assert ahead(WIDE, after) <= ahead(WIDE, before)


def ahead(offered: Consultation, here: Any) -> set[str]:
    return set(ids(offered.way_ahead(here.answers, here.passed)))


def test_a_step_without_a_condition_is_always_asked() -> None:
    plain = consultation(phase(several("first"), number("second"), information("third")))
    for answers in ({}, {"first": '["a"]'}, {"first": '["a"]', "second": "1"}):
        assert ids(plain.way(answers)) == ids(plain.way_ahead(answers, answers)) == ["first", "second", "third"]
