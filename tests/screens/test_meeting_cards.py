"""A meeting's card and what is told of it: short, with few buttons, and saying what is so."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from html import unescape

import pytest

from deliberation.attention import Wanted
from deliberation.definition.meeting import read_meeting
from deliberation.kept import Kind, View
from deliberation.meetings import DAY, HOUR, Attendance, Meeting, Registration, Standing
from deliberation.notices import (
    CalendarFile,
    MeetingCancelled,
    MeetingMoved,
    MeetingReminder,
    PlaceFree,
    RecordingReady,
)
from deliberation.use_cases.attendance import MeetingShown
from deliberation.use_cases.matters.meeting import Calling, Convening, Meetings
from deliberation.use_cases.telling import Told
from deliberation.use_cases.viewing import AccountShown
from reports.attachments import attachment_of
from screens.account import account_card
from screens.card import ALONE, MOST_BUTTONS, PAIR, THREE, Card
from screens.desk.meeting import calling_card, convening_card, meetings_card
from screens.meeting import meeting_card, meeting_notice
from screens.voice import spoken, voice
from tests.deliberation.files import EXAMPLES
from tests.screens.html import read

SOURCE = (EXAMPLES[0].parent / "meetings" / "open-meeting.toml").read_text(encoding="utf-8")
WORDS = 60
WIDTHS = {1: ALONE, 2: PAIR, 3: THREE}


def meeting(language: str = "en") -> Meeting:
    """The example, in a language of the bot's."""
    example = read_meeting(SOURCE)
    title, description = dict(example.title), dict(example.description)
    title[language], description[language] = title["en"], description["en"]
    languages = tuple(dict.fromkeys((language, *example.languages)))
    return replace(example, uid="uid", called=1, languages=languages, title=title, description=description)


VIEW = View("token", "chat", 1, "person", "open-meeting", Kind.MEETING)


def shown(language: str, standing: Standing | None, attendance: Attendance, **changes: object) -> MeetingShown:
    about = replace(meeting(language), **changes)  # type: ignore[arg-type]
    own = None if standing is None else Registration("person", standing, 3, 1)
    return MeetingShown(VIEW, about, attendance, own, 1, over=False, language=language)


def residents_cards(language: str) -> Iterator[Card]:
    for standing in (None, *Standing):
        for attendance in (Attendance(0, 0), Attendance(55, 0), Attendance(60, 3)):
            yield meeting_card(shown(language, standing, attendance))
    yield meeting_card(shown(language, None, Attendance(0, 0), cancelled=5))
    yield meeting_card(replace(shown(language, None, Attendance(0, 0), recording="https://a.example/v"), over=True))
    for wanted in Wanted:
        yield account_card(AccountShown(replace(VIEW, kind=Kind.ACCOUNT, subject="@messages"), language, wanted))
    yield from told(language)


def told(language: str) -> Iterator[Card]:
    about = replace(meeting(language), recording="https://a.example/v")
    for hours in (24, 1, 60):
        reminder = MeetingReminder(about.id, about.starts, "token")
        yield meeting_notice(Told(reminder, meeting=about, now=about.starts - hours * HOUR), language, "bot")
    for notice in (
        MeetingMoved(about.id, "token", calendar=False),
        MeetingCancelled(about.id, "token", calendar=False),
        PlaceFree(about.id, "token"),
        RecordingReady(about.id, "token"),
        CalendarFile(about.id, "token"),
    ):
        yield meeting_notice(Told(notice, meeting=about, now=about.starts - DAY), language, "bot")


def desk_cards(language: str) -> Iterator[Card]:
    v, about = voice(language), meeting(language)
    yield meetings_card(Meetings([], 0), v)
    yield meetings_card(Meetings([about] * 30, 1), v)
    for asking in ("title", "starts", "lasts", "place", "places", ""):
        yield calling_card(Calling(about, asking), v)
    for asking in ("", "time", "where", "seats", "recording", "cancel", "link", f"to-{about.starts}"):
        for now in (about.starts - DAY, about.ends):
            yield convening_card(Convening(about, Attendance(12, 3), asking, now), v)
    yield convening_card(Convening(replace(about, cancelled=1), Attendance(12, 3), "", 1), v)


@pytest.mark.parametrize("language", spoken())
def test_every_card_is_well_formed_with_few_short_buttons(language: str) -> None:
    for card in (*residents_cards(language), *desk_cards(language)):
        read(card.text)
        assert sum(len(row) for row in card.rows) <= MOST_BUTTONS, card
        for row in card.rows:
            assert all(len(button.label) <= WIDTHS[len(row)] for button in row), (row, card.text)


def test_what_residents_read_is_short() -> None:
    for card in residents_cards("en"):
        plain = unescape(re.sub(r"<[^>]+>", "", card.text))
        assert len(plain.split()) <= WORDS, plain


def test_the_link_is_for_those_who_have_a_place() -> None:
    for standing in (None, *Standing):
        labels = [button.label for row in meeting_card(shown("en", standing, Attendance(9, 0))).rows for button in row]
        assert ("Link" in labels) == (standing is Standing.REGISTERED)


def test_few_places_are_counted_and_many_are_not() -> None:
    assert "place" not in meeting_card(shown("en", None, Attendance(40, 0))).text
    assert "1 place is left" in meeting_card(shown("en", None, Attendance(59, 0))).text
    assert "All places are taken" in meeting_card(shown("en", None, Attendance(59, 2))).text


def test_a_changed_meeting_brings_a_new_calendar_file_to_who_took_the_first() -> None:
    about = meeting()
    for calendar in (True, False):
        moved = Told(MeetingMoved(about.id, "token", calendar), meeting=about, now=1)
        attachment = attachment_of(moved, "en", "bot")
        assert (attachment is not None) == calendar
    wanted = attachment_of(
        Told(CalendarFile(about.id, "token"), meeting=replace(about, sequence=4), now=1), "en", "bot"
    )
    assert wanted is not None
    content = wanted.draw(wanted.argument).decode()
    assert "UID:uid" in content
    assert "SEQUENCE:4" in content
