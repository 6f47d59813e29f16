"""A day and a time of day as people write them: 3 June 19:00, tomorrow 7 pm, el viernes a las 19:00."""

from __future__ import annotations

import re
from datetime import datetime, time
from zoneinfo import ZoneInfo

from deliberation.drafting.days import read_day, today
from deliberation.errors import NotADate, NotATime, TimePassed

LONGEST = 80
HALVES = re.compile(r"\b(\d{1,2})(?:[:.](\d{2}))?\s?([ap])\.?\s?m\b\.?", re.IGNORECASE)
"""7 pm, 7:30 p.m."""

SAID_AFTER = r"(?:\s?(?:h|uur|uhr|godz)\b\.?)?"
CLOCK = re.compile(rf"(?<![\d.:-])(\d{{1,2}}):(\d{{2}})(?::00)?(?![\d:]){SAID_AFTER}", re.IGNORECASE)
DOTTED = re.compile(rf"(?<![\d./-])(\d{{1,2}})\.(\d{{2}}){SAID_AFTER}\s*$", re.IGNORECASE)
"""19.00 at the end, where it cannot be a day."""

AROUND = re.compile(r"[\s,;T]+$|^[\s,;]+")
BEFORE_HOUR = re.compile(r"\b(?:at|om|o|a les|a las|godz\.?)\s*$", re.IGNORECASE)


def read_moment(text: str, now: int, zone: str) -> int:
    """The moment (milliseconds UTC) that is meant, by the clocks there. Raises `NotATime`, `DateOutOfRange`, and
    `TimePassed`.
    """
    plain = " ".join(text.split())
    hour, rest = _hour(plain) if len(plain) <= LONGEST else (None, "")
    if hour is None or not rest:
        raise NotATime
    try:
        day = read_day(rest, today(now, zone))
    except NotADate:
        raise NotATime from None
    moment = int(datetime.combine(day, hour, tzinfo=ZoneInfo(zone)).timestamp() * 1000)
    if moment <= now:
        raise TimePassed
    return moment


def _hour(text: str) -> tuple[time | None, str]:
    """The time of day, and what is left of the text without it."""
    for pattern in (HALVES, CLOCK, DOTTED):
        found = pattern.search(text)
        if found is not None:
            before = BEFORE_HOUR.sub("", AROUND.sub("", text[: found.start()]))
            rest = AROUND.sub("", f"{before} {text[found.end() :]}")
            return _of(found), AROUND.sub("", rest)
    return None, text


def _of(found: re.Match[str]) -> time | None:
    hour, minute = int(found[1]), int(found[2] or 0)
    if found.re is HALVES:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + 12 * (found[3].lower() == "p")
    return time(hour, minute) if hour < 24 and minute < 60 else None
