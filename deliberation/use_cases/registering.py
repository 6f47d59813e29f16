"""Residents come to a meeting, or do not: places are given once, and in the order in which people came."""

from __future__ import annotations

from dataclasses import dataclass, replace

from deliberation.attention import MESSAGES
from deliberation.errors import MovedOn, NotUnderstood
from deliberation.events import LanguageChosen, PlaceGivenBack, PlaceGot, PlaceTaken
from deliberation.kept import Address, Attendee, Kind, Person, Urgency, View
from deliberation.meetings import Meeting, Registration, Standing
from deliberation.notices import CalendarFile, PlaceFree
from deliberation.ports import Transaction
from deliberation.roles import Capability
from deliberation.use_cases.attendance import called, refuse_unless_ahead, taken
from deliberation.use_cases.callers import Fresh, meet, own_view
from deliberation.use_cases.commands import Sender, requires
from deliberation.use_cases.showing import LEASE
from deliberation.use_cases.viewing import Showing, bring, gather

COME, STAY_AWAY, CALENDAR, FEWER, SPEAK = "come", "not", "calendar", "fewer", "speak"
"""What the buttons of a meeting are named; `SPEAK` is followed by a dash and a language."""

NOWHERE = -1
"""In the place of a message's number, for words: they stand below the card, so that a new one follows them."""


@dataclass(frozen=True)
class LookAt:
    """A link to a meeting was followed."""

    sender: Sender
    now: int
    meeting: str
    fresh: Fresh


@dataclass(frozen=True)
class Attend:
    """A button about a meeting: of its card, or of something that was told about it. `message` is what it hangs on."""

    sender: Sender
    now: int
    token: str
    message: int | None
    what: str
    fresh: Fresh


@dataclass(frozen=True)
class AttendInWords:
    """The words of a button, written while the card of a meeting is the newest message."""

    sender: Sender
    now: int
    what: str
    fresh: Fresh


@requires(Capability.TAKE_PART)
async def look_at(tx: Transaction, command: LookAt) -> Showing:
    """Show a meeting in a new message. Raises `UnknownMeeting`."""
    meeting = await called(tx, command.meeting)
    person, chat = await meet(tx, command.sender, command.fresh)
    return await bring(tx, (Kind.MEETING, meeting.id), person, chat, command)


@requires(Capability.TAKE_PART)
async def attend(tx: Transaction, command: Attend) -> Showing | None:
    """Do what the button says; None where what comes of it is told by a message of its own.

    However old the button is, it says what somebody wants now. Raises `Forbidden` for a stranger's.
    """
    view, person = await own_view(tx, command.sender, command.token, Kind.MEETING)
    meeting = await taken(tx, view.subject)
    if command.what == CALENDAR:
        await _to_calendar(tx, meeting, view, command.now)
        return None
    if command.what == FEWER:
        return await bring(tx, (Kind.ACCOUNT, MESSAGES), person, view.chat, command)
    promoted = await _do(tx, meeting, person, command)
    person = await tx.person(command.sender.person) or person
    shown = await _show(tx, view, person, command)
    if promoted:
        await tx.renew_views(Kind.MEETING, meeting.id)
    return shown


@requires(Capability.TAKE_PART)
async def attend_in_words(tx: Transaction, command: AttendInWords) -> Showing | None:
    """Do what the button of that name does. Raises `NotUnderstood` where no meeting is shown."""
    view = await tx.latest_view(command.sender.chat)
    if view is None or view.kind is not Kind.MEETING:
        raise NotUnderstood
    return await attend(tx, Attend(command.sender, command.now, view.token, NOWHERE, command.what, command.fresh))


async def free_places(tx: Transaction, person: Person, now: int) -> None:
    """Give back every place of somebody who is about to be forgotten, to whoever waits for one."""
    for identifier in await tx.places_of(person.id, now):
        meeting = await tx.take_meeting(identifier)
        if await _stay_away(tx, meeting, person, now):
            await tx.renew_views(Kind.MEETING, identifier)


