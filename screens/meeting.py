"""A meeting as residents see it, and what they are told of it."""

from __future__ import annotations

from dataclasses import replace
from html import escape
from typing import Final

from deliberation.attention import day_of
from deliberation.meetings import Meeting, Standing
from deliberation.notices import (
    CalendarFile,
    MeetingCancelled,
    MeetingLink,
    MeetingMoved,
    MeetingReminder,
    PlaceFree,
    RecordingReady,
)
from deliberation.use_cases.attendance import MeetingShown
from deliberation.use_cases.registering import CALENDAR, COME, FEWER, SPEAK, STAY_AWAY
from deliberation.use_cases.telling import Told
from screens.card import MOST_BUTTONS, Action, Button, Card, rows_of
from screens.languages import own_name
from screens.links import Link, LinkKind, deep_link
from screens.problems import explain
from screens.voice import Voice, voice

FEW: Final = 10
"""Places left from which on it is said how many."""

MINUTE: Final = 60_000


def meeting_card(shown: MeetingShown) -> Card:
    """What it is, whether its reader comes, and what they can do now."""
    v = voice(shown.language)
    card = Card("\n".join((*about_lines(shown.meeting, v), *_standing(shown, v))), _buttons(shown, v))
    remark = shown.view.remark
    if remark is None:
        return card
    return replace(card, text=f"{explain(remark.code, remark.parameters, v)}\n\n{card.text}")


def about_lines(meeting: Meeting, v: Voice) -> list[str]:
    """What it is called, when and where it is, and what it is about."""
    when = v.say(
        "{when} to {end} ({city} time)",
        when=v.when(meeting.starts, meeting.zone),
        end=_end(meeting, v),
        city=v.city(meeting.zone),
    )
    where = [escape(meeting.place, quote=False)] if meeting.place else [v.say("Online, by a link.")]
    described = meeting.described(v.language)
    return [f"<b>{_title(meeting, v)}</b>", when, *where, *([escape(described, quote=False)] if described else [])]


def _end(meeting: Meeting, v: Voice) -> str:
    if day_of(meeting.starts, meeting.zone) == day_of(meeting.ends, meeting.zone):
        return v.clock(meeting.ends, meeting.zone)
    return v.when(meeting.ends, meeting.zone)


def _standing(shown: MeetingShown, v: Voice) -> list[str]:
    meeting, own = shown.meeting, shown.registration
    standing = None if own is None else own.standing
    if meeting.cancelled is not None:
        return [v.say("<b>This meeting was cancelled.</b>")]
    if shown.over:
        return [v.say("There is a recording.") if meeting.recording else v.say("This meeting has begun or is over.")]
    if standing is Standing.REGISTERED:
        return ["", v.say("<b>You are registered.</b> I remind you before, unless you chose fewer messages.")]
    if standing is Standing.WAITING:
        return ["", v.say("<b>You are number {number} on the waiting list.</b>", number=shown.ahead + 1), _later(v)]
    away = [v.say("<b>Noted: you are not coming.</b>")] if standing is Standing.CANCELLED else []
    return ["", *away, *_places(shown, v), v.say("Those who organise it see how many come, not who.")]


def _later(v: Voice) -> str:
    return v.say("I tell you as soon as a place is free.")


def _places(shown: MeetingShown, v: Voice) -> list[str]:
    free = shown.attendance.free(shown.meeting.capacity)
    if free is None or (free > FEW and not shown.attendance.waiting):
        return []
    if shown.attendance.waiting or not free:
        return [v.say("All places are taken. You can wait for one.")]
    return [v.count("{number} place is left.", "{number} places are left.", free)]


def _buttons(shown: MeetingShown, v: Voice) -> tuple[tuple[Button, ...], ...]:
    meeting, own = shown.meeting, shown.registration
    rows: list[tuple[Button, ...]] = []
    open_now = meeting.cancelled is None and not shown.over
    if open_now:
        coming = own is not None and own.standing is not Standing.CANCELLED
        rows.append((_away(v),) if coming else (Button(_come(shown, v), Action.MEETING, COME),))
        if own is not None and own.standing is Standing.REGISTERED and meeting.link:
            rows.append((_link(meeting.link, v), _calendar(v)))
        else:
            rows.append((_calendar(v),))
    elif meeting.recording:
        rows.append((Button(v.say("Recording"), Action.URL, meeting.recording),))
    others = [code for code in meeting.languages if code != v.language][: MOST_BUTTONS - 4]
    return (*rows, *rows_of([Button(own_name(code), Action.MEETING, f"{SPEAK}-{code}") for code in others]))


