"""The commands that Telegram offers beside the field for writing follow the roles of a person and their language."""

from __future__ import annotations

from dataclasses import dataclass

from deliberation.kept import Urgency
from deliberation.notices import MenuChanged
from deliberation.ports import Transaction
from deliberation.roles import Capability
from deliberation.use_cases.commands import Sender, requires


@dataclass(frozen=True)
class RenewMenus:
    """`edition` tells the commands of this version, in all languages, from those of others."""

    sender: Sender
    now: int
    edition: str


@requires(Capability.KEEP_HOUSE)
async def renew_menus(tx: Transaction, command: RenewMenus) -> None:
    """At a start: whoever has a role is offered what this version has. Repeating changes nothing."""
    for person in sorted({member.person for member in await tx.team()}):
        await renew_menu(tx, person, command.now, occurrence=f"menu:{command.edition}:{person}")


async def renew_menu(tx: Transaction, person: str, now: int, *, occurrence: str | None = None) -> None:
    """Have them offered anew in this person's chat, by a notice that is no message."""
    address = await tx.address(person)
    if address is not None:
        roles = [member.role.value for member in await tx.team() if member.person == person]
        await tx.notify(address, MenuChanged(roles), Urgency.ANSWER, now, occurrence)
