"""Looking after a meeting that was called: another time or place, places, the recording, its end, its link."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from deliberation.definition.meeting import MINUTE
from deliberation.desk import CALLING, MEETING, MEETINGS
from deliberation.drafting.moments import read_moment
from deliberation.errors import MovedOn, NotUnderstood
from deliberation.kept import Address, Urgency
from deliberation.meetings import MOST_PLACES
from deliberation.notices import MeetingLink
from deliberation.ports import Transaction
from deliberation.roles import Capability
from deliberation.use_cases.attendance import refuse_unless_ahead
from deliberation.use_cases.callers import meet
from deliberation.use_cases.calling import NO_LIMIT, STARTS, number_of, own_here, place_of, prepare
from deliberation.use_cases.commands import requires
from deliberation.use_cases.convening import (
    AddRecording,
    CancelMeeting,
    ChangeMeeting,
    ChangePlaces,
    add_recording,
    cancel_meeting,
    change_meeting,
    change_places,
)
from deliberation.use_cases.desks import AtDesk, DeskTap, DeskWords, at_desk, turn_on, turn_to
from deliberation.use_cases.viewing import Showing

TIME, WHERE, SEATS, RECORDING, CANCEL, LINK, TO = "time", "where", "seats", "recording", "cancel", "link", "to"
"""What is to be changed. `TO` is followed by a dash and the moment that was written, until it is confirmed."""

ASKABLE: Final = frozenset({TIME, WHERE, SEATS, RECORDING, CANCEL, LINK})


async def owner_named(tx: Transaction, about: DeskTap) -> str | None:
    """Whose the meeting is that the button names."""
    return await tx.meeting_owner(about.argument)


@requires(Capability.CONVENE)
async def list_meetings(tx: Transaction, tap: DeskTap) -> Showing:
    """What somebody has called."""
    return await turn_to(tx, await at_desk(tx, tap), tap.now, place=MEETINGS, subject="", asking="", page=0)


@requires(Capability.CONVENE, owner=owner_named)
async def look_after_meeting(tx: Transaction, tap: DeskTap) -> Showing:
    """One of them."""
    return await turn_to(tx, await at_desk(tx, tap), tap.now, place=MEETING, subject=tap.argument, asking="")


@requires(Capability.CONVENE, owner=own_here)
async def ask_about_meeting(tx: Transaction, tap: DeskTap) -> Showing:
    """Ask for what is to be changed, or once more before it is cancelled."""
    here = await at_meeting(tx, tap)
    if tap.argument not in ASKABLE:
        raise MovedOn
    if tap.argument not in {RECORDING, LINK}:
        refuse_unless_ahead(await tx.meeting(here.desk.subject), tap.now)
    return await turn_to(tx, here, tap.now, asking=tap.argument)


@requires(Capability.CONVENE, owner=own_here)
async def write_to_meeting(tx: Transaction, words: DeskWords) -> Showing:
    """Take what was asked for. Raises the `Rejected` that says why it cannot be that, or that nothing was asked."""
    person, _ = await meet(tx, words.sender, words.fresh)
    desk = await tx.desk(person.id)
    sender, now, subject, text = words.sender, words.now, desk.subject, words.text.strip()
    match desk.asking.partition("-")[0]:
        case "time" | "to":
            starts = read_moment(text, now, (await tx.meeting(subject)).zone)
            return await turn_on(tx, words, asking=f"{TO}-{starts}")
        case "where":
            place, link = place_of(text)
            await change_meeting(tx, ChangeMeeting(sender, now, subject, place=place, link=link))
        case "seats":
            await change_places(tx, ChangePlaces(sender, now, subject, number_of(text, 1, MOST_PLACES)))
        case "recording":
            await add_recording(tx, AddRecording(sender, now, subject, text))
        case _:
            raise NotUnderstood
    return await turn_on(tx, words, asking="")


@requires(Capability.CONVENE, owner=own_here)
async def move_it(tx: Transaction, tap: DeskTap) -> Showing:
    """To the moment that was written and shown."""
    here = await at_meeting(tx, tap)
    to, _, starts = here.desk.asking.partition("-")
    if to != TO:
        raise MovedOn
    await change_meeting(tx, ChangeMeeting(tap.sender, tap.now, here.desk.subject, starts=int(starts)))
    return await turn_to(tx, here, tap.now, asking="")


@requires(Capability.CONVENE, owner=own_here)
async def cancel_it(tx: Transaction, tap: DeskTap) -> Showing:
    """It does not take place."""
    here = await at_meeting(tx, tap)
    await cancel_meeting(tx, CancelMeeting(tap.sender, tap.now, here.desk.subject))
    return await turn_to(tx, here, tap.now, asking="")


@requires(Capability.CONVENE, owner=own_here)
async def take_limit_away(tx: Transaction, tap: DeskTap) -> Showing:
    """Everybody fits."""
    here = await at_meeting(tx, tap)
    if tap.argument != NO_LIMIT:
        raise MovedOn
    await change_places(tx, ChangePlaces(tap.sender, tap.now, here.desk.subject, None))
    return await turn_to(tx, here, tap.now, asking="")


@requires(Capability.CONVENE, owner=own_here)
async def another_meeting(tx: Transaction, tap: DeskTap) -> Showing:
    """One like it, at another time."""
    here = await at_meeting(tx, tap)
    like = await tx.meeting(here.desk.subject)
    lasts = max(like.ends - like.starts, MINUTE)
    anew = replace(like, starts=0, ends=lasts, sequence=0, called=None, cancelled=None, recording="")
    prepared = await prepare(tx, anew, here.person.id, tap.fresh)
    return await turn_to(tx, here, tap.now, place=CALLING, subject=prepared.id, asking=STARTS, page=0)


@requires(Capability.CONVENE, owner=own_here)
async def send_meeting_link(tx: Transaction, tap: DeskTap) -> Showing:
    """The link and its code, or a poster, in one language, as a message that can be passed on."""
    here = await at_meeting(tx, tap)
    meeting = await tx.meeting(here.desk.subject)
    what, _, language = tap.argument.partition("-")
    if language not in meeting.languages or what not in {"code", "poster"}:
        raise MovedOn
    wanted = MeetingLink(meeting.id, language, what == "poster")
    await tx.notify(Address(here.view.chat, here.person.id), wanted, Urgency.ANSWER, tap.now, None)
    return await turn_to(tx, here, tap.now, asking="")


async def at_meeting(tx: Transaction, by: DeskTap) -> AtDesk:
    """Somebody at one meeting. Raises `MovedOn` where there is none."""
    here = await at_desk(tx, by)
    if here.desk.place != MEETING:
        raise MovedOn
    return here
