"""A text broken into lines that fit, each ready to be drawn: in its own direction, whatever the page's."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from sys import maxsize
from typing import Final

from reports.pictures.typeface import measure, shown

RIGHT_TO_LEFT: Final = frozenset({"ar", "ckb", "dv", "fa", "he", "ps", "sd", "ug", "ur", "yi"})
LEFT_ISOLATE, RIGHT_ISOLATE, POP_ISOLATE = "\u2066", "\u2067", "\u2069"

GLUED: Final = re.compile(r"(?<!\S)([^\W\d_]|[+\d]\d{0,2}) ")
"""A word of one letter goes with the next, for Polish printers leave none at a line's end; a number with its word."""

BREAK_AFTER: Final = re.compile(r"(?<=\w[-–—/])(?=\w)")
ELLIPSIS: Final = "…"
LAST_OF_LATIN: Final = "\u052f"
"""And of Greek and Cyrillic: closely set lines of these do not touch."""


@dataclass(frozen=True)
class Block:
    """Lines of one size, the longest of them `width` wide. `whole` is false where a word had to be broken or the end
    left out.
    """

    lines: tuple[str, ...]
    width: float
    size: float
    bold: bool
    whole: bool
    step: float
    """From one line to the next."""

    @property
    def height(self) -> float:
        return len(self.lines) * self.step


def reads_right_to_left(language: str) -> bool:
    """Whether pages in this language are laid out from the right."""
    return language in RIGHT_TO_LEFT


def block(text: str, language: str, width: float, size: float, *, bold: bool = False, most: int = maxsize) -> Block:
    """The text in lines of at most `width`, about equally long; what does not fit `most` lines ends in an ellipsis."""
    words = GLUED.sub("\\1\u00a0", shown(text))
    lines, whole = _broken(words, bold, width, size)
    if len(lines) > most:
        lines, whole = _cut(lines, most, bold, width, size), False
    elif len(lines) > 1:
        lines = _balanced(words, bold, width, size, lines)
    longest = max((measure(line, size, bold) for line in lines), default=0)
    turned = tuple(_isolated(line, words, language) for line in lines)
    return Block(turned, longest, size, bold, whole, size * _leading(words, bold))


def fitting(
    text: str,
    language: str,
    width: float,
    height: float,
    sizes: Sequence[int],
    *,
    bold: bool = False,
    most: int = maxsize,
) -> Block:
    """The text at the first size at which it fits whole; at the last one it is cut."""
    for size in sizes:
        lines = min(most, int(height / (size * _leading(text, bold))))
        found = block(text, language, width, size, bold=bold, most=max(1, lines))
        if found.whole:
            break
    return found


def _leading(words: str, bold: bool) -> float:
    """From one line to the next, in sizes: closer in headings, wider where marks stand above and below the letters."""
    return 1.3 if not bold or any(letter > LAST_OF_LATIN for letter in words if letter.isalpha()) else 1.17


def _broken(words: str, bold: bool, width: float, size: float) -> tuple[list[str], bool]:
    lines, whole = [""], True
    for word in words.split(" "):
        for part, glue in _parts(word):
            candidate = f"{lines[-1]}{glue}{part}" if lines[-1] else part
            if measure(candidate, size, bold) <= width:
                lines[-1] = candidate
                continue
            pieces = _pieces(part, bold, width, size)
            whole = whole and len(pieces) == 1
            lines += pieces
    return [line for line in lines if line], whole


def _parts(word: str) -> list[tuple[str, str]]:
    """The parts of a word that may stand on lines of their own, each with what goes before it where it does not."""
    first, *others = BREAK_AFTER.split(word)
    return [(first, " "), *((other, "") for other in others)]


def _pieces(word: str, bold: bool, width: float, size: float) -> list[str]:
    """A word that is too long for a line, broken where the line ends."""
    pieces = [""]
    for character in word:
        if pieces[-1] and measure(pieces[-1] + character, size, bold) > width and not unicodedata.combining(character):
            pieces.append("")
        pieces[-1] += character
    return pieces


def _balanced(words: str, bold: bool, width: float, size: float, lines: list[str]) -> list[str]:
    """As many lines, but none of them much shorter than the others."""
    for share in range(60, 100, 4):
        narrower, whole = _broken(words, bold, width * share / 100, size)
        if whole and len(narrower) == len(lines):
            return narrower
    return lines


def _cut(lines: Sequence[str], most: int, bold: bool, width: float, size: float) -> list[str]:
    last = lines[most - 1]
    while last and measure(last + ELLIPSIS, size, bold) > width:
        last = last.rpartition(" ")[0] or last[:-1]
    return [*lines[: most - 1], last.rstrip(" \u00a0,.;:") + ELLIPSIS]


def _isolated(line: str, paragraph: str, language: str) -> str:
    return f"{RIGHT_ISOLATE if _turned(paragraph, language) else LEFT_ISOLATE}{line}{POP_ISOLATE}"


def _turned(paragraph: str, language: str) -> bool:
    """Whether a text runs from the right: on such a page if any letter does, else if the first one does."""
    strong = [kind for kind in map(unicodedata.bidirectional, paragraph) if kind in {"L", "R", "AL"}]
    decisive = strong if reads_right_to_left(language) else strong[:1]
    return any(kind != "L" for kind in decisive)
