"""The few statements that together speak for most people."""

from __future__ import annotations

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from deliberation.analysis import Votes
from deliberation.analysis.matrix import Matrix
from deliberation.analysis.slate import slate
from tests.analysis.made import Triples


def of(votes: Triples, *left_out: int) -> tuple[int, ...]:
    return slate(Matrix.of(Votes.of(votes), left_out))


def supported(*by: str) -> Triples:
    """By whom each statement is agreed with; the rest disagrees."""
    people = sorted(set("".join(by)))
    return [(at, number, 1 if who in them else -1) for number, them in enumerate(by) for at, who in enumerate(people)]


def test_the_unheard_come_before_the_second_choice_of_the_many() -> None:
    """First 4; then the second is worth 3/2 and the third 2; then the second 3/2."""
    assert of(supported("abcd", "abc", "ef")) == (0, 2, 1)


def test_of_equals_the_lower_number_and_five_at_most() -> None:
    assert of(supported(*["ab"] * 7)) == (0, 1, 2, 3, 4)


def test_nobody_is_spoken_for_by_what_nobody_supports_or_what_is_left_out() -> None:
    assert of(supported("", "ab", "")) == (1,)
    assert of(supported("abc", "ab", "c"), 0) == (1, 2)
    assert of([]) == ()


@given(st.lists(st.tuples(st.integers(0, 5), st.integers(0, 7), st.integers(-1, 1))))
def test_each_choice_is_worth_most_when_it_is_made(given_: Triples) -> None:
    last = {(person, statement): vote for person, statement, vote in given_}
    backers = {
        statement: {person for (person, on), vote in last.items() if on == statement and vote == 1}
        for _, statement in last
    }
    chosen: list[int] = []
    while len(chosen) < 5:
        worth = {
            statement: sum(Fraction(1, 1 + sum(person in backers[one] for one in chosen)) for person in them)
            for statement, them in backers.items()
            if statement not in chosen and them
        }
        if not worth:
            break
        chosen.append(min(worth, key=lambda statement: (-worth[statement], statement)))
    assert of(given_) == tuple(chosen)
