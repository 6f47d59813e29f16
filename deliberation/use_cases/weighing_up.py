"""What was left at the steps of statements of a phase that has closed. Only reads."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from deliberation.definition import Consultation
from deliberation.definition.kinds.statements import Statements
from deliberation.ports import Transaction
from deliberation.releases import Record, records
from deliberation.releases.statements import Weighed
from deliberation.statements import ballot
from deliberation.use_cases.mapping import ToMap, counted


def statements_of(versions: Mapping[int, Consultation], phase: str) -> list[Statements]:
    """The steps of statements of a phase, as the newest version has them."""
    return [step for step in versions[max(versions)].steps([phase]) if isinstance(step, Statements)]


async def weigh_up(
    tx: Transaction, step: Statements, versions: Mapping[int, Consultation], left: Sequence[Record]
) -> Weighed:
    """The votes of those who were asked."""
    asked = [record for record in left if step.id in records.Counted(versions[record.version], record).asked]
    consultation = versions[max(versions)].id
    people = tuple(record.participation for record in asked)
    places = frozenset(people)
    named = [frozenset(ballot.read(record.answers[step.id])) for record in asked if step.id in record.answers]
    heard = [one for one in await tx.heard_reasons(consultation, step.id) if one.participation in places]
    votes = await counted(tx, ToMap(consultation, step.id), people)
    return Weighed(step.id, people, votes, tuple(named), tuple(heard))


def with_votes(left: Sequence[Record], weighed: Sequence[Weighed]) -> list[Record]:
    """Whoever voted has answered, whether or not they said that it was enough; whoever did not has passed it by."""
    found = {record.participation: record for record in left}
    for one in weighed:
        voted = set(one.votes.votes.people)
        for place, participation in enumerate(one.participations):
            found[participation] = _with(found[participation], one.step, voted=place in voted)
    return list(found.values())


def _with(record: Record, step: str, *, voted: bool) -> Record:
    if voted:
        return replace(record, answers={step: ballot.NONE, **record.answers})
    if step not in record.answers:
        return record
    others = {other: answer for other, answer in record.answers.items() if other != step}
    return replace(record, answers=others, skipped=record.skipped | {step})
