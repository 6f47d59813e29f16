"""From votes to arrays: which vote counts, and that the order in which they come does not."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from deliberation.analysis.matrix import ROW_OF, Matrix, Votes
from deliberation.opinions import AGREE, DISAGREE, NOT_SURE

FEW = st.integers(0, 4)
SPREAD = st.sampled_from((-7, 0, 3, 2**40))
VOTES = st.lists(st.tuples(FEW | SPREAD, FEW | SPREAD, st.sampled_from((AGREE, NOT_SURE, DISAGREE))))


def cells(votes: Votes) -> dict[tuple[int, int], int]:
    """Each vote, by person and statement."""
    people = np.repeat(votes.people, np.diff(votes.starts, append=len(votes.values))).tolist()
    statements = votes.statements[votes.columns].tolist()
    return dict(zip(zip(people, statements, strict=True), votes.values.tolist(), strict=True))


@given(VOTES)
def test_the_last_vote_of_a_person_on_a_statement_counts(given_: list[tuple[int, int, int]]) -> None:
    votes = Votes.of(given_)
    assert cells(votes) == {(person, statement): vote for person, statement, vote in given_}
    assert len(votes.values) == len({(person, statement) for person, statement, _ in given_})
    assert votes.people.tolist() == sorted({person for person, _, _ in given_})
    assert votes.statements.tolist() == sorted({statement for _, statement, _ in given_})


@given(VOTES)
def test_arrays_are_read_as_the_same_votes(given_: list[tuple[int, int, int]]) -> None:
    people, statements, values = ([triple[part] for triple in given_] for part in range(3))
    assert cells(Votes.of_arrays(people, statements, values)) == cells(Votes.of(iter(given_)))


@pytest.mark.parametrize("vote", [2, -2, 300])
def test_what_is_no_vote_is_refused(vote: int) -> None:
    with pytest.raises(ValueError, match="a vote is"):
        Votes.of([(1, 1, 1), (1, 2, vote)])


@given(VOTES, st.sets(FEW))
def test_both_sides_hold_the_votes_that_are_not_left_out(given_: list[tuple[int, int, int]], out: set[int]) -> None:
    matrix = Matrix.of(Votes.of(given_), out)
    kept = [
        (person, statement, vote) for (person, statement), vote in cells(matrix.votes).items() if statement not in out
    ]
    for side, numbers, part in ((matrix.by_person, matrix.people, 0), (matrix.by_statement, matrix.statements, 1)):
        expected = {int(number): 0.0 for number in numbers}
        for triple in kept:
            expected[triple[part]] += triple[2]
        assert dict(zip(numbers.tolist(), side.sums(side.values).tolist(), strict=True)) == expected


def test_counts_are_by_group_and_leave_out_who_is_in_none() -> None:
    matrix = Matrix.of(Votes.of([(1, 5, 1), (2, 5, -1), (3, 5, 1), (3, 6, 0), (4, 5, 1)]))
    counts = matrix.counts(np.array([0, 0, 1, -1]), 2)
    assert counts[:, ROW_OF[AGREE]].tolist() == [[1, 0], [1, 0]]
    assert counts[:, ROW_OF[DISAGREE]].tolist() == [[1, 0], [0, 0]]
    assert counts[:, ROW_OF[NOT_SURE]].tolist() == [[0, 0], [0, 1]]
