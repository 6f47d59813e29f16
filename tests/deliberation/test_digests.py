"""When somebody hears what changed, in every zone, around every change of its clocks; and that only that is said."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo, available_timezones

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deliberation.digests import (
    EVERY_DAY,
    EVERY_WEEK,
    HOURS,
    MONDAY,
    NOTHING_SAID,
    SOON,
    Called,
    News,
    Offered,
    Scene,
    State,
    What,
    news,
    next_at,
    said,
)
from deliberation.meetings import DAY, HOUR
from tests.deliberation.test_meetings import FIRST, MINUTE, changes, warsaw

ZONE = "Europe/Warsaw"
NOW = warsaw("2027-06-03 09:00")
TITLE = {"en": "Lindner Court", "pl": "Podwórze Lindnera"}
COURT = Offered("court", TITLE, "en", ZONE, State.OPEN, NOW - DAY, NOW + DAY, 10, 5, 0, None)
MEETING = Called("garden", {"en": "Garden"}, "en", ZONE, NOW + 3 * DAY, cancelled=False, coming=5)


def check(days: int, hour: int, now: int, zone: str) -> None:
    """Worked out from the clocks on the wall alone."""
    there = ZoneInfo(zone)
    found = next_at(days, hour, now, zone)
    wall, today = (datetime.fromtimestamp(moment / 1000, tz=there) for moment in (found, now))
    assert now < found
    assert wall.date() - today.date() <= timedelta(days=days)
    if (wall.hour, wall.minute) != (hour, 0):
        assert wall.utcoffset() != (wall - timedelta(days=2)).utcoffset(), "the clocks jump over that hour"
    else:
        assert days == EVERY_DAY or wall.weekday() == MONDAY
        assert next_at(days, hour, found - 1, zone) == found
    for ahead in range((wall.date() - today.date()).days):
        there_too = datetime.combine(today.date() + timedelta(days=ahead), datetime.min.time(), there).replace(
            hour=hour
        )
        assert there_too.timestamp() * 1000 <= now or (days == EVERY_WEEK and there_too.weekday() != MONDAY)


def test_a_digest_comes_at_its_hour_around_every_change_of_the_clocks_in_every_zone() -> None:
    for zone in sorted(available_timezones()):
        for change in changes(zone):
            for hours in (-25, -13, -2, -1, 0, 1, 2, 13, 25):
                check(EVERY_DAY, 7, int(change.timestamp() * 1000) + hours * HOUR, zone)


@given(
    st.sampled_from(sorted(available_timezones())),
    st.integers(0, 9 * 366 * 24 * 12),
    st.sampled_from((EVERY_DAY, EVERY_WEEK)),
    st.sampled_from(HOURS),
)
def test_a_digest_comes_at_its_hour_at_any_time_in_any_zone(zone: str, fives: int, days: int, hour: int) -> None:
    check(days, hour, int(FIRST.timestamp() * 1000) + fives * 5 * MINUTE, zone)


@pytest.mark.parametrize(
    ("days", "hour", "now", "comes"),
    [
        (1, 9, "2027-06-03 08:59", "2027-06-03 09:00"),
        (1, 9, "2027-06-03 09:00", "2027-06-04 09:00"),
        (1, 7, "2027-03-27 12:00", "2027-03-28 07:00"),
        (7, 7, "2027-06-03 09:00", "2027-06-07 07:00"),
        (7, 7, "2027-06-07 06:59", "2027-06-07 07:00"),
        (7, 7, "2027-06-07 07:00", "2027-06-14 07:00"),
    ],
)
def test_a_week_is_from_monday_to_monday_on_the_clock(days: int, hour: int, now: str, comes: str) -> None:
    assert next_at(days, hour, warsaw(now), ZONE) == warsaw(comes)


def scene(*offered: Offered, called: tuple[Called, ...] = (), now: int = NOW) -> Scene:
    return Scene(offered, called, now)


def heard(before: Scene, after: Scene) -> list[What]:
    return [each.what for each in news(said(NOTHING_SAID, before), after)]


def test_the_first_says_how_things_stand() -> None:
    old = replace(COURT, id="old", state=State.CLOSED, closes=NOW - DAY, waiting=3, reply_by=NOW - 1)
    lines = news(NOTHING_SAID, scene(COURT, old, called=(MEETING, replace(MEETING, id="off", cancelled=True))))
    assert lines == (
        News(What.OPEN, TITLE, "en", ZONE, moment=COURT.closes),
        News(What.PROGRESS, TITLE, "en", ZONE, number=10, more=5),
        News(What.WAITING, TITLE, "en", ZONE, number=3),
        News(What.REPLY_LATE, TITLE, "en", ZONE, moment=NOW - 1),
        News(What.CALLED, {"en": "Garden"}, "en", ZONE, moment=MEETING.starts),
        News(What.COMING, {"en": "Garden"}, "en", ZONE, number=5),
    )


def test_where_nothing_changed_nothing_is_said() -> None:
    everything = scene(replace(COURT, waiting=3, reply_by=NOW), called=(MEETING,))
    assert heard(everything, replace(everything, now=NOW + HOUR)) == [What.REPLY_LATE]
    assert heard(everything, everything) == []


@pytest.mark.parametrize(
    ("changed", "what"),
    [
        (replace(COURT, began=15), [What.PROGRESS]),
        (replace(COURT, finished=10), [What.PROGRESS]),
        (replace(COURT, state=State.CLOSED, began=20, waiting=4), [What.CLOSED, What.WAITING]),
        (replace(COURT, reply_by=NOW + SOON), [What.REPLY_DUE]),
        (replace(COURT, reply_by=NOW + SOON + 1), []),
        (replace(COURT, closes=NOW + 9 * DAY), []),
    ],
)
def test_what_changed_of_a_consultation_is_said(changed: Offered, what: list[What]) -> None:
    assert heard(scene(COURT), scene(changed)) == what


def test_what_opens_between_two_is_said_and_what_also_closed_since() -> None:
    ahead = replace(COURT, state=State.AHEAD, began=0, finished=0)
    assert heard(scene(ahead), scene(COURT)) == [What.OPEN, What.PROGRESS]
    assert heard(scene(), scene(ahead)) == [What.AHEAD]
    short = replace(COURT, state=State.CLOSED, closes=NOW + HOUR)
    assert heard(scene(), scene(short, now=NOW + DAY)) == [What.CLOSED]
    assert heard(scene(), scene(replace(short, closes=NOW - HOUR), now=NOW + DAY)) == [], "somebody else's until now"


def test_who_takes_everything_back_cannot_be_seen_going_and_coming() -> None:
    """24 people, then 25: it must not say twice that there are 25."""
    first = said(NOTHING_SAID, scene(replace(COURT, began=25)))
    fewer = scene(replace(COURT, began=20))
    assert news(first, fewer) == ()
    assert news(said(first, fewer), scene(replace(COURT, began=25))) == ()


@pytest.mark.parametrize(
    ("changed", "what"),
    [
        (replace(MEETING, starts=NOW + 4 * DAY), [What.MOVED]),
        (replace(MEETING, cancelled=True), [What.CANCELLED]),
        (replace(MEETING, coming=15), [What.COMING]),
        (replace(MEETING, starts=NOW - HOUR), []),
    ],
)
def test_what_changed_of_a_meeting_is_said(changed: Called, what: list[What]) -> None:
    assert heard(scene(called=(MEETING,)), scene(called=(changed,))) == what
    assert heard(scene(called=(changed,)), scene(called=(changed,))) == []


def test_ids_and_numbers_alone_are_kept() -> None:
    kept = json.loads(said(NOTHING_SAID, scene(COURT, called=(MEETING,))))
    assert kept == {
        "offered": {"court": {"state": "open", "began": 10, "finished": 5, "waiting": 0, "reply": ""}},
        "called": {"garden": {"starts": MEETING.starts, "cancelled": False, "coming": 5}},
        "at": NOW,
    }
