"""Who is put into a group, how many groups there are, and how well they are parted."""

from __future__ import annotations

from itertools import pairwise
from random import Random

import numpy as np
import pytest

from deliberation.analysis.grouping import by_size, found_groups, grouped_rows
from deliberation.analysis.kmeans import Chance, parted
from deliberation.analysis.matrix import Matrix, Votes
from deliberation.analysis.silhouette import mean_silhouettes


def matrix(cast: list[int], statements: int = 10) -> Matrix:
    """Person n casts so many votes; one more casts all of them, so that there are all statements."""
    votes = [(person, statement, 1) for person, many in enumerate([*cast, statements]) for statement in range(many)]
    return Matrix.of(Votes.of(votes))


def test_seven_votes_are_enough() -> None:
    assert grouped_rows(matrix([7] * 20 + [6] * 5)).tolist() == [*range(20), 25]


def test_where_there_are_fewer_statements_all_of_them_are_enough() -> None:
    assert grouped_rows(matrix([3] * 15 + [2] * 5, statements=3)).tolist() == [*range(15), 20]


def test_up_to_fifteen_the_most_active_are_added() -> None:
    rows = grouped_rows(matrix([7] * 10 + [2, 5, 5, 1, 5, 3, 6]))
    assert rows.tolist() == [*range(10), 11, 12, 14, 16, 17]


def test_whoever_was_in_a_group_stays_in_one() -> None:
    assert grouped_rows(matrix([7] * 20 + [1, 1]), kept=[21, 999]).tolist() == [*range(20), 21, 22]


def points(*places: tuple[float, float]) -> np.ndarray:
    return np.array(places, float)


def test_a_silhouette_by_hand() -> None:
    """On a line at 0 and 1, and at 4: (4 - 1) / 4 and (3 - 1) / 3; a lone member scores 0."""
    line = points((0, 0), (1, 0), (4, 0))
    assert mean_silhouettes(line, [np.array([0, 0, 1])]) == [pytest.approx((3 / 4 + 2 / 3 + 0) / 3)]
    assert mean_silhouettes(line, [np.array([0, 0, 0])]) == [0]


def slowly(places: np.ndarray, labels: np.ndarray) -> float:
    """The definition, written out."""
    scores = []
    for one, label in zip(places, labels, strict=True):
        apart = {other: np.hypot(*(places[labels == other] - one).T) for other in set(labels.tolist())}
        own = apart.pop(label)
        inside, outside = own.sum() / max(len(own) - 1, 1), min(far.mean() for far in apart.values())
        scores.append((outside - inside) / max(inside, outside) if len(own) > 1 else 0)
    return float(np.mean(scores))


def test_silhouettes_of_many_are_those_of_the_definition() -> None:
    chance = np.random.RandomState(1)
    places = chance.standard_normal((300, 2))
    partings = [chance.randint(0, k, 300) for k in (2, 3, 5)]
    assert mean_silhouettes(places, partings) == pytest.approx([slowly(places, labels) for labels in partings])


def blobs(*sizes: int, seed: int = 1) -> np.ndarray:
    """So many people around each of some places far apart."""
    chance, middles = Random(seed), ((0, 0), (9, 1), (2, 9), (11, 10), (-9, 5))
    return points(
        *(
            (x + chance.gauss(0, 1), y + chance.gauss(0, 1))
            for many, (x, y) in zip(sizes, middles, strict=False)
            for _ in range(many)
        )
    )


@pytest.mark.parametrize("sizes", [(20, 12), (30, 20, 10), (25, 20, 15, 10), (30, 25, 20, 15, 10), (900, 600, 300)])
def test_there_are_as_many_groups_as_are_there_the_largest_first(sizes: tuple[int, ...]) -> None:
    labels = found_groups(blobs(*sizes), Chance(1))
    assert np.bincount(labels).tolist() == list(sizes)
    assert labels.tolist() == [group for group, many in enumerate(sizes) for _ in range(many)]


def test_few_people_are_not_parted_into_many_groups() -> None:
    """Two and one more for each twelve people: 11 people on three places are two groups, 12 are three."""
    assert len(set(found_groups(blobs(5, 3, 3), Chance(1)).tolist())) == 2
    assert len(set(found_groups(blobs(5, 4, 3), Chance(1)).tolist())) == 3


@pytest.mark.parametrize("places", [points((1, 1)), points((1, 1), (2, 2)), points(*[(1, 1)] * 30)])
def test_who_cannot_be_parted_is_one_group(places: np.ndarray) -> None:
    assert not found_groups(places, Chance(1)).any()


def test_k_means_ends_where_everybody_is_nearest_to_the_middle_of_their_own() -> None:
    places = np.random.RandomState(3).standard_normal((4, 80, 2))
    for set_, labels in zip(places, parted(places, 3, 4, Chance(1)), strict=True):
        middles = np.stack([set_[labels == group].mean(axis=0) for group in range(3)])
        nearest = np.argmin(((set_[:, None] - middles) ** 2).sum(axis=2), axis=1)
        assert labels.tolist() == nearest.tolist()


def test_groups_are_numbered_by_size_then_by_their_first_person() -> None:
    assert by_size(np.array([2, 0, 1, 1, 0, 2, 1])).tolist() == [1, 2, 0, 0, 2, 1, 0]
    sizes = np.bincount(by_size(np.random.RandomState(1).randint(0, 5, 100))).tolist()
    assert all(one >= other for one, other in pairwise(sizes))
