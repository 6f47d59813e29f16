"""Home: what somebody with these roles can begin."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from deliberation.ports import Transaction
from deliberation.roles import Role
from deliberation.use_cases.matters.at import At


@dataclass(frozen=True)
class Home:
    """Which roles somebody has decides what they are offered; each button is authorised again when it is tapped."""

    roles: Sequence[Role]


async def home(tx: Transaction, at: At) -> Home:
    """What somebody can begin."""
    return Home(await tx.roles(at.person.telegram_id))
