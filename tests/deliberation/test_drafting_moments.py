"""When a meeting begins, as people write it."""

from __future__ import annotations

from contextlib import suppress
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deliberation.drafting.moments import read_moment
from deliberation.errors import NotATime, Problem, TimePassed

ZONE = "Europe/Warsaw"


def at(moment: str) -> int:
    return int(datetime.fromisoformat(moment).replace(tzinfo=ZoneInfo(ZONE)).timestamp() * 1000)


NOW = at("2027-05-20 10:00")


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("3 June 19:00", "2027-06-03 19:00"),
        ("3 June, 19:00", "2027-06-03 19:00"),
        ("19:00, 3 June", "2027-06-03 19:00"),
        ("3 June 7 pm", "2027-06-03 19:00"),
        ("3 June at 7:30 p.m.", "2027-06-03 19:30"),
        ("tomorrow 19:00", "2027-05-21 19:00"),
        ("today 19.30", "2027-05-20 19:30"),
        ("3.6.2027 19:00", "2027-06-03 19:00"),
        ("3.6.2027 19.00", "2027-06-03 19:00"),
        ("3/6 8:05", "2027-06-03 08:05"),
        ("2027-06-03 19:00", "2027-06-03 19:00"),
        ("2027-06-03T19:00:00", "2027-06-03 19:00"),
        ("3 de junio a las 19:00", "2027-06-03 19:00"),
        ("jutro o 18:00", "2027-05-21 18:00"),
        ("3 juni om 19.30 uur", "2027-06-03 19:30"),
        ("Friday 12 am", "2027-05-21 00:00"),
    ],
)
def test_a_day_and_a_time_are_read_as_people_write_them(text: str, moment: str) -> None:
    assert read_moment(text, NOW, ZONE) == at(moment)


@pytest.mark.parametrize(
    "text", ["", "3 June", "19:00", "soon", "3 June 25:00", "3 June 19:75", "13 pm tomorrow", "x" * 99]
)
def test_what_is_no_moment_is_refused(text: str) -> None:
    with pytest.raises(NotATime):
        read_moment(text, NOW, ZONE)


def test_what_is_over_is_refused() -> None:
    with pytest.raises(TimePassed):
        read_moment("today 9:00", NOW, ZONE)


@given(st.text(alphabet="0123456789:.-/ T apmjune,", max_size=24))
def test_whatever_is_written_nothing_breaks(text: str) -> None:
    with suppress(Problem):
        assert read_moment(text, NOW, ZONE) > NOW
