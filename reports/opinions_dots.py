"""Statements by group inside a page: a mark for each group on one line, from disagree to agree."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from reports.pictures.marks import colour, form
from reports.safe import html
from reports.svg import LABEL_WIDTH, LINE, Canvas

NAME: Final = "apart"
RADIUS: Final = 7
ROOM: Final = 18
"""Below a row."""

APART: Final = 5
"""Between two letters above marks, in percent of the width."""

INSIDE: Final = 90
"""Percent of the width from all disagree to all agree: marks at the ends need the rest."""


@dataclass(frozen=True)
class Dots:
    """A statement, and where each group stands on it from -1 (all disagree) to 1; None where too few voted."""

    statement: str
    places: tuple[float | None, ...]


def dots(
    rows: Sequence[Dots], letters: Sequence[str], ends: tuple[str, str], title: str, language: str, *, name: str = NAME
) -> str:
    """The chart. `letters` are what the groups are called above their marks, `ends` what the ends of a line are; `name`
    is an id for the title.
    """
    canvas, y = Canvas(language), LINE + 8.0
    drawn = [
        canvas.text(0, 16, html(ends[0]), "note"),
        canvas.text(100, 16, html(ends[1]), "note", anchor="end"),
    ]
    for row in rows:
        for line in canvas.lines(row.statement, LABEL_WIDTH).lines:
            drawn.append(canvas.text(0, y + 16, html(line)))
            y += LINE
        drawn += _line(canvas, row, letters, y)
        y += 2 * LINE + ROOM
    return (
        f'<svg role="img" aria-labelledby="{name}" width="100%" height="{max(y - ROOM, 0):.0f}">'
        f'<title id="{name}">{html(title)}</title>{"".join(drawn)}</svg>'
    )


def _line(canvas: Canvas, row: Dots, letters: Sequence[str], y: float) -> list[str]:
    """The line with its middle, and the groups on it."""
    middle = y + LINE + 12
    drawn = [canvas.rect(0, middle - 1, 100, 2, "rule"), canvas.rect(49.85, middle - 8, 0.3, 16, "rule")]
    standing = sorted((place, number) for number, place in enumerate(row.places) if place is not None)
    after = 0.0
    for place, number in standing:
        at = 50 + place * INSIDE / 2
        after = max(at, after)
        drawn.append(canvas.text(after, y + 16, html(letters[number]), "number", anchor="middle"))
        drawn.append(_mark(number, 100 - at if canvas.mirrored else at, middle))
        after += APART
    return drawn


def _mark(number: int, left: float, y: float) -> str:
    """The form of a group, at so many percent from the left."""
    corners = " ".join(f"{x * RADIUS:.1f},{down * RADIUS:.1f}" for x, down in form(number))
    drawn = f'<polygon points="{corners}"/>' if len(form(number)) > 1 else f'<circle r="{RADIUS}"/>'
    return f'<svg x="{left:.2f}%" y="{y:.0f}" overflow="visible"><g fill="{colour(number)}">{drawn}</g></svg>'
