"""The plane: against a case worked by hand, and against the singular vectors of the matrix written out in full."""

from __future__ import annotations

from math import sqrt

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from deliberation.analysis import Votes, analyse
from deliberation.analysis.matrix import Matrix
from deliberation.analysis.projection import project
from tests.analysis.made import Triples, by_chance, camps

VOTES = st.lists(st.tuples(st.integers(0, 5), st.integers(0, 5), st.integers(-1, 1)), min_size=1)


def test_a_case_by_hand() -> None:
    """Off their means, which are 0, the votes are (1, 1), (-1, -1), (1, .), (-1, .), and the squares of the matrix
    [[4, 2], [2, 2]], with eigenvalues 3 + sqrt(5) and 3 - sqrt(5).
    """
    votes = Votes.of([(1, 0, 1), (1, 1, 1), (2, 0, -1), (2, 1, -1), (3, 0, 1), (4, 0, -1)])
    projection = project(Matrix.of(votes))
    first = np.array([2, sqrt(5) - 1]) / sqrt(4 + (sqrt(5) - 1) ** 2)
    assert projection.directions[0] == pytest.approx(first)
    assert projection.directions[1] == pytest.approx([-first[1], first[0]]) or projection.directions[
        1
    ] == pytest.approx([first[1], -first[0]])
    # The first voted on both of two statements, the third on one: a stretch of 1, and of the root of 2.
    assert projection.places[0, 0] == pytest.approx(first.sum())
    assert projection.places[2, 0] == pytest.approx(sqrt(2) * first[0])
    # In two dimensions all of each statement is in the plane: sqrt(n) * (1 - mean) * 1.
    assert projection.extremity() == pytest.approx([sqrt(2), sqrt(2)])


def filled(votes: Triples) -> np.ndarray:
    """Off the means, with nothing where nobody voted: what the projection never writes out."""
    people, statements = (sorted({triple[part] for triple in votes}) for part in (0, 1))
    table = np.full((len(people), len(statements)), np.nan)
    for person, statement, vote in votes:
        table[people.index(person), statements.index(statement)] = vote
    return np.nan_to_num(table - np.nanmean(table, axis=0))


@pytest.mark.parametrize(
    "votes", [by_chance(40, 30, 1), by_chance(90, 120, 2, 0.3), camps(60, 70, 3, 3, 0.5)], ids=["full", "wide", "camps"]
)
def test_the_directions_are_the_first_singular_vectors(votes: Triples) -> None:
    _, _, expected = np.linalg.svd(filled(votes), full_matrices=False)
    found = project(Matrix.of(Votes.of(votes))).directions
    assert np.abs(np.sum(found[:2] * expected[:2], axis=1)) == pytest.approx([1, 1], abs=1e-9)


@given(VOTES)
def test_everybody_can_be_placed_from_their_votes_alone(given_: Triples) -> None:
    opinions = analyse(Votes.of(given_), seed="a")
    last = {(person, statement): vote for person, statement, vote in given_}
    for person, place in opinions.places.items():
        own = {statement: vote for (voter, statement), vote in last.items() if voter == person}
        assert opinions.plane.place(own) == pytest.approx(place, abs=1e-9)


@given(VOTES)
def test_directions_are_of_length_one_at_right_angles_or_not_there(given_: Triples) -> None:
    table = filled([(*pair, vote) for pair, vote in {(one, two): vote for one, two, vote in given_}.items()])
    directions = project(Matrix.of(Votes.of(given_))).directions
    there = min(int(np.linalg.matrix_rank(table, tol=1e-5)), 10)
    assert directions @ directions.T == pytest.approx(np.diag([1.0] * there + [0.0] * (10 - there)), abs=1e-8)


def test_one_line_of_opinion_is_one_line_on_the_map() -> None:
    votes = [(person, statement, 1 if person < 8 else -1) for person in range(12) for statement in range(9)]
    opinions = analyse(Votes.of(votes), seed="a")
    assert {up for _, up in opinions.places.values()} == {0.0}
    assert [group.size for group in opinions.found] == [8, 4]


def test_directions_of_equal_strength_are_both_found() -> None:
    """Three camps of equal size, each alone in agreeing with its own thirty statements."""
    votes = [
        (person, statement, 1 if statement % 3 == person % 3 else -1) for person in range(30) for statement in range(90)
    ]
    assert [group.size for group in analyse(Votes.of(votes), seed="a").found] == [10, 10, 10]


def test_what_is_left_out_shapes_nothing() -> None:
    votes = camps(30, 20, 1)
    loud = votes + [(person, 20 + extra, 1 if person < 5 else -1) for person in range(30) for extra in range(40)]
    plain, without = project(Matrix.of(Votes.of(votes))), project(Matrix.of(Votes.of(loud), range(20, 60)))
    assert without.directions[:2, :20] == pytest.approx(plain.directions[:2])
    assert not without.directions[:, 20:].any()
    assert not without.means[20:].any()
