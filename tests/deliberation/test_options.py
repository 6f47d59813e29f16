"""In which order somebody sees the options: mixed by person where they have no order, none of these last."""

from __future__ import annotations

from collections import Counter
from itertools import permutations

from hypothesis import given
from hypothesis import strategies as st

from deliberation.definition import Option
from deliberation.definition.kinds.options import arranged
from deliberation.definition.kinds.single_choice import SingleChoice
from tests.deliberation.files import choice, consultation, none_of_these, phase

PLAIN = tuple(Option(identifier, {"en": identifier}) for identifier in "abc")
NONE = Option("none", {"en": "none"}, none=True)
SEEDS = [f"person {number}" for number in range(1200)]


def order(options: tuple[Option, ...], seed: str, *, ordered: bool = False) -> str:
    return " ".join(option.id for option in arranged(options, ordered=ordered, seed=seed))


def test_persons_see_every_order_about_equally_often() -> None:
    """Two hundred each are expected; the standard deviation is 13."""
    seen = Counter(order(PLAIN, seed) for seed in SEEDS)
    assert set(seen) == {" ".join(each) for each in permutations("abc")}
    assert all(140 < times < 260 for times in seen.values()), seen


@given(st.text(), st.booleans(), st.permutations([*PLAIN, NONE]))
def test_the_same_person_always_sees_the_same_order(seed: str, ordered: bool, options: list[Option]) -> None:
    first = arranged(options, ordered=ordered, seed=seed)
    assert first == arranged(options, ordered=ordered, seed=seed)
    assert sorted(first, key=lambda option: option.id) == sorted(options, key=lambda option: option.id)
    assert first[-1] == NONE


@given(st.text(), st.permutations(PLAIN))
def test_an_order_of_a_person_does_not_depend_on_the_order_of_the_file(seed: str, options: list[Option]) -> None:
    """So a new version that moves a line moves nothing under anybody's finger."""
    assert order(tuple(options), seed) == order(PLAIN, seed)


@given(st.text())
def test_what_has_an_order_keeps_it_and_none_of_these_is_last_nevertheless(seed: str) -> None:
    assert order(PLAIN, seed, ordered=True) == "a b c"
    assert order((NONE, *PLAIN), seed, ordered=True) == "a b c none"


def test_two_questions_with_the_same_options_are_mixed_apart() -> None:
    tables = (none_of_these(choice("one", 4)), none_of_these(choice("two", 4)))
    one, two = consultation(phase(*tables)).steps()
    assert isinstance(one, SingleChoice)
    assert isinstance(two, SingleChoice)
    seen = {(*(o.id for o in one.arranged(seed)), *(o.id for o in two.arranged(seed))) for seed in SEEDS}
    assert len(seen) == 6 * 6
