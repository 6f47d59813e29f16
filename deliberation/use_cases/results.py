"""The result of a poll is told once it is frozen: in each group in which it was asked, and to whoever asked."""

from __future__ import annotations

from deliberation.kept import Address, PhaseTimes, Urgency
from deliberation.notices import PollResult
from deliberation.ports import Transaction
from deliberation.roles import Role


async def tell_result(tx: Transaction, phase: PhaseTimes, release: str, now: int) -> None:
    """Write what is to be told; it is worded when it is sent."""
    notice = PollResult(release, phase.closes)
    (language, *_) = (await tx.definition(phase.consultation, phase.version)).languages
    for group in await tx.groups_of(phase.consultation):
        occurrence = f"result:{release}:{group.chat}"
        await tx.tell_group(group.chat, language, notice, Urgency.REMINDER, now=now, occurrence=occurrence)
    for address in await who_runs(tx, phase.consultation):
        await tx.notify(address, notice, Urgency.REMINDER, now, f"result:{release}:{address.person}")


async def who_runs(tx: Transaction, consultation: str) -> list[Address]:
    """Organisers, and the one who offers it."""
    organisers = list(await tx.addresses(Role.ORGANISER))
    owner = await tx.consultation_owner(consultation)
    own = None if owner is None else await tx.address(owner)
    if own is None or any(address.person == own.person for address in organisers):
        return organisers
    return [*organisers, own]
