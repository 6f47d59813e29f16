"""What can be chosen about a poll before it is put up: until when, how many answers, and who sees the count."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from deliberation.drafting.days import read_day, today
from deliberation.drafting.ids import free_id
from deliberation.drafting.tables import opened, written
from deliberation.errors import DateOutOfRange, DayPassed, MovedOn

TIME_OF_DAY = re.compile(r"(?P<day>.*?)[\s,]*\b(?P<hour>[01]?\d|2[0-3])[:h](?P<minute>[0-5]\d)\s*")


@dataclass(frozen=True)
class End:
    """A close that can be chosen: so many days from today, at an hour or at the end of the day."""

    name: str
    days: int
    hour: int | None = None

    def at(self, now: int, zone: str) -> date:
        """The day, or the moment with its zone, as a file has it."""
        day = today(now, zone) + timedelta(days=self.days)
        return day if self.hour is None else datetime.combine(day, time(self.hour), ZoneInfo(zone))


ENDS = (End("at18", 0, 18), End("at20", 0, 20), End("tomorrow", 1), End("days3", 3), End("week", 7))
WEEK = ENDS[-1]
"""Where nobody says until when."""

LONGEST = timedelta(days=92)
"""A day without a year that has just passed is not meant for next year."""

SOON = timedelta(minutes=30)
"""Nobody is asked whether to close earlier than that."""


def ends_ahead(now: int, zone: str) -> tuple[End, ...]:
    """Those that can be chosen now."""
    soon = datetime.fromtimestamp(now / 1000, tz=UTC) + SOON
    return tuple(end for end in ENDS if not isinstance(at := end.at(now, zone), datetime) or at > soon)


def read_end(text: str, now: int, zone: str) -> date:
    """The close that somebody wrote: a day, a time of today, or both. Raises `NotADate`, `DateOutOfRange`."""
    found = TIME_OF_DAY.fullmatch(text.strip())
    if found is None:
        return read_day(text, today(now, zone))
    day = read_day(found["day"], today(now, zone)) if found["day"].strip() else today(now, zone)
    return datetime.combine(day, time(int(found["hour"]), int(found["minute"])), ZoneInfo(zone))


def until(source: str, closes: date, now: int) -> str:
    """The poll with another close. Raises `DayPassed`, and `DateOutOfRange` for one that is too far off."""
    table = opened(source)
    there = _there(now, table["timezone"])
    _refuse_passed(closes, there)
    if str(closes)[:10] > (latest := (there.date() + LONGEST).isoformat()):
        raise DateOutOfRange(earliest=there.date().isoformat(), latest=latest)
    table["phases"][0]["closes"] = closes
    return written(table)


def with_open_count(source: str, open_count: bool) -> str:
    """The poll with the count open while it runs, or with the result at the close."""
    table = opened(source)
    table["poll"] = {"open_count": open_count}
    return written(table)


def with_mirror(source: str, mirror: bool) -> str:
    """The poll with one of Telegram's own beside it in groups, or without. Raises `MovedOn` where no count is open."""
    table = opened(source)
    if not table["poll"].get("open_count"):
        raise MovedOn
    table["poll"] = {"open_count": True} | ({"mirror": True} if mirror else {})
    return written(table)


def with_several(source: str, several: bool) -> str:
    """The poll with several answers for each, or with one."""
    table = opened(source)
    table["phases"][0]["steps"][0]["kind"] = "multiple_choice" if several else "single_choice"
    return written(table)


def put_up(source: str, now: int, taken_ids: Collection[str]) -> str:
    """The poll as it is launched: open from now on, under a name that is free. Raises `DayPassed`."""
    table = opened(source)
    phase, there = table["phases"][0], _there(now, table["timezone"])
    _refuse_passed(phase["closes"], there)
    phase["opens"] = there
    table["id"] = free_id(table["id"], taken_ids)
    return written(table)


def _there(now: int, zone: str) -> datetime:
    return datetime.fromtimestamp(now // 1000, tz=ZoneInfo(zone))


def _refuse_passed(closes: date, there: datetime) -> None:
    if isinstance(closes, datetime) and closes.tzinfo is None:  # as a file has it: by the clocks there
        closes = closes.replace(tzinfo=there.tzinfo)
    if (closes <= there) if isinstance(closes, datetime) else (closes < there.date()):
        raise DayPassed
