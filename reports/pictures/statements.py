"""Statements by group: a mark for each group on a line from nobody agrees to all agree. How far apart they are is the
story.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from reports.pictures.frame import MARGIN, Frame, framed
from reports.pictures.lines import Block, block
from reports.pictures.marks import mark
from reports.pictures.page import FAINT, RULE, Page

SIZE, SMALL = 36, 32
RADIUS: Final = 17
ABOVE, BELOW, BETWEEN = 8, 22, 36
"""From a statement's words to the labels above its line, from these to the line, from the line to what follows."""

LABEL: Final = SMALL * 1.3
ENDS: Final = 24
"""From the names of the ends to the first statement."""

BESIDE: Final = 0.46
"""Of the width, on a slide, for the words beside the lines."""

LINES: Final = ((9, 3), (7, 3), (7, 2), (6, 3), (6, 2), (5, 3), (5, 2), (4, 3), (4, 2), (3, 3), (3, 2), (2, 2), (2, 1))
"""How many statements at most, and each in how many lines; what leaves no room for one is followed by the next."""


@dataclass(frozen=True)
class Row:
    """A statement, and where each group stands on it from 0 (nobody agrees) to 10, with what is written above the mark;
    None where too few voted.
    """

    statement: str
    places: tuple[float | None, ...]
    labels: tuple[str, ...]


@dataclass(frozen=True)
class ByGroup:
    """`title` states the finding, `subtitle` the question, and on a line of its own the base and the dates. `low` and
    `high` name the ends. Without groups there is one place in each row: everybody's.
    """

    title: str
    subtitle: str
    footer: str
    language: str
    rows: tuple[Row, ...]
    low: str
    high: str
    slide: bool = False


def statements(wanted: ByGroup) -> bytes:
    """A PNG, 1080 wide and at most 1350 high, or a slide of 1600 by 900."""
    frame = framed(wanted)
    shown = _fitting(wanted, frame)
    own = LABEL + ENDS + sum(_high(words, frame) for _, words in shown) - BETWEEN
    page = frame.page(frame.most if wanted.slide else round(frame.height + own))
    line = frame.inner * (1 - BESIDE) - MARGIN if wanted.slide else float(frame.inner)
    start = frame.width - MARGIN - line
    page.text(_small(wanted.low, wanted), start, frame.top, colour=FAINT)
    y = page.text(_small(wanted.high, wanted), start + line, frame.top, colour=FAINT, side="end") + ENDS
    for row, words in shown:
        below = page.text(words, MARGIN, y)
        _line(page, wanted, row, (start, y if wanted.slide else below + ABOVE, line))
        y += _high(words, frame)
    return frame.png(page)


def _fitting(wanted: ByGroup, frame: Frame) -> list[tuple[Row, Block]]:
    """As many statements as there is room for."""
    room = frame.most - frame.height - LABEL - ENDS + BETWEEN
    width, size = (frame.inner * BESIDE, SMALL) if wanted.slide else (frame.inner, SIZE)
    for most, long in LINES:
        rows = [(row, block(row.statement, wanted.language, width, size, most=long)) for row in wanted.rows[:most]]
        if sum(_high(words, frame) for _, words in rows) <= room:
            break
    return rows


def _high(words: Block, frame: Frame) -> float:
    line = LABEL + BELOW + RADIUS
    return (max(words.height, line) if frame.slide else words.height + ABOVE + line) + BETWEEN


def _small(text: str, wanted: ByGroup, *, bold: bool = False) -> Block:
    return block(text, wanted.language, 600, SMALL, bold=bold, most=1)


def _line(page: Page, wanted: ByGroup, row: Row, place: tuple[float, float, float]) -> None:
    """The line with its middle, and the marks on it below their labels."""
    x, y, width = place
    middle = y + LABEL + BELOW
    page.rectangle(x, middle - 1.5, width, 3, RULE)
    page.rectangle(x + width / 2 - 1.5, middle - 14, 3, 28, RULE)
    standing = sorted((at, number) for number, at in enumerate(row.places) if at is not None)
    labels = [_small(row.labels[number], wanted, bold=True) for _, number in standing]
    across = [x + RADIUS + (width - 2 * RADIUS) * at / 10 for at, _ in standing]
    marks = _apart(across, [2 * RADIUS + 6] * len(across), (x, x + width))
    named = _apart(marks, [label.width + 14 for label in labels], (x, x + width))
    for (_, number), at, label, above in zip(standing, marks, labels, named, strict=True):
        mark(page, (at, middle), number, RADIUS)
        page.text(label, above, y, side="middle")


def _apart(middles: Sequence[float], widths: Sequence[float], inside: tuple[float, float]) -> list[float]:
    """The same in their order, moved so far that none lies on another and all are inside."""
    placed: list[float] = []
    least = inside[0]
    for middle, width in zip(middles, widths, strict=True):
        placed.append(max(middle, least + width / 2))
        least = placed[-1] + width / 2
    most = inside[1]
    for number in reversed(range(len(placed))):
        placed[number] = min(placed[number], most - widths[number] / 2)
        most = placed[number] - widths[number] / 2
    return placed
