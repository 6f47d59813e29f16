"""Votes of people who think alike in camps, and of people who do not, with what comes of them."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random

from deliberation.analysis import Votes, analyse
from deliberation.opinions import Opinions

Triple = tuple[int, int, int]


def camps(*sizes: int, statements: int = 24, noise: float = 0.2, together: int = 3, seed: int = 1) -> Iterator[Triple]:
    """(person, statement, vote): everybody agrees on the first few statements, and each of the others is one camp's."""
    chance, first = Random(seed), 0
    for camp, size in enumerate(sizes):
        view = [1 if number < together or number % len(sizes) == camp else -1 for number in range(statements)]
        for person in range(first, first + size):
            for number in range(statements):
                if chance.random() < 0.7:
                    yield person, number, view[number] if chance.random() > noise else chance.choice((1, 0, -1))
        first += size


def found(*sizes: int, noise: float = 0.2, statements: int = 24) -> Opinions:
    """What comes of it."""
    return analyse(Votes.of(camps(*sizes, noise=noise, statements=statements)), seed="planted")
