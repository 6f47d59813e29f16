"""Calendar files are read by two readers that had no part in writing them: one reads the events, one the zones."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from io import StringIO
from zoneinfo import ZoneInfo, available_timezones

import pytest
from dateutil.tz import tzical
from hypothesis import given, settings
from hypothesis import strategies as st
from ical.calendar import Calendar
from ical.calendar_stream import IcsCalendarStream
from ical.event import EventStatus

from reports.calendar import Event, calendar_file

HOUR = 3_600_000
ZONES = sorted(zone for zone in available_timezones() if "/" in zone and not zone.startswith(("posix/", "right/")))


def at(text: str, zone: str = "Europe/Warsaw", fold: int = 0) -> int:
    return int(datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(zone), fold=fold).timestamp() * 1000)


MEETING = Event(
    uid="0190c2f1@fairdeal",
    sequence=0,
    starts=at("2027-06-03T19:00"),
    ends=at("2027-06-03T21:00"),
    zone="Europe/Warsaw",
    title="Open meeting, who pays for warm homes?",
    stamp=at("2027-05-20T12:00"),
    description="Three short talks,\nthen your questions; Arabic interpretation is booked.",
    place="Ratusz, sala 2",
    link="https://t.me/town_bot?start=m_warm-homes",
)


def read(file: bytes) -> Calendar:
    return IcsCalendarStream.calendar_from_ics(file.decode())


def told_zone(file: bytes) -> object:
    """The zone as the file itself tells it, whatever this machine knows of it."""
    return tzical(StringIO(file.decode())).get()


def test_all_of_it_is_there() -> None:
    file = calendar_file(MEETING)
    calendar = read(file)
    (event,) = calendar.events
    assert (calendar.method, event.status) == ("PUBLISH", EventStatus.CONFIRMED)
    assert (event.uid, event.sequence, event.summary) == (MEETING.uid, 0, MEETING.title)
    assert (event.dtstart, event.dtend) == (
        datetime(2027, 6, 3, 19, tzinfo=ZoneInfo("Europe/Warsaw")),
        datetime(2027, 6, 3, 21, tzinfo=ZoneInfo("Europe/Warsaw")),
    )
    assert event.dtstamp == datetime(2027, 5, 20, 10, tzinfo=UTC)
    assert event.description == f"{MEETING.description}\n\n{MEETING.link}"
    assert (event.location, str(event.url)) == (MEETING.place, MEETING.link)
    assert b"DTSTART;TZID=Europe/Warsaw:20270603T190000\r\n" in file


def test_a_meeting_that_moves_is_the_same_meeting() -> None:
    moved = replace(MEETING, sequence=1, starts=MEETING.starts + 24 * HOUR, ends=MEETING.ends + 24 * HOUR)
    (before,), (after,) = read(calendar_file(MEETING)).events, read(calendar_file(moved)).events
    assert before.uid == after.uid
    assert (before.sequence, after.sequence) == (0, 1)
    assert after.dtstart - before.dtstart == timedelta(days=1)


def test_a_meeting_that_is_called_off_leaves_the_calendar() -> None:
    calendar = read(calendar_file(replace(MEETING, sequence=2, cancelled=True)))
    (event,) = calendar.events
    assert (calendar.method, event.status) == ("CANCEL", EventStatus.CANCELLED)
    assert (event.uid, event.sequence) == (MEETING.uid, 2)


def test_a_meeting_online_has_its_link_where_telephones_show_it() -> None:
    (event,) = read(calendar_file(replace(MEETING, place=""))).events
    assert event.location == MEETING.link


def test_a_meeting_of_few_words() -> None:
    (event,) = read(calendar_file(replace(MEETING, place="", link="", description=""))).events
    assert (event.location, event.description, event.url) == (None, None, None)


@pytest.mark.parametrize(
    "moment",
    [
        *(at("2027-03-28T01:30"), at("2027-03-28T03:00"), at("2027-03-28T03:30"), at("2027-03-28T19:00")),
        *(at("2027-10-31T01:30"), at("2027-10-31T02:30"), at("2027-10-31T02:30", fold=1), at("2027-10-31T03:30")),
    ],
)
def test_the_days_on_which_the_clocks_change(moment: int) -> None:
    file = calendar_file(replace(MEETING, starts=moment, ends=moment + 2 * HOUR))
    (event,) = read(file).events
    assert event.dtstart.timestamp() * 1000 == moment
    assert event.dtend.timestamp() * 1000 == moment + 2 * HOUR
    assert same_clock(file, "Europe/Warsaw", moment)


def same_clock(file: bytes, zone: str, moment: int) -> bool:
    """Whether the file's own zone tells the town's time, half a year to either side."""
    if b"BEGIN:VTIMEZONE" not in file:
        return re.search(rb"DTSTART:\d{8}T\d{6}Z\r\n", file) is not None
    there = told_zone(file)
    instants = [datetime.fromtimestamp(moment / 1000, UTC) + timedelta(days=days) for days in (-180, -1, 0, 1, 180)]
    pairs = [(instant, instant.astimezone(ZoneInfo(zone))) for instant in instants]
    return all(local.fold or local.replace(tzinfo=there).astimezone(UTC) == instant for instant, local in pairs)


@settings(deadline=None, max_examples=60)
@given(st.sampled_from(ZONES), st.integers(at("2024-01-01T00:00") // 60_000, at("2032-12-31T00:00") // 60_000))
def test_every_zone_on_earth(zone: str, minute: int) -> None:
    starts = minute * 60_000
    file = calendar_file(replace(MEETING, zone=zone, starts=starts, ends=starts + HOUR))
    (event,) = read(file).events
    assert (event.dtstart.timestamp() * 1000, event.dtend.timestamp() * 1000) == (starts, starts + HOUR)
    assert same_clock(file, zone, starts)


@settings(deadline=None, max_examples=60)
@given(st.text(min_size=1, max_size=300).filter(str.strip))
def test_whatever_is_written_stays_text(text: str) -> None:
    file = calendar_file(replace(MEETING, title=text, description=text, place=text))
    assert all(len(line) <= 75 for line in file.split(b"\r\n"))
    (event,) = read(file).events
    assert (event.uid, event.sequence, event.status) == (MEETING.uid, 0, EventStatus.CONFIRMED)


@pytest.mark.parametrize("text", ["a;b,c\\n", "BEGIN:VALARM", "x\r\nSTATUS:CANCELLED", "ą" * 200, "نعم، 8:15; لا"])
def test_what_looks_like_the_format_is_read_back_as_it_was(text: str) -> None:
    (event,) = read(calendar_file(replace(MEETING, title=text))).events
    assert event.summary == text.replace("\r", "")
    assert event.status == EventStatus.CONFIRMED


def test_the_same_meeting_is_the_same_file() -> None:
    assert calendar_file(MEETING) == calendar_file(MEETING)
