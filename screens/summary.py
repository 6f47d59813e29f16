"""A release in words for organisers: numbers with their base, what was held back, and what the figures cannot say."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape
from itertools import compress

from deliberation.ballots import choice
from deliberation.definition import Consultation, Step, in_language
from deliberation.definition.steps import GIVEN
from deliberation.releases import NO_ANSWER, NOT_ASKED, Summary, Table
from screens.findings import base
from screens.languages import own_name
from screens.steps import cell_labels
from screens.voice import Voice, voice

SILENT = (NO_ANSWER, NOT_ASKED)

MESSAGE = 4000
"""Characters of a message, tags included; Telegram takes 4,096 without them."""


def summary_text(summary: Summary, consultation: Consultation, language: str) -> str:
    """The whole summary, in Telegram's HTML."""
    v = voice(language)
    title = escape(in_language(consultation.title, language, consultation.languages[0]), quote=False)
    head = "\n".join((f"<b>{title}</b>", *_phase(summary, consultation, v)))
    if summary.took_part is None:
        return f"{head}\n{participation(summary, v)}"
    questions = [
        _question(number, table, summary, consultation, v) for number, table in enumerate(summary.tables, start=1)
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
    """How many took part, finished, and how long it took them, as far as that may be said."""
    if summary.took_part is None:
        return v.say(
            "Fewer than {k} people took part, so nothing can be said about their answers.", k=summary.threshold
        )
    parts = [v.count("{number} person took part.", "{number} people took part.", summary.took_part)]
    if summary.finished is None:
        parts.append(v.say("How many answered to the end is held back."))
    else:
        through = v.count("{number} answered to the end.", "{number} answered to the end.", summary.finished)
        parts.append(through)
    came = summary.turnout
    if came is not None and came.minutes is not None:
        parts.append(
            v.count("Half needed {number} minute at most.", "Half needed {number} minutes at most.", came.minutes)
        )
    return " ".join(parts)


def _languages(summary: Summary, v: Voice) -> list[str]:
    """How many used which language, where there were several."""
    counts = {} if summary.turnout is None else summary.turnout.languages
    if len(counts) < 2:
        return []
    said = [
        v.label("{language}: {count}", language=own_name(code), count=v.label("held back"))
        if count is None
        else v.label("{language}: {count}", language=own_name(code), count=v.number(count))
        for code, count in counts.items()
    ]
    return [v.say("By language: {list}", list=", ".join(said))]


def _question(number: int, table: Table, summary: Summary, consultation: Consultation, v: Voice) -> str:
    """One question with its figures, or why there are none."""
    step = consultation.step(table.step)
    question = escape(in_language(step.question, v.language, consultation.languages[0]), quote=False)
    labels = {
        **cell_labels(step, v.language, consultation.languages[0], v),
        NO_ANSWER: v.say("No answer"),
        NOT_ASKED: v.say("Not asked"),
    }
    of_whom = base(summary, table, v)
    asked = f"<b>{number}</b> {question}" + (f" <i>{escape(of_whom, quote=False)}</i>" if of_whom else "")
    return "\n".join((asked, *_lines(table, step, labels, summary, v)))


def _lines(table: Table, step: Step, labels: Mapping[str, str], summary: Summary, v: Voice) -> list[str]:
    answers = [cell for cell in table.cells if cell not in SILENT]
    shown = [f"{escape(labels[cell], quote=False)}: {_figure(cell, table, summary, v)}" for cell in table.cells]
    if all(table.cells[cell] is None for cell in answers):
        known = [cell is not None for cell in table.cells.values()]
        return [_nothing(table, v), *compress(shown, known)]
    return [*shown, *_remarks(table, step, v)]


def _remarks(table: Table, step: Step, v: Voice) -> list[str]:
    lines = []
    if not step.divides:
        lines.append(v.say("<i>Several answers were possible.</i>"))
    if table.cells.keys() & {GIVEN, choice.OTHER}:
        lines.append(v.say("<i>What was written is not shown before somebody has looked through it.</i>"))
    return lines


def _nothing(table: Table, v: Voice) -> str:
    if NOT_ASKED in table.cells and table.cells[NOT_ASKED] is None:
        return v.say("Only some were asked, and with the other figures the answers could show somebody's.")
    return v.say("The answers are too few, or too close to all the same, to show without showing somebody's.")


def _figure(cell: str, table: Table, summary: Summary, v: Voice) -> str:
    count = table.cells[cell]
    if count is not None:
        return v.number(count)
    return v.say("fewer than {k}", k=summary.threshold) if cell == NO_ANSWER else v.say("held back")


def _limits(summary: Summary, v: Voice) -> str:
    return v.say(
        "<i>People chose to answer: this is not a random sample. Nothing is shown that would speak of fewer than {k} "
        "people; “held back” can be few or many.</i>",
        k=summary.threshold,
    )
