"""Dates in digits of any script, as people type them: shared by the answer to a question and the days of a draft."""

from __future__ import annotations

import re
from datetime import date

from deliberation.errors import NotADate

_DAY_FIRST = re.compile(r"(\d{1,2})\s?[./-]\s?(\d{1,2})\s?[./-]\s?(\d{4})\.?")
_YEAR_FIRST = re.compile(r"(\d{4})\s?[./-]\s?(\d{1,2})\s?[./-]\s?(\d{1,2})\.?")


def date_in_digits(text: str) -> date:
    """Day, month and year, or year, month and day. Raises `NotADate`."""
    plain = text.strip()
    if found := _DAY_FIRST.fullmatch(plain):
        parts = found[3], found[2], found[1]
    elif found := _YEAR_FIRST.fullmatch(plain):
        parts = found[1], found[2], found[3]
    else:
        raise NotADate
    try:
        return date(*map(int, parts))
    except ValueError:
        raise NotADate from None
