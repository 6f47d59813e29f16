"""Which picture one question has, and who came as a picture: from published figures alone."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, TypedDict

from deliberation.definition import Words
from deliberation.definition.kinds.date import Date
from deliberation.definition.kinds.number import Number
from deliberation.definition.kinds.open_text import OpenText
from deliberation.definition.kinds.scale import Scale
from deliberation.releases.findings import Findings
from reports.asked import Asked, Wanted
from reports.pictures import chart, diverging, figure
from reports.pictures.chart import Bars, Row
from reports.pictures.diverging import Diverging, Point, Side
from reports.pictures.figure import Figure
from screens.results.figures import began_of, by_language, came
from screens.results.outcomes import sides

Picture = Bars | Diverging | Figure

MANY, FEW, SHORT = 12, 8, 32
"""So many bars can be read on a telephone, and so many whose labels have more characters; the report has them all."""

LONGEST: Final = 48
"""Characters of an answer in a title."""

GREEN: Final = "#009E73"


class Around(TypedDict):
    """What every picture says beside its figures."""

    title: str
    subtitle: str
    footer: str
    language: str
    slide: bool


def draw(picture: Picture) -> bytes:
    """The PNG."""
    match picture:
        case Diverging():
            return diverging.diverging(picture)
        case Figure():
            return figure.figure(picture)
    return chart.bars(picture)


def question_picture(findings: Findings, step: str, language: str, *, slide: bool = False) -> Picture | None:
    """How one question came out; None where nothing may be said of its answers."""
    asked = Wanted(findings, language).one(step)
    if asked is None or not asked.told:
        return None
    head = around(asked, slide=slide)
    if asked.leaning is not None:
        points, low, high = parts(asked, asked.leaning)
        return Diverging(**head, points=points, low=low, high=high)
    if isinstance(asked.step, Number | Date | OpenText):
        return _figure(head, asked)
    return _bars(head, asked)


def turnout_picture(findings: Findings, language: str, *, slide: bool = False) -> Bars | None:
    """Who was heard in the last phase that has a result; None where too few took part to say so."""
    summary = findings.summaries[-1] if findings.summaries else None
    if summary is None or summary.took_part is None:
        return None
    wanted = Wanted(findings, language)
    v, began = wanted.voice, began_of(summary)
    ways = [
        *([] if began is None else [Row(v.label("Began (at least)"), began)]),
        Row(v.label("Took part"), summary.took_part),
        *([] if summary.finished is None else [Row(v.label("Answered to the end"), summary.finished)]),
    ]
    tongues = [Row(row.label, row.count, row.share or row.words, GREEN) for row in by_language(summary, v)]
    dates = _dates(wanted, wanted.dates(summary))
    return Bars(
        title=" ".join(came(summary, v)),
        subtitle=f"{v.label('Who was heard')}\n{dates}",
        rows=(*ways, *tongues[: MANY - len(ways)]),
        footer=_footer(wanted),
        language=language,
        slide=slide,
    )


def around(asked: Asked, *, slide: bool) -> Around:
    """What stands around a picture of one question."""
    wanted = asked.wanted
    return Around(
        title=asked.finding(LONGEST),
        subtitle=f"{asked.question}\n{asked.base} {_dates(wanted, asked.dates)}",
        footer=_footer(wanted, *asked.remarks),
        language=wanted.language,
        slide=slide,
    )


def _dates(wanted: Wanted, between: tuple[int, int]) -> str:
    first, last = (wanted.voice.day(moment, wanted.about.timezone) for moment in between)
    return first if first == last else wanted.voice.label("{first} to {last}", first=first, last=last)


def _footer(wanted: Wanted, *remarks: str) -> str:
    chose = wanted.voice.label("People chose to answer: this is not a random sample.")
    return f"{' '.join((*remarks, chose))}\n{wanted.text(wanted.about.title)}"


def _bars(head: Around, asked: Asked) -> Bars:
    """The most chosen, as many as can be read, in the order in which they are shown."""
    shown = [figure for figure in asked.figures() if not figure.silent]
    room = FEW if any(len(row.label) > SHORT for row in shown) else MANY
    kept = sorted(shown, key=lambda row: 1 if row.count is None else -row.count)[:room]
    left_out = len(shown) - len(kept)
    if left_out:
        more = asked.wanted.voice.count("{number} more answer is in the report.",
                                        "{number} more answers are in the report.", left_out)  # fmt: skip
        head["footer"] = f"{more} {head['footer']}"
    rows = [
        Row(row.label, row.count, row.share if row.count is not None else row.words) for row in shown if row in kept
    ]
    return Bars(**head, rows=tuple(rows))


def parts(asked: Asked, scale: Scale) -> tuple[tuple[Point, ...], Side, Side]:
    """The points of a scale and its two sides, in words."""
    v, shown = asked.wanted.voice, [row for row in asked.figures() if not row.silent]
    points = tuple(Point(row.cell, row.count or 0, row.share) for row in shown)
    low, _, high = sides([row.cell for row in shown])

    def said(end: Words, side: Sequence[str]) -> Side:
        count = sum(row.count or 0 for row in shown if row.cell in side)
        words = v.label("{number} chose {points}", number=count, points=v.either(side))
        return Side(asked.wanted.text(end), words)

    return points, said(scale.low, low), said(scale.high, high)


def middle_words(asked: Asked) -> str:
    """What the number or the day in the middle is."""
    if isinstance(asked.step, Date):
        return asked.wanted.voice.label("in the middle: half wrote this day or an earlier one")
    return asked.wanted.voice.label("in the middle: half wrote this or less")


def _figure(head: Around, asked: Asked) -> Figure:
    v = asked.wanted.voice
    if asked.middle:
        return Figure(**head, figure=asked.middle, says=middle_words(asked))
    given = next(row for row in asked.figures() if not row.silent)
    return Figure(**head, figure=given.words, says=v.label("wrote an answer"))
