"""A score for what people agree with across their differences, without any groups.

    vote ~ mu + i_person + i_statement + f_person * f_statement

One factor takes up what people differ by, and i_statement is what is left for everybody. Each squared error counts
once, each squared intercept 0.15 and each squared factor 0.03, so that what few have voted on stays near 0. Solved by
turns, people given statements and statements given people, from the first direction of the map on.

Sums can be moved between the terms without changing what they foretell (a constant from f_statement to i_person, and
so on). Left to the turns, that takes hundreds of them, so between two of them it is put right at once. And turns all
err on the same side, by going too short a way: each goes half as far again, and a third fewer are needed.
"""

from __future__ import annotations

import numpy as np

from deliberation.analysis.matrix import Floats, Matrix, Side

Terms = tuple[Floats, Floats]
"""Intercepts and factors of one side."""

OF_INTERCEPTS, OF_FACTORS = 0.15, 0.03
TURNS, STILL, FURTHER = 200, 0.002, 0.5
"""At most so many, until no score moves by more: it says something to two places. And how much further each goes."""


def bridging(matrix: Matrix, direction: Floats) -> dict[int, float]:
    """i_statement of each statement that is not left out; `direction` is by statement."""
    people, statements = matrix.by_person, matrix.by_statement
    if not len(people.values):
        return {}
    mean = float(np.mean(people.values))
    level = np.where(statements.counts, statements.sums(statements.values) / np.maximum(statements.counts, 1) - mean, 0)
    theirs = level, direction * np.sqrt(statements.length)
    for _ in range(TURNS):
        own, mean = _balanced(_solved(people, theirs, mean), theirs, mean)
        level, factor = _solved(statements, own, mean)
        if np.max(np.abs(level - theirs[0])) < STILL:
            break
        theirs = level + FURTHER * (level - theirs[0]), factor + FURTHER * (factor - theirs[1])
    listed = ~matrix.left_out
    return dict(zip(matrix.statements[listed].tolist(), level[listed].tolist(), strict=True))


def _solved(side: Side, others: Terms, mean: float) -> Terms:
    """Intercepts and factors of this side from those of the other: a ridge regression for each."""
    foretold, factor = (others[0] + mean).take(side.other), others[1].take(side.other)
    left = np.subtract(side.values, foretold, out=foretold)
    count, one, cross = side.counts + OF_INTERCEPTS, side.sums(left), side.sums(factor)
    left *= factor
    factor *= factor
    two, square = side.sums(left), side.sums(factor) + OF_FACTORS
    whole = count * square - cross * cross
    return (square * one - cross * two) / whole, (count * two - cross * one) / whole


def _balanced(own: Terms, theirs: Terms, mean: float) -> tuple[Terms, float]:
    """Of the first side, and the mean, what foretells the same with the least penalty: constants moved to where they
    cost least, factors of one size. The other side follows by `_solved`.
    """
    (level, factor), (level_there, factor_there) = own, theirs
    level, factor_there = _moved(level, factor, factor_there)
    level_there, factor = _moved(level_there, factor_there, factor)
    sizes = factor @ factor, factor_there @ factor_there
    if min(sizes) > 0:
        factor = factor * (sizes[1] / sizes[0]) ** 0.25
    return (level - level.mean(), factor), mean + float(level.mean() + level_there.mean())


def _moved(level: Floats, factor: Floats, factor_there: Floats) -> Terms:
    """A constant from the other side's factors to this side's intercepts: the one that leaves the least penalty."""
    cost = OF_INTERCEPTS * (factor @ factor) + OF_FACTORS * len(factor_there)
    constant = (OF_INTERCEPTS * (level @ factor) - OF_FACTORS * factor_there.sum()) / cost
    return level - constant * factor, factor_there + constant
