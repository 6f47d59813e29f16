"""The one way on which somebody is told what they did not ask for: not too often, not at night, and not against their
wish. What organisers are told is their work; what answers something, or changes what somebody registered for, is no
intrusion: neither comes through here.
"""

from __future__ import annotations

from dataclasses import dataclass

from deliberation.attention import DAYS, Wanted, day_of, later, morning, next_room, room
from deliberation.kept import Address, Urgency
from deliberation.notices import Notice
from deliberation.ports import Transaction


@dataclass(frozen=True)
class Unasked:
    """Something that somebody is to be told once, without having asked. `zone` is the town's."""

    address: Address
    notice: Notice
    occurrence: str
    zone: str


async def remind(tx: Transaction, unasked: Unasked, now: int, expires: int, *, last: bool) -> bool:
    """Tell what is of use now and not later, or leave it out where there is no room for it today. Returns whether it is
    told. `last` is said of what even those want who want no other.
    """
    wanted = await tx.attend(unasked.address.person)
    if await tx.was_told(unasked.occurrence):
        return True
    day = day_of(now, unasked.zone)
    enough = wanted is Wanted.NONE or (wanted is Wanted.HOUR and not last)
    if enough or not room(await _taken(tx, unasked, day), day):
        return False
    await _tell(tx, unasked, Urgency.REMINDER, now, day, expires=expires)
    return True


async def say(tx: Transaction, unasked: Unasked, now: int, expires: int | None = None) -> bool:
    """Tell what can wait: on the next day with room for it, and not at night. Returns whether it is, or will be, told:
    what there is room for only when it expires is not.
    """
    if await tx.attend(unasked.address.person) is not Wanted.ALL:
        return False
    if await tx.was_told(unasked.occurrence):
        return True
    due = later(now, unasked.zone)
    day = day_of(due, unasked.zone)
    free = next_room(await _taken(tx, unasked, day), day)
    due = due if free == day else morning(free, unasked.zone)
    if expires is not None and due >= expires:
        return False
    await _tell(tx, unasked, Urgency.BROADCAST, due, free, expires=expires)
    return True


async def _taken(tx: Transaction, unasked: Unasked, day: int) -> list[int]:
    return [*await tx.unasked(unasked.address.person, day - DAYS + 1)]


async def _tell(
    tx: Transaction, unasked: Unasked, urgency: Urgency, due: int, day: int, *, expires: int | None = None
) -> None:
    await tx.take_day(unasked.address.person, day)
    await tx.notify(unasked.address, unasked.notice, urgency, due, unasked.occurrence, expires=expires)
