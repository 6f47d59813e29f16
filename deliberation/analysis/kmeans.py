"""Points in a plane parted into k: Lloyd's k-means from several starts, for several sets of points at once.

The sets are worked on side by side because a map has few points: one by one, most of the time would go into calls.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from deliberation.analysis.matrix import Floats

Labels = NDArray[np.intp]
Chance = np.random.RandomState
"""Its stream is the same in every version of numpy."""

ROUNDS = 100


def parted(points: Floats, k: int, starts: int, chance: Chance) -> Labels:
    """A label for each point of each set (sets x points x 2): of these starts, the one with the least inertia."""
    labels, inertia = _settled(points, _begun(points, k, starts, chance))
    best: Labels = labels[np.arange(len(points)), np.argmin(inertia, axis=1)]
    return best


def _settled(points: Floats, centres: Floats) -> tuple[Labels, Floats]:
    """Labels (sets x starts x points) once nobody changes any more, and the inertia of each start, but for what all
    starts of a set share.
    """
    labels, inertia = _nearest(points, centres)
    for _ in range(ROUNDS):
        centres, before = _middles(points, labels, centres), labels
        labels, inertia = _nearest(points, centres)
        if np.array_equal(labels, before):
            break
    return labels, inertia


def _begun(points: Floats, k: int, starts: int, chance: Chance) -> Floats:
    """k-means++: each further centre is a point, the likelier the farther it is from those before."""
    sets, many, _ = points.shape
    draws = chance.random_sample((k, sets, starts))
    which = np.arange(sets)[:, None]
    centres: Floats = points[which, (draws[0] * many).astype(np.intp)][:, :, None]
    apart = np.full((sets, starts, many), np.inf)
    for draw in draws[1:]:
        off = points[:, None] - centres[:, :, -1:]
        apart = np.minimum(apart, np.einsum("srpx,srpx->srp", off, off))
        summed = np.cumsum(apart, axis=2)
        chosen = np.argmax(summed > draw[:, :, None] * summed[:, :, -1:], axis=2)
        centres = np.concatenate([centres, points[which, chosen][:, :, None]], axis=2)
    return centres


def _nearest(points: Floats, centres: Floats) -> tuple[Labels, Floats]:
    sets, starts, k, _ = centres.shape
    heights = np.einsum("srkx,srkx->srk", centres, centres)
    pulls = (-2 * centres).reshape(sets, starts * k, 2) @ points.transpose(0, 2, 1)
    far = pulls.reshape(sets, starts, k, -1) + heights[..., None]
    best, labels = far[:, :, 0], np.zeros((sets, starts, points.shape[1]), np.intp)
    for centre in range(1, k):
        nearer = far[:, :, centre] < best
        labels[nearer] = centre
        best = np.where(nearer, far[:, :, centre], best)
    return labels, best.sum(axis=2)


def _middles(points: Floats, labels: Labels, before: Floats) -> Floats:
    """The new centres; one that nobody is nearest to stays."""
    sets, starts, k, _ = before.shape
    mine = (labels[:, :, None] == np.arange(k)[:, None]).astype(np.float64).reshape(sets, starts * k, -1)
    sizes = mine.sum(axis=2).reshape(sets, starts, k, 1)
    sums = (mine @ points).reshape(before.shape)
    return np.where(sizes > 0, sums / np.maximum(sizes, 1), before)