async def promote(tx: Transaction, meeting: Meeting, now: int) -> bool:
    """Give free places to those who have waited longest, and tell them. Returns whether there were any."""
    count = (await tx.attendance(meeting.id)).promoted(meeting.capacity)
    if not count or meeting.cancelled is not None or meeting.starts <= now:
        return False
    for attendee in await tx.first_waiting(meeting.id, count):
        await _promote(tx, meeting, attendee, now)
    return True


async def _promote(tx: Transaction, meeting: Meeting, attendee: Attendee, now: int) -> None:
    waited = attendee.registration
    await tx.stand(meeting.id, replace(waited, standing=Standing.REGISTERED, since=now))
    await tx.note(PlaceGot(), actor=waited.person, subject=meeting.id, now=now)
    occurrence = f"place:{meeting.id}:{waited.number}:{waited.person}"
    notice = PlaceFree(meeting.id, attendee.token)
    await tx.notify(attendee.address, notice, Urgency.ANSWER, now, occurrence, expires=meeting.starts)


async def _do(tx: Transaction, meeting: Meeting, person: Person, command: Attend) -> bool:
    """Returns whether somebody else got a place by it."""
    what, _, language = command.what.partition("-")
    if what == SPEAK and language in meeting.languages:
        await tx.speak(person.id, language)
        await tx.note(LanguageChosen(language), actor=person.id, subject=person.id, now=command.now)
        return False
    if command.what not in {COME, STAY_AWAY}:
        raise MovedOn
    refuse_unless_ahead(meeting, command.now)
    if what == STAY_AWAY:
        return await _stay_away(tx, meeting, person, command.now)
    await _come(tx, meeting, person, command.now)
    return False


async def _come(tx: Transaction, meeting: Meeting, person: Person, now: int) -> None:
    known = await tx.registration(meeting.id, person.id)
    if known is not None and known.standing is not Standing.CANCELLED:
        return
    standing = (await tx.attendance(meeting.id)).standing(meeting.capacity)
    number = await tx.last_number(meeting.id) + 1
    await tx.stand(meeting.id, Registration(person.id, standing, number, now))
    waiting = standing is Standing.WAITING
    await tx.note(PlaceTaken(waiting), actor=person.id, subject=meeting.id, now=now)


async def _stay_away(tx: Transaction, meeting: Meeting, person: Person, now: int) -> bool:
    known = await tx.registration(meeting.id, person.id)
    if known is None or known.standing is Standing.CANCELLED:
        return False
    await tx.stand(meeting.id, replace(known, standing=Standing.CANCELLED))
    await tx.note(PlaceGivenBack(), actor=person.id, subject=meeting.id, now=now)
    await tx.take_back(f"meeting:{meeting.id}:%:{person.id}")
    return await promote(tx, meeting, now)


async def _to_calendar(tx: Transaction, meeting: Meeting, view: View, now: int) -> None:
    """Whoever comes, and took the file, gets a new one when the meeting changes."""
    address = Address(view.chat, view.person or "")
    known = await tx.registration(meeting.id, address.person)
    if known is not None:
        await tx.stand(meeting.id, replace(known, calendar=True))
    await tx.notify(address, CalendarFile(meeting.id, view.token), Urgency.ANSWER, now, None)


async def _show(tx: Transaction, view: View, person: Person, command: Attend) -> Showing:
    """In the message that was tapped where that is the meeting's card, else in a new one below."""
    await tx.meet_chat(view.chat, command.sender.chat)  # two at once come in turn
    elsewhere = command.message != view.message and (view.message is not None or command.message == NOWHERE)
    if view.retired or elsewhere:
        return await bring(tx, (Kind.MEETING, view.subject), person, view.chat, command)
    message = view.message or command.message
    touched = replace(view, wanted=view.wanted + 1, message=message, remark=None)
    await tx.touch_view(touched, lease=command.now + LEASE)
    return await gather(tx, touched, person, command.now)
