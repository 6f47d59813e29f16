"""The words beside an opinion map: each group with its mark, its size and what its people say."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from reports.pictures.frame import Frame
from reports.pictures.lines import Block, block
from reports.pictures.marks import mark
from reports.pictures.page import Page

INDENT, BELOW, GAP = 48, 11, 30
"""Of the words beside a mark; below a group's words; between the map and the words."""

RADIUS: Final = 14
"""Of a mark."""

LEAST: Final = 380
"""How high the map has to be at least, before words are left out."""

LENGTHS = ((2, 3, 32), (2, 2, 32), (1, 3, 32), (1, 2, 32), (0, 3, 32), (0, 2, 32), (0, 1, 32))
CLOSER = ((0, 3, 28), (0, 2, 28), (0, 1, 28))
"""How many statements of a group below its name, or 0 for all in one; in how many lines, of which size. On a slide the
last ones are closer.
"""

BESIDE: Final = 0.46
"""Of the width, on a slide, for the words beside the map."""


@dataclass(frozen=True)
class Said:
    """A group's name with its size, and its statements, the most representative first; all that `in_short`."""

    name: str
    statements: tuple[str, ...]
    in_short: str


@dataclass(frozen=True)
class Entry:
    """What is said of one group, or of everybody; `mark` is the group's number."""

    mark: int | None
    lines: tuple[Block, ...]

    @property
    def height(self) -> float:
        return sum(words.height for words in self.lines) + BELOW


@dataclass(frozen=True)
class Key:
    """The groups in words."""

    entries: tuple[Entry, ...]
    width: float

    @property
    def height(self) -> float:
        return sum(entry.height for entry in self.entries) - BELOW if self.entries else 0

    def write(self, page: Page, x: float, y: float) -> None:
        for entry in self.entries:
            if entry.mark is not None:
                mark(page, (x + RADIUS, y + entry.lines[0].step / 2), entry.mark, RADIUS)
            below = y
            for words in entry.lines:
                below = page.text(words, x + (0 if entry.mark is None else INDENT), below)
            y += entry.height


def key_of(groups: Sequence[Said], everybody: Sequence[str], frame: Frame) -> tuple[Key, float]:
    """As many words as leave the map its room, and that room. Without groups it is what `everybody` says."""
    width = frame.inner * BESIDE if frame.slide else frame.inner
    for statements, lines, size in (*LENGTHS[:-2], *CLOSER) if frame.slide else LENGTHS:
        space = (width, lines, size)
        entries = [_group(number, said, statements, frame, space) for number, said in enumerate(groups)]
        others = [Entry(None, (_words(said, frame, space),)) for said in everybody[: statements + 1]]
        key = Key((*entries, *others), width)
        room = frame.most - frame.height - (0 if frame.slide or not key.entries else key.height + GAP)
        if (key.height <= room) if frame.slide else (room >= LEAST):
            break
    return key, room


def _group(number: int, said: Said, statements: int, frame: Frame, space: tuple[float, int, int]) -> Entry:
    width, lines, size = space[0] - INDENT, *space[1:]
    if not statements:
        return Entry(number, (_words(said.in_short, frame, (width, lines, size)),))
    name = block(said.name, frame.language, width, size + 4, bold=True, most=1)
    return Entry(number, (name, *(_words(one, frame, (width, lines, size)) for one in said.statements[:statements])))


def _words(said: str, frame: Frame, space: tuple[float, int, int]) -> Block:
    width, lines, size = space
    return block(said, frame.language, width, size, most=lines)
