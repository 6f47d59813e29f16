"""When somebody is not disturbed, and how many messages they get that they did not ask for."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deliberation.attention import A_WEEK, DAYS, day_of, earlier, later, morning, next_room, quiet, room

WARSAW = "Europe/Warsaw"


def at(moment: str) -> int:
    return int(datetime.fromisoformat(moment).replace(tzinfo=ZoneInfo(WARSAW)).timestamp() * 1000)


@pytest.mark.parametrize(
    ("moment", "before", "after"),
    [
        ("2027-06-03 08:00", "2027-06-03 08:00", "2027-06-03 08:00"),
        ("2027-06-03 20:59", "2027-06-03 20:59", "2027-06-03 20:59"),
        ("2027-06-03 21:00", "2027-06-03 20:30", "2027-06-04 08:00"),
        ("2027-06-03 23:59", "2027-06-03 20:30", "2027-06-04 08:00"),
        ("2027-06-04 00:00", "2027-06-03 20:30", "2027-06-04 08:00"),
        ("2027-06-04 07:59", "2027-06-03 20:30", "2027-06-04 08:00"),
        ("2027-03-28 03:30", "2027-03-27 20:30", "2027-03-28 08:00"),
        ("2027-10-31 02:30", "2027-10-30 20:30", "2027-10-31 08:00"),
    ],
)
def test_what_would_come_at_night_comes_in_the_evening_or_in_the_morning(moment: str, before: str, after: str) -> None:
    assert earlier(at(moment), WARSAW) == at(before)
    assert later(at(moment), WARSAW) == at(after)
    assert quiet(at(moment), WARSAW) == (moment not in {before, after})


def test_a_morning_is_on_its_day() -> None:
    day = day_of(at("2027-10-31 12:00"), WARSAW)
    assert morning(day, WARSAW) == at("2027-10-31 08:00")
    assert day_of(morning(day, WARSAW), WARSAW) == day


@given(st.lists(st.integers(100, 112), max_size=12))
def test_however_days_are_asked_for_none_gets_two_and_no_seven_more_than_three(wanted: list[int]) -> None:
    taken: list[int] = []
    for day in wanted:
        free = next_room(taken, day)
        assert free >= day
        assert not any(room(taken, earlier_day) for earlier_day in range(day, free))
        taken.append(free)
    assert len(set(taken)) == len(taken)
    assert all(sum(first <= day < first + DAYS for day in taken) <= A_WEEK for first in range(90, 200))
