"""Whether the groups would come out again: with another seed, and with other people like these.

Many times half of the people are drawn, the plane is found anew for them, and they are parted into as many groups;
stability is the mean adjusted Rand index between these groups and the ones they are in. Finding the plane anew is what
makes it honest: on votes that are nothing but chance, groups in a given plane come out much the same each time, since
the plane has been fitted to that chance. It is found among the first ten directions of everybody's votes, which does
as well as among all (decisions/0017-opinion-groups.md) and costs next to nothing.
"""

from __future__ import annotations

import numpy as np

from deliberation.analysis.kmeans import Chance, Labels, parted
from deliberation.analysis.matrix import Floats, Ints

STARTS, LEAST_DRAWN, MOST_DRAWN = 3, 4, 400
LEAST_TIMES, MOST_TIMES, PLACES = 16, 100, 6400
"""How often, and how many people all in all: with fewer people each time says less, and takes less."""


def stability(spread: Floats, stretch: Floats, labels: Labels, chance: Chance) -> float:
    """Of these groups of people, from their places in the leading directions (people x directions)."""
    drawn = _drawn(len(labels), chance)
    places = _turned(spread[drawn]) * stretch[drawn][..., None]
    again = parted(places, int(labels.max()) + 1, STARTS, chance)
    return float(np.mean([adjusted_rand(labels[rows], found) for rows, found in zip(drawn, again, strict=True)]))


def _drawn(people: int, chance: Chance) -> Ints:
    """Whom each time: one half, then the other."""
    half = min(people, MOST_DRAWN, max(people // 2, LEAST_DRAWN))
    orders = [chance.permutation(people) for _ in range(min(max(PLACES // half, LEAST_TIMES), MOST_TIMES) // 2)]
    return np.sort([rows for order in orders for rows in (order[:half], order[-half:])], axis=1)


def _turned(spread: Floats) -> Floats:
    """The two directions in which each of these sets of people differ most (sets x people x 2)."""
    off = spread - spread.mean(axis=1, keepdims=True)
    _, turns = np.linalg.eigh(off.transpose(0, 2, 1) @ off)
    turned: Floats = off @ turns[:, :, :-3:-1]
    return turned


def adjusted_rand(one: Labels, other: Labels) -> float:
    """1 for the same groups, about 0 for groups that have nothing to do with each other; symmetric. Labels from 0."""
    wide = int(other.max(initial=0)) + 1
    table = np.bincount(one * wide + other, minlength=(int(one.max(initial=0)) + 1) * wide).reshape(-1, wide)
    both, mine, theirs = (_pairs(counts) for counts in (table, table.sum(axis=1), table.sum(axis=0)))
    expected, most = mine * theirs / max(len(one) * (len(one) - 1) / 2, 1), (mine + theirs) / 2
    return 1.0 if most == expected else (both - expected) / (most - expected)


def _pairs(counts: Ints) -> float:
    return float(np.sum(counts * (counts - 1)) / 2)
