"""What a notice needs to be worded: the notice, and the immutable things that it speaks of."""

from __future__ import annotations

from dataclasses import dataclass

from deliberation.definition import Consultation
from deliberation.notices import ConsultationClosed, Notice, SummaryReady
from deliberation.ports import Transaction
from deliberation.releases import Summary


@dataclass(frozen=True)
class Told:
    """A notice with what it speaks of; `summary` is the release as it was frozen."""

    notice: Notice
    consultation: Consultation | None = None
    summary: Summary | None = None


async def gather(tx: Transaction, notice: Notice) -> Told:
    """Read what the notice speaks of."""
    match notice:
        case ConsultationClosed(consultation, version):
            return Told(notice, await tx.definition(consultation, version))
        case SummaryReady(release):
            summary = await tx.release(release)
            return Told(notice, await tx.definition(summary.consultation, summary.version), summary)
        case _:
            return Told(notice)
