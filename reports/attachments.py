"""What goes with a notice as a file: made when it is sent, in the process for pictures, from the notice alone."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from deliberation.definition import Consultation, in_language
from deliberation.meetings import Meeting
from deliberation.notices import (
    CalendarFile,
    FileReady,
    LinkReady,
    MeetingCancelled,
    MeetingLink,
    MeetingMoved,
    PollResult,
    PosterReady,
    QuestionPicture,
)
from deliberation.releases.findings import Findings
from deliberation.use_cases.summaries import REPORT
from deliberation.use_cases.telling import Told
from reports.asked import Wanted
from reports.calendar import Event, calendar_file
from reports.pictures.chart import bars
from reports.pictures.opinion_map import draw as draw_map
from reports.pictures.opinions_told import statement_picture
from reports.pictures.poster import Poster, poster
from reports.pictures.qr import qr
from reports.pictures.question import draw, question_picture, turnout_picture
from reports.pictures.result import result_bars
from reports.pictures.standing import standing_picture
from reports.webpage import report
from reports.workbook import workbook
from screens.card import fits_below_picture
from screens.links import Link, LinkKind, deep_link
from screens.notices import notice_card
from screens.poster import poster_words
from screens.voice import voice


@dataclass(frozen=True)
class Attachment:
    """A file to be made: `draw(argument)` gives its bytes. A photo is shown in the chat, all else is a document.

    `needed`: the words that go with it say nothing without it.
    """

    name: str
    draw: Callable[[Any], bytes]
    argument: Any
    photo: bool = False
    needed: bool = False


def attachment_of(told: Told, language: str, username: str) -> Attachment | None:
    """The file that goes with a notice, in the reader's language; `username` is the bot's, for links."""
    if told.meeting is not None:
        return _of_meeting(told, told.meeting, language, username)
    if isinstance(told.notice, PollResult):
        picture = result_bars(told, language)
        fits = fits_below_picture(notice_card(told, language).text)
        return Attachment("result.png", bars, picture, photo=True) if picture is not None and fits else None
    if told.stand is not None:
        drawn = standing_picture(told.stand, language)
        fits = fits_below_picture(notice_card(told, language).text)
        return Attachment("where-you-stand.png", draw_map, drawn, photo=True) if drawn is not None and fits else None
    if told.findings is not None:
        return _of_findings(told, told.findings, language)
    match told:
        case Told(LinkReady(consultation, _, code)):
            link = deep_link(username, Link(LinkKind.CONSULTATION, consultation, code))
            return Attachment(f"{consultation}-{code}.png", qr, link, photo=True)
        case Told(PosterReady(consultation, _, code, closes), Consultation() as about):
            return Attachment(f"{consultation}-{code}-poster.png", poster, _poster(about, code, closes, username))
    return None


def _of_findings(told: Told, found: Findings, language: str) -> Attachment | None:
    about = found.consultation.id
    match told.notice:
        case QuestionPicture(_, step) as notice:
            drawn = _picture(notice, found, language)
            fits = fits_below_picture(notice_card(told, language).text)
            return Attachment(f"{about}-{step or 'who-came'}.png", *drawn, photo=True) if drawn and fits else None
        case FileReady(_, form) if form == REPORT:
            return Attachment(f"{about}.html", report, Wanted(found, language, told.now), needed=True)
        case FileReady():
            return Attachment(f"{about}.xlsx", workbook, Wanted(found, language, told.now), needed=True)
    return None


def _picture(notice: QuestionPicture, found: Findings, language: str) -> tuple[Callable[[Any], bytes], object] | None:
    """How it is drawn, and what."""
    if not notice.step:
        turnout = turnout_picture(found, language)
        return None if turnout is None else (draw, turnout)
    if found.opinions(notice.step) is not None:
        return statement_picture(found, notice.step, language, by_group=notice.by_group)
    picture = question_picture(found, notice.step, language)
    return None if picture is None else (draw, picture)


def _of_meeting(told: Told, meeting: Meeting, language: str, username: str) -> Attachment | None:
    match told.notice:
        case MeetingLink(identifier, code, True):
            return Attachment(f"{identifier}-{code}-poster.png", poster, _meeting_poster(meeting, code, username))
        case MeetingLink(identifier, code, False):
            link = deep_link(username, Link(LinkKind.MEETING, identifier, code))
            return Attachment(f"{identifier}-{code}.png", qr, link, photo=True)
    return _calendar(told, meeting, language)


def _meeting_poster(meeting: Meeting, code: str, username: str) -> Poster:
    link, v = deep_link(username, Link(LinkKind.MEETING, meeting.id, code)), voice(code)
    return Poster(
        title=meeting.titled(code),
        about=meeting.described(code),
        who=meeting.place or v.label("Online, by a link."),
        until=v.when(meeting.starts, meeting.zone),
        link=link,
        short_link=link.removeprefix("https://"),
        language=code,
        words=replace(poster_words(code), opens=v.label("It opens in Telegram. There you say whether you come.")),
    )


def _calendar(told: Told, meeting: Meeting, language: str) -> Attachment | None:
    """With the file that was asked for, and anew with a change for who has it."""
    notice = told.notice
    changed = isinstance(notice, MeetingMoved | MeetingCancelled) and notice.calendar
    if not changed and not isinstance(notice, CalendarFile):
        return None
    event = Event(
        uid=meeting.uid,
        sequence=meeting.sequence,
        starts=meeting.starts,
        ends=meeting.ends,
        zone=meeting.zone,
        title=meeting.titled(language),
        stamp=told.now,
        description=meeting.described(language),
        place=meeting.place,
        link=meeting.link,
        cancelled=meeting.cancelled is not None,
    )
    return Attachment(f"{meeting.id}.ics", calendar_file, event)


def _poster(about: Consultation, code: str, closes: int, username: str) -> Poster:
    link = deep_link(username, Link(LinkKind.CONSULTATION, about.id, code))
    return Poster(
        title=in_language(about.title, code, about.languages[0]),
        about=in_language(about.proposal, code, about.languages[0]) if about.proposal else "",
        who=in_language(about.asked_by, code, about.languages[0]),
        until=voice(code).label("until {day}", day=voice(code).day(closes, about.timezone)),
        link=link,
        short_link=link.removeprefix("https://"),
        language=code,
        words=poster_words(code),
    )
