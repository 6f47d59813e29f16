"""A step of statements as a sheet: what came out, every statement with its figures, and what stands in no table."""

from __future__ import annotations

from deliberation.releases.opinions import AGREES, DISAGREES, UNSURE, Figures
from deliberation.releases.records import NO_ANSWER
from reports.asked import Asked
from reports.pictures.opinions_told import results_of
from reports.sheet import Sheet
from screens.opinions import group_name, how_clear, method
from screens.results.statements import Results, cell_words, lists


def statement_sheet(sheet: Sheet, asked: Asked) -> None:
    """Figures as numbers; what was held back, or is a bound, as words."""
    results, v = results_of(asked), asked.wanted.voice
    sheet.heading(asked.question)
    sheet.row(v.label("What came out"), asked.finding())
    sheet.row(v.label("Of how many"), asked.base)
    sheet.skip()
    sheet.head(*_head(results))
    for one in results.result.figures:
        sheet.row(*_cells(results, one))
    sheet.skip()
    sheet.head(v.label("Groups"), how_clear(results.result.found, v))
    for number, group in enumerate(results.result.found.groups):
        size = v.count("at least {number} person", "at least {number} people", group.size)
        sheet.row(group_name(number, v), size)
    for heading, said in lists(results):
        sheet.skip()
        sheet.head(heading)
        for line in said:
            sheet.row("", line)
    sheet.skip()
    for line in method(asked.summary.threshold, v):
        sheet.row("", line)


def _head(results: Results) -> list[str]:
    v = results.voice
    groups = [
        v.label("{group}: agree", group=group_name(number, v)) for number in range(len(results.result.found.groups))
    ]
    return [
        v.label("Number"),
        v.label("Statement"),
        v.label("Agree"),
        v.label("Disagree"),
        v.label("Not sure"),
        v.label("Did not vote"),
        v.label("Matters most"),
        *groups,
        *([v.label("Elsewhere: agree"), v.label("Elsewhere: disagree")] if _elsewhere(results) else []),
    ]


def _cells(results: Results, figures: Figures) -> list[str | int]:
    v, known = results.voice, figures.cells
    cells: list[str | int] = [figures.number + 1, results.quote(figures.number)]
    for cell in (AGREES, DISAGREES, UNSURE, NO_ANSWER):
        count = known.get(cell)
        cells.append(count if count is not None else cell_words(results.result, figures, cell, v))
    cells.append("" if figures.matters is None else figures.matters)
    cells += results.shares(figures)
    if _elsewhere(results):
        others = (figures.elsewhere.get(cell) for cell in (AGREES, DISAGREES))
        cells += [v.label("held back") if count is None else count for count in others]
    return cells


def _elsewhere(results: Results) -> bool:
    return any(one.elsewhere for one in results.result.figures)
