"""A meeting's life: called, moved, cancelled, with more or fewer places, and afterwards with a recording.

What those who come are told of it is planned here and written by `reminding`.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Protocol

from deliberation.definition.kinds.information import LINK
from deliberation.definition.meeting import read_meeting
from deliberation.errors import Conflict, MeetingAhead, NotALink, PlacesTaken, TimePassed
from deliberation.events import Event, MeetingCalled, MeetingChanged, MeetingDropped, PlacesChanged, RecordingAdded
from deliberation.kept import Kind
from deliberation.meetings import REMINDERS, Meeting, Occurrence, Telling, change_told_at, reminders
from deliberation.ports import Transaction
from deliberation.roles import Capability
from deliberation.use_cases.attendance import refuse_unless_ahead, taken
from deliberation.use_cases.commands import Command, Sender, requires
from deliberation.use_cases.registering import promote


@dataclass(frozen=True)
class CallMeeting:
    """`source` is the text of the meeting's file; `uid` a random id for its calendar entry."""

    sender: Sender
    now: int
    source: str
    uid: str


@dataclass(frozen=True)
class ChangeMeeting:
    """Another time, another place, another link. What is None stays; it lasts as long as before."""

    sender: Sender
    now: int
    meeting: str
    starts: int | None = None
    place: str | None = None
    link: str | None = None


@dataclass(frozen=True)
class CancelMeeting:
    sender: Sender
    now: int
    meeting: str


@dataclass(frozen=True)
class ChangePlaces:
    """`capacity` is None where everybody fits."""

    sender: Sender
    now: int
    meeting: str
    capacity: int | None


@dataclass(frozen=True)
class AddRecording:
    sender: Sender
    now: int
    meeting: str
    link: str


class AboutMeeting(Command, Protocol):
    """A command about one meeting."""

    @property
    def meeting(self) -> str: ...


async def owner_of_meeting(tx: Transaction, about: AboutMeeting) -> str | None:
    """Who called the meeting."""
    return await tx.meeting_owner(about.meeting)


@requires(Capability.CONVENE)
async def call_meeting(tx: Transaction, command: CallMeeting) -> Meeting:
    """Ask people to the meeting that a file describes. The same file again changes nothing.

    Raises `DefinitionInvalid`, `TimePassed`, and `Conflict` for another meeting under an id that is taken.
    """
    meeting = replace(read_meeting(command.source), uid=command.uid)
    if meeting.id in await tx.meeting_ids():
        known = await tx.meeting(meeting.id)
        if meeting != replace(known, uid=meeting.uid, sequence=0, called=None):
            raise Conflict
        return known
    person = await tx.person(command.sender.person)
    return await announce(tx, meeting, None if person is None else person.id, command.now)


async def announce(tx: Transaction, meeting: Meeting, owner: str | None, now: int) -> Meeting:
    """From now on people can register, and will be reminded. Raises `TimePassed`, and `Conflict` for a taken id."""
    if meeting.starts <= now:
        raise TimePassed
    meeting = replace(meeting, called=now)
    if not await tx.add_meeting(meeting, owner):
        raise Conflict
    await _plan_reminders(tx, meeting, now)
    await tx.note(MeetingCalled(), actor=owner, subject=meeting.id, now=now)
    return meeting


@requires(Capability.CONVENE, owner=owner_of_meeting)
async def change_meeting(tx: Transaction, command: ChangeMeeting) -> Meeting:
    """Move it, and tell everybody who comes or waits. Raises `MeetingOff`, `MeetingBegun`, `TimePassed`."""
    before = await taken(tx, command.meeting)
    refuse_unless_ahead(before, command.now)
    after = _changed(before, command)
    if after == before:
        return before
    if after.starts <= command.now:
        raise TimePassed
    after = replace(after, sequence=before.sequence + 1)
    await tx.save_meeting(after)
    if after.starts != before.starts:
        await tx.take_back(f"meeting:{after.id}:%")
        await _plan_reminders(tx, after, command.now)
    await tx.take_back(f"meeting:{after.id}:%:{Telling.MOVED}:%")
    told = change_told_at(command.now, before.starts, after.starts, zone=after.zone)
    await tx.plan(Occurrence(after.id, Telling.MOVED, told))
    await _noted(tx, MeetingChanged(), command)
    return after


