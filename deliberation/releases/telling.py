"""Which question of a result says most, when there is room for one alone."""

from __future__ import annotations

from collections.abc import Sequence

from deliberation.definition import Consultation, Step
from deliberation.definition.kinds.scale import Scale
from deliberation.releases.records import NO_ANSWER, NOT_ASKED
from deliberation.releases.summary import Summary, Table


def telling(consultation: Consultation, summaries: Sequence[Summary]) -> str | None:
    """The question with the widest lead, in people: of the first answer over the second, on a scale of one side over
    the other. Of two the earlier one; None where no question has a lead that may be shown.
    """
    tables = [table for summary in summaries for table in summary.tables]
    leads = {table.step: lead(consultation.step(table.step), table) for table in tables}
    return max((step for step, ahead in leads.items() if ahead), key=lambda step: leads[step], default=None)


def lead(step: Step, table: Table) -> int:
    """By how many people the first answer is ahead; 0 where that may not be said, or there is nothing to compare."""
    cells = {cell: count for cell, count in table.cells.items() if cell not in {NO_ANSWER, NOT_ASKED}}
    known = sorted((count for count in cells.values() if count is not None), reverse=True)
    if len(known) < 2:
        return 0
    if not isinstance(step, Scale):
        return known[0] - known[1]
    if len(known) < len(cells):
        return 0
    counts = [count or 0 for count in cells.values()]
    half = len(counts) // 2
    return abs(sum(counts[-half:]) - sum(counts[:half]))
