"""How well people are parted: the mean silhouette, of several partings of the same places at once."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from deliberation.analysis.kmeans import Labels
from deliberation.analysis.matrix import Floats

ROWS = 128
"""Whose distances to everybody are held at once."""


def mean_silhouettes(points: Floats, partings: Sequence[Labels]) -> list[float]:
    """Of each parting: the mean over people of (b - a) / max(a, b), where a is the mean distance to the others of their
    own group and b the least mean distance to another group. A lone member scores 0, and so does a single group.
    """
    members = np.concatenate([np.eye(int(labels.max()) + 1)[labels] for labels in partings], axis=1)
    summed = np.concatenate(
        [_distances(points[row : row + ROWS], points) @ members for row in range(0, len(points), ROWS)]
    )
    ends = np.cumsum([int(labels.max()) + 1 for labels in partings])
    tables = zip(np.split(summed, ends[:-1], axis=1), np.split(members, ends[:-1], axis=1), partings, strict=True)
    return [_mean(distances, mine, labels) for distances, mine, labels in tables]


def _distances(some: Floats, points: Floats) -> Floats:
    aside = some[:, :1] - points[:, 0]
    above = some[:, 1:] - points[:, 1]
    aside *= aside
    above *= above
    aside += above
    return np.sqrt(aside, out=aside)


def _mean(distances: Floats, mine: Floats, labels: Labels) -> float:
    sizes = mine.sum(axis=0)
    everybody = np.arange(len(labels))
    own = sizes[labels]
    inside = distances[everybody, labels] / np.maximum(own - 1, 1)
    others = np.where((mine > 0) | (sizes == 0), np.inf, distances / np.maximum(sizes, 1))
    outside = others.min(axis=1)
    if not np.all(np.isfinite(outside)):
        return 0.0
    scores = (outside - inside) / np.maximum(np.maximum(inside, outside), np.finfo(float).tiny)
    return float(np.mean(np.where(own > 1, scores, 0)))
