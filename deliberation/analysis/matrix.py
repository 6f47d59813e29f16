"""From votes to arrays: the last vote of each person on each statement, sorted, so that no order of the input matters.

Most of what people could have voted on they did not, so nothing here has a cell for each person and statement.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from functools import cached_property
from operator import itemgetter

import numpy as np
from numpy.typing import ArrayLike, NDArray

from deliberation.opinions import AGREE, DISAGREE, NOT_SURE

Ints = NDArray[np.intp]
Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]
Values = NDArray[np.int8]

KINDS = 3
ROW_OF = {DISAGREE: 0, NOT_SURE: 1, AGREE: 2}
"""Where in a table of counts the votes of a kind stand."""


@dataclass(frozen=True)
class Votes:
    """The numbers of people and of statements, ascending, and every vote, by person and then statement: the place of
    its statement in that list, and -1, 0 or +1. `starts` is where the votes of each person begin.
    """

    people: Ints
    statements: Ints
    starts: Ints
    columns: Ints
    values: Values

    @classmethod
    def of(cls, triples: Iterable[tuple[int, int, int]]) -> Votes:
        """Of (person, statement, vote) in the order in which they were given: the last of a pair counts."""
        given = triples if isinstance(triples, list) else list(triples)
        return cls.of_arrays(*(np.fromiter(map(itemgetter(part), given), np.intp, len(given)) for part in range(3)))

    @classmethod
    def of_arrays(cls, people: ArrayLike, statements: ArrayLike, votes: ArrayLike) -> Votes:
        """The same from three arrays of one length. Raises `ValueError` for a vote that is none."""
        given = np.asarray(votes)
        if np.any((given < DISAGREE) | (given > AGREE)):
            raise ValueError("a vote is -1, 0 or +1")
        listed, columns = _numbered(np.asarray(statements, np.intp))
        persons, cells = _numbered(np.asarray(people, np.intp))
        cells *= len(listed)
        starts_after = np.arange(len(persons)) * len(listed)
        cells += columns
        values = given.astype(np.int8)
        if np.any(cells[1:] <= cells[:-1]):
            order = np.argsort(cells, kind="stable")
            order = order[np.diff(cells[order], append=-1) != 0]
            cells, columns, values = cells[order], columns[order], values[order]
        return cls(persons, listed, np.searchsorted(cells, starts_after), columns, values)


@dataclass(frozen=True)
class Side:
    """Votes in the order of one side: of each its value and its place on the `other` side.

    `present` are the places on this side that have any, and `starts` where the votes of each begin.
    """

    length: int
    present: Ints
    starts: Ints
    other: Ints
    values: Values

    @cached_property
    def counts(self) -> Floats:
        """How many votes each place on this side has."""
        counted = np.zeros(self.length)
        counted[self.present] = self.sizes
        return counted

    @cached_property
    def sizes(self) -> Ints:
        """The same of those present."""
        return np.diff(self.starts, append=len(self.values))

    def sums(self, numbers: Floats | Values) -> Floats:
        """Of a number for each vote, by place on this side."""
        summed = np.zeros(self.length)
        if len(self.starts):
            summed[self.present] = np.add.reduceat(numbers, self.starts, dtype=np.float64)
        return summed


@dataclass(frozen=True)
class Matrix:
    """Votes, and which statements are left out, being rejected or meta: their votes count, and shape nothing."""

    votes: Votes
    left_out: Bools

    @classmethod
    def of(cls, votes: Votes, left_out: Collection[int] = ()) -> Matrix:
        return cls(votes, np.isin(votes.statements, np.fromiter(left_out, np.intp, len(left_out))))

    @property
    def people(self) -> Ints:
        return self.votes.people

    @property
    def statements(self) -> Ints:
        return self.votes.statements

    @cached_property
    def cast(self) -> Ints:
        """How many votes each person cast, whatever became of the statements."""
        return np.diff(self.votes.starts, append=len(self.votes.values))

    @cached_property
    def by_person(self) -> Side:
        """The votes on statements that are not left out, as is `by_statement`."""
        votes, rows = self.votes, np.arange(len(self.people))
        if not self.left_out.any():
            return Side(len(rows), rows, votes.starts, votes.columns, votes.values)
        listed = ~self.left_out[votes.columns]
        return _side(np.repeat(rows, self.cast)[listed], votes.columns[listed], votes.values[listed], len(rows))

    @cached_property
    def by_statement(self) -> Side:
        columns, width = self.votes.columns, len(self.statements)
        # In 16 bits it is sorted in linear time; no list of statements is longer.
        order = np.argsort(columns.astype(np.uint16) if width < 2**16 else columns, kind="stable")
        if self.left_out.any():
            order = order[~self.left_out[columns[order]]]
        rows = np.repeat(np.arange(len(self.people)), self.cast)
        return _side(columns[order], rows[order], self.votes.values[order], width)

    def counts(self, labels: Ints, groups: int) -> Ints:
        """How many disagree, are not sure, agree: groups x 3 x statements. People labelled -1 are in no group."""
        width, votes = len(self.statements), self.votes
        cells = np.repeat(np.where(labels >= 0, labels, groups) * (KINDS * width) + width, self.cast)
        cells += votes.columns
        cells += votes.values * np.intp(width)
        counted = np.bincount(cells, minlength=(groups + 1) * KINDS * width)
        return counted[: groups * KINDS * width].reshape(groups, KINDS, width)


def _numbered(numbers: Ints) -> tuple[Ints, Ints]:
    """The different numbers, ascending, and the place of each in that list."""
    least = int(numbers.min(initial=0))
    span = int(numbers.max(initial=0)) - least + 1
    if span > 4 * len(numbers) + 1000:
        different, places = np.unique(numbers, return_inverse=True)
        return different, places
    offsets = numbers - least if least else numbers
    there = np.zeros(span, bool)
    there[offsets] = True
    return np.flatnonzero(there) + least, (np.cumsum(there) - 1).take(offsets)


def _side(own: Ints, other: Ints, values: Values, length: int) -> Side:
    starts = np.flatnonzero(np.diff(own, prepend=-1))
    return Side(length, own[starts], starts, other, values)