@requires(Capability.CONVENE, owner=owner_of_meeting)
async def cancel_meeting(tx: Transaction, command: CancelMeeting) -> Meeting:
    """It does not take place: nobody is reminded, everybody who comes or waits is told."""
    before = await taken(tx, command.meeting)
    refuse_unless_ahead(before, command.now)
    after = replace(before, cancelled=command.now, sequence=before.sequence + 1)
    await tx.save_meeting(after)
    await tx.take_back(f"meeting:{after.id}:%")
    for telling in (*REMINDERS, Telling.MOVED):
        await tx.unplan(after.id, telling)
    told = change_told_at(command.now, after.starts, zone=after.zone)
    await tx.plan(Occurrence(after.id, Telling.CANCELLED, told))
    await _noted(tx, MeetingDropped(), command)
    return after


@requires(Capability.CONVENE, owner=owner_of_meeting)
async def change_places(tx: Transaction, command: ChangePlaces) -> Meeting:
    """More places go to those who wait. Raises `PlacesTaken`: nobody who has a place loses it."""
    before = await taken(tx, command.meeting)
    refuse_unless_ahead(before, command.now)
    registered = (await tx.attendance(before.id)).registered
    if command.capacity is not None and command.capacity < registered:
        raise PlacesTaken(count=registered)
    after = replace(before, capacity=command.capacity)
    await tx.save_meeting(after)
    await promote(tx, after, command.now)
    await _noted(tx, PlacesChanged(), command)
    return after


@requires(Capability.CONVENE, owner=owner_of_meeting)
async def add_recording(tx: Transaction, command: AddRecording) -> Meeting:
    """Where it can be watched, told once to those who had a place. Raises `NotALink`, `MeetingAhead`, `MeetingOff`."""
    before = await taken(tx, command.meeting)
    if before.starts > command.now:
        raise MeetingAhead
    if before.cancelled is None:
        refuse_unless_link(command.link)
        after = replace(before, recording=command.link)
        await tx.save_meeting(after)
        if not before.recording:
            await tx.plan(Occurrence(after.id, Telling.RECORDING, command.now))
        await _noted(tx, RecordingAdded(), command)
        return after
    refuse_unless_ahead(before, command.now)
    return before


def refuse_unless_link(text: str) -> None:
    """Raises `NotALink`."""
    if not LINK.fullmatch(text):
        raise NotALink


def _changed(before: Meeting, command: ChangeMeeting) -> Meeting:
    starts = before.starts if command.starts is None else command.starts
    return replace(
        before,
        starts=starts,
        ends=starts + before.ends - before.starts,
        place=before.place if command.place is None else command.place,
        link=before.link if command.link is None else command.link,
    )


async def _plan_reminders(tx: Transaction, meeting: Meeting, now: int) -> None:
    """Those that are still ahead: whoever is told of a new time now need not be reminded of it at once."""
    due = reminders(meeting.starts, meeting.zone)
    for telling in REMINDERS:
        await tx.unplan(meeting.id, telling)
        if telling in due and due[telling] > now:
            await tx.plan(Occurrence(meeting.id, telling, due[telling]))


async def _noted(tx: Transaction, event: Event, command: AboutMeeting) -> None:
    """In the log, and on every card of it that is live."""
    person = await tx.person(command.sender.person)
    await tx.note(event, actor=None if person is None else person.id, subject=command.meeting, now=command.now)
    await tx.renew_views(Kind.MEETING, command.meeting)
