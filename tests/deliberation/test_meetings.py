"""Who gets a place, and when those who come are reminded: in every zone, around every change of its clocks."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from functools import cache
from zoneinfo import ZoneInfo, available_timezones

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deliberation.definition.meeting import is_meeting, read_meeting
from deliberation.errors import DefinitionInvalid
from deliberation.meetings import DAY, HOUR, Attendance, Standing, Telling, change_told_at, reminders
from screens.mistakes import mistake_lines
from screens.voice import voice
from tests.deliberation.files import EXAMPLES

MINUTE = 60_000
FIRST, LAST = datetime(2024, 1, 1, tzinfo=UTC), datetime(2033, 1, 1, tzinfo=UTC)
STEP = timedelta(days=5)
"""Shorter than any time between two changes of a zone's clocks: Morocco's are four weeks apart."""

AROUND = (-50, -25, -24, -12, -3, -1, 0, 1, 2, 9, 12, 23, 24, 25, 26, 35, 49)
"""Hours from a change at which meetings begin."""


@cache
def changes(zone: str) -> tuple[datetime, ...]:
    """Every moment, to the minute, at which this zone's clocks were or will be changed."""
    there = ZoneInfo(zone)
    found, moment, offset = [], FIRST, FIRST.astimezone(there).utcoffset()
    while moment < LAST:
        after = moment + STEP
        if after.astimezone(there).utcoffset() != offset:
            low, high = moment, after
            while high - low > timedelta(minutes=1):
                middle = low + (high - low) / 2
                low, high = (low, middle) if middle.astimezone(there).utcoffset() != offset else (middle, high)
            found.append(high.replace(second=0, microsecond=0))
            offset = after.astimezone(there).utcoffset()
        moment = after
    return tuple(found)


def check(starts: int, zone: str) -> None:
    """What holds for the reminders of every start; worked out from the clocks on the wall alone."""
    there = ZoneInfo(zone)
    due = reminders(starts, zone)
    wall = {telling: datetime.fromtimestamp(moment / 1000, tz=there) for telling, moment in due.items()}
    for telling, moment in due.items():
        wanted = starts - {Telling.DAY: DAY, Telling.HOUR: HOUR}[telling]
        assert moment < starts
        assert 8 <= wall[telling].hour < 21, "it is quiet"
        if moment != wanted:
            meant = datetime.fromtimestamp(wanted / 1000, tz=there)
            evening = meant.date() - timedelta(days=1) if meant.hour < 8 else meant.date()
            assert not 8 <= meant.hour < 21
            assert (wall[telling].date(), wall[telling].hour, wall[telling].minute) == (evening, 20, 30)
    assert Telling.HOUR in due
    if Telling.DAY in due:
        assert due[Telling.DAY] < due[Telling.HOUR]
        assert wall[Telling.DAY].date() != wall[Telling.HOUR].date()


def test_reminders_are_right_around_every_change_of_the_clocks_in_every_zone() -> None:
    count = 0
    for zone in sorted(available_timezones()):
        for change in changes(zone):
            moment = int(change.timestamp() * 1000)
            for hours in AROUND:
                check(moment + hours * HOUR + 7 * MINUTE, zone)
                count += 1
    assert count > 50_000, "there were changes to look at"


def test_the_changes_are_found() -> None:
    warsaw = [change.isoformat()[:16] for change in changes("Europe/Warsaw")]
    assert len(warsaw) == 18
    assert {"2027-03-28T01:00", "2027-10-31T01:00"} <= set(warsaw)
    assert changes("Asia/Kolkata") == ()
    assert len(changes("Australia/Lord_Howe")) == 18, "half an hour"


@given(st.sampled_from(sorted(available_timezones())), st.integers(0, 9 * 366 * 24 * 12))
def test_reminders_are_right_at_any_time_in_any_zone(zone: str, fives: int) -> None:
    check(int(FIRST.timestamp() * 1000) + fives * 5 * MINUTE, zone)


def warsaw(moment: str) -> int:
    return int(datetime.fromisoformat(moment).replace(tzinfo=ZoneInfo("Europe/Warsaw")).timestamp() * 1000)


