"""How groups of opinion are told apart, by everybody whatever colours they see: each has a colour and a form."""

from __future__ import annotations

from typing import Final

from reports.pictures.page import Page, Point

COLOURS: Final = ("#0072B2", "#E69F00", "#009E73", "#CC79A7", "#56B4E9")
"""Of the groups in their order."""

FORMS: Final[tuple[tuple[Point, ...], ...]] = (
    ((0, 0),),
    ((-0.85, -0.85), (0.85, -0.85), (0.85, 0.85), (-0.85, 0.85)),
    ((0, -1.15), (1.1, 0.85), (-1.1, 0.85)),
    ((0, -1.3), (1.1, 0), (0, 1.3), (-1.1, 0)),
    ((-1.1, -0.85), (1.1, -0.85), (0, 1.15)),
)
"""A disc, a square, a triangle, a lozenge, a triangle on its head: corners in radii, of a disc the middle."""


def colour(number: int) -> str:
    """After five they begin anew: nobody tells more apart."""
    return COLOURS[number % len(COLOURS)]


def form(number: int) -> tuple[Point, ...]:
    return FORMS[number % len(FORMS)]


def mark(page: Page, place: Point, number: int, radius: float, *, opacity: float = 1) -> None:
    """A group's mark on a picture."""
    corners = [(place[0] + x * radius, place[1] + y * radius) for x, y in form(number)]
    page.shape(corners, colour(number), opacity=opacity, around=radius if len(corners) == 1 else 1.5)
