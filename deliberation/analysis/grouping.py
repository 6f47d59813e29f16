"""Opinion groups: who is put into one, and how many there are.

k-means in the plane of the map for each k, and the k with the best mean silhouette. Where there are many people, the k
is chosen by a sample that is drawn with the seed: silhouettes of all pairs would take the square of the people.
"""

from __future__ import annotations

from collections.abc import Collection

import numpy as np

from deliberation.analysis.kmeans import Chance, Labels, parted
from deliberation.analysis.matrix import Floats, Ints, Matrix
from deliberation.analysis.silhouette import mean_silhouettes
from deliberation.opinions import ENOUGH_VOTES

FEWEST, MOST_GROUPS, PEOPLE_PER_GROUP = 15, 5, 12
STARTS, SAMPLE = 4, 400


def grouped_rows(matrix: Matrix, kept: Collection[int] = ()) -> Ints:
    """Whose votes are enough: `ENOUGH_VOTES` of them, or all there are; whoever was in before (`kept`) stays. Where
    these are too few, the most active are added, lower numbers first.
    """
    cast = matrix.cast
    enough = cast >= min(ENOUGH_VOTES, len(matrix.statements))
    enough |= np.isin(matrix.people, np.fromiter(kept, np.intp))
    missing = max(FEWEST - int(enough.sum()), 0)
    active = np.lexsort((matrix.people, -cast))
    enough[active[~enough[active]][:missing]] = True
    return np.flatnonzero(enough)


def found_groups(places: Floats, chance: Chance) -> Labels:
    """A label for each of these people, 0 for the largest group; the same for all where they cannot be parted."""
    people = len(places)
    most = min(MOST_GROUPS, 2 + people // PEOPLE_PER_GROUP, _different(places), people - 1)
    if most < 2:
        return np.zeros(people, np.intp)
    some = places[np.sort(chance.permutation(people)[:SAMPLE])]
    partings = [parted(some[None], k, STARTS, chance)[0] for k in range(2, most + 1)]
    best = int(np.argmax(mean_silhouettes(some, partings)))
    return by_size(partings[best] if people <= SAMPLE else parted(places[None], best + 2, STARTS, chance)[0])


def by_size(labels: Labels) -> Labels:
    """The same groups numbered from the largest; of two as large, the one with the first person comes first."""
    sizes = np.bincount(labels)
    first = [int(np.argmax(labels == group)) if sizes[group] else len(labels) for group in range(len(sizes))]
    return np.argsort(np.lexsort((np.array(first), -sizes))).take(labels)


def _different(places: Floats) -> int:
    across, up = places[np.lexsort(places.T)].T
    return 1 + int(np.sum((across[1:] != across[:-1]) | (up[1:] != up[:-1])))