@pytest.mark.parametrize(
    ("starts", "day", "hour"),
    [
        ("2027-06-03 19:00", "2027-06-02 19:00", "2027-06-03 18:00"),
        ("2027-06-03 22:30", "2027-06-02 20:30", "2027-06-03 20:30"),
        ("2027-06-03 08:30", None, "2027-06-02 20:30"),
        ("2027-06-03 06:00", "2027-06-01 20:30", "2027-06-02 20:30"),
        ("2027-03-28 19:00", "2027-03-27 18:00", "2027-03-28 18:00"),
        ("2027-10-31 19:00", "2027-10-30 20:00", "2027-10-31 18:00"),
    ],
)
def test_a_day_is_24_hours_that_pass_and_the_later_of_two_on_one_day_remains(
    starts: str, day: str | None, hour: str
) -> None:
    wanted = {Telling.DAY: day, Telling.HOUR: hour}
    assert reminders(warsaw(starts), "Europe/Warsaw") == {t: warsaw(m) for t, m in wanted.items() if m is not None}


@pytest.mark.parametrize(
    ("now", "starts", "told"),
    [
        ("2027-06-03 12:00", ("2027-06-09 19:00", "2027-06-10 19:00"), "2027-06-03 12:00"),
        ("2027-06-03 22:00", ("2027-06-09 19:00", "2027-06-10 19:00"), "2027-06-04 08:00"),
        ("2027-06-03 22:00", ("2027-06-04 09:30", "2027-06-10 19:00"), "2027-06-03 22:00"),
        ("2027-06-03 22:00", ("2027-06-10 19:00", "2027-06-04 09:30"), "2027-06-03 22:00"),
        ("2027-06-03 22:00", ("2027-06-04 10:00", "2027-06-04 12:00"), "2027-06-04 08:00"),
    ],
)
def test_a_change_waits_for_the_morning_unless_it_is_near(now: str, starts: tuple[str, str], told: str) -> None:
    assert change_told_at(warsaw(now), *map(warsaw, starts), zone="Europe/Warsaw") == warsaw(told)


def test_places_are_given_in_order_and_never_more_than_there_are() -> None:
    assert Attendance(9, 0).standing(10) is Standing.REGISTERED
    assert Attendance(10, 0).standing(10) is Standing.WAITING
    assert Attendance(9, 1).standing(10) is Standing.WAITING, "nobody overtakes"
    assert Attendance(500, 0).standing(None) is Standing.REGISTERED
    assert Attendance(9, 3).promoted(10) == 1
    assert Attendance(12, 3).promoted(10) == 0
    assert Attendance(2, 3).promoted(None) == 3


MEETING = next(path for path in (EXAMPLES[0].parent / "meetings").glob("*.toml")).read_text(encoding="utf-8")


def told(source: str) -> list[str]:
    with pytest.raises(DefinitionInvalid) as invalid:
        read_meeting(source)
    return mistake_lines(invalid.value.mistakes, voice("en"))


def test_the_example_is_a_meeting_and_a_consultation_is_none() -> None:
    assert is_meeting(MEETING)
    assert not is_meeting(EXAMPLES[0].read_text(encoding="utf-8"))
    meeting = read_meeting(MEETING)
    assert (meeting.starts, meeting.ends - meeting.starts) == (warsaw("2027-06-03 19:00"), 90 * MINUTE)
    assert meeting.capacity == 60
    assert meeting.titled("de") == "Open meeting: who pays for warm homes?"


def test_every_mistake_in_a_meetings_file_is_told_with_its_line_and_cure() -> None:
    source = 'id = "Open"\nlanguages = ["en"]\ntimezone = "Warsaw"\nstarts = 2027-06-03\nplaces = 0\nlink = "www.x"\n'
    lines = told(source + 'title = { en = "A" }\nplase = "x"\n')
    assert [line.split(":")[0].split(",")[0] for line in lines] == [f"Line {n}" for n in (1, 3, 4, 5, 6, 8)]
    assert "it needs a time as well" in lines[2]
    assert "Did you mean place?" in lines[5]


def test_it_is_said_where_it_is() -> None:
    source = 'id = "a"\nlanguages = ["en"]\ntimezone = "Europe/Warsaw"\nstarts = 2027-06-03T19:00:00\n'
    (line,) = told(source + 'title = { en = "A" }\n')
    assert "it is not said where it is" in line
