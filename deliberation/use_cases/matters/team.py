"""Who has which role and who is invited, for administrators."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from deliberation.desk import INVITE_NOTE
from deliberation.kept import Invitation, Member
from deliberation.ports import Transaction
from deliberation.roles import Capability, Role
from deliberation.use_cases.matters.at import At, may_look
from deliberation.use_cases.town import town_zone


@dataclass(frozen=True)
class Team:
    """Everybody with a role, and those who may still get one; `reader` is the person who reads, `zone` the town's."""

    members: Sequence[Member]
    invitations: Sequence[Invitation]
    reader: str
    page: int
    zone: str


@dataclass(frozen=True)
class Leaving:
    """A role that may be taken away, or an invitation that may be withdrawn. `own`: the reader's role; `again`: they
    have said yes once.
    """

    leaving: Member | Invitation
    own: bool
    again: bool


@dataclass(frozen=True)
class Inviting:
    """Somebody is to be invited; `role` is None until it is chosen."""

    role: Role | None


async def team(tx: Transaction, at: At) -> Team:
    """The whole team."""
    await may_look(tx, at, Capability.INVITE)
    return Team(await tx.team(), await tx.invitations(at.now), at.person.id, at.desk.page, await town_zone(tx))


async def leaving(tx: Transaction, at: At) -> Leaving:
    """The one that was chosen. Raises KeyError when it is gone."""
    await may_look(tx, at, Capability.INVITE)
    for member in await tx.team():
        if str(member.number) == at.desk.subject:
            return Leaving(member, member.person == at.person.id, bool(at.desk.asking))
    for invitation in await tx.invitations(at.now):
        if str(invitation.number) == at.desk.subject:
            return Leaving(invitation, own=False, again=False)
    raise KeyError(at.desk.subject)


async def inviting(tx: Transaction, at: At) -> Inviting:
    """As what, and then for whom."""
    await may_look(tx, at, Capability.INVITE)
    return Inviting(Role(at.desk.subject) if at.desk.place == INVITE_NOTE else None)
