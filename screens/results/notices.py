"""What is told of results: to those who run a consultation, and to residents."""

from __future__ import annotations

from html import escape

from deliberation.definition import Consultation, in_language
from deliberation.notices import (
    FileReady,
    QuestionPicture,
    ReplyGiven,
    ReplyOverdue,
    ResultsPublished,
    SummaryReady,
)
from deliberation.releases.findings import Findings
from deliberation.use_cases.summaries import REPORT
from deliberation.use_cases.telling import Told
from screens.card import Action, Button, Card
from screens.links import Link, LinkKind, start_parameter
from screens.results.findings import base, finding
from screens.results.publication import published_text, reply_text
from screens.results.statements import IN_A_LINE, Results, lines
from screens.results.summary import participation, summary_text
from screens.voice import Voice

MOST_BY_GROUP = 4
"""Statements that are told below their picture."""


def result_notice(told: Told, v: Voice) -> Card | None:
    """The message; None for a notice that is about something else."""
    match told:
        case Told(SummaryReady(), Consultation() as about, summary) if summary is not None:
            return Card(summary_text(summary, about, v.language, told.said), _on(about, v))
        case Told(ReplyOverdue(_, promised), findings=Findings(about)):
            return Card(_late(about, promised, v), _on(about, v))
        case Told(findings=Findings() as found):
            return Card(_of_findings(told, found, v))
    return None


def _on(about: Consultation, v: Voice) -> tuple[tuple[Button, ...], ...]:
    """To everything that can be done with a result."""
    link = start_parameter(Link(LinkKind.SUMMARY, about.id))
    return ((Button(v.say("Report, pictures and more"), Action.LINK, link),),)


def _late(about: Consultation, promised: int, v: Voice) -> str:
    return v.say(
        "<b>A reply is late</b>\n“{title}”: people were promised a reply by {day}. Please record it, also if it says "
        "why it takes longer.",
        title=in_language(about.title, v.language, about.languages[0]),
        day=v.day(promised, about.timezone),
    )


def _of_findings(told: Told, found: Findings, v: Voice) -> str:
    about = found.consultation
    title = in_language(about.title, v.language, about.languages[0])
    match told.notice:
        case QuestionPicture(_, step, by_group):
            return _pictured(found, step, v, by_group=by_group)
        case FileReady(_, form) if form == REPORT:
            return v.say(
                "The report of “{title}”. Open it in any browser: it needs no network, and prints well.",
                title=title,
            )
        case FileReady():
            return v.say(
                "The figures of “{title}” as a spreadsheet: a sheet for each question, and what everything means.",
                title=title,
            )
        case ResultsPublished():
            return published_text(found, told.now, v.language)
        case ReplyGiven(_, number) if number <= len(found.replies):
            return reply_text(about, found.replies[number - 1].text, v)
    raise KeyError(told.notice.kind)


def _pictured(found: Findings, step: str, v: Voice, *, by_group: bool) -> str:
    """The question, and what its picture says, for those who do not see it."""
    about = found.consultation
    if not step:
        return f"<b>{v.say('Who came')}</b>\n{participation(found.summaries[-1], v)}"
    asked = in_language(about.step(step).question, v.language, about.languages[0])
    summary, table = next((summary, table) for summary, table in found.tables() if table.step == step)
    told = _of_statements(found, step, v, by_group=by_group) or [finding(summary, table, about, v)]
    said = "\n".join(escape(line, quote=False) for line in (*told, base(summary, table, v)) if line)
    return f"<b>{escape(asked, quote=False)}</b>\n{said}"


def _of_statements(found: Findings, step: str, v: Voice, *, by_group: bool) -> list[str]:
    """What unites and what divides, or who agrees in each group, where it is a step of statements."""
    result = found.opinions(step)
    if result is None:
        return []
    results = Results(result, found.said.get(step, {}), v, IN_A_LINE)
    if by_group:
        return results.by_group()[:MOST_BY_GROUP]
    return [f"{heading} {words}" for heading, words in lines(results)]
