"""Looking after what is offered: how it goes, reminding, more time, an early close, links, another one like it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from deliberation.desk import CLOSING, EXTENDING, LINKS, OFFER, RUNNING
from deliberation.errors import Closed, MovedOn, RemindedAlready, ReplyTooEarly
from deliberation.events import ConsultationExtended, ConsultationPutAside, UnfinishedReminded
from deliberation.kept import Address, Broadcast, Kind, Urgency
from deliberation.notices import FinishReminder, LinkReady, PosterReady
from deliberation.ports import Transaction
from deliberation.roles import Capability
from deliberation.use_cases.commands import requires
from deliberation.use_cases.desks import AtDesk, DeskTap, at_desk, turn_to
from deliberation.use_cases.running import CloseEarly, close_early
from deliberation.use_cases.viewing import Showing

LONGER: Final = (3, 7, 14)
"""Days by which a close can be put off with one tap."""


async def owner_named(tx: Transaction, about: DeskTap) -> str | None:
    """Whose the consultation is that the button names."""
    return await tx.consultation_owner(about.argument)


async def owner_here(tx: Transaction, about: DeskTap) -> str | None:
    """Whose the consultation is at which this desk stands."""
    person = await tx.person(about.sender.person)
    return None if person is None else await tx.consultation_owner((await tx.desk(person.id)).subject)


@requires(Capability.STEER)
async def list_running(tx: Transaction, tap: DeskTap) -> Showing:
    """What somebody may steer."""
    return await turn_to(tx, await at_desk(tx, tap), tap.now, place=RUNNING, subject="", asking="", page=0)


@requires(Capability.STEER, owner=owner_named)
async def look_after(tx: Transaction, tap: DeskTap) -> Showing:
    """One consultation: how it goes."""
    return await turn_to(tx, await at_desk(tx, tap), tap.now, place=OFFER, subject=tap.argument, asking="")


@requires(Capability.STEER, owner=owner_here)
async def ask_close(tx: Transaction, tap: DeskTap) -> Showing:
    """Ask once more before closing."""
    return await turn_to(tx, await at_offer(tx, tap), tap.now, place=CLOSING)


@requires(Capability.STEER, owner=owner_here)
async def ask_longer(tx: Transaction, tap: DeskTap) -> Showing:
    """Ask by how much."""
    return await turn_to(tx, await at_offer(tx, tap), tap.now, place=EXTENDING)


@requires(Capability.STEER, owner=owner_here)
async def show_links(tx: Transaction, tap: DeskTap) -> Showing:
    """Ask in which language the link, the code and the poster are wanted."""
    return await turn_to(tx, await at_offer(tx, tap), tap.now, place=LINKS)


@requires(Capability.STEER, owner=owner_here)
async def close_now(tx: Transaction, tap: DeskTap) -> Showing:
    """No answers from now on; the next tick does what a close brings with it."""
    here = await at_offer(tx, tap)
    await close_early(tx, CloseEarly(tap.sender, tap.now, here.desk.subject))
    return await turn_to(tx, here, tap.now, place=OFFER)


@requires(Capability.STEER, owner=owner_here)
async def extend(tx: Transaction, tap: DeskTap) -> Showing:
    """Put the last close off by so many days, to the same hour of the day. Raises `Closed` when it is over."""
    here = await at_offer(tx, tap)
    if not (tap.argument.isdecimal() and int(tap.argument) in LONGER):
        raise MovedOn
    phases = await tx.take_phases(here.desk.subject)
    last = max(phases, key=lambda phase: phase.closes)
    about = await tx.definition(last.consultation, last.version)
    closes = _days_later(last.closes, int(tap.argument), about.timezone)
    if about.promises_reply and closes >= about.reply_by:
        raise ReplyTooEarly(closes=_day(closes, about.timezone), reply=_day(about.reply_by, about.timezone))
    if last.closes <= tap.now or not await tx.extend_phase(last.consultation, last.phase, closes):
        raise Closed(closed=last.closes, zone=about.timezone)
    await tx.want_views(Kind.POLL, last.consultation)
    event = ConsultationExtended(last.phase, closes)
    await tx.note(event, actor=here.person.id, subject=last.consultation, now=tap.now)
    return await turn_to(tx, here, tap.now, place=OFFER)


@requires(Capability.STEER, owner=owner_here)
async def remind(tx: Transaction, tap: DeskTap) -> Showing:
    """Remind those who have begun and not finished: once in the life of a consultation."""
    here = await at_offer(tx, tap)
    offer = await tx.offer(here.desk.subject)
    if offer.over or offer.closes <= tap.now:
        raise Closed(closed=offer.closes, zone=(await tx.definition(offer.consultation, offer.version)).timezone)
    if not await tx.mark_reminded(offer.consultation, tap.now):
        raise RemindedAlready
    notice = FinishReminder(offer.consultation, offer.version, offer.closes)
    await tx.add_broadcast(Broadcast(tap.fresh.person, offer.consultation, notice, cursor=""))
    await tx.note(UnfinishedReminded(), actor=here.person.id, subject=offer.consultation, now=tap.now)
    return await turn_to(tx, here, tap.now, place=OFFER)


@requires(Capability.STEER, owner=owner_here)
async def put_aside(tx: Transaction, tap: DeskTap) -> Showing:
    """Out of the list. Nothing else changes: what is open stays open."""
    here = await at_offer(tx, tap)
    await tx.put_aside(here.desk.subject, tap.now)
    await tx.note(ConsultationPutAside(), actor=here.person.id, subject=here.desk.subject, now=tap.now)
    return await turn_to(tx, here, tap.now, place=RUNNING, subject="", page=0)


@requires(Capability.STEER, owner=owner_here)
async def send_link(tx: Transaction, tap: DeskTap) -> Showing:
    """In one language, the link with its code as a message that can be passed on, and a poster to print."""
    here = await at_offer(tx, tap)
    offer = await tx.offer(here.desk.subject)
    if tap.argument not in (await tx.definition(offer.consultation, offer.version)).languages:
        raise MovedOn
    address = Address(here.view.chat, here.person.id)
    for notice in (
        LinkReady(offer.consultation, offer.version, tap.argument),
        PosterReady(offer.consultation, offer.version, tap.argument, offer.closes),
    ):
        await tx.notify(address, notice, Urgency.ANSWER, tap.now, None)
    return await turn_to(tx, here, tap.now, place=OFFER)


async def at_offer(tx: Transaction, by: DeskTap) -> AtDesk:
    """Somebody at one consultation. Raises `MovedOn` where there is none."""
    here = await at_desk(tx, by)
    if here.desk.place not in {OFFER, CLOSING, EXTENDING, LINKS}:
        raise MovedOn
    return here


def _days_later(moment: int, days: int, zone: str) -> int:
    return int((_there(moment, zone) + timedelta(days=days)).timestamp() * 1000)


def _day(moment: int, zone: str) -> str:
    return _there(moment, zone).date().isoformat()


def _there(moment: int, zone: str) -> datetime:
    return datetime.fromtimestamp(moment / 1000, tz=UTC).astimezone(ZoneInfo(zone))
