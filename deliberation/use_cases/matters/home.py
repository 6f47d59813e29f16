"""Home: what somebody with these roles can begin."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from deliberation.ports import Transaction
from deliberation.roles import OVER_OTHERS, Capability, Role
from deliberation.use_cases.matters.at import At


@dataclass(frozen=True)
class Home:
    """Which roles somebody has decides what they are offered; each button is authorised again when it is tapped."""

    roles: Sequence[Role]
    load: int = 0
    """How much of what residents say among statements waits to be looked through."""


async def home(tx: Transaction, at: At) -> Home:
    """What somebody can begin."""
    roles = await tx.roles(at.person.telegram_id)
    everything = any(Capability.MODERATE in OVER_OTHERS[role] for role in roles)
    loads = await tx.loads(owner=None if everything else at.person.id)
    return Home(roles, sum(load.number for load in loads.values()))
