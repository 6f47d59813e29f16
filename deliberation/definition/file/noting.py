"""One table of a file, and a note of every mistake in it, with its place, instead of stopping at the first."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Self, TypeVar

from deliberation.definition.file.near import near, quoted, short
from deliberation.errors import Mistake

MOST_MISTAKES = 300
"""Noted in one file. Nobody corrects more at once, and a file that is all mistakes shall not take all memory."""

T = TypeVar("T")


class Table:
    """A table, of which it is remembered what was asked for. All tables of a file share one list of mistakes."""

    def __init__(self, table: Mapping[str, Any], where: str, languages: Sequence[str], mistakes: list[Mistake]):
        self._table = table
        self._where = where
        self.languages = languages
        self._mistakes = mistakes
        self._known: set[str] = set()

    def wrong(self, key: str, code: str, **parameters: str | int) -> None:
        """Note a mistake at this key."""
        if len(self._mistakes) < MOST_MISTAKES:
            self._mistakes.append(Mistake(self._path(key), code, parameters))

    def unknown(self, key: str, code: str, value: str, known: Iterable[str], **parameters: str | int) -> None:
        """Note a value that is none of those known, and which of them was probably meant."""
        if len(self._mistakes) < MOST_MISTAKES:  # else it is not worth the time
            names = list(dict.fromkeys(known))
            meant = near(value, names)
            self.wrong(key, code, value=short(value), meant=meant, known=short(", ".join(names), 300), **parameters)

    def right(self, *keys: str) -> bool:
        """Whether nothing was noted at these keys, so that their values can be compared."""
        if len(self._mistakes) >= MOST_MISTAKES:  # nothing that is compared would be noted
            return False
        paths = {self._path(key) for key in keys}
        return not any(mistake.where in paths for mistake in self._mistakes)

    def close(self, code: str = "unknown_key") -> None:
        """Note every key that nobody asked for: most often a slip of the pen in an optional one."""
        for key in sorted(set(self._table) - self._known):
            self.unknown(key, code, key, sorted(self._known))

    def given(self, key: str) -> str:
        """The text that is written at this key, if there is one. Notes nothing."""
        value = self._table.get(key)
        return value if isinstance(value, str) else ""

    def has(self, key: str) -> bool:
        """Whether this key, which may be missing, is there."""
        self._known.add(key)
        return key in self._table

    def _inside(self, table: Mapping[str, Any], where: str) -> Self:
        return type(self)(table, where, self.languages, self._mistakes)

    def _path(self, key: str) -> str:
        return ".".join(part for part in (self._where, key) if part)

    def _take(self, key: str, expected: type[T], default: T, *, called: str = "") -> T:
        self._known.add(key)
        if key not in self._table:
            self.wrong(key, "missing")
            return default
        value = self._table[key]
        if not isinstance(value, expected) or (expected is int and isinstance(value, bool)):
            expects = called or expected.__name__
            self.wrong(key, "type", expected=expects, given=quoted(value), language=self.languages[0])
            return default
        return value
