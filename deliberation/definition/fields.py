"""Takes a file's tables apart, noting every mistake with its place instead of stopping at the first.

A reader returns something harmless in place of a wrong value, so that reading goes on; whoever asked must look at the
mistakes before using what was read.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date, datetime, time, timedelta
from typing import Any, TypedDict, TypeVar
from zoneinfo import ZoneInfo

from deliberation.definition.words import Words
from deliberation.errors import Mistake

IDENTIFIER = re.compile(r"[a-z][a-z0-9-]{0,29}")
LANGUAGE = re.compile(r"[a-z]{2,3}")
FIRST_YEAR, LAST_YEAR = 2000, 2100


T = TypeVar("T")


class StepHead(TypedDict):
    """What `Fields.step_head` reads for every kind of step."""

    id: str
    question: Words
    help: Words | None
    required: bool


class Fields:
    """One table of the file. All tables of a file share one list of mistakes."""

    def __init__(self, table: Mapping[str, Any], where: str, languages: Sequence[str], mistakes: list[Mistake]):
        self._table = table
        self._where = where
        self.languages = languages
        self._mistakes = mistakes
        self._known: set[str] = set()

    def wrong(self, key: str, code: str, **parameters: str | int) -> None:
        """Note a mistake at this key."""
        self._mistakes.append(Mistake(self._path(key), code, parameters))

    def right(self, *keys: str) -> bool:
        """Whether nothing was noted at these keys, so that their values can be compared."""
        paths = {self._path(key) for key in keys}
        return not any(mistake.where in paths for mistake in self._mistakes)

    def close(self) -> None:
        """Note every key that nobody asked for: most often a slip of the pen in an optional one."""
        for key in sorted(set(self._table) - self._known):
            self.wrong(key, "unknown_key", known=", ".join(sorted(self._known)))

    def text(self, key: str, most: int) -> str:
        value = self._take(key, str, "")
        if key in self._table and isinstance(self._table[key], str) and not 0 < len(value.strip()) <= most:
            self.wrong(key, "length", length=len(value), most=most)
        return value.strip()

    def identifier(self) -> str:
        value = self._take("id", str, "")
        if "id" in self._table and isinstance(self._table["id"], str) and not IDENTIFIER.fullmatch(value):
            self.wrong("id", "identifier", value=value[:40])
        return value

    def number(self, key: str, *, default: int | None, least: int, most: int) -> int:
        if default is not None and key not in self._table:
            self._known.add(key)
            return default
        value = self._take(key, int, least)
        if not least <= value <= most:
            self.wrong(key, "range", least=least, most=most)
        return value

    def flag(self, key: str, default: bool) -> bool:
        self._known.add(key)
        return self._take(key, bool, default) if key in self._table else default

    def words(self, key: str, most: int) -> Words:
        """A text in several languages; the first language of the file must be there."""
        table = self._take(key, dict, {})
        inner = Fields(table, self._path(key), self.languages, self._mistakes)
        if key in self._table and table is self._table[key]:
            inner.text(self.languages[0], most)
            for language in self.languages[1:]:
                if language in table:
                    inner.text(language, most)
                inner._known.add(language)  # a translation may be missing: the first language stands in for it
            inner.close()
        return {language: text.strip() for language, text in table.items() if isinstance(text, str)}

    def optional_words(self, key: str, most: int) -> Words | None:
        self._known.add(key)
        return self.words(key, most) if key in self._table else None

    def texts(self, key: str, pattern: re.Pattern[str], most: int) -> tuple[str, ...]:
        """A list of short texts that match a pattern, at least one."""
        values = self._take(key, list, [])
        good = tuple(v for v in values if isinstance(v, str) and pattern.fullmatch(v))
        if values is self._table.get(key) and (not 1 <= len(values) <= most or len(good) < len(values)):
            self.wrong(key, "list", most=most)
        self.unique(key, good)
        return good

    def tables(self, key: str, *, least: int, most: int) -> list[Fields]:
        rows = self._take(key, list, [])
        if rows is self._table.get(key) and not least <= len(rows) <= most:
            self.wrong(key, "count", least=least, most=most, count=len(rows))
        path = self._path(key)
        inner = []
        for index, row in enumerate(rows):
            if isinstance(row, dict):
                inner.append(Fields(row, f"{path}[{index}]", self.languages, self._mistakes))
            else:
                self._mistakes.append(Mistake(f"{path}[{index}]", "type", {"expected": "dict"}))
        return inner

    def unique(self, key: str, identifiers: Sequence[str]) -> None:
        for value, times in Counter(identifiers).items():
            if value and times > 1:  # an empty one is missing, which was noted
                self.wrong(key, "twice", value=value)

    def moment(self, key: str, zone: ZoneInfo) -> int:
        """A date, or a date and time, in the town's zone, as milliseconds UTC. A date alone is its last minute."""
        value = self._take(key, date, date(FIRST_YEAR, 1, 1))  # a datetime is a date too
        if not FIRST_YEAR <= value.year <= LAST_YEAR:
            self.wrong(key, "year", least=FIRST_YEAR, most=LAST_YEAR)
            value = date(FIRST_YEAR, 1, 1)
        if not isinstance(value, datetime):
            value = datetime.combine(value + timedelta(days=1), time(), tzinfo=zone) - timedelta(minutes=1)
        elif value.tzinfo is None:
            value = value.replace(tzinfo=zone)
        return int(value.timestamp() * 1000)

    def step_head(self) -> StepHead:
        """What every kind of step begins with."""
        return {
            "id": self.identifier(),
            "question": self.words("question", 200),
            "help": self.optional_words("help", 200),
            "required": self.flag("required", default=True),
        }

    def _path(self, key: str) -> str:
        return f"{self._where}.{key}" if self._where else key

    def _take(self, key: str, expected: type[T], default: T) -> T:
        self._known.add(key)
        if key not in self._table:
            self.wrong(key, "missing")
            return default
        value = self._table[key]
        if not isinstance(value, expected) or (expected is int and isinstance(value, bool)):
            self.wrong(key, "type", expected=expected.__name__)
            return default
        return value
