"""One question on the report's page: what came out, a chart, the same as a table, and what people wrote."""

from __future__ import annotations

from collections.abc import Sequence

from reports.asked import Asked
from reports.pictures.question import middle_words, parts
from reports.safe import html
from reports.svg import Bar, bars, diverging
from screens.results.figures import whose_share
from screens.results.findings import base_of


def article(asked: Asked) -> str:
    """The whole of it."""
    number, remarks = asked.number, "".join(f'<p class="remark">{html(remark)}</p>\n' for remark in asked.remarks)
    return (
        f'<article id="q{number}" aria-labelledby="h{number}">\n<div class="whole">\n'
        f'<h3 id="h{number}">{html(f"{asked.wanted.voice.number(number)}. {asked.question}")}</h3>\n'
        f'<p class="finding">{html(asked.finding())}</p>\n<p class="base">{html(asked.base)}</p>\n'
        f"{_chart(asked)}</div>\n{_table(asked)}{remarks}{_quotes(asked)}</article>\n"
    )


def _chart(asked: Asked) -> str:
    """A figure; for numbers and days what lies in the middle, for texts nothing."""
    name, title, language = f"t{asked.number}", asked.finding(), asked.wanted.language
    shown = [row for row in asked.figures() if not row.silent]
    if asked.middle:
        return f'<p class="large">{html(asked.middle)}</p>\n<p>{html(middle_words(asked))}</p>\n'
    if not asked.told or len(shown) < 2:
        return ""
    if asked.leaning is not None:
        points, *ends = parts(asked, asked.leaning)
        return f"<figure>{diverging(points, (ends[0], ends[1]), name, title, language)}</figure>\n"
    rows = [
        Bar(row.label, row.count, row.words if row.count is not None else "", row.share or row.words) for row in shown
    ]
    return f"<figure>{bars(rows, name, title, language)}</figure>\n"


def _table(asked: Asked) -> str:
    """The same figures, and how many gave no answer."""
    if not any(row.count is not None for row in asked.figures()):
        return ""
    v, base = asked.wanted.voice, base_of(asked.summary, asked.table)
    share = whose_share(base, v) if base is not None and asked.told else ""
    rows = [(row.label, row.words, row.share) for row in asked.figures()]
    return table(asked.question, (v.label("Answer"), v.label("People"), share), rows)


def table(caption: str, head: tuple[str, str, str], rows: Sequence[tuple[str, str, str]]) -> str:
    """A table of labels, numbers and shares; without shares a column less."""
    columns = 3 if head[2] and any(row[2] for row in rows) else 2
    first, *others = (f'<th scope="col"{_amount(n)}>{html(words)}</th>' for n, words in enumerate(head[:columns]))
    body = "".join(
        f'<tr><th scope="row">{html(label)}</th>'
        + "".join(f'<td class="amount">{html(words) or "–"}</td>' for words in amounts[: columns - 1])
        + "</tr>\n"
        for label, *amounts in rows
    )
    return (
        f"<table>\n<caption>{html(caption)}</caption>\n<thead><tr>{first}{''.join(others)}</tr></thead>\n"
        f"<tbody>\n{body}</tbody>\n</table>\n"
    )


def _amount(column: int) -> str:
    return ' class="amount"' if column else ""


def _quotes(asked: Asked) -> str:
    """What people wrote, as far as somebody looked through it."""
    quotes = asked.wanted.findings.quotes.get(asked.step.id, ())
    if not quotes:
        return ""
    heading = asked.wanted.voice.label("In people's own words")
    said = "".join(f'<blockquote dir="auto"><p>{html(quote)}</p></blockquote>\n' for quote in quotes)
    return f"<h4>{html(heading)}</h4>\n{said}"
