"""One table, row by row: columns are found by their names, and whatever is wrong is told with its line."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Sequence
from io import StringIO
from typing import Final

from reports.polis.conversation import Unreadable

LONGEST: Final = 1_000_000
"""Characters in a cell. The reader's own bound, 131,072, is less than a description may have."""

SHOWN: Final = 40
"""Characters of a cell that a complaint quotes."""

LARGEST: Final = 2**62
"""No number is as large: an array has no room for it."""


class Table:
    """`text` may be a file that was opened with `newline=""`: it is read a line at a time."""

    def __init__(self, name: str, text: str | Iterable[str]):
        csv.field_size_limit(max(csv.field_size_limit(), LONGEST))
        self.name = name
        self._reader = csv.reader(StringIO(text, newline="") if isinstance(text, str) else text, strict=True)

    def header(self) -> list[str]:
        """The names of the columns."""
        header = next(self.rows(), None)
        if header is None:
            raise Unreadable("empty", self.name)
        return [header[0].removeprefix("\ufeff").strip(), *(cell.strip() for cell in header[1:])]

    def columns(self, header: Sequence[str], *wanted: str) -> list[int]:
        """Where these columns are."""
        missing = next((name for name in wanted if name not in header), None)
        if missing is not None:
            raise Unreadable("no_column", self.name, 1, missing)
        return [header.index(name) for name in wanted]

    def rows(self) -> Iterator[list[str]]:
        """Every row that has cells."""
        try:
            yield from filter(None, self._reader)
        except csv.Error:
            raise Unreadable("not_a_table", self.name, self._reader.line_num) from None

    def cell(self, row: Sequence[str], column: int) -> str:
        if column >= len(row):
            raise Unreadable("too_short", self.name, self._reader.line_num)
        return row[column]

    def number(self, row: Sequence[str], column: int, empty: int | None = None) -> int:
        """A whole number; `empty` is what an empty cell stands for, if it may be empty."""
        content = self.cell(row, column)
        if empty is not None and not content.strip():
            return empty
        try:
            found = int(content)
        except ValueError:
            raise self.wrong("not_a_number", content) from None
        if abs(found) >= LARGEST:
            raise self.wrong("not_a_number", content)
        return found

    def identifier(self, row: Sequence[str], column: int) -> int:
        """The number of a voter or a comment."""
        found = self.number(row, column)
        if found < 0:
            raise self.wrong("not_a_number", row[column])
        return found

    def vote(self, content: str) -> int:
        """1, 0 or -1."""
        try:
            return VOTES[content]
        except KeyError:
            raise self.wrong("not_a_vote", content) from None

    def wrong(self, code: str, content: str) -> Unreadable:
        """The complaint about a cell of the row that was read last."""
        return Unreadable(code, self.name, self._reader.line_num, content[:SHOWN])


VOTES: Final = {"1": 1, "0": 0, "-1": -1}
