"""A result as a picture: horizontal bars, each with its label and its number, for a telephone or for a wall.

The text twin is the caller's: no picture goes out alone.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from itertools import product
from typing import Final

from reports.pictures.frame import MARGIN, Frame, framed
from reports.pictures.lines import Block, block
from reports.pictures.page import BLUE, FAINT, RULE, Page
from screens.voice import voice

GAP: Final = 16
"""Between a bar and its number, and between a label and the bar beside it."""

UNDER: Final = 10
"""Between a label and the bar below it."""

BESIDE: Final = 0.46
"""How much of the width labels have that stand beside their bars."""


@dataclass(frozen=True)
class Row:
    """`note` goes after the number: a share, its base. Where there is no number it stands in the bar's place."""

    label: str
    count: int | None
    note: str = ""
    colour: str = BLUE


@dataclass(frozen=True)
class Bars:
    """`title` states the finding, `subtitle` the question, and on a line of its own the base and the dates. `slide` is
    for a wall.
    """

    title: str
    subtitle: str
    rows: tuple[Row, ...]
    footer: str
    language: str
    slide: bool = False


@dataclass(frozen=True)
class Density:
    """How closely rows stand: the size of words, how many lines a label has, a bar's height, the room below a row."""

    size: int
    lines: int
    bar: int
    below: int
    beside: bool = False


@dataclass(frozen=True)
class Words:
    """What a row says."""

    label: Block
    number: Block
    note: Block

    def end(self, density: Density) -> float:
        """How high the bar is with what stands at its end."""
        return max(density.bar, self.note.height)

    def height(self, density: Density) -> float:
        if density.beside:
            return max(self.label.height, self.end(density))
        return self.label.height + UNDER + self.end(density)


ABOVE: Final = (Density(40, 3, 46, 40), Density(36, 3, 40, 30), Density(34, 2, 34, 22), Density(32, 1, 28, 16))
ALONGSIDE: Final = tuple(
    Density(size, lines, size, below, beside=True)
    for size, lines, below in ((38, 3, 28), (36, 3, 22), (34, 3, 16), (32, 3, 12), (32, 2, 10), (32, 1, 8))
)
LARGE: Final = tuple(Density(size, 3, size, below, beside=True) for size, below in ((60, 60), (50, 44), (44, 34)))
SMALL: Final = tuple(Density(size, 1, size, below, beside=True) for size, below in ((26, 6), (20, 4), (18, 2)))
"""For more rows than can be read well from a telephone, or on a slide."""


def bars(wanted: Bars) -> bytes:
    """A PNG, 1080 wide and at most 1350 high, or a slide of 1600 by 900. Raises ValueError for more rows than fit: a
    telephone shows all the options that a question can have, a slide at least twelve.
    """
    frame = framed(wanted)
    density, height = _density(wanted, frame)
    page = frame.page(height)
    _rows(page, wanted, frame, density)
    return frame.png(page)


def _density(wanted: Bars, frame: Frame) -> tuple[Density, int]:
    """The most open density at which all rows fit with whole labels, else at all; and how high the picture is then."""
    readable = (*LARGE, *ALONGSIDE) if wanted.slide else (*ABOVE, *ALONGSIDE)
    for whole, density in (*product((True, False), readable), *product((False,), SMALL)):
        rows = [_words(row, frame, density) for row in wanted.rows]
        height = round(frame.height + sum(row.height(density) + density.below for row in rows) - density.below)
        if height <= frame.most and (not whole or all(row.label.whole for row in rows)):
            return density, frame.most if frame.slide else height
    raise ValueError(f"{len(wanted.rows)} rows do not fit")


def _start(frame: Frame, density: Density) -> float:
    """Where bars begin."""
    return MARGIN + (frame.inner * BESIDE if density.beside else 0)


def _words(row: Row, frame: Frame, density: Density) -> Words:
    """A note in a bar's place may have two lines; after a number it has one."""
    fit = partial(block, language=frame.language, size=density.size)
    start = _start(frame, density)
    label = fit(row.label, width=start - MARGIN - GAP if density.beside else frame.inner, most=density.lines)
    room = frame.width - MARGIN - start
    number = fit("" if row.count is None else voice(frame.language).number(row.count), width=room, bold=True)
    note = fit(row.note, width=room - number.width - 3 * GAP, most=2 if row.count is None else 1)
    return Words(label, number, note)


def _rows(page: Page, wanted: Bars, frame: Frame, density: Density) -> None:
    start, y = _start(frame, density), frame.top
    rows = [(row, _words(row, frame, density)) for row in wanted.rows]
    scale = _scale(rows, frame.width - MARGIN - start)
    for row, words in rows:
        own = words.height(density)
        page.text(words.label, MARGIN, y + (own - words.label.height) / 2 if density.beside else y)
        middle = y + own / 2 if density.beside else y + own - words.end(density) / 2
        _bar(page, row, words, (start, middle, (row.count or 0) * scale), density.bar)
        y += own + density.below


def _bar(page: Page, row: Row, words: Words, place: tuple[float, float, float], thick: float) -> None:
    """The bar, and at its end the number and what is noted; without a number the note alone, from where bars begin."""
    start, middle, length = place
    page.rectangle(start, middle - thick / 2, 3, thick, RULE)
    end = start + length + GAP
    if row.count:
        page.rectangle(start, middle - thick / 2, max(length, 3), thick, row.colour)
    if row.count is not None:
        page.text(words.number, end, middle - words.number.height / 2)
        end += words.number.width + GAP
    page.text(words.note, end, middle - words.note.height / 2, colour=FAINT)


def _scale(rows: Sequence[tuple[Row, Words]], room: float) -> float:
    """Pixels for one: as many as leave every bar the room for what stands at its end."""
    return min(
        ((room - words.number.width - words.note.width - 2 * GAP) / row.count for row, words in rows if row.count),
        default=0,
    )
