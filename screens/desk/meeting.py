"""Calling a meeting, and looking after it. Who convenes it has to know exactly how many come."""

from __future__ import annotations

from html import escape
from typing import Final

from deliberation.meetings import Meeting
from deliberation.use_cases.calling import ASKED, LASTS, NO_LIMIT, PLACE, PLACES, STARTS, TITLE
from deliberation.use_cases.matters.meeting import Calling, Convening, Meetings
from deliberation.use_cases.meeting_desk import CANCEL, LINK, RECORDING, SEATS, TIME, TO, WHERE
from screens.card import MOST_BUTTONS, Action, Button, Card, page_of
from screens.desk.buttons import do, home
from screens.languages import own_name
from screens.links import Link, LinkKind, start_parameter
from screens.meeting import about_lines
from screens.voice import Voice

ON_A_PAGE: Final = MOST_BUTTONS - 3
LENGTHS: Final = (60, 90, 120)
"""Minutes that one tap gives."""


def meetings_card(matter: Meetings, v: Voice) -> Card:
    """The list, the next one first."""
    page = page_of(len(matter.meetings), ON_A_PAGE, matter.page)
    rows = [(do(_in_short(each, v), f"mt-{each.id}"),) for each in matter.meetings[page.items]]
    onward = (do(v.say("More ›"), f"page-{page.after}"),) if page.count > 1 else ()
    text = v.say("<b>Meetings</b>\nThose ahead, and those of the last month.")
    if not matter.meetings:
        text = v.say("<b>Meetings</b>\nThere is none yet.")
    return Card(text, (*rows, (do(v.say("A new one"), "newmeeting"), *onward), (home(v),)))


def _in_short(meeting: Meeting, v: Voice) -> str:
    return f"{v.day(meeting.starts, meeting.zone)}: {meeting.titled(v.language)}"


def calling_card(matter: Calling, v: Voice) -> Card:
    """The next question; after the last, the meeting as residents will see it."""
    if not matter.asking:
        return _ready(matter.meeting, v)
    above = ((do(v.say("My meetings"), "meetings"), home(v)),) if matter.asking == TITLE else ((home(v),),)
    return Card(_question(matter, v), (*_on_offer(matter.asking, v), *above))


def _question(matter: Calling, v: Voice) -> str:
    meeting = matter.meeting
    questions = {
        TITLE: v.say("<b>A meeting</b>\nWhat is it called? Write its title. Or send me a file."),
        STARTS: v.say("<b>{title}</b>\nWhen does it begin? Write it like this: 3 June 19:00.", title=_of(meeting, v)),
        LASTS: v.say(
            "{when}.\nHow long does it last? Tap, or write the minutes.", when=v.when(meeting.starts, meeting.zone)
        ),
        PLACE: v.say("Where is it? Write a place, a link that begins with https://, or both."),
        PLACES: v.say("How many people fit? Write the number. Who comes after that waits for a place."),
    }
    where = v.say("{number} of {count}", number=ASKED.index(matter.asking) + 1, count=len(ASKED))
    return f"{where} · {questions[matter.asking]}"


def _on_offer(asking: str, v: Voice) -> tuple[tuple[Button, ...], ...]:
    if asking == LASTS:
        return (tuple(do(v.label("{number} min", number=minutes), f"msay-{minutes}") for minutes in LENGTHS),)
    return ((do(v.say("No limit"), f"msay-{NO_LIMIT}"),),) if asking == PLACES else ()


def _ready(meeting: Meeting, v: Voice) -> Card:
    lines = [v.say("Residents will see:"), "", *about_lines(meeting, v), "", _room(meeting, v)]
    rows = ((do(v.say("Call it"), "callit"),), (do(v.say("Begin anew"), "newmeeting"), home(v)))
    return Card("\n".join(lines), rows)


def _room(meeting: Meeting, v: Voice) -> str:
    if meeting.capacity is None:
        return v.say("Everybody fits.")
    return v.count("{number} place.", "{number} places.", meeting.capacity)


