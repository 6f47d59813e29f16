"""The score without groups: that it is the least of what it minimises, and says what it should of a small meeting."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from deliberation.analysis.bridging import bridging
from deliberation.analysis.matrix import Matrix, Votes
from deliberation.analysis.projection import project
from tests.analysis.made import Triples, camps


def scores(votes: Triples, *left_out: int) -> dict[int, float]:
    matrix = Matrix.of(Votes.of(votes), left_out)
    return bridging(matrix, project(matrix).directions[0])


def slowly(votes: Triples) -> dict[int, float]:
    """Newton's method on the loss itself, with all its terms side by side."""
    people, statements = (sorted({triple[part] for triple in votes}) for part in (0, 1))
    many, wide = len(people), len(statements)
    rows = np.array([people.index(person) for person, _, _ in votes])
    columns = np.array([statements.index(statement) for _, statement, _ in votes])
    votes_ = np.array([vote for *_, vote in votes], float)
    at = np.arange(len(votes))
    penalties = np.concatenate([[0], np.full(many + wide, 0.15), np.full(many + wide, 0.03)])
    terms = np.concatenate(
        [
            [votes_.mean()],
            np.zeros(many + wide),
            project(Matrix.of(Votes.of(votes))).spread[:, 0] / wide**0.5,
            project(Matrix.of(Votes.of(votes))).directions[0] * wide**0.5,
        ]
    )
    for _ in range(400):
        lean, split = terms[1 + many + wide :][:many], terms[1 + 2 * many + wide :]
        slopes = np.zeros((len(votes), len(terms)))
        slopes[:, 0] = slopes[at, 1 + rows] = slopes[at, 1 + many + columns] = 1
        slopes[at, 1 + many + wide + rows], slopes[at, 1 + 2 * many + wide + columns] = split[columns], lean[rows]
        level = terms[0] + terms[1 + rows] + terms[1 + many + columns]
        off = votes_ - level - lean[rows] * split[columns]
        step = np.linalg.solve(slopes.T @ slopes + np.diag(penalties + 1e-3), slopes.T @ off - penalties * terms)
        terms = terms + step
        if np.abs(step).max() < 1e-9:
            break
    return dict(zip(statements, terms[1 + many : 1 + many + wide].tolist(), strict=True))


@pytest.mark.parametrize(
    ("votes", "within"),
    [
        (camps(20, 12, 1), 0.02),
        (camps(40, 20, 2, 2, 0.7), 0.02),
        (camps(60, 24, 3, 3, 0.8), 0.02),
        (camps(40, 20, 5, 2, 0.3), 0.05),
    ],
    ids=["20", "40", "60", "with few votes"],
)
def test_it_is_the_least_loss(votes: Triples, within: float) -> None:
    assert scores(votes) == pytest.approx(slowly(votes), abs=within)


def test_what_both_camps_support_scores_above_what_the_larger_camp_alone_does() -> None:
    """Twenty of thirty agree with statement 6, as with 0, 1 and 2; but two thirds of each camp, and not one camp."""
    camp = {person: 1 if person < 20 else -1 for person in range(30)}
    votes = [(person, statement, side) for person, side in camp.items() for statement in (0, 1, 2)]
    votes += [(person, statement, -side) for person, side in camp.items() for statement in (3, 4, 5)]
    votes += [(person, 6, 1 if person % 3 else -1) for person in camp]
    agree = {number: sum(vote == 1 for _, statement, vote in votes if statement == number) for number in (0, 1, 2, 6)}
    assert set(agree.values()) == {20}
    found = scores(votes)
    assert found[6] > max(found[statement] for statement in range(6)) + 0.2


def test_what_few_have_voted_on_stays_near_nought() -> None:
    votes = camps(40, 12, 1)
    everybody, one = scores(votes + [(p, 50, 1) for p in range(40)]), scores([*votes, (0, 50, 1)])
    assert abs(one[50]) < everybody[50]


def test_what_is_left_out_has_no_score_and_moves_none() -> None:
    votes = camps(30, 12, 1)
    loud = votes + [(person, 40, 1 if person < 5 else -1) for person in range(30)]
    assert scores(loud, 40) == pytest.approx(scores(votes), abs=0.01)


@given(st.lists(st.tuples(st.integers(0, 3), st.integers(0, 3), st.integers(-1, 1))))
def test_there_is_a_finite_score_for_each_statement(given_: Triples) -> None:
    found = scores(given_)
    assert found.keys() == {statement for _, statement, _ in given_}
    assert all(abs(score) < 3 for score in found.values())
