"""A page to draw on. Where something stands is told from the side where reading begins; a page in a language that is
read from the right mirrors all of it in this one place.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, Literal
from xml.sax.saxutils import escape

from reports.pictures.lines import Block, reads_right_to_left
from reports.pictures.typeface import FAMILY, face

TEXT: Final = "#1A1A1A"
FAINT: Final = "#6B6B6B"
RULE: Final = "#DDDDDD"
BLUE: Final = "#0072B2"
WHITE: Final = "#FFFFFF"

BASELINE: Final = 0.36
"""From the middle of a line of text down to where its letters stand, in sizes: half of a capital's height."""

Point = tuple[float, float]
Side = Literal["start", "middle", "end"]
MIRRORED: Final[dict[Side, Side]] = {"start": "end", "middle": "middle", "end": "start"}


class Page:
    """White paper. All measures are pixels."""

    def __init__(self, width: int, height: int, language: str):
        self.width, self.height = width, height
        self._mirrored = reads_right_to_left(language)
        self._drawn: list[str] = []

    def rectangle(self, x: float, y: float, width: float, height: float, colour: str, *, corner: float = 0) -> None:
        """`x` is the side nearer to where reading begins."""
        left = self.width - x - width if self._mirrored else x
        self._drawn.append(
            f'<rect x="{left:.1f}" y="{y:.1f}" width="{width:.1f}" height="{height:.1f}" '
            f'rx="{corner}" fill="{colour}"/>'
        )

    def text(
        self, words: Block, x: float, y: float, *, colour: str = TEXT, side: Side = "start", halo: float = 0
    ) -> float:
        """Lines whose first begins at height `y`; where they end. `side` is the side of the lines that is at `x`, and
        `halo` how many pixels of white are around the letters.
        """
        anchor = MIRRORED[side] if self._mirrored else side
        place = self.width - x if self._mirrored else x
        weight = "bold" if words.bold else "normal"
        around = f' stroke="{WHITE}" stroke-width="{2 * halo}" paint-order="stroke"' if halo else ""
        for number, line in enumerate(words.lines):
            baseline = y + words.step * (number + 0.5) + words.size * BASELINE
            self._drawn.append(
                f'<text x="{place:.1f}" y="{baseline:.1f}" font-size="{words.size}" font-weight="{weight}" '
                f'text-anchor="{anchor}" fill="{colour}"{around}>{escape(line)}</text>'
            )
        return y + words.height

    def shape(self, corners: Sequence[Point], colour: str, *, opacity: float = 1, around: float = 0) -> None:
        """A filled shape, and so many pixels around it with round corners: of one point that is a disc."""
        places = [(self.width - x if self._mirrored else x, y) for x, y in (*corners, corners[0])]
        outline = "L".join(f"{x:.1f} {y:.1f}" for x, y in places)
        self._drawn.append(
            f'<path d="M{outline}" fill="{colour}" stroke="{colour}" stroke-width="{2 * around:.1f}" '
            f'stroke-linejoin="round" stroke-linecap="round" opacity="{opacity}"/>'
        )

    def ring(self, x: float, y: float, radius: float, colour: str, thick: float) -> None:
        """A circle through which one sees what is below."""
        left = self.width - x if self._mirrored else x
        self._drawn.append(
            f'<circle cx="{left:.1f}" cy="{y:.1f}" r="{radius:.1f}" fill="none" stroke="{colour}" '
            f'stroke-width="{thick:.1f}"/>'
        )

    def squares(self, rows: list[bytearray], x: float, y: float, side: float) -> None:
        """The dark squares of a code, never mirrored."""
        width = side * len(rows[0])
        left = self.width - x - width if self._mirrored else x
        dark = "".join(
            f"M{column} {row}h1v1h-1z" for row, cells in enumerate(rows) for column, cell in enumerate(cells) if cell
        )
        self._drawn.append(
            f'<path transform="translate({left:.1f} {y:.1f}) scale({side})" d="{dark}" fill="#000" '
            'shape-rendering="crispEdges"/>'
        )

    def png(self) -> bytes:
        """The picture, drawn with our typeface alone: the same on every machine."""
        import resvg_py  # noqa: PLC0415 - not for the main process

        return resvg_py.svg_to_bytes(
            svg_string=self._svg(), skip_system_fonts=True, font_files=[face(bold).path for bold in (False, True)]
        )

    def _svg(self) -> str:
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" width="{self.width}" height="{self.height}" '
            f'font-family="{FAMILY}"><rect width="100%" height="100%" fill="{WHITE}"/>{"".join(self._drawn)}</svg>'
        )
