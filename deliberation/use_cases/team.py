"""Who has which role, and taking a role away: at once, for rights are looked up at every tap."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from deliberation.desk import HOME, LEAVING, TEAM, Desk
from deliberation.errors import LastAdministrator, MovedOn
from deliberation.events import InvitationWithdrawn, RoleTaken
from deliberation.kept import Invitation, Kind, Member, Urgency
from deliberation.notices import Explained, RoleLost
from deliberation.ports import Transaction
from deliberation.roles import Capability, Role
from deliberation.use_cases.commands import Sender, requires
from deliberation.use_cases.desks import AtDesk, ComeToDesk, DeskTap, arrive, at_desk, turn_to
from deliberation.use_cases.menus import renew_menu
from deliberation.use_cases.viewing import Showing

SURE = "sure"
"""What a desk asks where somebody takes a role from themselves, and is asked once more."""

ROLE_TAKEN, ROLE_GIVEN_UP, INVITATION_WITHDRAWN = "role_taken", "role_given_up", "invitation_withdrawn"
"""What is said above a desk."""


@dataclass(frozen=True)
class TakeRole:
    """From the command line: `number` is one that the list of the team shows."""

    sender: Sender
    now: int
    number: int


@requires(Capability.INVITE)
async def take_role(tx: Transaction, command: TakeRole) -> Member | Invitation | None:
    """Take a role away, even the last administrator's, or withdraw an invitation. None for a number of neither."""
    member = await _take(tx, command.number, None, command.now)
    return member or await _withdraw(tx, command.number, None, command.now)


@requires(Capability.INVITE)
async def come_to_team(tx: Transaction, command: ComeToDesk) -> Showing:
    """/team"""
    return await arrive(tx, command, TEAM)


@requires(Capability.INVITE)
async def open_team(tx: Transaction, tap: DeskTap) -> Showing:
    """From elsewhere on the desk."""
    here = await at_desk(tx, tap)
    return await turn_to(tx, here, tap.now, place=TEAM, subject="", asking="", page=0)


@requires(Capability.INVITE)
async def choose_member(tx: Transaction, tap: DeskTap) -> Showing:
    """A role or an invitation of the list. Raises `LastAdministrator` for the role that has to stay."""
    here = await at_desk(tx, tap)
    if here.desk.place != TEAM or not tap.argument.isdecimal():
        raise MovedOn
    team = await tx.team()
    invitations = await tx.invitations(tap.now)
    if int(tap.argument) not in {*(one.number for one in team), *(one.number for one in invitations)}:
        raise MovedOn
    _refuse_last(team, int(tap.argument))
    return await turn_to(tx, here, tap.now, place=LEAVING, subject=tap.argument, asking="")


@requires(Capability.INVITE)
async def take_away(tx: Transaction, tap: DeskTap) -> Showing:
    """Yes, take it away. One's own role is asked for once more."""
    here = await at_desk(tx, tap)
    number = _number(here)
    await tx.hold_team()
    team = await tx.team()
    _refuse_last(team, number)
    own = any(member.number == number and member.person == here.person.id for member in team)
    if own and here.desk.asking != SURE:
        return await turn_to(tx, here, tap.now, asking=SURE)
    taken = await _take(tx, number, here.person.id, tap.now)
    if taken is None:
        raise MovedOn
    if own:
        given_up = Explained(ROLE_GIVEN_UP, {"role": taken.role.value})
        return await turn_to(tx, here, tap.now, remark=given_up, place=HOME, subject="", asking="")
    remark = Explained(ROLE_TAKEN, {"role": taken.role.value, "note": taken.note, "number": taken.number})
    return await turn_to(tx, here, tap.now, remark=remark, place=TEAM, subject="", asking="")


@requires(Capability.INVITE)
async def withdraw_invitation(tx: Transaction, tap: DeskTap) -> Showing:
    """Yes, withdraw it."""
    here = await at_desk(tx, tap)
    withdrawn = await _withdraw(tx, _number(here), here.person.id, tap.now)
    if withdrawn is None:
        raise MovedOn
    remark = Explained(INVITATION_WITHDRAWN, {})
    return await turn_to(tx, here, tap.now, remark=remark, place=TEAM, subject="")


def _number(here: AtDesk) -> int:
    if here.desk.place != LEAVING:
        raise MovedOn
    return int(here.desk.subject)


def _refuse_last(team: Sequence[Member], number: int) -> None:
    administrators = [member.number for member in team if member.role is Role.ADMINISTRATOR]
    if administrators == [number]:
        raise LastAdministrator


async def _take(tx: Transaction, number: int, by: str | None, now: int) -> Member | None:
    """Take a role away, show its person what they have now, and tell them unless it is themselves who did it."""
    await tx.hold_team()
    member = next((member for member in await tx.team() if member.number == number), None)
    if member is None or not await tx.take_role(number):
        return None
    await tx.note(RoleTaken(member.role), actor=by, subject=member.person, now=now)
    if by != member.person:
        await tx.save_desk(Desk(member.person))
        await tx.renew_views(Kind.DESK, member.person)
        address = await tx.address(member.person)
        if address is not None:
            await tx.notify(address, RoleLost(member.role.value), Urgency.ANSWER, now, None)
    await renew_menu(tx, member.person, now)
    return member


async def _withdraw(tx: Transaction, number: int, by: str | None, now: int) -> Invitation | None:
    invitation = next((one for one in await tx.invitations(now) if one.number == number), None)
    if invitation is None or not await tx.drop_invitation(number):
        return None
    await tx.note(InvitationWithdrawn(invitation.role), actor=by, subject=str(number), now=now)
    return invitation
