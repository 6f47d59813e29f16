"""News for those who run things, at an hour that they choose: only what changed, and nothing where nothing did."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from deliberation import digests
from deliberation.attention import later
from deliberation.desk import DIGEST
from deliberation.digests import EVERY_DAY, EVERY_WEEK, HOURS, NOTHING_SAID, Called, Offered, Scene, State, next_at
from deliberation.errors import MovedOn
from deliberation.events import DigestChosen
from deliberation.kept import Digest, Offer, Urgency
from deliberation.meetings import HOUR, Meeting
from deliberation.notices import DigestReady
from deliberation.ports import Transaction
from deliberation.roles import OVER_OTHERS, Capability, Role
from deliberation.use_cases.commands import Sender, requires
from deliberation.use_cases.desks import AtDesk, DeskTap, at_desk, turn_to
from deliberation.use_cases.finding import waiting_texts
from deliberation.use_cases.matters.running import BY
from deliberation.use_cases.town import town_zone
from deliberation.use_cases.viewing import Showing

USUAL: Final = 9
"""The hour until another one is chosen."""

OFF: Final = 0


@dataclass(frozen=True)
class SendDigest:
    sender: Sender
    now: int


@requires(Capability.RUN_THINGS)
async def open_digest(tx: Transaction, tap: DeskTap) -> Showing:
    """How often somebody hears what changed."""
    return await turn_to(tx, await at_desk(tx, tap), tap.now, place=DIGEST, subject="", asking="", page=0)


@requires(Capability.RUN_THINGS)
async def choose_days(tx: Transaction, tap: DeskTap) -> Showing:
    """Every day, every week, or not at all."""
    here = await at_digest(tx, tap)
    if tap.argument not in map(str, (OFF, EVERY_DAY, EVERY_WEEK)):
        raise MovedOn
    known = await tx.digest(here.person.id) or Digest(here.person.id, OFF, USUAL, 0, NOTHING_SAID)
    return await _choose(tx, here, replace(known, days=int(tap.argument)), tap.now)


@requires(Capability.RUN_THINGS)
async def choose_hour(tx: Transaction, tap: DeskTap) -> Showing:
    """At what hour of the town's day."""
    here = await at_digest(tx, tap)
    known = await tx.digest(here.person.id)
    if known is None or tap.argument not in map(str, HOURS):
        raise MovedOn
    return await _choose(tx, here, replace(known, hour=int(tap.argument)), tap.now)


@requires(Capability.KEEP_HOUSE)
async def send_digest(tx: Transaction, command: SendDigest) -> bool:
    """Tell one of those whose hour has come what changed. Returns whether there may be more.

    However long nothing was sent, there is one, about all of that time.
    """
    due = await tx.digest_due(command.now)
    if due is None:
        return False
    roles = [member.role for member in await tx.team() if member.person == due.person]
    if not roles:
        await tx.drop_digest(due.person)
        return True
    zone = await town_zone(tx)
    coming = next_at(due.days, due.hour, command.now, zone)
    scene = await _scene(tx, due.person, roles, command.now)
    found, first = digests.news(due.seen, scene), due.seen == NOTHING_SAID
    address = await tx.address(due.person)
    if address is not None and (found or first):
        at_its_hour = next_at(due.days, due.hour, command.now - HOUR, zone) <= command.now
        told = command.now if at_its_hour else later(command.now, zone)  # nobody is woken by one that is late
        occurrence = f"digest:{due.person}:{due.next}"
        notice = DigestReady.of(found, first=first)
        await tx.notify(address, notice, Urgency.REMINDER, told, occurrence, expires=coming)
    await tx.save_digest(replace(due, next=coming, seen=digests.said(due.seen, scene)))
    return True


async def at_digest(tx: Transaction, by: DeskTap) -> AtDesk:
    """Somebody who chooses how often they hear. Raises `MovedOn` elsewhere."""
    here = await at_desk(tx, by)
    if here.desk.place != DIGEST:
        raise MovedOn
    return here


async def _choose(tx: Transaction, here: AtDesk, chosen: Digest, now: int) -> Showing:
    if chosen.days == OFF:
        await tx.drop_digest(here.person.id)
    else:
        coming = next_at(chosen.days, chosen.hour, now, await town_zone(tx))
        await tx.save_digest(replace(chosen, next=coming))
    event = DigestChosen(chosen.days, chosen.hour)
    await tx.note(event, actor=here.person.id, subject=here.person.id, now=now)
    return await turn_to(tx, here, now)


async def _scene(tx: Transaction, person: str, roles: Sequence[Role], now: int) -> Scene:
    """What they began themselves; everything, for those who may steer everybody's."""
    owner = None if any(Capability.STEER in OVER_OTHERS[role] for role in roles) else person
    offered = [await _offered(tx, offer, now) for offer in await tx.offers(owner)]
    called = [await _called(tx, meeting) for meeting in await tx.meetings_ahead(owner, now)]
    return Scene(offered, called, now)


async def _offered(tx: Transaction, offer: Offer, now: int) -> Offered:
    about = await tx.definition(offer.consultation, offer.version)
    opens = min(phase.opens for phase in await tx.phases(offer.consultation, hold=False))
    over = offer.over or offer.closes <= now
    progress = await tx.progress(offer.consultation)
    reply_by, _ = await tx.awaited(offer.consultation)
    return Offered(
        id=about.id,
        title=about.title,
        language=about.languages[0],
        zone=about.timezone,
        state=State.CLOSED if over else State.AHEAD if opens > now else State.OPEN,
        opens=opens,
        closes=offer.closes,
        began=progress.began // BY * BY,
        finished=progress.finished // BY * BY,
        waiting=await waiting_texts(tx, offer.consultation) + await _load(tx, offer.consultation),
        reply_by=reply_by,
    )


async def _load(tx: Transaction, consultation: str) -> int:
    """How much of what residents say among statements waits."""
    load = (await tx.loads(consultation=consultation)).get(consultation)
    return 0 if load is None else load.number


async def _called(tx: Transaction, meeting: Meeting) -> Called:
    return Called(
        id=meeting.id,
        title=meeting.title,
        language=meeting.languages[0],
        zone=meeting.zone,
        starts=meeting.starts,
        cancelled=meeting.cancelled is not None,
        coming=(await tx.attendance(meeting.id)).registered // BY * BY,
    )
