"""Where on a map things are drawn: from the plane of opinions to pixels, and labels where they hide least."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from math import cos, pi, sin
from typing import Final

Point = tuple[float, float]

WAYS: Final = 24
"""Directions in which a label is tried."""

STEPS: Final = (0, 30, 60, 100)
"""And how much further out."""

COVERED, BETWEEN = 40.0, 90.0
"""What it costs to hide a dot, or to lie where no label should, against a pixel of distance."""


SMALLEST: Final = 0.5
"""Of the plane, that is drawn across the page: where all are in one place, a hair's breadth is no distance."""


@dataclass(frozen=True)
class Box:
    """A part of the page."""

    x: float
    y: float
    width: float
    height: float

    def touches(self, other: Box, apart: float = 0) -> bool:
        """Whether they come closer than `apart`."""
        return (
            self.x < other.x + other.width + apart
            and other.x < self.x + self.width + apart
            and self.y < other.y + other.height + apart
            and other.y < self.y + self.height + apart
        )

    def holds(self, other: Box) -> bool:
        return (
            self.x <= other.x
            and self.y <= other.y
            and other.x + other.width <= self.x + self.width
            and other.y + other.height <= self.y + self.height
        )

    def has(self, point: Point, around: float = 0) -> bool:
        x, y = point
        return (
            self.x - around < x < self.x + self.width + around and self.y - around < y < self.y + self.height + around
        )


@dataclass(frozen=True)
class Scale:
    """From the plane to the page: as far across as up, for distances are what the map is about. Up is up."""

    origin: Point
    middle: Point
    unit: float
    turned: bool
    """Whether the page is mirrored, which a map must not be: it is the same for everybody."""

    @classmethod
    def of(cls, places: Sequence[Point], inside: Box, *, turned: bool) -> Scale:
        """So that all these places are inside."""
        (left, right), (low, high) = ((min(side), max(side)) for side in zip(*places, strict=True))
        wide, tall = max(right - left, SMALLEST), max(high - low, SMALLEST)
        unit = min(inside.width / wide, inside.height / tall)
        middle = (inside.x + inside.width / 2, inside.y + inside.height / 2)
        return cls(((left + right) / 2, (low + high) / 2), middle, unit, turned)

    def __call__(self, place: Point) -> Point:
        across, up = (place[0] - self.origin[0]) * self.unit, (place[1] - self.origin[1]) * self.unit
        return self.middle[0] + (-across if self.turned else across), self.middle[1] - up


@dataclass
class Labels:
    """Labels that are put down one after another; none touches another."""

    inside: Box
    dots: Sequence[Point]
    taken: list[Box] = field(default_factory=list)

    def put(self, around: Sequence[Point], away: Point, size: Point, apart: float) -> Box:
        """A label of that size, at least `apart` pixels from these points, on the side away from that other point if it
        can be, and where it hides fewest dots.
        """
        middle = (sum(x for x, _ in around) / len(around), sum(y for _, y in around) / len(around))
        tried = (self._cost(box, cost) for box, cost in _boxes(around, middle, away, size, apart))
        found = min(tried, key=lambda one: one[0])[1]
        self.taken.append(found)
        return found

    def _cost(self, box: Box, cost: float) -> tuple[float, Box]:
        fits = _moved(box, self.inside)
        cost += abs(fits.x - box.x) + abs(fits.y - box.y)
        cost += COVERED * sum(fits.has(dot, 8) for dot in self.dots)
        cost += 1e6 * sum(fits.touches(other, 8) for other in self.taken)
        return cost, fits


def _boxes(
    around: Sequence[Point], middle: Point, away: Point, size: Point, apart: float
) -> Iterator[tuple[Box, float]]:
    """Boxes in every direction beyond these points, each with what it costs to turn away from the best one."""
    outward = (middle[0] - away[0], middle[1] - away[1])
    length = (outward[0] ** 2 + outward[1] ** 2) ** 0.5 or 1.0
    for number in range(WAYS):
        x, y = cos(2 * pi * number / WAYS), sin(2 * pi * number / WAYS)
        turned = 1 - (x * outward[0] + y * outward[1]) / length
        reach = max((px - middle[0]) * x + (py - middle[1]) * y for px, py in around)
        for step in STEPS:
            far = reach + apart + step + abs(x) * size[0] / 2 + abs(y) * size[1] / 2
            centre = (middle[0] + far * x, middle[1] + far * y)
            box = Box(centre[0] - size[0] / 2, centre[1] - size[1] / 2, *size)
            yield box, BETWEEN * turned / 2 + step


def _moved(box: Box, inside: Box) -> Box:
    """The box, moved inside."""
    x = min(max(box.x, inside.x), inside.x + inside.width - box.width)
    y = min(max(box.y, inside.y), inside.y + inside.height - box.height)
    return Box(x, y, box.width, box.height)
