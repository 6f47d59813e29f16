"""Which of the texts that residents wrote may be quoted, once somebody has looked through them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from deliberation.ballots.choice import OTHER
from deliberation.definition import Consultation
from deliberation.definition.steps import GIVEN
from deliberation.releases.records import Record
from deliberation.releases.summary import Summary, Table

Quotable = tuple[str, str, str]
"""A participation, a step, and what was written there."""


def quotable(versions: Mapping[int, Consultation], summary: Summary, records: Sequence[Record]) -> Iterator[Quotable]:
    """Texts of those who agreed to be quoted, to questions of which it is published how many wrote something: a quote
    must not tell of a figure that was held back.
    """
    told = {table.step for table in summary.tables if _written(table)}
    for record in records:
        own = versions[record.version]
        if not own.sharing.quotes:
            continue
        for step in own.way(record.answers, [summary.phase]):
            words = step.words(record.answers[step.id]) if step.id in told & record.answers.keys() else None
            if words is not None:
                yield record.participation, step.id, words


def _written(table: Table) -> int | None:
    """How many wrote something in their own words, where that is published."""
    return table.cells.get(OTHER if OTHER in table.cells else GIVEN)
