"""Which statement comes next: the formula by hand, the same on arrays, and a draw that follows it."""

from __future__ import annotations

import time
from collections import Counter

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from deliberation.analysis.matrix import KINDS, ROW_OF
from deliberation.analysis.priority import priorities
from deliberation.opinions import AGREE, DISAGREE, NOT_SURE, Tally
from deliberation.routing import META, drawn, priority

COUNT = st.integers(0, 50)


def test_a_priority_by_hand() -> None:
    """Of three who agree, one who does not and one who is not sure: (5/7 * 4/7 * (1 + 8/2)) squared; of nobody:
    (1/2 * 1/2 * 9) squared; with an extremity of 1 the root doubles.
    """
    assert priority(Tally(3, 1, 1), 0, meta=False) == pytest.approx((5 / 7 * 4 / 7 * 5) ** 2)
    assert priority(Tally(3, 1, 1), 1, meta=False) == pytest.approx((2 * 5 / 7 * 4 / 7 * 5) ** 2)
    assert priority(Tally(), 0, meta=False) == (9 / 4) ** 2
    assert priority(Tally(3, 1, 1), 1, meta=True) == META == 49


@given(st.lists(st.tuples(COUNT, COUNT, COUNT, st.floats(0, 30), st.booleans(), st.booleans()), min_size=1))
def test_an_analysis_has_the_same_priorities(rows: list[tuple[int, int, int, float, bool, bool]]) -> None:
    agree, disagree, not_sure, extremity, meta, rejected = (np.array(column) for column in zip(*rows, strict=True))
    counts = np.zeros((KINDS, len(rows)), int)
    counts[[ROW_OF[AGREE], ROW_OF[DISAGREE], ROW_OF[NOT_SURE]]] = agree, disagree, not_sure
    expected = [
        0 if out else priority(Tally(for_it, against, unsure), far, meta=about_people)
        for for_it, against, unsure, far, about_people, out in rows
    ]
    assert priorities(counts, extremity, meta, rejected).tolist() == pytest.approx(expected)


def test_the_draw_follows_the_priorities() -> None:
    """A chi-square of five kinds that one draw in a thousand would exceed is 18.5."""
    weights, draws = {3: 1.0, 10: 2.0, 11: 4.0, 40: 0.0, 41: 0.5, 99: 2.5}, 4000
    came = Counter(drawn(weights, f"resident {number}") for number in range(draws))
    assert came[40] == 0
    expected = {number: draws * weight / 10 for number, weight in weights.items() if weight}
    assert sum((came[number] - many) ** 2 / many for number, many in expected.items()) < 18.5


def test_the_draw_varies_with_the_seed_alone() -> None:
    pairs = [(number, float(number % 7)) for number in range(60)]
    assert drawn(pairs, "one") == drawn(dict(reversed(pairs)), "one") == drawn(pairs[::-1], "one")
    assert len({drawn(pairs, str(seed)) for seed in range(100)}) > 25


def test_without_any_priority_each_is_as_likely() -> None:
    came = Counter(drawn(dict.fromkeys(range(4), 0.0), str(seed)) for seed in range(2000))
    assert sum((came[number] - 500) ** 2 / 500 for number in range(4)) < 16.3  # one draw in a thousand


@given(st.dictionaries(st.integers(0, 9), st.floats(0, 1e9), min_size=1), st.text(max_size=5))
def test_one_of_the_candidates_is_drawn(candidates: dict[int, float], seed: str) -> None:
    number = drawn(candidates, seed)
    assert number in candidates
    assert candidates[number] > 0 or not any(candidates.values())


def test_there_has_to_be_a_statement() -> None:
    with pytest.raises(ValueError, match="no statement"):
        drawn({}, "a")


def test_drawing_from_many_is_quick() -> None:
    """783 are as many as the largest conversation had; the least of some times is not the machine's."""
    pairs = [(number, number % 50 + 0.5) for number in range(783)]
    times = []
    for seed in range(50):
        before = time.perf_counter()
        drawn(pairs, str(seed))
        times.append(time.perf_counter() - before)
    assert min(times) < 0.001
