"""Which question of a result says most, when there is room for one alone."""

from __future__ import annotations

from collections.abc import Sequence

from deliberation.definition import Consultation, Step
from deliberation.definition.kinds.scale import Scale
from deliberation.releases.records import NO_ANSWER, NOT_ASKED
from deliberation.releases.summary import Summary, Table


def telling(consultation: Consultation, summaries: Sequence[Summary]) -> str | None:
    """The question with the widest lead, in people: of the first answer over the second, on a scale of one side over
    the other. Of two the earlier one; none that asks how people live. None where no lead may be shown.
    """
    tables = [table for summary in summaries for table in summary.tables]
    leads = {table.step: lead(consultation.step(table.step), table) for table in tables}
    return max((step for step, ahead in leads.items() if ahead), key=lambda step: leads[step], default=None)


def lead(step: Step, table: Table) -> int:
    """By how many people the first answer is ahead; 0 where that may not be said, or there is nothing to compare."""
    cells = {cell: count for cell, count in table.cells.items() if cell not in {NO_ANSWER, NOT_ASKED}}
    known = sorted((count for count in cells.values() if count is not None), reverse=True)
    held_back = len(known) < len(cells)
    if len(known) < 2 or step.circumstance or (held_back and not step.divides):
        return 0
    if not isinstance(step, Scale):
        return known[0] - known[1]  # what is held back of a question with one choice is less than what is shown
    if held_back:
        return 0
    counts = [count or 0 for count in cells.values()]
    half = len(counts) // 2
    return abs(sum(counts[-half:]) - sum(counts[:half]))
