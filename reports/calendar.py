"""A meeting for a person's own calendar (RFC 5545). A meeting that moves is the same UID with a higher SEQUENCE."""

from __future__ import annotations

import unicodedata
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, tzinfo
from typing import TYPE_CHECKING, Final
from zoneinfo import ZoneInfo

if TYPE_CHECKING:
    from icalendar import Event as Entry
    from icalendar import Timezone

PRODUCT: Final = "-//Fairdeal//Community Conversations//EN"
AROUND: Final = timedelta(days=400)
"""The clock changes of a year before and after are told with the zone: some programs want one of each kind."""

DAY: Final = 24 * 60
"""Minutes."""


@dataclass(frozen=True)
class Event:
    """`starts`, `ends` and `stamp` (when this was written) are milliseconds UTC, `zone` is IANA's name."""

    uid: str
    sequence: int
    starts: int
    ends: int
    zone: str
    title: str
    stamp: int
    description: str = ""
    place: str = ""
    link: str = ""
    cancelled: bool = False


def calendar_file(event: Event) -> bytes:
    """The .ics file."""
    from icalendar import Calendar  # noqa: PLC0415 - not for the main process

    starts, ends = _moments(event)
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("method", "CANCEL" if event.cancelled else "PUBLISH")
    if isinstance(starts.tzinfo, ZoneInfo):
        calendar.add_component(_timezone(starts.tzinfo, starts - AROUND, ends + AROUND))
    calendar.add_component(_entry(event, starts, ends))
    return bytes(calendar.to_ical())


def _moments(event: Event) -> tuple[datetime, datetime]:
    """Start and end in the town's time; in UTC where the town has none, or has that hour twice and means the second."""
    starts, ends = (datetime.fromtimestamp(moment / 1000, tz=UTC) for moment in (event.starts, event.ends))
    there = ZoneInfo(event.zone)
    local = starts.astimezone(there), ends.astimezone(there)
    return (starts, ends) if event.zone in {"UTC", "Etc/UTC"} or any(moment.fold for moment in local) else local


def _entry(event: Event, starts: datetime, ends: datetime) -> Entry:
    """Many telephones show no URL, so the link is in the text too, and in place of a place where there is none."""
    from icalendar import Event as Entry  # noqa: PLC0415

    entry = Entry()
    entry.add("uid", event.uid)
    entry.add("sequence", event.sequence)
    entry.add("dtstamp", datetime.fromtimestamp(event.stamp / 1000, tz=UTC))
    entry.add("dtstart", starts)
    entry.add("dtend", ends)
    entry.add("summary", _plain(event.title))
    for name, text in (
        ("description", "\n\n".join(part for part in (event.description, event.link) if part)),
        ("location", event.place or event.link),
        ("url", event.link),
    ):
        if text:
            entry.add(name, _plain(text))
    entry.add("status", "CANCELLED" if event.cancelled else "CONFIRMED")
    return entry


def _plain(text: str) -> str:
    """Without control characters, which the format forbids."""
    return "".join(letter for letter in text if letter == "\n" or unicodedata.category(letter) not in {"Cc", "Cs"})


def _timezone(zone: ZoneInfo, first: datetime, last: datetime) -> Timezone:
    """What the zone's clocks do in between. Our own, for icalendar's has summer time begin an hour late."""
    from icalendar import Timezone, TimezoneDaylight, TimezoneStandard  # noqa: PLC0415

    told = Timezone()
    told.add("tzid", zone.key)
    for moment, before in ((first, _offset(first)), *_changes(first, last)):
        part = TimezoneDaylight() if moment.dst() else TimezoneStandard()
        part.add("dtstart", (moment.astimezone(UTC) + before).replace(tzinfo=None))
        part.add("tzoffsetfrom", before)
        part.add("tzoffsetto", _offset(moment))
        part.add("tzname", moment.tzname())
        told.add_component(part)
    return told


def _changes(first: datetime, last: datetime) -> Iterator[tuple[datetime, timedelta]]:
    """The first minute after each change of the clocks, and the offset before it."""
    midnight = first.astimezone(UTC).replace(hour=0, minute=0, second=0, microsecond=0)
    for days in range((last - first).days + 1):
        found = _change_within(midnight + timedelta(days=days), first.tzinfo)
        if found:
            yield found


def _change_within(day: datetime, zone: tzinfo | None) -> tuple[datetime, timedelta] | None:
    before = _offset(day.astimezone(zone))

    def at(minute: int) -> datetime:
        return (day + timedelta(minutes=minute)).astimezone(zone)

    minute = bisect_left(range(DAY + 1), True, key=lambda minute: _offset(at(minute)) != before)
    return (at(minute), before) if minute <= DAY else None


def _offset(moment: datetime) -> timedelta:
    return moment.utcoffset() or timedelta()