def _come(shown: MeetingShown, v: Voice) -> str:
    waits = shown.attendance.standing(shown.meeting.capacity) is Standing.WAITING
    return v.say("Put me on the waiting list") if waits else v.say("I will come")


def _away(v: Voice) -> Button:
    return Button(v.say("I cannot come"), Action.MEETING, STAY_AWAY)


def _calendar(v: Voice) -> Button:
    return Button(v.say("To my calendar"), Action.MEETING, CALENDAR)


def _link(link: str, v: Voice) -> Button:
    return Button(v.say("Link"), Action.URL, link)


def _fewer(v: Voice) -> Button:
    return Button(v.say("Fewer messages"), Action.MEETING, FEWER)


def meeting_notice(told: Told, language: str, bot: str) -> Card:
    """What somebody is told of a meeting, with the buttons that belong to it; `bot` is what the bot is called in links.
    Raises KeyError for anything else.
    """
    meeting = told.meeting
    if meeting is None:
        raise KeyError(told.notice.kind)
    v = voice(meeting.language(language))
    match told.notice:
        case MeetingReminder():
            return Card(_reminder(meeting, told.now, v), _reminding(meeting, v, fewer=True))
        case MeetingMoved():
            text = v.say("<b>Changed: {title}</b>", title=meeting.titled(v.language))
            ask = v.say("What you said stays: you come, or you wait for a place. If you cannot come now, tap below.")
            lines = [text, v.say("It is now:"), *about_lines(meeting, v)[1:], "", ask]
            return Card("\n".join(lines), _reminding(meeting, v, fewer=False))
        case MeetingCancelled():
            when = v.when(meeting.starts, meeting.zone)
            return Card(v.say("<b>Cancelled: {title}</b>\n{when}.", title=meeting.titled(v.language), when=when))
        case PlaceFree():
            text = v.say("<b>You have a place now.</b> You are registered for:")
            return Card("\n".join((text, *about_lines(meeting, v))), _reminding(meeting, v, fewer=False))
        case RecordingReady():
            text = v.say("Here you can watch it again:\n<b>{title}</b>", title=meeting.titled(v.language))
            rows = ((Button(v.say("Recording"), Action.URL, meeting.recording),), (_fewer(v),))
            return Card(text, rows if meeting.recording else ())
        case MeetingLink(identifier, code, _):
            link = deep_link(bot, Link(LinkKind.MEETING, identifier, code))
            return Card("\n".join((*about_lines(meeting, voice(code)), "", escape(link, quote=False))))
        case CalendarFile():
            return Card(v.say("Open this file to put it into your calendar. If it changes, I send a new one."))
    raise KeyError(told.notice.kind)


def _reminder(meeting: Meeting, now: int, v: Voice) -> str:
    """Tomorrow, Thursday 3 June, 19:00: ..."""
    days = day_of(meeting.starts, meeting.zone) - day_of(now, meeting.zone)
    when, title = v.when(meeting.starts, meeting.zone), meeting.titled(v.language)
    if days == 0:
        first = v.say("Today, {when}: <b>{title}</b>", when=when, title=title)
    elif days == 1:
        first = v.say("Tomorrow, {when}: <b>{title}</b>", when=when, title=title)
    else:
        first = v.say("{when}: <b>{title}</b>", when=when, title=title)
    return "\n".join((first, *about_lines(meeting, v)[2:]))


def _reminding(meeting: Meeting, v: Voice, *, fewer: bool) -> tuple[tuple[Button, ...], ...]:
    link = (_link(meeting.link, v),) if meeting.link else ()
    last = (_calendar(v), _fewer(v)) if fewer else (_calendar(v),)
    return ((*link, _away(v)), last)


def meeting_acceptance(name: str, meeting: Meeting, v: Voice) -> str:
    """That a file is in order, and what it is about."""
    when = v.when(meeting.starts, meeting.zone)
    return v.say("{name} is in order: {id}, a meeting. {when}.", name=name, id=meeting.id, when=when)


def _title(meeting: Meeting, v: Voice) -> str:
    return escape(meeting.titled(v.language), quote=False)
