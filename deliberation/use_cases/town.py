"""What is true of the whole town."""

from __future__ import annotations

from deliberation.ports import Transaction


async def town_zone(tx: Transaction) -> str:
    """By which clock people live here: the one of the consultation that was launched last."""
    newest = await tx.newest_definition()
    return "UTC" if newest is None else (await tx.definition(*newest)).timezone
