"""Who looks at a desk, and when."""

from __future__ import annotations

from dataclasses import dataclass

from deliberation.desk import Desk
from deliberation.errors import Forbidden
from deliberation.kept import Person
from deliberation.ports import Transaction
from deliberation.roles import Capability, authorise


@dataclass(frozen=True)
class At:
    """A desk, its person, and the moment in milliseconds UTC."""

    desk: Desk
    person: Person
    now: int


async def may_look_after(tx: Transaction, at: At, capability: Capability) -> None:
    """Raises KeyError where the desk's person has no such right over the consultation that it is about."""
    own = await tx.consultation_owner(at.desk.subject) == at.person.id
    try:
        authorise(await tx.roles(at.person.telegram_id), capability, own=own)
    except Forbidden:
        raise KeyError(at.desk.place) from None


async def may_look(tx: Transaction, at: At, capability: Capability) -> None:
    """Raises KeyError where the desk's person has no right to look, or no longer."""
    try:
        authorise(await tx.roles(at.person.telegram_id), capability)
    except Forbidden:
        raise KeyError(at.desk.place) from None
