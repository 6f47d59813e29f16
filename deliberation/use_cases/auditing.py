"""What was done, for administrators to read. What residents do is never among it."""

from __future__ import annotations

from deliberation.desk import AUDIT
from deliberation.ports import Transaction
from deliberation.roles import Capability
from deliberation.use_cases.commands import requires
from deliberation.use_cases.desks import ComeToDesk, DeskTap, arrive, at_desk, turn_to
from deliberation.use_cases.viewing import Showing


@requires(Capability.AUDIT)
async def come_to_audit(tx: Transaction, command: ComeToDesk) -> Showing:
    """/audit"""
    return await arrive(tx, command, AUDIT)


@requires(Capability.AUDIT)
async def open_audit(tx: Transaction, tap: DeskTap) -> Showing:
    """From home."""
    here = await at_desk(tx, tap)
    return await turn_to(tx, here, tap.now, place=AUDIT, subject="", asking="", page=0)
