"""Votes that are made up for a test: camps that are there, and votes that are nothing but chance."""

from __future__ import annotations

from random import Random

from deliberation.analysis import Votes, analyse
from deliberation.opinions import Opinions

Triples = list[tuple[int, int, int]]


def by_chance(people: int, statements: int, seed: int, answered: float = 1.0) -> Triples:
    """Everybody votes on this share of the statements, without any opinion."""
    chance = Random(seed)
    return [
        (person, statement, chance.choice((-1, 0, 1)))
        for person in range(people)
        for statement in range(statements)
        if chance.random() < answered
    ]


def camps(people: int, statements: int, seed: int, camps: int = 2, answered: float = 1.0) -> Triples:
    """Person n is of camp n modulo the number of camps. Camps agree on every fourth statement; on each other one of
    them is alone. Nine votes of ten are what the camp thinks.
    """
    chance = Random(seed)
    usual = [chance.choice((-1, 1)) for _ in range(statements)]
    return [
        (person, statement, thinks if chance.random() < 0.9 else chance.choice((-1, 0, 1)))
        for person in range(people)
        for statement in range(statements)
        for alone in [statement % 4 and statement % camps == person % camps]
        for thinks in [-usual[statement] if alone else usual[statement]]
        if chance.random() < answered
    ]


def found(votes: Triples, seed: str = "a town") -> Opinions:
    return analyse(Votes.of(votes), seed=seed)
