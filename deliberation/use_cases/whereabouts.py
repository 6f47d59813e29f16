"""Where somebody stands among the others: asked by a tap, and answered with what is known when the answer is sent."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from deliberation.counting import counted_at
from deliberation.definition import Consultation
from deliberation.definition.kinds.statements import Statements
from deliberation.kept import Urgency
from deliberation.notices import WhereYouStand
from deliberation.opinion_map import OpinionMap
from deliberation.participation import Participation
from deliberation.ports import Transaction
from deliberation.statements.statement import Statement

AGAIN = 10_000
"""Milliseconds within which it is drawn once, however often it is asked."""


@dataclass(frozen=True)
class Stand:
    """`found` is the map, None before there is one; `votes` are the reader's own, counted where all are; `words` are
    the statements that the map speaks of, as far as residents are still asked about them.
    """

    consultation: Consultation
    step: Statements
    found: OpinionMap | None = None
    votes: Mapping[int, int] = field(default_factory=dict)
    words: Mapping[int, Statement] = field(default_factory=dict)


async def ask_where(tx: Transaction, there: Participation, step: str, person: str, now: int) -> None:
    """Have it sent."""
    address = await tx.address(person)
    if address is not None:
        occurrence = f"stand:{there.id}:{step}:{now // AGAIN}"
        await tx.notify(address, WhereYouStand(there.id, step), Urgency.ANSWER, now, occurrence)


async def stand(tx: Transaction, participation: str, step: str) -> Stand:
    """Where somebody stands now. Raises KeyError for what is not so any more."""
    there = await tx.participation(participation)
    about = await tx.definition(there.consultation, there.version)
    asked = next((one for one in about.steps() if one.id == step and isinstance(one, Statements)), None)
    if asked is None or there.consented_at is None:
        raise KeyError(step)
    kept = await tx.kept_map(about.id, step)
    statements = await tx.statements(about.id, step)
    at, own = counted_at(statements), await tx.own_votes(there.id, step)
    merged_first = sorted(own.keys() & at.keys(), key=lambda number: (at[number] == number, number))
    votes = {at[number]: own[number] for number in merged_first}
    if kept is None or kept.found is None:
        return Stand(about, asked, votes=votes)
    shown = spoken_of(kept.found) & {one.number for one in statements if one.asked}
    words = {number: await tx.statement(about.id, step, number) for number in sorted(shown)}
    return Stand(about, asked, kept.found, votes, words)


def spoken_of(found: OpinionMap) -> set[int]:
    """The statements that a map speaks of."""
    of_groups = {one.statement for group in found.groups for one in group.representative}
    return of_groups | {one.statement for one in found.united} | {one.statement for one in found.divided}
