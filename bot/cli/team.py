"""`fairdeal team` and `fairdeal revoke`."""

from __future__ import annotations

from datetime import UTC, datetime

from bot.app import wall_clock
from bot.cli.consultations import store_of
from bot.config import Config
from bot.errors import Misconfigured
from deliberation.kept import Invitation, Member
from deliberation.ports import Transaction
from deliberation.use_cases.commands import HOUSE_ITSELF
from deliberation.use_cases.team import TakeRole, take_role


async def team(config: Config) -> int:
    """List who has which role, and invitations that can still be accepted."""

    async def everybody(tx: Transaction) -> list[Member | Invitation]:
        return [*await tx.team(), *await tx.invitations(wall_clock())]

    async with store_of(config) as store:
        found = await store.look(everybody)
    for one in found:
        print(_line(one))
    if not found:
        print("Nobody has a role yet. Invite the first: fairdeal invite administrator")
    return 0


async def revoke(config: Config, number: int) -> int:
    """Take a role away, or withdraw an invitation; at once, also of a bot that runs."""
    async with store_of(config) as store:
        gone = await store.perform(take_role, TakeRole(HOUSE_ITSELF, wall_clock(), number))
    match gone:
        case Member():
            print(f"Number {number} is no {gone.role} any more.")
        case Invitation():
            print(f"Invitation {number} is withdrawn.")
        case _:
            raise Misconfigured(f"There is no number {number} in the team. See: fairdeal team")
    return 0


def _line(one: Member | Invitation) -> str:
    when = f"since {_day(one.since)}" if isinstance(one, Member) else f"invited, until {_day(one.expires)}"
    return "  ".join((f"{one.number:>3}", f"{one.role:<13}", f"{when:<26}", one.note)).rstrip()


def _day(moment: int) -> str:
    return datetime.fromtimestamp(moment / 1000, tz=UTC).astimezone().date().isoformat()
