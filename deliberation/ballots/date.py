"""A date. A ballot is written as ISO 8601 has it: 2027-06-14."""

from __future__ import annotations

import re
from datetime import date

from deliberation.errors import DateOutOfRange, NotADate

FIRST, LAST = date(1900, 1, 1), date(2100, 12, 31)

_DAY_FIRST = re.compile(r"(\d{1,2})\s?[./-]\s?(\d{1,2})\s?[./-]\s?(\d{4})\.?")
_YEAR_FIRST = re.compile(r"(\d{4})\s?[./-]\s?(\d{1,2})\s?[./-]\s?(\d{1,2})\.?")


def typed(text: str, earliest: date, latest: date) -> str:
    """The ballot for a date in digits of any script: day, month and year, or year, month and day.

    Raises `NotADate`, `DateOutOfRange`.
    """
    written = text.strip()
    if found := _DAY_FIRST.fullmatch(written):
        parts = found[3], found[2], found[1]
    elif found := _YEAR_FIRST.fullmatch(written):
        parts = found[1], found[2], found[3]
    else:
        raise NotADate
    try:
        value = date(*map(int, parts))
    except ValueError:
        raise NotADate from None
    if not earliest <= value <= latest:
        raise DateOutOfRange(earliest=earliest.isoformat(), latest=latest.isoformat())
    return value.isoformat()
