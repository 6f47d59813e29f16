"""Whose attention costs what: when it is quiet, and how many messages that nobody asked for one person gets.

Moments are milliseconds UTC, days are counted from 1970-01-01 in the zone that is given.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from itertools import count
from zoneinfo import ZoneInfo

QUIET_FROM, QUIET_UNTIL = time(21), time(8)
"""Local time in which nobody is disturbed."""

EVENING = time(20, 30)
"""When that is told which would have come in the night or early in the morning after."""

A_WEEK = 3
"""Unasked messages in any seven days; on any one day it is one."""

DAYS = 7
_FIRST = date(1970, 1, 1)


MESSAGES = "@messages"
"""The page on which somebody says how many of them they want."""


class Wanted(StrEnum):
    """Which messages that they did not ask for somebody wants."""

    ALL = "all"
    HOUR = "hour"
    """The hour before a meeting, and no other."""
    NONE = "none"


def local(moment: int, zone: str) -> datetime:
    """The moment as the clocks there show it."""
    return datetime.fromtimestamp(moment / 1000, tz=UTC).astimezone(ZoneInfo(zone))


def moment_at(day: date, hour: time, zone: str) -> int:
    """When the clocks there show this; the first time where they show it twice."""
    return int(datetime.combine(day, hour, tzinfo=ZoneInfo(zone)).timestamp() * 1000)


def quiet(moment: int, zone: str) -> bool:
    """Whether nobody there is to be disturbed."""
    return not QUIET_UNTIL <= local(moment, zone).time() < QUIET_FROM


def earlier(moment: int, zone: str) -> int:
    """The moment, or the evening before where it is quiet then."""
    there = local(moment, zone)
    if QUIET_UNTIL <= there.time() < QUIET_FROM:
        return moment
    return moment_at(there.date() - timedelta(days=there.time() < QUIET_UNTIL), EVENING, zone)


def later(moment: int, zone: str) -> int:
    """The moment, or the end of the quiet hours where it is quiet then."""
    there = local(moment, zone)
    if QUIET_UNTIL <= there.time() < QUIET_FROM:
        return moment
    return moment_at(there.date() + timedelta(days=there.time() >= QUIET_FROM), QUIET_UNTIL, zone)


def quiet_from(moment: int, zone: str) -> int:
    """When the quiet hours begin on the day of this moment."""
    return moment_at(local(moment, zone).date(), QUIET_FROM, zone)


def day_of(moment: int, zone: str) -> int:
    """The local day."""
    return (local(moment, zone).date() - _FIRST).days


def morning(day: int, zone: str) -> int:
    """When the quiet hours end on a day."""
    return moment_at(_FIRST + timedelta(days=day), QUIET_UNTIL, zone)


def room(taken: Collection[int], day: int) -> bool:
    """Whether one more unasked message fits on this day: no other on it, and no seven days around it with too many."""
    if day in taken:
        return False
    weeks = (range(first, first + DAYS) for first in range(day - DAYS + 1, day + 1))
    return all(sum(other in week for other in taken) < A_WEEK for week in weeks)


def next_room(taken: Collection[int], day: int) -> int:
    """The first day from this one on with room for one more."""
    return next(each for each in count(day) if room(taken, each))
