"""On what everybody and every group agrees, and what divides."""

from __future__ import annotations

from collections.abc import Iterable
from math import sqrt

import numpy as np
import pytest

from deliberation.analysis.agreement import consensus, divisive, in_every_group
from deliberation.opinions import InEveryGroup
from tests.analysis.test_representation import counts

Column = tuple[int, int, int]


def everybody(*columns: Column, hidden: Iterable[int] = ()) -> tuple[list[int], list[int]]:
    """Statements agreed and disagreed on; numbered by tens."""
    listed = np.array([column not in set(hidden) for column in range(len(columns))])
    found = consensus(counts(columns)[0], np.arange(len(columns)) * 10, listed)
    return [one.statement for one in found.agree], [one.statement for one in found.disagree]


def test_consensus_by_hand() -> None:
    """pa = 10/12; pat = 2 sqrt(11) (10/11 - 1/2) = 9 / sqrt(11); ranked by their product."""
    found = consensus(counts([(9, 1, 0)])[0], np.array([3]), np.array([True]))
    assert [(one.statement, one.share) for one in found.agree] == [(3, 10 / 12)]
    assert found.agree[0].score == pytest.approx(10 / 12 * 9 / sqrt(11))
    assert found.disagree == ()


def test_the_clearest_five_of_each_side_and_nothing_unlikely() -> None:
    agreed = [(10 + more, 2, 2) for more in range(7)]
    against = [(1, 1, 12), (2, 1, 30)]
    split = [(10, 0, 10), (6, 0, 5), (0, 0, 0)]
    assert everybody(*agreed, *against, *split) == ([60, 50, 40, 30, 20], [80, 70])
    assert everybody(*agreed, *against, *split, hidden=[6, 8]) == ([50, 40, 30, 20, 10], [70])


def test_group_informed_consensus_is_the_product_of_the_groups() -> None:
    """(8 + 1) / 12 * (2 + 1) / 12, and (1 + 1) / 12 * (6 + 1) / 12 against."""
    found = in_every_group(counts([(8, 1, 1)], [(2, 2, 6)]), np.array([4]))
    assert found == {4: InEveryGroup(pytest.approx(9 / 12 * 3 / 12), pytest.approx(2 / 12 * 7 / 12))}


def test_one_group_against_it_outweighs_many_for_it() -> None:
    found = in_every_group(counts([(900, 0, 0), (700, 100, 100)], [(0, 0, 30), (22, 4, 4)]), np.array([1, 2]))
    assert found[2].agree > found[1].agree


def divides(*groups: list[Column], hidden: Iterable[int] = ()) -> tuple[int, ...]:
    table = counts(*groups)
    return divisive(
        table, np.arange(table.shape[2]) * 10, np.array([at not in set(hidden) for at in range(table.shape[2])])
    )


def test_what_divides_groups_is_where_their_shares_are_farthest_apart() -> None:
    first = [(18, 1, 1), (10, 5, 5), (4, 0, 0), (14, 3, 3)]
    second = [(1, 1, 18), (10, 5, 5), (0, 0, 40), (5, 5, 10)]
    assert divides(first, second) == (0, 30, 10), "four votes of a group are not enough for the third"
    assert divides(first, second, hidden=[0]) == (30, 10)


def test_without_groups_what_divides_is_nearest_to_an_even_split() -> None:
    columns = [(20, 2, 1), (10, 3, 10), (8, 8, 8), (12, 0, 10), (1, 0, 1)]
    assert divides(columns) == (30, 10, 20, 0)
