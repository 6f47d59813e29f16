"""The map's plane: the two directions in which votes differ most, and where each person stands in it.

A missing vote is taken to be the mean of the votes on that statement, so that it is nothing once means are taken off:
the matrix need not be filled in, and its leading directions are found from products with it alone (Lanczos, each
vector made orthogonal to all before it).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from deliberation.analysis.matrix import Floats, Matrix

DIRECTIONS = 10
"""Kept for `stability`, which turns the plane among them."""

AT_LEAST, EVERY, AT_MOST = 20, 4, 400
"""Steps until it is looked whether the first two directions are there, between such looks, and until the end."""

EXACT, NOTHING, TINY = 1e-11, 1e-10, 1e-300


@dataclass(frozen=True)
class Projection:
    """`means` and the rows of `directions` are by statement, the strongest first; a direction that the votes do not
    have is zero. `spread` is every person's place in these directions, before the stretch for few votes.
    """

    means: Floats
    directions: Floats
    spread: Floats
    stretch: Floats

    @cached_property
    def places(self) -> Floats:
        """Of everybody, in the plane."""
        plane: Floats = self.spread[:, :2] * self.stretch[:, None]
        return plane

    def extremity(self) -> Floats:
        """How far from the middle somebody stands who only agreed with it, by statement."""
        across, up = self.directions[:2]
        away: Floats = np.sqrt(len(self.means)) * np.abs(1 - self.means) * np.hypot(across, up)
        return away


def project(matrix: Matrix) -> Projection:
    """Two principal components of the votes, and the weaker ones after them."""
    rows, columns = matrix.by_person, matrix.by_statement
    means = columns.sums(columns.values) / np.maximum(columns.counts, 1)
    by_row = rows.values - means.take(rows.other)
    by_column = columns.values - np.repeat(means[columns.present], columns.sizes)

    def across(direction: Floats) -> Floats:
        return rows.sums(by_row * direction.take(rows.other))

    def squared(direction: Floats) -> Floats:
        return columns.sums(by_column * across(direction).take(columns.other))

    directions = _signed(_leading(squared, columns.length))
    directions[:, matrix.left_out] = 0  # but for rounding they are
    spread = np.stack([across(direction) for direction in directions], axis=1)
    return Projection(means, directions, spread, np.sqrt(columns.length / np.maximum(matrix.cast, 1)))


def _leading(times: Callable[[Floats], Floats], width: int) -> Floats:
    """Unit eigenvectors of the largest eigenvalues of a symmetric matrix, the first two exactly; zero beyond its rank.

    A start that reaches no further is followed by a new one at a right angle to all so far, so that directions of equal
    strength are found too. Up to `AT_LEAST` statements the result is complete.
    """
    fresh, most = np.random.RandomState(0), min(width, AT_MOST)  # the stream is the same in every version of numpy
    basis, along, beside = np.zeros((most, width)), np.zeros(most), np.zeros(most)
    vector = fresh.standard_normal(width)
    for step in range(most):
        basis[step] = vector / np.linalg.norm(vector)
        image = times(basis[step])
        along[step] = basis[step] @ image
        vector = _apart(image, basis[: step + 1])
        beside[step] = np.linalg.norm(vector)
        if beside[step] <= NOTHING * max(along.max(), TINY):
            beside[step], vector = 0, _apart(fresh.standard_normal(width), basis[: step + 1])
        if step + 1 == most or (step + 1 >= AT_LEAST and step % EVERY == EVERY - 1):
            strengths, turns = _tridiagonal(along[: step + 1], beside[:step])
            if np.all(beside[step] * np.abs(turns[-1, :2]) < EXACT * strengths[0]):
                break
    found = np.zeros((DIRECTIONS, width))
    if most:
        there = strengths[:DIRECTIONS] > NOTHING * max(strengths[0], TINY)
        found[: int(there.sum())] = turns[:, :DIRECTIONS][:, there].T @ basis[: step + 1]
    return found


def _tridiagonal(along: Floats, beside: Floats) -> tuple[Floats, Floats]:
    """Eigenvalues, the largest first, and eigenvectors in columns."""
    values, vectors = np.linalg.eigh(np.diag(along) + np.diag(beside, 1) + np.diag(beside, -1))
    return values[::-1], vectors[:, ::-1]


def _apart(vector: Floats, basis: Floats) -> Floats:
    """What of it is at a right angle to the basis; done twice, since once leaves what rounding brought in."""
    for _ in range(2):
        vector = vector - (basis @ vector) @ basis
    return vector


def _signed(directions: Floats) -> Floats:
    """Each turned so that its greatest entry is positive, the first of those that are as great."""
    if not directions.size:
        return directions
    sizes = np.abs(directions)
    first = np.argmax(sizes >= sizes.max(axis=1, keepdims=True) * (1 - 1e-9), axis=1)
    signs = np.sign(directions[np.arange(len(directions)), first])
    return directions * np.where(signs == 0, 1, signs)[:, None]
