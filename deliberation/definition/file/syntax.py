"""From a file's text to TOML's tables, past every line that TOML does not take.

TOML's reader stops at the first line that it cannot read. Here that line is noted and mended, and the text is read
again, so that a missing quote does not hide what else is wrong. A text is mended only to find its other mistakes: a
file with a mistake is never used.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass, replace
from itertools import count
from typing import Any

from deliberation.definition.file.cures import OF_LISTS, Cured, cured, stands
from deliberation.definition.file.near import short
from deliberation.definition.file.text import tidy, too_deep
from deliberation.errors import DefinitionInvalid, Mistake

MOST_ROUNDS = 20
"""Lines that are mended in one reading; who has more to correct is told so the next time."""

MOST_CHARACTERS = 2_000_000
"""Read in all rounds together: a long file gets fewer rounds, so that the time has a bound."""

ROUNDS_TO_MEND = 4
"""Readings that mending one line may take."""

LONGEST_TABLE = 20
"""Lines in which the end of a table in braces is looked for."""

PLACE = re.compile(r"\(at line (\d+), column \d+\)$")
TWICE = re.compile(r"Cannot (?:overwrite|declare|mutate|redefine)|Duplicate inline table key '(?P<key>.*)'")
UNCLOSED_TEXT = re.compile(r"\"\"\"|\'\'\'")
STATEMENT = re.compile(r"^\s*[\w.\"'-]+\s*=")
HEADING = re.compile(r"^\s*(\[\[?)\s*([\w.\"' -]+?)\s*(\]\]?)")


@dataclass(frozen=True)
class Broken:
    """A line that TOML does not take. `lost`: what stood there is unknown, so nothing more is to be said about it."""

    line: int
    cured: Cured


@dataclass(frozen=True)
class Toml:
    """What a file holds; `text` is the one that was read, line by line the file's own but for what was mended."""

    table: dict[str, Any]
    text: str
    broken: tuple[Broken, ...]


def read_toml(source: str) -> Toml:
    """The tables of a text. Raises `DefinitionInvalid` when they cannot be had even by mending."""
    mending = _Mending(tidy(source))
    for rounds in count(1):
        try:
            return Toml(tomllib.loads(mending.text()), mending.text(), tuple(mending.broken))
        except RecursionError:
            raise too_deep() from None
        except ValueError as error:  # TOML's own error, or a number too long for Python
            mending.mend(error)
        if rounds >= mending.rounds or mending.stuck:
            break
    raise DefinitionInvalid(tuple(Mistake("", b.cured.code, b.cured.parameters, b.line) for b in mending.broken))


class _Mending:
    """A text that becomes readable line by line. Lines are counted from 0 here, and from 1 in what is noted."""

    def __init__(self, text: str):
        self._lines = text.split("\n")
        self.broken: list[Broken] = []
        self.rounds = max(1, min(MOST_ROUNDS, MOST_CHARACTERS // (ROUNDS_TO_MEND * len(text) + 1)))
        self.stuck = False

    def text(self) -> str:
        return "\n".join((*self._lines, ""))

    def mend(self, error: ValueError) -> None:
        """Note the line that this error is about, and put another in its place."""
        place = PLACE.search(str(error))
        at = min(int(place[1]), len(self._lines)) - 1 if place else self._unclosed()
        if (twice := TWICE.search(str(error))) is not None:
            self._put(at, self._twice(at, twice["key"]))
        elif "Unclosed array" in str(error) and place is not None and self._mend_line_before(at):
            pass
        elif not stands(self._lines[at]):
            self._put(at, self._table_over_lines(at) or cured(self._lines[at]) or self._given_up(at, error))
        elif place is None or not self._mend_line_before(at):
            self._put(at, self._given_up(at, error))

    def _mend_line_before(self, at: int) -> bool:
        """A list goes on until it is closed, so that its own mistake shows in a later line, which is in order."""
        before = next((number for number in range(at - 1, -1, -1) if self._lines[number].strip()), None)
        if before is None:
            return False
        was = self._lines[before]
        for cure in OF_LISTS:
            for guess in cure.lines(was):
                self._lines[before] = guess
                if self._reads_beyond(at):
                    self._note(before, Cured(cure.code, guess, {"meant": short(guess, 60)}))
                    return True
        self._lines[before] = was
        return False

    def _reads_beyond(self, at: int) -> bool:
        try:
            tomllib.loads(self.text())
        except (ValueError, RecursionError) as error:
            place = PLACE.search(str(error))
            return place is not None and int(place[1]) - 1 > at
        return True

    def _table_over_lines(self, at: int) -> Cured | None:
        """Braces whose end is some lines below, as other formats allow: put together, for TOML wants them in one."""
        if not re.search(r"=\s*\{", self._lines[at]):
            return None
        for end in range(at + 1, min(at + LONGEST_TABLE, len(self._lines))):
            if "}" in self._lines[end]:
                inside = ", ".join(line.strip().rstrip(",") for line in self._lines[at + 1 : end] if line.strip())
                line = re.sub(r",\s*}", " }", f"{self._lines[at]} {inside} {self._lines[end].strip()}")
                if not stands(line):
                    return None
                self._lines[at + 1 : end + 1] = [""] * (end - at)
                return Cured("table_over_lines", line)
        return None

    def _twice(self, at: int, inside: str | None) -> Cured:
        line = self._lines[at]
        if found := HEADING.match(line):
            name = found[2].strip()
            other = f"{found[1]}{name}-{at}{found[3]}"
            return Cured("heading_twice", other if stands(other) else "#", {"value": short(name)}, lost=True)
        if inside is not None:
            return Cured("key_twice", _harmless(line), {"value": short(inside)}, lost=True)
        return Cured("key_twice", "#", {"value": short(line.partition("=")[0].strip())}, lost=True)

    def _given_up(self, at: int, error: ValueError) -> Cured:
        if UNCLOSED_TEXT.search(self._lines[at]):
            return Cured("text_open", _harmless(self._lines[at]), lost=True)
        reason = str(error) if isinstance(error, tomllib.TOMLDecodeError) else ""
        return Cured("toml", _harmless(self._lines[at]), {"reason": short(PLACE.sub("", reason), 80)}, lost=True)

    def _unclosed(self) -> int:
        """The last line that cannot stand by itself: where something begins that never ends."""
        numbers = range(len(self._lines) - 1, -1, -1)
        return next((number for number in numbers if not stands(self._lines[number])), len(self._lines) - 1)

    def _put(self, at: int, cured: Cured) -> None:
        self.stuck = self._lines[at] == cured.line
        self._lines[at] = cured.line
        self._note(at, cured)

    def _note(self, at: int, cured: Cured) -> None:
        """One mistake a line: what else comes up in it follows from the first, but for a second bad date."""
        here = [broken for broken in self.broken if broken.line == at + 1]
        if all(b.cured.code == cured.code and b.cured.parameters != cured.parameters for b in here):
            self.broken.append(Broken(at + 1, cured))
        elif cured.lost:
            self.broken = [replace(b, cured=replace(b.cured, lost=True)) if b in here else b for b in self.broken]


def _harmless(line: str) -> str:
    """A line that says nothing, with the key of this one: that it is missing would be told besides, and be wrong."""
    found = STATEMENT.match(line)
    harmless = f'{found[0]} ""' if found else "{}," if line.lstrip().startswith("{") else "#"
    return harmless if harmless != line and stands(harmless) else "#"
