"""What is offered: the list, and one of it with how it goes. Numbers of people move by five at a time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from deliberation.definition import Consultation
from deliberation.kept import Offer, PhaseTimes
from deliberation.ports import Transaction
from deliberation.roles import OVER_OTHERS, Capability
from deliberation.use_cases.matters.at import At
from deliberation.use_cases.matters.moderation import steps_of

BY = 5
"""People by which a number moves, so that nobody can see who has just answered."""


@dataclass(frozen=True)
class Running:
    """What somebody may steer, with the titles; `page` of it is to be shown."""

    offers: Sequence[tuple[Offer, Consultation]]
    page: int


@dataclass(frozen=True)
class Steering:
    """One consultation. `began` and `finished` are rounded down to whole fives; `place` is what is to be done."""

    place: str
    offer: Offer
    consultation: Consultation
    phases: Sequence[PhaseTimes]
    began: int
    finished: int
    reminded: bool
    now: int
    load: int | None = None
    """How much of what residents say among statements waits to be looked through; None where they say nothing."""

    @property
    def over(self) -> bool:
        """Whether nobody can answer any more, also where the close has not been carried out yet."""
        return self.offer.over or self.offer.closes <= self.now


async def running(tx: Transaction, at: At) -> Running:
    """The list."""
    roles = await tx.roles(at.person.telegram_id)
    everything = any(Capability.STEER in OVER_OTHERS[role] for role in roles)
    offers = await tx.offers(None if everything else at.person.id)
    return Running([(offer, await tx.definition(offer.consultation, offer.version)) for offer in offers], at.desk.page)


async def steering(tx: Transaction, at: At) -> Steering:
    """One of it. Raises KeyError when there is no such consultation."""
    offer = await tx.offer(at.desk.subject)
    progress = await tx.progress(offer.consultation)
    about = await tx.definition(offer.consultation, offer.version)
    return Steering(
        place=at.desk.place,
        offer=offer,
        consultation=about,
        phases=await tx.phases(offer.consultation, hold=False),
        began=progress.began // BY * BY,
        finished=progress.finished // BY * BY,
        reminded=await tx.reminded_at(offer.consultation) is not None,
        now=at.now,
        load=await _load(tx, offer.consultation) if steps_of(about) else None,
    )


async def _load(tx: Transaction, consultation: str) -> int:
    load = (await tx.loads(consultation=consultation)).get(consultation)
    return 0 if load is None else load.number
