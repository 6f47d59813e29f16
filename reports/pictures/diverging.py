"""A scale as one stacked bar, centred on its middle: to which side people lean is where the bar is.

Below it stands each point with its number, for narrow parts of a bar have no room for words.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import Final

from reports.pictures.frame import MARGIN, Frame, framed
from reports.pictures.lines import Block, fitting
from reports.pictures.page import FAINT, RULE, TEXT, Page
from reports.pictures.page import Side as Where
from screens.voice import voice

LOW: Final = ("#D55E00", "#E9965C", "#F5C9A8")
HIGH: Final = ("#0072B2", "#5CA5D0", "#A9D1E8")
"""From the end towards the middle."""

LEVEL: Final = "#999999"
GAP: Final = 34
TICK: Final = 18
"""How far the line in the middle stands out."""

UNDER: Final = 24
"""From the colour of a point to its name."""

LEADING: Final = 1.3
SMALL: Final = 32
SIZES: Final = ((44, 150), (38, 130), (36, 90), (32, 60), (32, 40))
"""Of words, and of the bar: the largest that leave room."""


@dataclass(frozen=True)
class Point:
    """One point of a scale: what stands at it, how many chose it, and their share."""

    name: str
    count: int
    share: str


@dataclass(frozen=True)
class Side:
    """One end of a scale in words, and how many chose a point on that side."""

    end: str
    says: str


@dataclass(frozen=True)
class Diverging:
    """`title` states the finding, `subtitle` the question, and on a line of its own the base and the dates."""

    title: str
    subtitle: str
    points: tuple[Point, ...]
    low: Side
    high: Side
    footer: str
    language: str
    slide: bool = False


def colours(points: int) -> list[str]:
    """The colour of each point, the ends the strongest."""
    half = points // 2
    return [*LOW[:half], *[LEVEL] * (points % 2), *reversed(HIGH[:half])]


def extents(counts: Sequence[int]) -> list[tuple[float, float]]:
    """Where each part begins, from -1 to 1 with the middle of the scale at 0, and how long it is. The longer side fills
    its half.
    """
    half, odd = len(counts) // 2, len(counts) % 2
    level = counts[half] / 2 if odd else 0
    below, above = sum(counts[:half]) + level, sum(counts[len(counts) - half :]) + level
    longest = max(below, above, 1)
    starts = [sum(counts[:number]) - below for number in range(len(counts))]
    return [(start / longest, count / longest) for start, count in zip(starts, counts, strict=True)]


def diverging(wanted: Diverging) -> bytes:
    """A PNG, 1080 wide and at most 1350 high, or a slide of 1600 by 900."""
    frame = framed(wanted)
    for size, thick in SIZES if wanted.slide else SIZES[1:]:
        sides = [_side(side, frame, size) for side in (wanted.low, wanted.high)]
        above = max(sum(words.height for words in side) for side in sides) + GAP
        own = above + thick + 2 * TICK + GAP + UNDER + LEADING * (2 * size + SMALL)
        if frame.height + own <= frame.most:
            break
    height = frame.most if wanted.slide else round(frame.height + own)
    page = frame.page(height)
    y = frame.top + max(0.0, (height - frame.height - own) / 2)
    _ends(page, frame, sides, y)
    _bar(page, wanted, frame, (y + above + TICK, thick))
    _points(page, wanted, frame, (y + above + thick + 2 * TICK + GAP, size))
    return frame.png(page)


def _ends(page: Page, frame: Frame, sides: Sequence[tuple[Block, Block]], y: float) -> None:
    places: tuple[tuple[float, Where], ...] = ((MARGIN, "start"), (frame.width - MARGIN, "end"))
    for (end, says), (x, side) in zip(sides, places, strict=True):
        page.text(says, x, page.text(end, x, y, side=side), colour=FAINT, side=side)


def _side(side: Side, frame: Frame, size: int) -> tuple[Block, Block]:
    fit = partial(fitting, language=frame.language, width=frame.inner * 0.47, most=3)
    end = fit(side.end, height=size * 4, sizes=(size, SMALL), bold=True)
    return end, fit(side.says, height=size * 4, sizes=(max(size - 4, SMALL), SMALL))


def _bar(page: Page, wanted: Diverging, frame: Frame, place: tuple[float, float]) -> None:
    y, thick = place
    centre, unit = frame.width / 2, frame.inner / 2
    page.rectangle(MARGIN, y + thick / 2 - 1, frame.inner, 2, RULE)
    parts = zip(extents([point.count for point in wanted.points]), colours(len(wanted.points)), strict=True)
    for (start, length), colour in parts:
        page.rectangle(centre + start * unit, y, max(0.0, length * unit - 2), thick, colour)
    page.rectangle(centre - 2, y - TICK, 4, thick + 2 * TICK, TEXT)


def _points(page: Page, wanted: Diverging, frame: Frame, place: tuple[float, int]) -> None:
    """A column for each point: its colour and name, how many, and their share."""
    y, size = place
    column = frame.inner / len(wanted.points)
    fit = partial(fitting, language=frame.language, width=column - 8, height=size * 2, most=1)
    for number, (point, colour) in enumerate(zip(wanted.points, colours(len(wanted.points)), strict=True)):
        x = MARGIN + number * column + column / 2
        page.rectangle(x - column / 2 + 8, y, column - 16, 14, colour)
        top = page.text(fit(point.name, sizes=(size,), bold=True), x, y + UNDER, side="middle")
        count = voice(frame.language).number(point.count)
        top = page.text(fit(count, sizes=(size, SMALL)), x, top, side="middle")
        page.text(fit(point.share, sizes=(SMALL,)), x, top, colour=FAINT, side="middle")
