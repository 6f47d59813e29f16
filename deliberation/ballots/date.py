"""A date. A ballot is written as ISO 8601 has it: 2027-06-14."""

from __future__ import annotations

from datetime import date

from deliberation.digits import date_in_digits
from deliberation.errors import DateOutOfRange

FIRST, LAST = date(1900, 1, 1), date(2100, 12, 31)


def typed(text: str, earliest: date, latest: date) -> str:
    """The ballot for a date as `date_in_digits` reads it. Raises `NotADate`, `DateOutOfRange`."""
    value = date_in_digits(text)
    if not earliest <= value <= latest:
        raise DateOutOfRange(earliest=earliest.isoformat(), latest=latest.isoformat())
    return value.isoformat()
