"""How the bot speaks one language: texts, plurals, dates and numbers.

Texts are gettext messages with English as the source. Catalogues are read from the .po files themselves, so there is no
build step that could be forgotten. What is put into a text is escaped for Telegram's HTML; only the texts carry tags.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import UTC, date, datetime
from functools import cache, lru_cache
from gettext import GNUTranslations, NullTranslations
from html import escape, unescape
from importlib.resources import files
from io import BytesIO
from zoneinfo import ZoneInfo

from babel import Locale
from babel.dates import format_date, format_skeleton, get_timezone_location
from babel.lists import format_list
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.numbers import format_decimal

SOURCE = "en"

REGIONS = {"en": "en_GB"}
"""Whose dates and numbers a language writes where its name leaves it open: 14 June, as the towns do."""


class Voice:
    """One language. `say` and `count` name parameters in braces: {name}."""

    def __init__(self, language: str, texts: NullTranslations, locale: str):
        self.language = language
        self._locale = Locale.parse(locale)
        self._texts = texts

    def say(self, message: str, **parameters: str | int) -> str:
        """A text."""
        return self._fill(self._texts.gettext(message), parameters)

    def label(self, message: str, **parameters: str | int) -> str:
        """A text for a button, which knows no HTML: nothing is escaped."""
        return unescape(self.say(message, **parameters))

    def count(self, one: str, many: str, number: int, **parameters: str | int) -> str:
        """A text that depends on a number, which it may name as {number}."""
        return self._fill(self._texts.ngettext(one, many, number), {"number": number, **parameters})

    def day(self, moment: int, zone: str) -> str:
        """A moment (milliseconds UTC) as day and month in that zone: 14 June."""
        there = datetime.fromtimestamp(moment / 1000, tz=UTC).astimezone(ZoneInfo(zone))
        return _ended(format_skeleton("MMMMd", there, locale=self._locale))

    def moment(self, moment: int, zone: str) -> str:
        """A moment as day and time of day: 14 June, 18:00. The end of a day is the day."""
        there = datetime.fromtimestamp(moment / 1000, tz=UTC).astimezone(ZoneInfo(zone))
        if (there.hour, there.minute) == (23, 59):
            return self.day(moment, zone)
        return f"{self.day(moment, zone)}, {format_skeleton('Hm', there, locale=self._locale)}"

    def when(self, moment: int, zone: str) -> str:
        """A moment to keep free, with the day of the week: Thursday 3 June, 19:00."""
        there = datetime.fromtimestamp(moment / 1000, tz=UTC).astimezone(ZoneInfo(zone))
        weekday = format_date(there, "EEEE", locale=self._locale)
        day, time = self.day(moment, zone), self.clock(moment, zone)
        return unescape(self.say("{weekday} {day}, {time}", weekday=weekday, day=day, time=time))

    def clock(self, moment: int, zone: str) -> str:
        """The time of day: 19:00."""
        there = datetime.fromtimestamp(moment / 1000, tz=UTC).astimezone(ZoneInfo(zone))
        return format_skeleton("Hm", there, locale=self._locale)

    def city(self, zone: str) -> str:
        """The city by whose clocks a zone goes: Warsaw."""
        return get_timezone_location(ZoneInfo(zone), locale=self._locale, return_city=True)

    def date(self, value: date) -> str:
        """A whole date: 14 June 2027."""
        return _ended(format_date(value, "long", locale=self._locale))

    def either(self, items: Sequence[str]) -> str:
        """Several things of which one is enough: A, B or C."""
        return format_list(items, style="or", locale=self._locale)

    def all_of(self, items: Sequence[str]) -> str:
        """Several things together: A, B and C."""
        return format_list(items, style="standard", locale=self._locale)

    def number(self, value: int) -> str:
        """A number with the language's separators."""
        return _written(value, self._locale)

    def _fill(self, text: str, parameters: dict[str, str | int]) -> str:
        given = {
            name: escape(value, quote=False) if isinstance(value, str) else self.number(value)
            for name, value in parameters.items()
        }
        return text.format(**given)


OPEN_ENDING = re.compile(r"(\d+)\((\w+)\)(\w*)")
"""How the locale data write a Basque ending that depends on how the number is spoken: 14(a), 2027(e)ko."""


def _ended(day: str) -> str:
    """The day with its endings as they are spoken: 14a, but 11 and 31, which end in a consonant; 2027ko."""
    return OPEN_ENDING.sub(lambda found: found[1] + (found[3] or ("" if found[1] in {"11", "31"} else found[2])), day)


@lru_cache(maxsize=1024)
def _written(value: int, locale: Locale) -> str:
    """Kept, for every question says its number, and writing one takes longer than the rest of its text."""
    return format_decimal(value, locale=locale)


@lru_cache(maxsize=64)
def voice(language: str) -> Voice:
    """The voice for a reader of this language; where there is no catalogue, its words are those of the source."""
    if language in spoken() and language != SOURCE:
        return Voice(language, _catalogue(language), REGIONS.get(language, language))
    return Voice(language, NullTranslations(), REGIONS[SOURCE])


@cache
def spoken() -> tuple[str, ...]:
    """The languages the bot itself speaks, the source first."""
    return (SOURCE, *sorted(folder.name for folder in (files(__package__) / "locales").iterdir() if folder.is_dir()))


def _catalogue(language: str) -> GNUTranslations:
    path = files(__package__) / "locales" / language / "LC_MESSAGES" / "fairdeal.po"
    compiled = BytesIO()
    with path.open("rb") as source:
        write_mo(compiled, read_po(source, locale=language))
    compiled.seek(0)
    return GNUTranslations(compiled)
