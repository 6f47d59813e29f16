"""Roles by invitation: a link that works once, for a while, and of which only a digest is kept.

Whoever makes one in chat is told the link by a notice, which forgets it as soon as it has arrived.
"""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256

from deliberation.desk import INVITE, INVITE_NOTE, TEAM, Desk
from deliberation.errors import InvitationRefused, MovedOn, NotUnderstood, TooLong
from deliberation.events import InvitationAccepted, InvitationMade, RoleGranted
from deliberation.kept import Address, Kind, Urgency
from deliberation.notices import Explained, InvitationReady
from deliberation.ports import Transaction
from deliberation.roles import INVITABLE, Capability, Role, authorise
from deliberation.use_cases.callers import Fresh, meet
from deliberation.use_cases.commands import Sender, requires
from deliberation.use_cases.desks import ComeToDesk, DeskTap, DeskWords, arrive, at_desk, turn_on, turn_to
from deliberation.use_cases.explaining import Explain, explain
from deliberation.use_cases.menus import renew_menu
from deliberation.use_cases.town import town_zone
from deliberation.use_cases.viewing import Showing, bring

HOUR = 3600 * 1000
LIFETIME = 7 * 24 * HOUR
"""Milliseconds for which an invitation can be accepted."""

LONGEST_NOTE = 40

MOST_REFUSALS = 5
"""Invitations of one person that may fail within an hour; after that none is looked up."""

WELCOMED, HAS_ROLE, INVITATION_MADE = "role_welcomed", "has_role", "invitation_made"
"""What is said above a desk."""


@dataclass(frozen=True)
class Invite:
    """`secret` goes into the link: at least 128 random bits, kept nowhere."""

    sender: Sender
    now: int
    role: Role
    secret: str
    note: str = ""


@dataclass(frozen=True)
class Accept:
    sender: Sender
    now: int
    secret: str
    fresh: Fresh


@requires(Capability.INVITE)
async def invite(tx: Transaction, command: Invite) -> None:
    """Make an invitation. Raises `TooLong` for a note that is no note."""
    await _make(tx, command, None)


@requires(Capability.TAKE_PART)
async def accept(tx: Transaction, command: Accept) -> Showing | None:
    """Take up the role that an invitation gives. What is refused is explained, the same for every reason.

    That is no error: an error would undo the count of those that did not work.
    """
    person, chat = await meet(tx, command.sender, command.fresh)
    if await tx.refusals(person.id, command.now - HOUR) >= MOST_REFUSALS:
        return await _refused(tx, command)
    found = await tx.invitation(_digest(command.secret), command.now)
    owned = found is not None and found.role in await tx.roles(command.sender.person)
    if found is None or not (owned or await tx.drop_invitation(found.number)):
        await tx.add_refusal(person.id, command.now)
        return await _refused(tx, command)
    if not owned:
        await tx.grant(person.id, found, command.now)
        accepted = InvitationAccepted(found.role)
        await tx.note(accepted, actor=person.id, subject=str(found.number), now=command.now)
        await tx.note(RoleGranted(found.role), actor=person.id, subject=person.id, now=command.now)
        await renew_menu(tx, person.id, command.now)
    await tx.save_desk(Desk(person.id))
    remark = Explained(HAS_ROLE if owned else WELCOMED, {"role": found.role.value})
    return await bring(tx, (Kind.DESK, person.id), person, chat, command, remark=remark)


@requires(Capability.INVITE)
async def come_to_invite(tx: Transaction, command: ComeToDesk) -> Showing:
    """/invite"""
    return await arrive(tx, command, INVITE)


@requires(Capability.INVITE)
async def choose_invite(tx: Transaction, tap: DeskTap) -> Showing:
    """From home: somebody is to be invited."""
    here = await at_desk(tx, tap)
    return await turn_to(tx, here, tap.now, place=INVITE, subject="", asking="", page=0)


@requires(Capability.INVITE)
async def choose_role(tx: Transaction, tap: DeskTap) -> Showing:
    """As what; for whom is asked next."""
    here = await at_desk(tx, tap)
    if here.desk.place != INVITE or tap.argument not in set(INVITABLE):
        raise MovedOn
    return await turn_to(tx, here, tap.now, place=INVITE_NOTE, subject=tap.argument, asking="note")


@requires(Capability.INVITE)
async def skip_note(tx: Transaction, tap: DeskTap) -> Showing:
    """Whom it is for stays unwritten."""
    here = await at_desk(tx, tap)
    if here.desk.place != INVITE_NOTE:
        raise MovedOn
    made = Invite(tap.sender, tap.now, Role(here.desk.subject), tap.fresh.secret)
    await _make(tx, made, Address(here.view.chat, here.person.id))
    remark = Explained(INVITATION_MADE, {"role": made.role.value})
    return await turn_to(tx, here, tap.now, remark=remark, place=TEAM, subject="", asking="", page=0)


@requires(Capability.INVITE)
async def write_note(tx: Transaction, words: DeskWords) -> Showing:
    """Whom it is for. Raises `TooLong`."""
    person, chat = await meet(tx, words.sender, words.fresh)
    desk = await tx.desk(person.id)
    if desk.place != INVITE_NOTE:
        raise NotUnderstood
    role = Role(desk.subject)
    made = Invite(words.sender, words.now, role, words.fresh.secret, " ".join(words.text.split()))
    await _make(tx, made, Address(chat, person.id))
    remark = Explained(INVITATION_MADE, {"role": role.value})
    return await turn_on(tx, words, remark=remark, place=TEAM, subject="", asking="", page=0)


async def _make(tx: Transaction, made: Invite, told: Address | None) -> None:
    """Make it, and tell the link to whoever makes it in chat."""
    if len(made.note) > LONGEST_NOTE:
        raise TooLong(length=len(made.note), limit=LONGEST_NOTE, text=made.note)
    expires = made.now + LIFETIME
    number = await tx.add_invitation(_digest(made.secret), made.role, made.note, expires)
    actor = None if told is None else told.person
    await tx.note(InvitationMade(made.role), actor=actor, subject=str(number), now=made.now)
    if told is not None:
        # The number was waited for: whose own role was taken meanwhile invites nobody.
        authorise(await tx.roles(made.sender.person), Capability.INVITE)
        ready = InvitationReady(made.role.value, made.secret, expires, await town_zone(tx))
        await tx.notify(told, ready, Urgency.ANSWER, made.now, None)


async def _refused(tx: Transaction, command: Accept) -> Showing | None:
    return await explain(tx, Explain(command.sender, command.now, InvitationRefused.code, {}, command.fresh))


def _digest(secret: str) -> str:
    """A plain hash suffices: the secret is random and long, so there is nothing to guess from."""
    return sha256(secret.encode()).hexdigest()
