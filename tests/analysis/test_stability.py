"""Whether groups are there: camps are found again, chance is not."""

from __future__ import annotations

import numpy as np
import pytest

from deliberation.analysis.stability import adjusted_rand
from deliberation.opinions import STABLE
from tests.analysis.made import by_chance, camps, found

SEEDS = range(6)


def test_the_adjusted_rand_index_by_hand() -> None:
    """Of four people no pair is together in both: (0 - 2*2/6) / (2 - 2*2/6) = -1/2."""
    halves, others = np.array([0, 0, 1, 1]), np.array([0, 1, 0, 1])
    assert adjusted_rand(halves, halves) == 1
    assert adjusted_rand(halves, 1 - halves) == 1
    assert adjusted_rand(halves, others) == pytest.approx(-1 / 2)
    # Pairs together in both 4, in one 6, in the other 7, of 15: (4 - 42/15) / (13/2 - 42/15).
    assert adjusted_rand(np.array([0, 0, 0, 1, 1, 1]), np.array([0, 0, 0, 0, 1, 1])) == pytest.approx(1.2 / 3.7)
    assert adjusted_rand(np.zeros(5, int), np.zeros(5, int)) == 1


@pytest.mark.parametrize(
    ("people", "statements", "answered"), [(25, 15, 1.0), (40, 20, 0.8), (60, 30, 0.6), (400, 60, 0.3)]
)
def test_nothing_is_announced_of_votes_by_chance(people: int, statements: int, answered: float) -> None:
    for seed in SEEDS:
        opinions = found(by_chance(people, statements, seed, answered), str(seed))
        assert opinions.stability is not None
        assert opinions.stability < STABLE
        assert opinions.announced(1) == ()


@pytest.mark.parametrize(
    ("people", "statements", "answered"), [(20, 15, 1.0), (40, 20, 0.8), (60, 30, 0.6), (1500, 60, 0.3)]
)
def test_two_clear_camps_are_two_groups(people: int, statements: int, answered: float) -> None:
    for seed in SEEDS:
        opinions = found(camps(people, statements, seed, 2, answered), str(seed))
        first, second = opinions.announced(5)
        assert first.size + second.size == opinions.grouped > 0.95 * people
        even = [sum(person % 2 == 0 for person in group.members) / group.size for group in (first, second)]
        assert min(even) < 0.05
        assert max(even) > 0.95


def test_three_clear_camps_are_three_groups() -> None:
    for seed in SEEDS:
        opinions = found(camps(60, 30, seed, 3), str(seed))
        assert [group.size for group in opinions.announced(5)] == [20, 20, 20]


def test_a_group_below_the_threshold_hides_all_of_them() -> None:
    votes = camps(40, 20, 1)
    few = [(person, statement, vote) for person, statement, vote in votes if person % 2 == 0 or person < 8]
    opinions = found(few)
    assert [group.size for group in opinions.found] == [20, 4]
    assert opinions.announced(4) == opinions.found
    assert opinions.announced(5) == ()
