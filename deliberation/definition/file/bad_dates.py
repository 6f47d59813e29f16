"""Dates that TOML does not take: days that no month has, and other ways of writing one."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import datetime

HARMLESS = "2027-01-01"
"""Stands for a date that nobody can guess; what follows from it is not told."""

WRITTEN = re.compile(
    r"(?<==)(?P<before>\s*)(?P<date>(?P<first>\d{1,4})[-./](?P<middle>\d{1,2})[-./](?P<last>\d{1,4})"
    r"(?:(?:T|\s+)(?P<hour>\d{1,2})[:.h](?P<minute>\d{2})(?::(?P<second>\d{2}))?)?)(?![\w:.-])"
)
TOML = re.compile(r"\d{4}-\d{2}-\d{2}(?:[T ]\d{2}:\d{2}:\d{2})?")


@dataclass(frozen=True)
class BadDate:
    """`line` with a good date in the place of the first bad one. `meant` is empty where nobody can guess the date."""

    line: str
    code: str
    value: str
    meant: str


def bad_date(line: str) -> BadDate | None:
    """The first date in a line that TOML does not take."""
    for found in WRITTEN.finditer(line):
        value = found["date"]
        if TOML.fullmatch(value) and _exists(value):
            continue
        meant, exists = _meant(found)
        put = f"{line[: found.start('date')]}{meant or HARMLESS}{line[found.end('date') :]}"
        return BadDate(put, "date_form" if exists else "no_date", value, meant)
    return None


def _meant(found: re.Match[str]) -> tuple[str, bool]:
    """The date that was meant, as TOML writes it, and whether there is a day that is written so."""
    year, month, day = (int(found[part]) for part in _parts(found))
    turned = month > 12 >= day
    if turned:
        month, day = day, month
    if not (year >= 1000 and 1 <= month <= 12):
        return "", False
    good_day = min(max(day, 1), monthrange(year, month)[1])
    date = f"{year:04}-{month:02}-{good_day:02}"
    if found["hour"] is None:
        return date, good_day == day and not turned
    hour, minute, second = int(found["hour"]), int(found["minute"]), int(found["second"] or 0)
    good_time = "23:59:00" if hour == 24 else f"{hour:02}:{minute:02}:{second:02}"
    whole = f"{date}T{good_time}"
    return (whole, good_day == day and not turned and hour < 24) if _exists(whole) else ("", False)


def _parts(found: re.Match[str]) -> tuple[str, str, str]:
    return ("last", "middle", "first") if len(found["last"]) == 4 else ("first", "middle", "last")


def _exists(value: str) -> bool:
    try:
        datetime.fromisoformat(value)
    except ValueError:
        return False
    return True
