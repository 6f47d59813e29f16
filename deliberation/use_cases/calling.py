"""Calling a meeting in chat: what it needs is asked for, one thing at a time, then it is shown and called."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final
from unicodedata import normalize

from deliberation.definition.kinds.information import LINK
from deliberation.definition.meeting import LONGEST_PLACE, LONGEST_TITLE, MINUTE, MINUTES, MOST_MINUTES, read_meeting
from deliberation.desk import CALLING, MEETING, Desk
from deliberation.drafting.ids import consultation_id
from deliberation.drafting.moments import read_moment
from deliberation.drafting.sheet import Town
from deliberation.errors import EmptyText, MovedOn, NotANumber, NotUnderstood, OutOfRange, TooLong
from deliberation.kept import Kind
from deliberation.meetings import MOST_PLACES, Meeting
from deliberation.ports import Transaction
from deliberation.roles import Capability
from deliberation.use_cases.callers import Fresh, meet
from deliberation.use_cases.commands import requires
from deliberation.use_cases.convening import announce
from deliberation.use_cases.desks import AtDesk, ComeToDesk, DeskTap, DeskWords, at_desk, turn_on, turn_to
from deliberation.use_cases.viewing import Showing, ShowsAnew, bring

TITLE, STARTS, LASTS, PLACE, PLACES = "title", "starts", "lasts", "place", "places"
ASKED: Final = (TITLE, STARTS, LASTS, PLACE, PLACES)
"""What is asked for, in this order."""

NO_LIMIT: Final = "nolimit"


async def own_here(tx: Transaction, about: DeskTap | DeskWords) -> str | None:
    """Whose the meeting is at which this desk stands."""
    person = await tx.person(about.sender.person)
    return None if person is None else await tx.meeting_owner((await tx.desk(person.id)).subject)


@requires(Capability.CONVENE)
async def come_to_meeting(tx: Transaction, command: ComeToDesk) -> Showing:
    """Ask for the first thing, in a new message."""
    person, chat = await meet(tx, command.sender, command.fresh)
    prepared = await _prepare(tx, person.id, command.fresh, command.town.speaking(person.language))
    await tx.save_desk(Desk(person.id, CALLING, prepared.id, TITLE))
    return await bring(tx, (Kind.DESK, person.id), person, chat, command)


@requires(Capability.CONVENE)
async def begin_meeting(tx: Transaction, tap: DeskTap) -> Showing:
    """Ask for the first thing."""
    here = await at_desk(tx, tap)
    prepared = await _prepare(tx, here.person.id, tap.fresh, tap.town.speaking(here.person.language))
    return await turn_to(tx, here, tap.now, place=CALLING, subject=prepared.id, asking=TITLE, page=0)


@requires(Capability.CONVENE, owner=own_here)
async def write_meeting(tx: Transaction, words: DeskWords) -> Showing:
    """Take what was asked for, and ask for the next. Raises the `Rejected` that says why it cannot be that."""
    person, _ = await meet(tx, words.sender, words.fresh)
    desk = await tx.desk(person.id)
    if desk.asking not in ASKED:
        raise NotUnderstood
    await tx.save_meeting(_with(await tx.meeting(desk.subject), desk.asking, words.text, words.now))
    return await turn_on(tx, words, asking=_after(desk.asking))


@requires(Capability.CONVENE, owner=own_here)
async def choose_for_meeting(tx: Transaction, tap: DeskTap) -> Showing:
    """One of the answers on offer, which could have been written as well."""
    here = await at_calling(tx, tap)
    if here.desk.asking not in {LASTS, PLACES}:
        raise MovedOn
    await tx.save_meeting(_with(await tx.meeting(here.desk.subject), here.desk.asking, tap.argument, tap.now))
    return await turn_to(tx, here, tap.now, asking=_after(here.desk.asking))


@requires(Capability.CONVENE, owner=own_here)
async def call_it(tx: Transaction, tap: DeskTap) -> Showing:
    """From now on people can register. Raises `TimePassed`."""
    here = await at_calling(tx, tap)
    if here.desk.asking:
        raise MovedOn
    prepared = await tx.meeting(here.desk.subject)
    name = _name(prepared, await tx.meeting_ids())
    meeting = await announce(tx, replace(prepared, id=name), here.person.id, tap.now)
    await tx.drop_meeting(prepared.id)
    return await turn_to(tx, here, tap.now, place=MEETING, subject=meeting.id, asking="")


async def call_from_file(tx: Transaction, by: ShowsAnew, source: str) -> Showing:
    """What a file describes stands ready to be called, as residents will see it. Raises `DefinitionInvalid`."""
    meeting = read_meeting(source)
    person, chat = await meet(tx, by.sender, by.fresh)
    prepared = await prepare(tx, meeting, person.id, by.fresh)
    await tx.save_desk(Desk(person.id, CALLING, prepared.id))
    return await bring(tx, (Kind.DESK, person.id), person, chat, by)


async def at_calling(tx: Transaction, by: DeskTap) -> AtDesk:
    """Somebody who prepares a meeting. Raises `MovedOn` where nobody does."""
    here = await at_desk(tx, by)
    if here.desk.place != CALLING:
        raise MovedOn
    return here


async def prepare(tx: Transaction, meeting: Meeting, owner: str, fresh: Fresh) -> Meeting:
    """What is being prepared from now on, in the place of whatever was; each person prepares one at a time."""
    before = await tx.prepared_meeting(owner)
    if before is not None:
        await tx.drop_meeting(before.id)
    prepared = replace(meeting, id=fresh.participation, uid=fresh.participation)
    await tx.add_meeting(prepared, owner)
    return prepared


async def _prepare(tx: Transaction, owner: str, fresh: Fresh, town: Town) -> Meeting:
    empty = Meeting("", "", (town.language,), town.timezone, {town.language: ""}, {}, 0, MINUTES * MINUTE)
    return await prepare(tx, empty, owner, fresh)


def place_of(text: str) -> tuple[str, str]:
    """The place and the link that somebody has written, of which one may be empty. Raises `EmptyText`, `TooLong`."""
    found = LINK.search(text)
    link = "" if found is None else found[0]
    place = " ".join(LINK.sub(" ", text, count=1).split()).strip(" ,;")
    if not place and not link:
        raise EmptyText
    if len(place) > LONGEST_PLACE:
        raise TooLong(length=len(place), limit=LONGEST_PLACE, text=place)
    return place, link


def number_of(text: str, least: int, most: int) -> int:
    """Raises `NotANumber`, `OutOfRange`."""
    plain = text.strip()
    if not (plain.isdecimal() and len(plain) < 9):
        raise NotANumber(least=least, most=most)
    if not least <= int(plain) <= most:
        raise OutOfRange(least=least, most=most)
    return int(plain)


def _with(meeting: Meeting, asked: str, text: str, now: int) -> Meeting:
    match ASKED.index(asked):
        case 0:
            return replace(meeting, title={meeting.languages[0]: _title(text)})
        case 1:
            starts = read_moment(text, now, meeting.zone)
            return replace(meeting, starts=starts, ends=starts + meeting.ends - meeting.starts)
        case 2:
            return replace(meeting, ends=meeting.starts + number_of(text, 5, MOST_MINUTES) * MINUTE)
        case 3:
            place, link = place_of(text)
            return replace(meeting, place=place, link=link)
        case _:
            return replace(meeting, capacity=None if text == NO_LIMIT else number_of(text, 1, MOST_PLACES))


def _title(text: str) -> str:
    title = " ".join(text.split())
    if not title:
        raise EmptyText
    if len(title) > LONGEST_TITLE:
        raise TooLong(length=len(title), limit=LONGEST_TITLE, text=title)
    return title


def _after(asked: str) -> str:
    """What is asked for next; nothing after the last."""
    return dict(zip(ASKED, (*ASKED[1:], ""), strict=True))[asked]


def _name(meeting: Meeting, taken: Sequence[str]) -> str:
    """Its id, for its link: of its title where that has letters for it."""
    title = meeting.titled(meeting.languages[0])
    named = any(letter.isascii() and letter.isalpha() for letter in normalize("NFKD", title))
    return consultation_id(title if named else "meeting", taken)
