"""What tells a group from the others: every formula as a fraction, and which statements are chosen."""

from __future__ import annotations

from collections.abc import Iterable
from math import sqrt

import numpy as np
import pytest

from deliberation.analysis.representation import LIKELY, more_z, representative, share_z, smoothed, standing
from deliberation.opinions import AGREE, DISAGREE, Representative


def counts(*groups: Iterable[tuple[int, int, int]]) -> np.ndarray:
    """Of each group, by statement: how many agree, are not sure, disagree."""
    return np.array([[[column[kind] for column in group] for kind in (2, 1, 0)] for group in map(list, groups)])


def test_a_share_by_hand() -> None:
    """pa = 9/12; pat = 2 sqrt(11) (9/11 - 1/2) = 7 / sqrt(11)."""
    assert smoothed(np.array(8), np.array(10)) == pytest.approx(9 / 12)
    assert share_z(np.array(8), np.array(10)) == pytest.approx(7 / sqrt(11))
    assert smoothed(np.array(0), np.array(0)) == 1 / 2
    assert share_z(np.array(0), np.array(0)) == 1


def test_more_than_the_others_by_hand() -> None:
    """9/11 beside 3/11, pooled 6/11: (6/11) / sqrt(6/11 * 5/11 * 2/11) = 6 sqrt(11/60)."""
    assert more_z(np.array(8), np.array(10), np.array(2), np.array(10)) == pytest.approx(6 * sqrt(11 / 60))
    assert more_z(np.array(2), np.array(10), np.array(8), np.array(10)) == pytest.approx(-6 * sqrt(11 / 60))
    # Everybody of both agrees: the pooled share is 1, and nothing is told.
    assert more_z(np.array(4), np.array(4), np.array(7), np.array(7)) == 0


def test_a_group_beside_all_others_who_were_grouped() -> None:
    """pa = 9/12 beside (1 + 2 + 3) / (2 + 10 + 10) = 6/22; the score is the product of all four."""
    first = standing(counts([(8, 1, 1)], [(2, 0, 8)], [(3, 4, 3)]), AGREE)
    assert first.share[0, 0] == 9 / 12
    assert first.more[0, 0] == pytest.approx((9 / 12) / (6 / 22))
    z, share = more_z(np.array(8), np.array(10), np.array(5), np.array(20)), 7 / sqrt(11)
    assert first.score[0, 0] == pytest.approx((9 / 12) / (6 / 22) * z * 9 / 12 * share)


def chosen(*groups: Iterable[tuple[int, int, int]], hidden: Iterable[int] = ()) -> list[list[tuple[int, int]]]:
    """Statement and side, of each group; statements are numbered by tens."""
    table = counts(*groups)
    listed = np.array([column not in set(hidden) for column in range(table.shape[2])])
    told = representative(table, np.arange(table.shape[2]) * 10, listed)
    return [[(one.statement, one.side) for one in group] for group in told]


def test_a_statement_stands_for_a_group_by_what_it_says_more_than_others() -> None:
    first, second = chosen([(18, 1, 1), (10, 5, 5)], [(1, 1, 18), (10, 5, 5)])
    assert first == [(0, AGREE)]
    assert second == [(0, DISAGREE)]


def test_agreements_come_before_disagreements_and_the_best_of_them_is_always_there() -> None:
    """Six disagreements are clearer than the one agreement."""
    clear, faint = (0, 0, 60), (14, 3, 5)
    first, _ = chosen([clear] * 6 + [faint], [(60, 0, 0)] * 6 + [(8, 5, 12)])
    assert first == [(60, AGREE), (0, DISAGREE), (10, DISAGREE), (20, DISAGREE), (30, DISAGREE)]


def test_of_a_group_are_five_at_most_the_best_scores() -> None:
    first, _ = chosen([(20 + 2 * more, 5, 5) for more in range(7)], [(5, 5, 20)] * 7)
    assert first == [(60, AGREE), (50, AGREE), (40, AGREE), (30, AGREE), (20, AGREE)]


def test_where_nothing_is_likely_the_clearest_difference_is_told() -> None:
    first, second = chosen([(5, 0, 5), (6, 0, 5), (5, 0, 5)], [(5, 0, 5), (5, 0, 6), (5, 0, 5)])
    assert first == [(10, AGREE)]
    assert second == [(10, DISAGREE)]


def test_what_is_not_listed_stands_for_nobody() -> None:
    groups = [(18, 1, 1), (12, 3, 5)], [(1, 1, 18), (5, 3, 12)]
    assert chosen(*groups, hidden=[0])[0] == [(10, AGREE)]
    assert chosen(*groups, hidden=[0, 1]) == [[], []]


@pytest.mark.parametrize("groups", [([(15, 0, 4)], [(14, 0, 4)]), ([(6, 8, 6)], [(0, 20, 0)])], ids=["share", "more"])
def test_both_z_values_have_to_be_likely(groups: tuple[list[tuple[int, int, int]], ...]) -> None:
    """The group is for it, but so are the others; or it is more for it than others, but not most of it."""
    there = standing(counts(*groups), AGREE)
    assert (there.share_z[0, 0] > LIKELY) != (there.more_z[0, 0] > LIKELY)
    assert not there.likely[0, 0]


def test_what_is_told_are_the_values_of_its_side() -> None:
    table = counts([(2, 1, 17)], [(16, 1, 3)])
    ((told,), _) = representative(table, np.array([7]), np.array([True]))
    against = standing(table, DISAGREE)
    assert told == Representative(
        7, DISAGREE, float(against.score[0, 0]), float(against.more[0, 0]), float(against.more_z[0, 0])
    )
