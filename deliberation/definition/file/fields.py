"""Readers for every form that a value in a file can have.

A reader returns something harmless in place of a wrong value, so that reading goes on; whoever asked must look at the
mistakes before using what was read.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from typing import Self
from unicodedata import normalize
from zoneinfo import ZoneInfo

from deliberation.definition.file.near import quoted, short
from deliberation.definition.file.noting import Table
from deliberation.definition.words import Words

IDENTIFIER = re.compile(r"[a-z][a-z0-9-]{0,29}")
IDENTIFIER_OR_NUMBER = re.compile(rf"{IDENTIFIER.pattern}|[0-9]{{1,3}}")
LANGUAGE = re.compile(r"[a-z]{2,3}")
FIRST_YEAR, LAST_YEAR = 2000, 2100
MOST_NAMED = 20
"""Choices that one condition can name."""

LIKE_A_LANGUAGE = re.compile(r"([a-z]{2,3})[-_]\w+")


class Fields(Table):
    """One table of the file, and a reader for each form that a value can have."""

    def text(self, key: str, most: int) -> str:
        value = self._take(key, str, "").strip()
        if isinstance(self._table.get(key), str):
            if not value:
                self.wrong(key, "blank")
            elif len(value) > most:
                self.wrong(key, "length", length=len(value), most=most)
        return value

    def identifier(self, key: str = "id") -> str:
        value = self._take(key, str, "")
        if isinstance(self._table.get(key), str) and not IDENTIFIER.fullmatch(value):
            self.wrong(key, "identifier", value=short(value), meant=_as_identifier(value))
        return value

    def identifiers(self, key: str) -> tuple[str, ...]:
        """A list of ids or of whole numbers, as text; nothing when the key is missing."""
        values = self._take(key, list, []) if self.has(key) else []
        good = tuple(quoted(v) for v in values if IDENTIFIER_OR_NUMBER.fullmatch(quoted(v)))
        if values is self._table.get(key) and (not 1 <= len(values) <= MOST_NAMED or len(good) < len(values)):
            odd = next((quoted(value) for value in values if quoted(value) not in good), "")
            self.wrong(key, "list_of_ids", most=MOST_NAMED, value=odd)
        return good

    def number(self, key: str, *, default: int | None, least: int, most: int) -> int:
        if default is not None and key not in self._table:
            self._known.add(key)
            return default
        value = self._take(key, int, least)
        if not least <= value <= most:
            self.wrong(key, "range", least=least, most=most)
            return min(max(value, least), most)
        return value

    def optional_number(self, key: str, least: int, most: int) -> int | None:
        return self.number(key, default=None, least=least, most=most) if self.has(key) else None

    def optional_match(self, key: str, pattern: re.Pattern[str]) -> str | None:
        """A text of the pattern that is called like the key."""
        value = self._take(key, str, "") if self.has(key) else None
        if value is not None and isinstance(self._table[key], str) and not pattern.fullmatch(value):
            self.wrong(key, key, value=short(value, 60))
        return value

    def optional_date(self, key: str, default: date) -> date:
        value = self._take(key, date, default) if self.has(key) else default
        if isinstance(value, datetime):
            self.wrong(key, "type", expected="day")
            return default
        return value

    def flag(self, key: str, default: bool) -> bool:
        self._known.add(key)
        return self._take(key, bool, default) if key in self._table else default

    def words(self, key: str, most: int) -> Words:
        """A text in several languages; the first language of the file must be there."""
        table = self._take(key, dict, {}, called="words")
        if table is not self._table.get(key):
            return {}
        return self._inside(table, self._path(key)).translations(most)

    def translations(self, most: int) -> Words:
        """This table itself as a text in several languages."""
        if self.languages[0] in self._table:
            self.text(self.languages[0], most)
        else:
            self._known.add(self.languages[0])
            self.wrong(self.languages[0], "text_missing", language=self.languages[0])
        for language in self.languages[1:]:
            if language in self._table:  # a translation may be missing: the first language stands in for it
                self.text(language, most)
            self._known.add(language)
        self.close("language_unlisted")
        return {language: text.strip() for language, text in self._table.items() if isinstance(text, str)}

    def optional_words(self, key: str, most: int) -> Words | None:
        return self.words(key, most) if self.has(key) else None

    def list_of_words(self, key: str, length: int, *, most: int) -> tuple[Words, ...]:
        """A list of texts in several languages; nothing when the key is missing."""
        rows = self.tables(key, least=1, most=most) if self.has(key) else []
        return tuple(row.translations(length) for row in rows)

    def texts(self, key: str, pattern: re.Pattern[str], most: int) -> tuple[str, ...]:
        """A list of short texts that match a pattern, at least one."""
        values = self._take(key, list, [])
        good = tuple(v for v in values if isinstance(v, str) and pattern.fullmatch(v))
        if values is self._table.get(key) and (not 1 <= len(values) <= most or len(good) < len(values)):
            odd = next((quoted(value) for value in values if value not in good), "")
            meant = LIKE_A_LANGUAGE.sub(r"\1", odd.lower())
            self.wrong(key, "list", most=most, value=odd, meant=meant if pattern.fullmatch(meant) else "")
        for value in sorted(value for value, times in Counter(good).items() if times > 1):
            self.wrong(key, "twice", value=value)
        return good

    def tables(self, key: str, *, least: int, most: int) -> list[Self]:
        path = self._path(key)
        if isinstance(self._table.get(key), dict):  # [phases] in place of [[phases]]
            self._known.add(key)
            self.wrong(key, "double_brackets", name=re.sub(r"\[\d+\]", "", path))
            return [self._inside(self._table[key], f"{path}[0]")]
        rows = self._take(key, list, [])
        if rows is self._table.get(key) and not least <= len(rows) <= most:
            self.wrong(key, "count", least=least, most=most, count=len(rows))
        read = list(enumerate(rows[: 2 * most]))  # some more than fit, for the mistakes in them; not without an end
        for index, row in read:
            if not isinstance(row, dict):
                self.wrong(f"{key}[{index}]", "type", expected="dict")
        return [self._inside(row, f"{path}[{index}]") for index, row in read if isinstance(row, dict)]

    def table(self, key: str, *, called: str = "") -> Self | None:
        """A table that may be missing."""
        table = self._take(key, dict, {}, called=called) if self.has(key) else {}
        return self._inside(table, self._path(key)) if key in self._table and table is self._table[key] else None

    def one_or_several(self, key: str, most: int) -> list[Self]:
        """A table, or a list of tables; nothing when the key is missing."""
        if self.has(key) and isinstance(self._table[key], list):
            return self.tables(key, least=1, most=most)
        only = self.table(key)
        return [] if only is None else [only]

    def moment(self, key: str, zone: ZoneInfo, *, begins: bool = False) -> int:
        """A date, or a date and time, in the town's zone, as milliseconds UTC. A date alone is its last minute, or its
        first where something begins.
        """
        value = self._take(key, date, date(FIRST_YEAR, 1, 1))  # a datetime is a date too
        if not FIRST_YEAR <= value.year <= LAST_YEAR:
            self.wrong(key, "year", least=FIRST_YEAR, most=LAST_YEAR)
            value = date(FIRST_YEAR, 1, 1)
        if not isinstance(value, datetime):
            midnight = datetime.combine(value + timedelta(days=not begins), time(), tzinfo=zone)
            value = midnight if begins else midnight - timedelta(minutes=1)
        elif value.tzinfo is None:
            value = value.replace(tzinfo=zone)
        return int(value.timestamp() * 1000)


def note_twice(rows: Iterable[tuple[Fields, str]]) -> None:
    """Note every id that another of these tables has already."""
    seen: set[str] = set()
    for fields, identifier in rows:
        if identifier in seen:
            fields.wrong("id", "twice", value=short(identifier))
        elif identifier:  # an empty one is missing, which was noted
            seen.add(identifier)


def _as_identifier(value: str) -> str:
    """The nearest to a text that can be an id; empty where nothing is left of it."""
    plain = normalize("NFKD", value.casefold()).encode("ascii", "ignore").decode()
    slug = re.sub(r"[^a-z0-9]+", "-", plain).lstrip("-0123456789")[:30].rstrip("-")
    return slug if IDENTIFIER.fullmatch(slug) else ""
