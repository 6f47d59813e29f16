"""What there is to read of results: the list, and one of them with what may be done about it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from deliberation.definition import Consultation
from deliberation.errors import Forbidden
from deliberation.ports import Transaction
from deliberation.releases.findings import Findings
from deliberation.roles import OVER_OTHERS, Capability, Role, authorise
from deliberation.use_cases.finding import findings_of, said, uniting, waiting_texts
from deliberation.use_cases.matters.at import At

ASKED = (Capability.READ_SUMMARY, Capability.MODERATE, Capability.REPLY, Capability.READ_ROWS)


@dataclass(frozen=True)
class Summaries:
    """Consultations with a result, the newest first; `page` of the list is to be shown."""

    consultations: Sequence[Consultation]
    page: int


@dataclass(frozen=True)
class Reading:
    """One of them. `place` is what is to be done; `asking` is a reply that was written; `may` is what the reader may do
    with it; `now` is in milliseconds UTC.
    """

    place: str
    findings: Findings
    may: frozenset[Capability]
    asking: str
    page: int
    now: int


async def summaries(tx: Transaction, at: At) -> Summaries:
    """The list: of all, for those who may read everybody's."""
    roles = await tx.roles(at.person.telegram_id)
    everything = any(Capability.READ_SUMMARY in OVER_OTHERS[role] for role in roles)
    released = await tx.released_consultations(None if everything else at.person.id)
    return Summaries([await _newest(tx, consultation) for consultation in released], at.desk.page)


async def reading(tx: Transaction, at: At) -> Reading:
    """One of it. Raises KeyError where there is no result, or none that the reader may see."""
    roles = await tx.roles(at.person.telegram_id)
    own = await tx.consultation_owner(at.desk.subject) == at.person.id
    may = frozenset(capability for capability in ASKED if _may(roles, capability, own=own))
    if Capability.READ_SUMMARY not in may:
        raise KeyError(at.desk.subject)
    found = await findings_of(tx, at.desk.subject)
    spoken_of = await said(tx, found.summaries, uniting)
    found = replace(found, waiting=await waiting_texts(tx, at.desk.subject), said=spoken_of)
    return Reading(at.desk.place, found, may, at.desk.asking, at.desk.page, at.now)


async def _newest(tx: Transaction, consultation: str) -> Consultation:
    version = await tx.current_version(consultation)
    if version is None:
        raise KeyError(consultation)
    return await tx.definition(consultation, version)


def _may(roles: Sequence[Role], capability: Capability, *, own: bool) -> bool:
    try:
        authorise(roles, capability, own=own)
    except Forbidden:
        return False
    return True