def convening_card(matter: Convening, v: Voice) -> Card:
    """How it stands, or what is to be changed about it."""
    asked = matter.asking.partition("-")[0]
    if asked in {CANCEL, TO}:
        return _confirming(matter, asked, v)
    if asked == LINK:
        return _links_card(matter, v)
    if asked:
        return _asking(matter, asked, v)
    meeting = matter.meeting
    text = "\n".join((*about_lines(meeting, v), "", *_how_it_stands(matter, v)))
    if meeting.cancelled is not None:
        return Card(text, ((do(v.say("Another like it"), "mdup"),), _ways_back(v)))
    if meeting.starts <= matter.now:
        rows = ((_change(v.say("Recording"), RECORDING), do(v.say("Another one"), "mdup")), _ways_back(v))
        return Card(text, rows)
    return Card(
        text,
        (
            (_change(v.say("Another time"), TIME), _change(v.say("Another place"), WHERE)),
            (_change(v.say("Places"), SEATS), _change(v.say("Link, poster"), LINK)),
            (do(v.say("Another one"), "mdup"), _change(v.say("Cancel it"), CANCEL)),
            _ways_back(v),
        ),
    )


def _how_it_stands(matter: Convening, v: Voice) -> list[str]:
    meeting, attendance = matter.meeting, matter.attendance
    lines = [v.say("It is called: people can register by its link.")] if not attendance.registered else []
    if meeting.sequence and meeting.cancelled is None:
        lines = [v.say("It was changed. Everybody who comes or waits is told.")]
    lines.append(v.count("{number} person is registered.", "{number} people are registered.", attendance.registered))
    if attendance.waiting:
        lines.append(v.count("{number} person waits.", "{number} people wait.", attendance.waiting))
    lines.append(_room(meeting, v))
    if meeting.cancelled is not None:
        lines.append(v.say("<b>It is cancelled.</b> Everybody is told."))
    elif meeting.recording:
        lines.append(v.say("The recording is in place. Who was registered is told."))
    return lines


def _asking(matter: Convening, asked: str, v: Voice) -> Card:
    texts = {
        TIME: v.say("When does it begin instead? Write it like this: 3 June 19:00."),
        WHERE: v.say("Where is it instead? Write a place, a link, or both. Everybody is told."),
        SEATS: v.say("How many people fit? Write the number."),
        RECORDING: v.say("Where can it be watched? Send the link. Who was registered is told."),
    }
    back = (do(v.say("‹ Back"), f"mt-{matter.meeting.id}"),)
    limit = ((do(v.say("No limit"), f"mlimit-{NO_LIMIT}"),),) if asked == SEATS else ()
    return Card(f"<b>{_title(matter.meeting, v)}</b>\n{texts.get(asked, '')}", (*limit, back))


def _confirming(matter: Convening, asked: str, v: Voice) -> Card:
    meeting, attendance = matter.meeting, matter.attendance
    people = v.count(
        "{number} person will be told.", "{number} people will be told.", attendance.registered + attendance.waiting
    )
    back = (do(v.say("‹ Back"), f"mt-{meeting.id}"),)
    if asked == CANCEL:
        text = v.say("<b>Cancel “{title}”?</b>\nThis cannot be undone. {people}", title=_of(meeting, v), people=people)
        return Card(text, ((do(v.say("Yes, cancel it"), "mcancel"),), back))
    starts = int(matter.asking.partition("-")[2])
    text = v.say(
        "<b>Move “{title}”?</b>\nFrom {before}\nto {after}.\n{people} To correct the time, write it again.",
        title=_of(meeting, v),
        before=v.when(meeting.starts, meeting.zone),
        after=v.when(starts, meeting.zone),
        people=people,
    )
    return Card(text, ((do(v.say("Yes, move it"), "mmove"),), back))


def _links_card(matter: Convening, v: Voice) -> Card:
    meeting = matter.meeting
    rows = [
        row
        for code in meeting.languages[:3]
        for row in (
            (do(v.label("Link: {language}", language=own_name(code)), f"mlink-code-{code}"),),
            (do(v.label("Poster: {language}", language=own_name(code)), f"mlink-poster-{code}"),),
        )
    ]
    opens = Button(v.say("See it as a resident"), Action.LINK, start_parameter(Link(LinkKind.MEETING, meeting.id)))
    text = v.say("<b>Link and poster of “{title}”</b>\nIn which language?", title=_of(meeting, v))
    return Card(text, (*rows, (opens,), (do(v.say("‹ Back"), f"mt-{meeting.id}"),)))


def _ways_back(v: Voice) -> tuple[Button, ...]:
    return (do(v.say("My meetings"), "meetings"), home(v))


def _change(label: str, what: str) -> Button:
    return do(label, f"mask-{what}")


def _of(meeting: Meeting, v: Voice) -> str:
    return meeting.titled(v.language)


def _title(meeting: Meeting, v: Voice) -> str:
    return escape(_of(meeting, v), quote=False)
