"""Charts inside a page: real text in the reader's own typeface and colours, as wide as the page has room.

Widths are shares of the whole, so that a chart fits a telephone and a sheet of paper; heights are pixels. Which colour
a class has is for the page's style to say. Lines are broken for the narrowest telephone.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from reports.pictures.diverging import Point, Side, extents
from reports.pictures.lines import Block, block, reads_right_to_left
from reports.safe import html
from screens.voice import voice

LONGEST: Final = 72
"""Of a bar, in percent: its number needs the rest."""

LABEL_WIDTH: Final = 270
"""Of 343 pixels that a narrow telephone has: not every typeface is as narrow as ours."""

LINE, BAR, ROOM = 22, 20, 14


@dataclass(frozen=True)
class Bar:
    """A row: its label, how many, and what is noted beside; None where it was held back. `kind` is its class."""

    label: str
    count: int | None
    number: str
    note: str = ""
    kind: str = "bar"


@dataclass(frozen=True)
class Canvas:
    """Where reading begins, and what is measured from there."""

    language: str

    @property
    def mirrored(self) -> bool:
        return reads_right_to_left(self.language)

    def rect(self, start: float, y: float, width: float, height: float, kind: str) -> str:
        left = 100 - start - width if self.mirrored else start
        return f'<rect class="{kind}" x="{left:.2f}%" y="{y:.0f}" width="{width:.2f}%" height="{height:.0f}"/>'

    def text(
        self, start: float, y: float, content: str, kind: str = "", *, anchor: str = "start", after: int = 0
    ) -> str:
        """`content` is escaped already; `after` so many pixels."""
        place, shift = (100 - start, -after) if self.mirrored else (start, after)
        more = (f' class="{kind}"' if kind else "") + (f' dx="{shift}"' if after else "")
        return f'<text x="{place:.2f}%" y="{y:.0f}" text-anchor="{anchor}"{more}>{content}</text>'

    def lines(self, text: str, width: float, *, bold: bool = False) -> Block:
        return block(text, self.language, width, 16, bold=bold)


def bars(rows: Sequence[Bar], name: str, title: str, language: str) -> str:
    """Bars below their labels. `name` is an id for the title, which a screen reader says."""
    canvas, drawn, y = Canvas(language), [], 0.0
    most = max((row.count or 0 for row in rows), default=0) or 1
    for row in rows:
        for line in canvas.lines(row.label, LABEL_WIDTH).lines:
            drawn.append(canvas.text(0, y + 16, html(line)))
            y += LINE
        length = LONGEST * (row.count or 0) / most
        drawn.append(canvas.rect(0, y, max(length, 0.5), BAR, row.kind if row.count else "rule"))
        words = f'<tspan class="number">{html(row.number)}</tspan> {html(row.note)}'
        drawn.append(canvas.text(length, y + 16, words, "note", after=8))
        y += BAR + ROOM
    return _svg(drawn, y - ROOM + 2, name, title)


def diverging(points: Sequence[Point], ends: tuple[Side, Side], name: str, title: str, language: str) -> str:
    """One stacked bar, centred on the middle of the scale, and each point with its number."""
    canvas = Canvas(language)
    drawn, y = _sides(canvas, *ends)
    drawn.append(canvas.rect(0, y + 21, 100, 1, "rule"))
    for kind, (start, length) in zip(kinds(len(points)), extents([point.count for point in points]), strict=True):
        drawn.append(canvas.rect(50 + start * 50, y + 6, length * 50, 32, f"part {kind}"))
    drawn.append(f'<line class="middle" x1="50%" x2="50%" y1="{y:.0f}" y2="{y + 44:.0f}"/>')
    return _svg([*drawn, *_points(canvas, points, y + 58)], y + 140, name, title)


def _points(canvas: Canvas, points: Sequence[Point], y: float) -> list[str]:
    drawn, wide = [], 100 / len(points)
    for number, (kind, point) in enumerate(zip(kinds(len(points)), points, strict=True)):
        drawn.append(canvas.rect(number * wide + 1, y, wide - 2, 8, kind))
        count = voice(canvas.language).number(point.count)
        for below, (content, style) in enumerate(((point.name, "number"), (count, ""), (point.share, "note"))):
            middle = (number + 0.5) * wide
            drawn.append(canvas.text(middle, y + 28 + below * LINE, html(content), style, anchor="middle"))
    return drawn


def _sides(canvas: Canvas, low: Side, high: Side) -> tuple[list[str], float]:
    """The ends in words, each on its own side, one below the other: they may be long."""
    drawn, y = [], 0.0
    for side, start, anchor in ((low, 0, "start"), (high, 100, "end")):
        for number, line in enumerate((*canvas.lines(side.end, LABEL_WIDTH).lines, side.says)):
            style = "note" if number and line == side.says else "number"
            drawn.append(canvas.text(start, y + 16, html(line), style, anchor=anchor))
            y += LINE
    return drawn, y + 4


def kinds(points: int) -> list[str]:
    """The class of each point of a scale."""
    half = points // 2
    low, high = [f"low{n}" for n in range(half)], [f"high{n}" for n in reversed(range(half))]
    return [*low, *["level"] * (points % 2), *high]


def _svg(drawn: Sequence[str], height: float, name: str, title: str) -> str:
    return (
        f'<svg role="img" aria-labelledby="{name}" width="100%" height="{height:.0f}">'
        f'<title id="{name}">{html(title)}</title>{"".join(drawn)}</svg>'
    )
