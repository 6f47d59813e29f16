"""A release in words for organisers: numbers with their base, what was held back, and what the figures cannot say."""

from __future__ import annotations

from html import escape

from deliberation.definition import Consultation, Step, in_language
from deliberation.definition.single_choice import SingleChoice
from deliberation.releases import NO_ANSWER, Summary, Table
from screens.voice import Voice, voice

MESSAGE = 4000
"""Characters of a message, tags included; Telegram takes 4,096 without them."""


def summary_text(summary: Summary, consultation: Consultation, language: str) -> str:
    """The whole summary, in Telegram's HTML."""
    v = voice(language)
    title = escape(in_language(consultation.title, language, consultation.languages[0]), quote=False)
    if summary.took_part is None:
        few = v.say("Fewer than {k} people took part, so nothing can be said about their answers.", k=summary.threshold)
        return f"<b>{title}</b>\n{few}"
    head, limits = f"<b>{title}</b>\n{_participation(summary, v)}", _limits(summary, v)
    questions = [_question(number, table, consultation, v) for number, table in enumerate(summary.tables, start=1)]
    return _fitting(head, questions, limits, v)


def _fitting(head: str, questions: list[str], limits: str, v: Voice) -> str:
    """As many questions as one message holds, and how many it does not."""
    for left_out in range(len(questions) + 1):
        more = v.count("{number} more question does not fit.", "{number} more questions do not fit.", left_out)
        shown = questions[: len(questions) - left_out]
        text = "\n\n".join((head, *shown, *((more,) if left_out else ()), limits))
        if len(text) <= MESSAGE:
            break
    return text


def _participation(summary: Summary, v: Voice) -> str:
    took_part = v.count("{number} person took part.", "{number} people took part.", summary.took_part or 0)
    if summary.finished is None:
        return took_part + " " + v.say("How many answered to the end is held back.")
    return took_part + " " + v.count("{number} answered to the end.", "{number} answered to the end.", summary.finished)


def _question(number: int, table: Table, consultation: Consultation, v: Voice) -> str:
    """One question with its figures, or why there are none."""
    step = consultation.step(table.step)
    question = escape(in_language(step.question, v.language, consultation.languages[0]), quote=False)
    return "\n".join((f"<b>{number}</b> {question}", *_lines(table, step, consultation, v)))


def _lines(table: Table, step: Step, consultation: Consultation, v: Voice) -> list[str]:
    if all(cell is None for cell in table.cells.values()):
        return [v.say("The answers are too few, or too close to all the same, to show without showing somebody's.")]
    labels = _labels(step, consultation, v)
    lines = [f"{escape(labels[cell], quote=False)}: {_figure(count, v)}" for cell, count in table.cells.items()]
    if not isinstance(step, SingleChoice):
        lines.append(v.say("<i>What was written is not shown before somebody has looked through it.</i>"))
    return lines


def _labels(step: Step, consultation: Consultation, v: Voice) -> dict[str, str]:
    labels = {NO_ANSWER: v.say("No answer"), "given": v.say("Wrote an answer")}
    if isinstance(step, SingleChoice):
        labels.update({o.id: in_language(o.label, v.language, consultation.languages[0]) for o in step.options})
    return labels


def _figure(count: int | None, v: Voice) -> str:
    return v.say("held back") if count is None else v.number(count)


def _limits(summary: Summary, v: Voice) -> str:
    return v.say(
        "<i>People chose to answer: this is not a random sample. Nothing is shown that would speak of fewer than {k} "
        "people; “held back” can be few or many.</i>",
        k=summary.threshold,
    )
