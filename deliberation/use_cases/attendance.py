"""A meeting as one person sees it."""

from __future__ import annotations

from dataclasses import dataclass

from deliberation.errors import MeetingBegun, MeetingOff, UnknownMeeting
from deliberation.kept import Person, View
from deliberation.meetings import Attendance, Meeting, Registration, Standing
from deliberation.ports import Transaction


@dataclass(frozen=True)
class MeetingShown:
    """`registration` is the reader's own; `ahead` how many wait who came before. `over` once it has begun."""

    view: View
    meeting: Meeting
    attendance: Attendance
    registration: Registration | None
    ahead: int
    over: bool
    language: str


async def meeting_shown(tx: Transaction, view: View, person: Person, now: int) -> MeetingShown:
    """What a live message about a meeting shows to its person. Raises KeyError where there is no such meeting."""
    meeting = await tx.meeting(view.subject)
    own = await tx.registration(meeting.id, person.id)
    waits = own is not None and own.standing is Standing.WAITING
    return MeetingShown(
        view=view,
        meeting=meeting,
        attendance=await tx.attendance(meeting.id),
        registration=own,
        ahead=await tx.waiting_before(meeting.id, own.number) if own is not None and waits else 0,
        over=meeting.starts <= now,
        language=meeting.language(person.language),
    )


async def called(tx: Transaction, identifier: str) -> Meeting:
    """The meeting of this name, to which people are asked. Raises `UnknownMeeting`."""
    try:
        meeting = await tx.meeting(identifier)
    except KeyError:
        raise UnknownMeeting from None
    if meeting.called is None:
        raise UnknownMeeting
    return meeting


async def taken(tx: Transaction, identifier: str) -> Meeting:
    """The same, and nobody else registers for it or changes it until this unit of work ends."""
    await called(tx, identifier)
    return await tx.take_meeting(identifier)


def refuse_unless_ahead(meeting: Meeting, now: int) -> None:
    """Raises `MeetingOff` for one that was cancelled, and `MeetingBegun` for one that has begun."""
    if meeting.cancelled is not None:
        raise MeetingOff
    if meeting.starts <= now:
        raise MeetingBegun
