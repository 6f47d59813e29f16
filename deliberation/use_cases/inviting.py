"""Roles by invitation: a link that works once, for a while, and of which only a digest is kept."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256

from deliberation.errors import InvitationRefused
from deliberation.events import InvitationMade, RoleGranted
from deliberation.notices import RoleWelcomed
from deliberation.ports import Address, Transaction, Urgency
from deliberation.roles import Capability, Role
from deliberation.use_cases.commands import Sender, requires
from deliberation.use_cases.taking_part import Fresh, meet

LIFETIME = 7 * 24 * 3600 * 1000
"""Milliseconds for which an invitation can be accepted."""


@dataclass(frozen=True)
class Invite:
    """`secret` goes into the link: at least 128 random bits, kept nowhere."""

    sender: Sender
    now: int
    role: Role
    secret: str


@dataclass(frozen=True)
class Accept:
    sender: Sender
    now: int
    secret: str
    fresh: Fresh


@requires(Capability.INVITE)
async def invite(tx: Transaction, command: Invite) -> None:
    """Make an invitation."""
    await tx.add_invitation(_digest(command.secret), command.role, command.now + LIFETIME)
    await tx.note(InvitationMade(command.role), actor=None, subject=command.role, now=command.now)


@requires(Capability.TAKE_PART)
async def accept(tx: Transaction, command: Accept) -> None:
    """Take up the role that an invitation gives. Raises `InvitationRefused`, the same for every reason."""
    person, chat = await meet(tx, command.sender, command.fresh)
    role = await tx.use_invitation(_digest(command.secret), command.now)
    if role is None:
        raise InvitationRefused
    await tx.grant(person.id, role, command.now)
    await tx.note(RoleGranted(role), actor=person.id, subject=person.id, now=command.now)
    await tx.notify(Address(chat, person.id), RoleWelcomed(role), Urgency.ANSWER, command.now, None)


def _digest(secret: str) -> str:
    """A plain hash suffices: the secret is random and long, so there is nothing to guess from."""
    return sha256(secret.encode()).hexdigest()
