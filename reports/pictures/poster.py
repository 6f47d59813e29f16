"""A poster to print: what is asked, by whom, until when, and how to get there by code, by address and by telephone."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from struct import pack
from typing import Final
from zlib import crc32

from reports.pictures.lines import Block, block, fitting
from reports.pictures.page import BLUE, FAINT, WHITE, Page
from reports.pictures.qr import QUIET, squares
from screens.poster import PosterWords

WIDTH, HEIGHT = 1654, 2339
"""A4 at 200 dots an inch."""

DOTS_PER_METRE: Final = 7874
HEADER: Final = 8 + 25
"""Bytes of a PNG's signature and of its first chunk."""

MARGIN: Final = 130
INNER: Final = WIDTH - 2 * MARGIN
CODE: Final = 740
CODE_TOP: Final = 1165
FOOT: Final = HEIGHT - MARGIN - 8


@dataclass(frozen=True)
class Poster:
    """`until` is worded already; `link` is what the code carries, `short_link` how it is written below. Without a
    telephone number there is a line to write one on.
    """

    title: str
    about: str
    who: str
    until: str
    link: str
    short_link: str
    language: str
    words: PosterWords
    telephone: str = ""


def poster(wanted: Poster) -> bytes:
    """A PNG that prints as A4."""
    page = Page(WIDTH, HEIGHT, wanted.language)
    rows = squares(wanted.link)
    quiet = QUIET * CODE / len(rows)
    page.squares(rows, MARGIN, CODE_TOP, CODE / len(rows))
    _head(page, wanted, CODE_TOP - quiet)
    _beside(page, wanted, MARGIN + CODE + quiet)
    page.text(_fit(wanted.short_link, wanted, 130, range(54, 34, -2), bold=True), MARGIN, CODE_TOP + CODE + quiet)
    _foot(page, wanted)
    return _measured(page.png())


def _head(page: Page, wanted: Poster, end: float) -> None:
    """The title as large as what it is about leaves room for."""
    page.rectangle(MARGIN, MARGIN, INNER, 16, BLUE)
    y = page.text(_fit(wanted.who, wanted, 130, range(54, 40, -2), bold=True), MARGIN, MARGIN + 60, colour=BLUE) + 20
    about = block(wanted.about, wanted.language, INNER, 52)
    room = end - y - min(about.height, 280) - 36
    y = page.text(_fit(wanted.title, wanted, room, range(230, 64, -2), bold=True), MARGIN, y) + 36
    page.text(_fit(wanted.about, wanted, end - y, range(64, 40, -2)), MARGIN, y)


def _fit(text: str, wanted: Poster, height: float, sizes: range, *, bold: bool = False) -> Block:
    return fitting(text, wanted.language, INNER, height, sizes, bold=bold)


def _beside(page: Page, wanted: Poster, x: float) -> None:
    """How to use the code at its top, the last day in a box at its foot."""
    width = WIDTH - MARGIN - x
    scan = fitting(wanted.words.scan, wanted.language, width, 420, range(68, 40, -2), bold=True)
    y = page.text(scan, x, CODE_TOP - 12) + 24
    until = _until(wanted, width - 72)
    top = CODE_TOP + CODE - until.height - 72
    page.text(fitting(wanted.words.opens, wanted.language, width, top - 20 - y, range(46, 34, -2)), x, y)
    page.rectangle(x, top, width, until.height + 72, BLUE, corner=12)
    page.text(until, x + 36, top + 36, colour=WHITE)


def _until(wanted: Poster, width: float) -> Block:
    """The last day on one line; where it is long, on several."""
    fit = partial(fitting, wanted.until, wanted.language, width, 190, range(64, 38, -2), bold=True)
    line = fit(most=1)
    return line if line.whole else fit()


def _foot(page: Page, wanted: Poster) -> None:
    """The telephone's place: the number, or a line to write it on."""
    label = fitting(wanted.words.telephone, wanted.language, INNER / 2, 90, range(56, 34, -2), most=1)
    page.text(label, MARGIN, FOOT - label.height)
    after = MARGIN + label.width + 30
    if wanted.telephone:
        sizes = range(int(label.size), 30, -2)
        number = fitting(wanted.telephone, wanted.language, WIDTH - MARGIN - after, 90, sizes, bold=True, most=1)
        page.text(number, after, FOOT - (label.height + number.height) / 2)
    else:
        page.rectangle(after, FOOT - 8, WIDTH - MARGIN - after, 4, FAINT)


def _measured(png: bytes) -> bytes:
    """The picture with its size on paper, without which some programs print it over several sheets."""
    size = b"pHYs" + pack(">IIB", DOTS_PER_METRE, DOTS_PER_METRE, 1)
    return png[:HEADER] + pack(">I", 9) + size + pack(">I", crc32(size)) + png[HEADER:]
