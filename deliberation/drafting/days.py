"""Days as people write them: 14.6.2027, 14/6, 14 June, 14 de junio, ekainaren 14a, in 2 weeks, tomorrow, Friday."""

from __future__ import annotations

import re
from calendar import monthrange
from contextlib import suppress
from datetime import UTC, date, datetime, timedelta
from unicodedata import combining, normalize
from zoneinfo import ZoneInfo

from deliberation.definition.file.fields import LAST_YEAR
from deliberation.digits import date_in_digits
from deliberation.drafting.day_words import BESIDE, MONTH, MONTHS, NUMBERS, SOON, UNITS, WEEKDAYS, numbers_of
from deliberation.errors import DateOutOfRange, NotADate

DAY_AND_MONTH = re.compile(r"(\d{1,2})\s?[./-]\s?(\d{1,2})(?:\s?[./-]\s?(\d{2}))?\.?")
TOKEN = re.compile(r"[^\W\d_]+|\d+")
ENDING = re.compile(r"(?<=\d)(?:st|nd|rd|th|an|ean|a|e|ko|eko|o|r)\b")
"""Of a number: 14th, 14a, 2027ko."""

OF_MONTHS = re.compile(r"(?<=a)(?:ren|k)\b")
"""In Basque: ekainaren, ekainak."""

LONGEST = 60
LAST = date(LAST_YEAR, 12, 31)
MOST_AHEAD = 999
YEARS_AHEAD = 8
"""In which every day comes that comes at all: 29 February."""

_MONTHS, _WEEKDAYS, _SOON = numbers_of(*MONTHS, first=1), numbers_of(*WEEKDAYS), numbers_of(*SOON)
_NUMBERS = {word: number for number, words in NUMBERS.items() for word in words.split()}
_UNITS = {word: days for days, words in UNITS.items() for word in words.split()}
_BESIDE = frozenset(BESIDE.split())
KNOWN_AHEAD = {*_BESIDE, *_UNITS, *_NUMBERS}
DAY = ("dia", "dnia")
"""What may stand before a day of a month: dnia 14 czerwca."""


def today(now: int, zone: str) -> date:
    """The day on which this moment (milliseconds UTC) falls there."""
    return datetime.fromtimestamp(now / 1000, tz=UTC).astimezone(ZoneInfo(zone)).date()


def read_day(text: str, today: date) -> date:
    """The day that is meant; without a year the next such day, today among them.

    Raises `NotADate`, and `DateOutOfRange` for a day beyond what a file can have.
    """
    if len(text) > LONGEST:
        raise NotADate
    try:
        day = date_in_digits(text)
    except NotADate:
        day = _in_digits(text.strip(), today) or _in_words(_tokens(text), today)
    if day > LAST:
        raise DateOutOfRange(earliest=today.isoformat(), latest=LAST.isoformat())
    return day


def _in_digits(text: str, today: date) -> date | None:
    if (found := DAY_AND_MONTH.fullmatch(text)) is None:
        return None
    year = None if found[3] is None else 2000 + int(found[3])
    return _day(int(found[1]), int(found[2]), year, today)


def _tokens(text: str) -> list[str]:
    """Words and numbers, without capitals, accents, and the endings that a language gives them."""
    folded = normalize("NFKD", text.casefold().replace("ł", "l"))
    plain = "".join(character for character in folded if not combining(character))
    return TOKEN.findall(OF_MONTHS.sub("", ENDING.sub("", plain)))


def _in_words(tokens: list[str], today: date) -> date:
    words = [token for token in tokens if not token.isdigit()]
    numbers = [int(token) for token in tokens if token.isdigit()]
    for reads in (_of_a_month, _from_now, _of_the_week, _ahead):
        if (day := reads(words, numbers, today)) is not None:
            return day
    raise NotADate


def _of_a_month(words: list[str], numbers: list[int], today: date) -> date | None:
    months = list({month for word in words if (month := _month(word)) is not None})
    rest = {word for word in words if _month(word) is None}
    days, years = [n for n in numbers if n <= 31], [n for n in numbers if n > 31]
    if len(months) != 1 or len(days) != 1 or len(years) > 1 or not rest <= {*_BESIDE, *_WEEKDAYS, *DAY}:
        return None
    return _day(days[0], months[0], years[0] if years else None, today)


def _month(word: str) -> int | None:
    """By its name, or the beginning of it: sept, dec."""
    return next((number for name, number in _MONTHS.items() if len(word) > 2 and name.startswith(word)), None)


def _from_now(words: list[str], numbers: list[int], today: date) -> date | None:
    soon = [_SOON[word] for word in words if word in _SOON]
    alone = len(soon) == 1 and not numbers and {*words} <= {*_BESIDE, *_SOON}
    return today + timedelta(days=soon[0]) if alone else None


def _of_the_week(words: list[str], numbers: list[int], today: date) -> date | None:
    """The next one, and not today."""
    named = [_WEEKDAYS[word] for word in words if word in _WEEKDAYS]
    if len(named) != 1 or numbers or not {*words} <= {*_BESIDE, *_WEEKDAYS}:
        return None
    return today + timedelta(days=(named[0] - today.weekday() - 1) % 7 + 1)


def _ahead(words: list[str], numbers: list[int], today: date) -> date | None:
    """In so many days, weeks or months."""
    units = [_UNITS[word] for word in words if word in _UNITS]
    named = [_NUMBERS[word] for word in words if word in _NUMBERS and word not in _BESIDE]
    counted = numbers or named or [1]
    if len(units) != 1 or len(counted) != 1 or counted[0] > MOST_AHEAD or not {*words} <= KNOWN_AHEAD:
        return None
    return _months_on(today, counted[0]) if units[0] == MONTH else today + timedelta(days=counted[0] * units[0])


def _months_on(today: date, months: int) -> date:
    year, month = divmod(today.year * 12 + today.month - 1 + months, 12)
    return date(year, month + 1, min(today.day, monthrange(year, month + 1)[1]))


def _day(day: int, month: int, year: int | None, today: date) -> date:
    """The day in this year, or the next one there is."""
    for tried in (year,) if year is not None else range(today.year, today.year + YEARS_AHEAD + 1):
        with suppress(ValueError):
            found = date(tried, month, day)
            if year is not None or found >= today:
                return found
    raise NotADate
