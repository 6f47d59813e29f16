"""Places of people joined into cells of neighbours, so that a dot on a map is never one person."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

Place = tuple[float, float]


@dataclass(frozen=True)
class Cell:
    """Neighbours: where they are on average, and how many."""

    place: Place
    people: int


def cells(places: Sequence[Place], fewest: int) -> tuple[Cell, ...]:
    """Cells of at least `fewest` and fewer than twice as many neighbours, everybody in one; none where there are fewer.

    Parted again and again across the direction in which they lie furthest apart, in the middle third, where there is
    most room between them. In which order the places come makes no difference.
    """
    waiting, found = [sorted(places)] if len(places) >= fewest else [], []
    while waiting:
        near = waiting.pop()
        if len(near) < 2 * fewest:
            found.append(Cell(centre(near), len(near)))
            continue
        ordered, at = _along(near, fewest)
        waiting += [ordered[at:], ordered[:at]]
    return tuple(found)


def centre(places: Sequence[Place]) -> Place:
    """Where they are on average."""
    return sum(x for x, _ in places) / len(places), sum(y for _, y in places) / len(places)


def _along(places: Sequence[Place], fewest: int) -> tuple[list[Place], int]:
    """Ordered along the direction in which they lie furthest apart, and where to part them."""
    wide, high = (max(side) - min(side) for side in zip(*places, strict=True))
    axis, count = (0 if wide >= high else 1), len(places)
    ordered = sorted(places, key=lambda place: (place[axis], place[1 - axis]))
    middle = range(max(fewest, count // 3), min(count - fewest, count - count // 3) + 1)
    return ordered, max(middle, key=lambda at: (ordered[at][axis] - ordered[at - 1][axis], -abs(2 * at - count)))


def hull(places: Sequence[Place]) -> tuple[Place, ...]:
    """The corners of the smallest shape without dents that has all of them in it, in order around it."""
    ordered = sorted(set(places))
    if len(ordered) < 3:
        return tuple(ordered)
    below, above = _edge(ordered), _edge(ordered[::-1])
    return (*below[:-1], *above[:-1])


def _edge(places: Sequence[Place]) -> list[Place]:
    """The corners on the way from the first to the last, on the right-hand side."""
    kept: list[Place] = []
    for place in places:
        while len(kept) > 1 and _turn(kept[-2], kept[-1], place) <= 0:
            kept.pop()
        kept.append(place)
    return kept


def _turn(first: Place, second: Place, third: Place) -> float:
    """Above 0 where the way turns left at the second."""
    return (second[0] - first[0]) * (third[1] - first[1]) - (second[1] - first[1]) * (third[0] - first[0])
