"""What is due to those who come to a meeting is written out, a piece at a time; repeating any of it changes nothing.

Each person's notice has a name of its own, made of the meeting, its start and what is told, so that it is written once
however often the process ends, stands still, or finds its clock moved.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from deliberation.attention import later, quiet, quiet_from
from deliberation.events import AttendeesTold
from deliberation.kept import Attendee, Urgency
from deliberation.meetings import REMINDERS, Meeting, Occurrence, Standing, Telling, change_told_at
from deliberation.notices import MeetingCancelled, MeetingMoved, MeetingReminder, RecordingReady
from deliberation.ports import Transaction
from deliberation.roles import Capability
from deliberation.use_cases.commands import Sender, requires
from deliberation.use_cases.courtesy import Unasked, say
from deliberation.use_cases.courtesy import remind as remind_courteously

PIECE = 200
"""People written to in one unit of work."""


@dataclass(frozen=True)
class Remind:
    sender: Sender
    now: int


@requires(Capability.KEEP_HOUSE)
async def remind(tx: Transaction, command: Remind) -> bool:
    """Write the next piece of what is due. Returns whether there may be more."""
    due = await tx.due_occurrence(command.now)
    if due is None:
        return False
    meeting = await tx.take_meeting(due.meeting)  # from here on nobody comes, goes, or moves it
    planned = await tx.occurrences(meeting.id)
    if due not in planned:  # somebody else was faster
        return True
    if _too_late(meeting, due, planned, command.now):
        await tx.advance_occurrence(due, due.cursor, command.now)
    elif (until := _not_before(meeting, due, command.now)) > command.now:
        await tx.put_off(due, until)
    else:
        await _write(tx, meeting, due, command.now)
    return True


def _too_late(meeting: Meeting, due: Occurrence, planned: Sequence[Occurrence], now: int) -> bool:
    """Nobody is reminded of what has begun, nor twice where both reminders are due."""
    if due.telling is Telling.RECORDING:
        return False
    if due.telling not in REMINDERS:
        return meeting.ends <= now
    hour_too = any(other.telling is Telling.HOUR and other.due <= now for other in planned)
    return meeting.starts <= now or (due.telling is Telling.DAY and hour_too)


def _not_before(meeting: Meeting, due: Occurrence, now: int) -> int:
    if due.telling is Telling.RECORDING or (due.telling not in REMINDERS and quiet(due.due, meeting.zone)):
        return now  # each person's turn is found for them; what could not wait was planned for the night
    if due.telling in REMINDERS:
        return later(now, meeting.zone)
    return change_told_at(now, meeting.starts, zone=meeting.zone)


async def _write(tx: Transaction, meeting: Meeting, due: Occurrence, now: int) -> None:
    piece = await tx.attendees(meeting.id, due.cursor, PIECE)
    told = [await _tell(tx, meeting, due, each, now) for each in piece if _is_for(due, each)]
    last = piece[-1].registration.number if piece else due.cursor
    await tx.advance_occurrence(due, last, now if len(piece) < PIECE else None)
    event = AttendeesTold(due.telling, told.count(True), told.count(False))
    await tx.note(event, actor=None, subject=meeting.id, now=now)


def _is_for(due: Occurrence, attendee: Attendee) -> bool:
    """Who waits is told of changes alone; who came after a reminder's time is not reminded."""
    if due.telling in {Telling.MOVED, Telling.CANCELLED}:
        return True
    has_place = attendee.registration.standing is Standing.REGISTERED
    return has_place and (due.telling is Telling.RECORDING or attendee.registration.since <= due.due)


async def _tell(tx: Transaction, meeting: Meeting, due: Occurrence, attendee: Attendee, now: int) -> bool:
    """Returns whether they are told, or have been."""
    address, token, calendar = attendee.address, attendee.token, attendee.registration.calendar
    occurrence = _name(meeting, due, address.person)
    match due.telling:
        case Telling.MOVED:
            notice: MeetingMoved | MeetingCancelled = MeetingMoved(meeting.id, token, calendar)
        case Telling.CANCELLED:
            notice = MeetingCancelled(meeting.id, token, calendar)
        case Telling.RECORDING:
            recording = RecordingReady(meeting.id, token)
            return await say(tx, Unasked(address, recording, occurrence, meeting.zone), now)
        case Telling.DAY | Telling.HOUR:
            reminder = MeetingReminder(meeting.id, meeting.starts, token)
            unasked = Unasked(address, reminder, occurrence, meeting.zone)
            expires = min(meeting.starts, quiet_from(now, meeting.zone))
            return await remind_courteously(tx, unasked, now, expires, last=due.telling is Telling.HOUR)
    await tx.notify(address, notice, Urgency.REMINDER, now, occurrence, expires=meeting.ends)
    return True


def _name(meeting: Meeting, due: Occurrence, person: str) -> str:
    of = meeting.starts if due.telling in REMINDERS else meeting.sequence
    if due.telling is Telling.RECORDING:
        of = 0  # once, whatever it is called
    return f"meeting:{meeting.id}:{of}:{due.telling}:{person}"
