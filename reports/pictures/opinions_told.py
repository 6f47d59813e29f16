"""Which pictures a step of statements has once it has a result: the map, and its statements by group."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from deliberation.opinion_map import Side
from deliberation.opinions import AGREE
from deliberation.releases.findings import Findings
from deliberation.releases.opinions import AGREES, Figures, StatementResult
from reports.asked import Asked, Wanted
from reports.pictures.opinion_map import MapPicture, draw
from reports.pictures.question import around
from reports.pictures.standing import without_numbers
from reports.pictures.statements import ByGroup, Row, statements
from screens.opinions import IN_A_TITLE, letter, shortened
from screens.results.statements import Results
from screens.standing import only


def statement_picture(
    findings: Findings, step: str, language: str, *, by_group: bool = False, slide: bool = False
) -> tuple[Callable[[Any], bytes], object] | None:
    """How it is drawn, and what: the map where there are groups on it, else the statements; None where nothing may be
    said.
    """
    asked = Wanted(findings, language).one(step)
    if asked is None:
        return None
    drawn, told = map_of(asked, slide=slide), statements_of(asked, slide=slide)
    if drawn is not None and (told is None or (drawn.groups and not by_group)):
        return draw, drawn
    return None if told is None else (statements, told)


def map_of(asked: Asked, *, slide: bool = False) -> MapPicture | None:
    """The map as it was frozen; None where nothing may be drawn."""
    results, head = results_of(asked), around(asked, slide=slide)
    found = only(results.result.found, results.said.keys())
    texts = {number: said.read_in(asked.wanted.language).text for number, said in results.said.items()}
    drawn = without_numbers(found, texts, asked.wanted.voice, head["subtitle"])
    return None if drawn is None else replace(drawn, footer=f"{drawn.footer}\n{_title(asked)}", slide=slide)


def statements_of(asked: Asked, *, slide: bool = False) -> ByGroup | None:
    """The statements that say most, each with where the groups stand; without groups, where everybody does."""
    results, v = results_of(asked), asked.wanted.voice
    rows = tuple(row for one in results.telling() if (row := row_of(results, one)) is not None)
    if not rows:
        return None
    head = around(asked, slide=slide)
    head["title"] = _finding(results)
    if results.result.found.groups:
        says = v.label("Letters are groups of people who vote alike. A mark near an end may be nearer to it.")
        head["footer"] = f"{says} {head['footer']}"
    return ByGroup(**head, rows=rows, low=v.label("Nobody agrees"), high=v.label("All agree"))


def results_of(asked: Asked) -> Results:
    """The result with the statements, as far as they are known."""
    findings, step = asked.wanted.findings, asked.step.id
    result = findings.opinions(step) or StatementResult(step, asked.summary.threshold)
    return Results(result, findings.said.get(step, {}), asked.wanted.voice)


def row_of(results: Results, figures: Figures) -> Row | None:
    """Where each group stands on a statement, or everybody; None where that may not be told."""
    if results.result.found.groups:
        places = tuple(None if share is None else float(share.tenths) for share in figures.shares)
        if not any(place is not None for place in places):
            return None
        return Row(results.quote(figures.number), places, tuple(letter(number) for number in range(len(places))))
    count, people = figures.cells.get(AGREES), results.result.base(figures)
    least = results.result.least(figures) if figures.nearly == AGREES else None
    known = count if count is not None else least
    if known is None or not people:
        return None
    return Row(results.quote(figures.number), (10 * known / people,), (results.backing(Side(figures.number, AGREE)),))


def _finding(results: Results) -> str:
    v = results.voice
    short = replace(results, longest=IN_A_TITLE)
    if results.result.found.groups and results.result.found.divided:
        said = short.quote(results.result.found.divided[0].statement)
        return v.label("What divides most: {statement}", statement=said)
    if results.result.found.united:
        said = short.quote(results.result.found.united[0].statement)
        return v.label("What unites most: {statement}", statement=said)
    return v.label("How far people agree")


def _title(asked: Asked) -> str:
    return shortened(asked.wanted.text(asked.wanted.about.title), 2 * IN_A_TITLE)
