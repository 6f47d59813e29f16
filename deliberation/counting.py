"""Votes on the statements of one step, as they are counted: in three compact arrays, for there can be millions.

A merge moves no vote. Here every vote is counted at the statement that says the same, and a vote on that one itself
takes the place of those.
"""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from itertools import repeat

from deliberation.opinions import AGREE, DISAGREE, NOT_SURE, Tally
from deliberation.statements.statement import State, Statement


@dataclass(frozen=True)
class Columns:
    """Three arrays side by side: by whom, on which statement, and -1, 0 or +1; each pair once."""

    people: array[int] = field(default_factory=lambda: array("q"))
    statements: array[int] = field(default_factory=lambda: array("q"))
    values: array[int] = field(default_factory=lambda: array("b"))

    def __len__(self) -> int:
        return len(self.values)

    def add(self, statement: int, votes: Mapping[int, int]) -> None:
        """Votes on one statement, by person."""
        self.people.extend(votes)
        self.statements.extend(repeat(statement, len(votes)))
        self.values.extend(votes.values())

    def tallies(self, whose: Callable[[int], bool]) -> dict[int, Tally]:
        """How these people voted on each statement that any of them voted on."""
        rows = zip(self.people, self.statements, self.values, strict=True)
        counts = Counter((statement, vote) for person, statement, vote in rows if whose(person))
        numbers = sorted({statement for statement, _ in counts})
        return {n: Tally(counts[n, AGREE], counts[n, DISAGREE], counts[n, NOT_SURE]) for n in numbers}


@dataclass(frozen=True)
class Counted:
    """The votes that count. Residents go by their place among all, from 0; whoever voted elsewhere, in a conversation
    that was imported, by a number below 0.

    Votes on `rejected` and on `meta` statements are among them, and these shape nothing. `asked` are those that
    residents are asked about now; `at` says where votes on each statement are counted.
    """

    votes: Columns = field(default_factory=Columns)
    at: Mapping[int, int] = field(default_factory=dict)
    rejected: frozenset[int] = frozenset()
    meta: frozenset[int] = frozenset()
    asked: frozenset[int] = frozenset()

    @classmethod
    def of(cls, statements: Iterable[Statement]) -> Counted:
        """Without a vote yet."""
        every = tuple(statements)
        return cls(
            at=counted_at(every),
            rejected=frozenset(one.number for one in every if one.state is State.REJECTED),
            meta=frozenset(one.number for one in every if one.meta),
            asked=frozenset(one.number for one in every if one.asked),
        )

    def sources(self) -> Mapping[int, list[int]]:
        """The statements whose votes are counted at each: what was merged into it, and last it itself."""
        found: dict[int, list[int]] = {number: [] for number, at in self.at.items() if number == at}
        for number, at in self.at.items():
            if number != at:
                found[at].append(number)
        return {number: [*sorted(merged), number] for number, merged in found.items()}


def counted_at(statements: Iterable[Statement]) -> dict[int, int]:
    """Where votes on each statement are counted. What nobody but its author has seen counts nowhere, unless it was
    merged into one that others see: then its author's vote does, there.
    """
    every = {one.number: one for one in statements if one.state is not State.WAITING or one.merged_into is not None}
    ends = {number: _end(number, every) for number in sorted(every)}
    return {number: end for number, end in ends.items() if every[end].state is not State.WAITING}


def _end(number: int, seen: Mapping[int, Statement]) -> int:
    """What it was merged into, and what that was; a statement whose other one is gone stands alone."""
    passed = [number]
    while (into := seen[passed[-1]].merged_into) is not None and into in seen:
        if into in passed:
            return min(passed[passed.index(into) :])
        passed.append(into)
    return passed[-1]


def elsewhere(voter: int) -> int:
    """The number of somebody who voted in a conversation that was imported."""
    return -1 - voter
