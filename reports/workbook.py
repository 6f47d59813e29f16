"""The result as a spreadsheet: who came, a sheet a question with figures to go on with, and what everything means.

Every text is written as a text, so that none is ever reckoned out as a formula. The same result, the same bytes.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from io import BytesIO

from reports.asked import Asked, Wanted
from reports.codebook import codebook
from reports.sheet import Book, Sheet
from reports.workbook_statements import statement_sheet
from screens.results.figures import by_language, came, limits, whose_share
from screens.results.findings import base_of, where_people_left


def workbook(wanted: Wanted) -> bytes:
    """An XLSX file."""
    made, asked = BytesIO(), list(wanted.asked())
    book = Book(made, wanted.language, datetime.fromtimestamp(wanted.findings.closed / 1000, tz=UTC))
    label = wanted.voice.label
    names = [f"{one.number} {one.step.id}" for one in asked]
    _summary(book.sheet(label("Summary"), (44, 70, 16)), wanted, list(zip(asked, names, strict=True)))
    for one, name in zip(asked, names, strict=True):
        if one.wanted.findings.opinions(one.step.id) is None:
            _question(book.sheet(name, (26, 60, 16, 16)), one)
        else:
            statement_sheet(book.sheet(name, (10, 70, *[14] * 10)), one)
    codebook(book.sheet(label("Codebook"), (22, 22, 26, 14, 14, 40)), wanted)
    _quotes(book.sheet(label("Quotes"), (22, 40, 90)), asked)
    _about(book.sheet(label("About"), (100,)), wanted)
    book.close()
    return made.getvalue()


def _summary(sheet: Sheet, wanted: Wanted, asked: Sequence[tuple[Asked, str]]) -> None:
    """What it was, who came, and what every question came to, with the way to its sheet."""
    v, label = wanted.voice, wanted.voice.label
    sheet.heading(wanted.text(wanted.about.title))
    for what, said in (
        (label("Who asks"), wanted.text(wanted.about.asked_by)),
        (label("Who decides"), wanted.text(wanted.about.decided_by)),
        (label("When"), f"{wanted.day(wanted.findings.opened)} – {wanted.day(wanted.findings.closed)}"),
    ):
        if said:
            sheet.row(what, said)
    for summary in wanted.findings.summaries:
        sheet.skip()
        sheet.head(label("Who was heard"), summary.phase)
        for said in came(summary, v):
            sheet.row(said)
        for row in by_language(summary, v):
            sheet.row(row.label, row.count if row.count is not None else row.words)
        sheet.row(where_people_left(replace(wanted.findings, summaries=(summary,)), v))
    sheet.skip()
    sheet.head(label("Question"), label("What came out"))
    for one, name in asked:
        sheet.way(name, one.question, one.finding(), one.base)


def _question(sheet: Sheet, asked: Asked) -> None:
    """The figures as numbers, shares as formulas over their base; what was held back as words."""
    label, base = asked.wanted.voice.label, base_of(asked.summary, asked.table)
    sheet.heading(asked.question)
    sheet.row(label("What came out"), asked.finding())
    sheet.row(label("Of how many"), asked.base)
    shares = base is not None and asked.told
    if base is not None and shares:
        whole = sheet.row(whose_share(base, asked.wanted.voice), base.people)
    if asked.middle:
        sheet.row(label("In the middle"), asked.middle)
    sheet.skip()
    first = sheet.head(label("Id"), label("Answer"), label("People"), *([label("Share")] if shares else [])) + 1
    rows = asked.figures()
    for row in rows:
        at = sheet.row(row.cell, row.label, row.count if row.count is not None else row.words)
        if base is not None and row.share:
            sheet.share(at, whole, (row.count or 0) / base.people)
    answers = [row for row in rows if not row.silent]
    if asked.told and len(answers) > 1 and all(row.count is not None for row in answers):
        sheet.chart(first, len(answers), asked.finding(), below=len(rows) + len(asked.remarks))
    for remark in asked.remarks:
        sheet.row("", remark)


def _quotes(sheet: Sheet, asked: Sequence[Asked]) -> None:
    """What people wrote, as far as somebody looked through it and let it be quoted."""
    for one in asked[:1]:
        label = one.wanted.voice.label
        sheet.head(label("Id"), label("Question"), label("In people's own words"))
    for one in asked:
        for quote in one.wanted.findings.quotes.get(one.step.id, ()):
            sheet.row(one.step.id, one.question, quote)


def _about(sheet: Sheet, wanted: Wanted) -> None:
    """What the figures cannot say, and how they were made."""
    label, about = wanted.voice.label, wanted.about
    sheet.heading(label("What these figures cannot say"))
    for limit in limits(wanted.threshold, wanted.voice):
        sheet.row(limit)
    sheet.skip()
    sheet.row(label("Consultation {id}, version {version}", id=about.id, version=str(about.version)))
    sheet.row(label("Contact: {address}", address=about.contact))
