"""Until when a poll is open, and what else can be chosen before it is put up."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deliberation.definition import read_definition
from deliberation.drafting.poll import poll_source, read_poll
from deliberation.drafting.poll_settings import (
    ENDS,
    End,
    ends_ahead,
    put_up,
    read_end,
    until,
    with_mirror,
    with_open_count,
    with_several,
)
from deliberation.drafting.sheet import Town
from deliberation.errors import DateOutOfRange, DayPassed, MovedOn, NotADate, Problem

WARSAW = ZoneInfo("Europe/Warsaw")
TOWN = Town("The town", "hello@town.example", "Europe/Warsaw", "en")
MORNING = int(datetime(2027, 6, 14, 10, 0, tzinfo=WARSAW).timestamp() * 1000)
EVENING = int(datetime(2027, 6, 14, 19, 45, tzinfo=WARSAW).timestamp() * 1000)
DAY = 86_400_000
ASKED = read_poll("When? | Saturday | Sunday")


def draft(now: int = MORNING) -> str:
    assert ASKED is not None
    return poll_source(ASKED, TOWN, now, ())


def test_closes_of_today_are_on_offer_while_they_lie_well_ahead() -> None:
    assert [end.name for end in ends_ahead(MORNING, "Europe/Warsaw")] == [end.name for end in ENDS]
    assert [end.name for end in ends_ahead(EVENING, "Europe/Warsaw")] == ["tomorrow", "days3", "week"]


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("18:30", datetime(2027, 6, 14, 18, 30, tzinfo=WARSAW)),
        ("16 June 18:30", datetime(2027, 6, 16, 18, 30, tzinfo=WARSAW)),
        ("16.6., 8h05", datetime(2027, 6, 16, 8, 5, tzinfo=WARSAW)),
        ("tomorrow", date(2027, 6, 15)),
        ("16.6.2027", date(2027, 6, 16)),
    ],
)
def test_an_end_is_read_as_people_write_it(text: str, meant: date) -> None:
    assert read_end(text, MORNING, "Europe/Warsaw") == meant


@given(st.text(max_size=12) | st.from_regex(r"[0-9]{1,2}[.: h][0-9]{2}.?", fullmatch=True))
def test_whatever_is_written_is_an_end_or_a_problem(text: str) -> None:
    try:
        read_end(text, MORNING, "Europe/Warsaw")
    except Problem as problem:
        assert isinstance(problem, NotADate | DateOutOfRange)


def test_an_end_that_is_over_or_too_far_off_is_refused() -> None:
    with pytest.raises(DayPassed):
        until(draft(), date(2027, 6, 13), MORNING)
    with pytest.raises(DayPassed):
        until(draft(), datetime(2027, 6, 14, 10, 0, tzinfo=WARSAW), MORNING)
    with pytest.raises(DateOutOfRange):
        until(draft(), date(2028, 6, 13), MORNING)


@pytest.mark.parametrize("end", ENDS, ids=lambda end: end.name)
def test_each_end_on_offer_makes_a_poll(end: End) -> None:
    about = read_definition(until(draft(), end.at(MORNING, TOWN.timezone), MORNING))
    assert about.phases[0].closes > MORNING


def test_the_count_and_the_number_of_answers_can_be_changed_and_changed_back() -> None:
    source = draft()
    opened = read_definition(with_open_count(source, True))
    assert opened.poll is not None
    assert opened.poll.open_count
    assert with_open_count(with_open_count(source, True), False) == source
    assert read_definition(with_several(source, True)).steps()[0].kind == "multiple_choice"
    assert with_several(with_several(source, True), False) == source


def test_telegrams_own_poll_beside_it_can_be_chosen_while_the_count_is_open_and_goes_with_it() -> None:
    opened = with_open_count(draft(), True)
    beside = with_mirror(opened, True)
    about = read_definition(beside)
    assert about.poll is not None
    assert (about.poll.open_count, about.poll.mirror) == (True, True)
    assert with_mirror(beside, False) == opened
    assert with_open_count(beside, False) == draft()
    with pytest.raises(MovedOn):
        with_mirror(draft(), True)


def test_it_is_open_from_the_moment_it_is_put_up_under_a_name_that_is_free() -> None:
    about = read_definition(put_up(draft(), MORNING + DAY, ("when",)))
    assert (about.id, about.phases[0].opens) == ("when-2", MORNING + DAY)
    with pytest.raises(DayPassed):
        put_up(draft(), MORNING + 30 * DAY, ())
