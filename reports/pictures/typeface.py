"""The one typeface of every picture: how wide its words are, and which characters it has.

Read from the files themselves, as much as breaking lines needs: the widths of single characters. Kerning makes a line a
little narrower than their sum, hardly ever wider.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from struct import iter_unpack, unpack_from
from typing import Final

from reports.pictures.arabic import joined

ARABIC: Final = re.compile(r"[\u0600-\u06ff]")
FAMILY: Final = "Fairdeal Sans"
SPACES: Final = re.compile(r"[^\S\u00a0\u202f]+")
JOINERS: Final = "\u200c\u200d"
"""Persian and Kurdish need them between letters; no other character without a form of its own is let through."""


@dataclass(frozen=True)
class Face:
    """One weight. Widths are in thousandths of the size."""

    path: str
    widths: dict[int, int]


@cache
def face(bold: bool = False) -> Face:
    """The face of a weight."""
    source = files(__package__) / "fonts" / f"FairdealSans-{'Bold' if bold else 'Regular'}.ttf"
    return Face(str(source), _widths(source.read_bytes()))


def measure(words: str, size: float, bold: bool) -> float:
    """How wide a line is at this size."""
    return _width(words, bold) * size / 1000


@lru_cache(maxsize=4096)
def _width(words: str, bold: bool) -> int:
    """Kept, for one text is measured at many sizes until it fits."""
    widths = face(bold).widths
    return sum(widths.get(ord(character), 0) for character in (joined(words) if ARABIC.search(words) else words))


def drawable(*texts: str) -> bool:
    """Whether every letter and digit can be drawn. Others are left out, so the caller has to offer something else."""
    return all(ord(letter) in face().widths for text in texts for letter in text if letter.isalnum())


def shown(text: str) -> str:
    """The text on one line, without what the typeface does not have (emoji) and without marks that turn directions."""
    kept = "".join(c for c in unicodedata.normalize("NFC", text) if c.isspace() or _has(c))
    return SPACES.sub(" ", kept).strip()


def _has(character: str) -> bool:
    if unicodedata.category(character) in {"Cc", "Cf"}:
        return character in JOINERS
    return ord(character) in face().widths


def _widths(font: bytes) -> dict[int, int]:
    """Each character's width, from the tables of a TrueType file."""
    tables = dict(_tables(font))
    count = unpack_from(">H", font, tables[b"hhea"] + 34)[0]
    advances = [unpack_from(">H", font, tables[b"hmtx"] + 4 * glyph)[0] for glyph in range(count)]
    glyphs = _glyphs(font, tables[b"cmap"])
    return {character: advances[min(glyph, count - 1)] for character, glyph in glyphs.items()}


def _tables(font: bytes) -> list[tuple[bytes, int]]:
    count = unpack_from(">H", font, 4)[0]
    return [(tag, offset) for tag, _, offset, _ in iter_unpack(">4sIII", font[12 : 12 + 16 * count])]


def _glyphs(font: bytes, cmap: int) -> dict[int, int]:
    """The glyph of each character: our files have one table of them, in format 4."""
    table = cmap + unpack_from(">I", font, cmap + 8)[0]
    segments = unpack_from(">H", font, table + 6)[0] // 2
    ends, starts, deltas, ranges = (
        unpack_from(f">{segments}H", font, table + 14 + 2 * segments * part + (2 if part else 0)) for part in range(4)
    )
    base = table + 16 + 6 * segments
    found = {}
    for segment in range(segments):
        for character in range(starts[segment], min(ends[segment], 0xFFFE) + 1):
            glyph = character
            if ranges[segment]:
                place = base + 2 * segment + ranges[segment] + 2 * (character - starts[segment])
                glyph = unpack_from(">H", font, place)[0]
            if glyph:
                found[character] = (glyph + deltas[segment]) & 0xFFFF
    return found
