"""A release in words for organisers: numbers with their base, what was held back, and what the figures cannot say."""

from __future__ import annotations

from html import escape

from deliberation.definition import Consultation, Step, in_language
from deliberation.definition.kinds.statements import Statements
from deliberation.releases import Summary, Table
from deliberation.releases.findings import Said
from screens.results.figures import by_language, came, figures, writes
from screens.results.findings import base, nothing
from screens.results.statements import IN_A_LINE, Results, lines
from screens.voice import Voice, voice

MESSAGE = 4000
"""Characters of a message, tags included; Telegram takes 4,096 without them."""


def summary_text(summary: Summary, consultation: Consultation, language: str, said: Said | None = None) -> str:
    """The whole summary, in Telegram's HTML; `said` are the statements that it speaks of."""
    v = voice(language)
    title = escape(in_language(consultation.title, language, consultation.languages[0]), quote=False)
    head = "\n".join((f"<b>{title}</b>", *_phase(summary, consultation, v)))
    if summary.took_part is None:
        return f"{head}\n{participation(summary, v)}"
    questions = [
        _question(number, table, summary, consultation, v, said=said or {})
        for number, table in enumerate(summary.tables, start=1)
    ]
    who = "\n".join((participation(summary, v), *_languages(summary, v)))
    return _fitting(f"{head}\n{who}", questions, _limits(summary, v), v)


def _phase(summary: Summary, consultation: Consultation, v: Voice) -> list[str]:
    """Which of the phases this is about, where there are several."""
    phases = [phase.id for phase in consultation.phases]
    if len(phases) == 1 or summary.phase not in phases:
        return []
    return [v.say("Phase {number} of {count}.", number=phases.index(summary.phase) + 1, count=len(phases))]


def _fitting(head: str, questions: list[str], limits: str, v: Voice) -> str:
    """As many questions as one message holds, and how many it does not."""
    for left_out in range(len(questions) + 1):
        more = v.count("{number} more question does not fit.", "{number} more questions do not fit.", left_out)
        shown = questions[: len(questions) - left_out]
        text = "\n\n".join((head, *shown, *((more,) if left_out else ()), limits))
        if len(text) <= MESSAGE:
            break
    return text


def participation(summary: Summary, v: Voice) -> str:
    """How many began, took part and finished, and how long it took them, as far as that may be said."""
    return escape(" ".join(came(summary, v)), quote=False)


def _languages(summary: Summary, v: Voice) -> list[str]:
    """How many used which language, where there were several."""
    said = [v.label("{language}: {count}", language=row.label, count=row.words) for row in by_language(summary, v)]
    return [v.say("By language: {list}", list=", ".join(said))] if said else []


def _question(number: int, table: Table, summary: Summary, consultation: Consultation, v: Voice, *, said: Said) -> str:
    """One question with its base and its figures, or why there are none."""
    step = consultation.step(table.step)
    question = escape(in_language(step.question, v.language, consultation.languages[0]), quote=False)
    asked = f"<b>{number}</b> {question} <i>{escape(base(summary, table, v), quote=False)}</i>"
    result = next((one for one in summary.opinions if one.step == step.id), None)
    if result is not None and result.figures:
        return "\n".join((asked, *_of_statements(Results(result, said.get(step.id, {}), v, IN_A_LINE))))
    return "\n".join((asked, *_lines(summary, table, step, consultation, v)))


def _of_statements(results: Results) -> list[str]:
    """What unites and what divides; every statement is in the report."""
    v, found = results.voice, lines(results)
    if not found:
        return [v.say("Nothing can be said yet that would not show somebody's votes.")]
    return [f"<b>{escape(heading, quote=False)}</b> {escape(words, quote=False)}" for heading, words in found]


def _lines(summary: Summary, table: Table, step: Step, consultation: Consultation, v: Voice) -> list[str]:
    rows = figures(summary, table, consultation, v)
    said = {row: escape(f"{row.label}: {row.words}", quote=False) for row in rows}
    if all(row.count is None for row in rows if not row.silent):
        why = escape(nothing(table, v), quote=False)
        return [why, *(said[row] for row in rows if row.count is not None)]
    return [*said.values(), *_remarks(table, step, v)]


def _remarks(table: Table, step: Step, v: Voice) -> list[str]:
    lines = []
    if not step.divides:
        lines.append(v.say("<i>Several answers were possible.</i>"))
    if writes(table) and not isinstance(step, Statements):
        lines.append(v.say("<i>What was written is not shown before somebody has looked through it.</i>"))
    return lines


def _limits(summary: Summary, v: Voice) -> str:
    return v.say(
        "<i>People chose to answer: this is not a random sample. Nothing is shown that would speak of fewer than {k} "
        "people; “held back” can be few or many.</i>",
        k=summary.threshold,
    )
