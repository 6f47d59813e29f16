"""How often somebody hears what changed, and when."""

from __future__ import annotations

from dataclasses import dataclass

from deliberation.kept import Digest
from deliberation.ports import Transaction
from deliberation.roles import Capability
from deliberation.use_cases.matters.at import At, may_look
from deliberation.use_cases.town import town_zone


@dataclass(frozen=True)
class Hearing:
    """`digest` is None where they hear nothing; `zone` is the town's."""

    digest: Digest | None
    zone: str


async def hearing(tx: Transaction, at: At) -> Hearing:
    """What was chosen."""
    await may_look(tx, at, Capability.RUN_THINGS)
    return Hearing(await tx.digest(at.person.id), await town_zone(tx))
