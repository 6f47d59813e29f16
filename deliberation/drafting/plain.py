"""A plain message: a title, questions, options after dashes. What comes of it is a draft, and nothing in it is lost."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from datetime import date

from deliberation.drafting.days import today
from deliberation.drafting.ids import consultation_id
from deliberation.drafting.lines import first_sentence, head_and_options, listed, one_line
from deliberation.drafting.placing import Lines, placed
from deliberation.drafting.questions import Question, items_of
from deliberation.drafting.several import is_mark
from deliberation.drafting.sheet import TIME_OPEN, Town
from deliberation.drafting.tables import Table, mistakes_in, question_table, written
from deliberation.errors import DefinitionInvalid, Mistake

PHASE = "questions"

NOBODY, SOME_DAY = Town("", "", "UTC", "en"), date(2027, 1, 1)
"""For whom, and when, a message is read, until it is known whose draft it becomes."""


@dataclass(frozen=True)
class Plain:
    """What a message says. `leftovers` are the lines that are neither; `mistakes` what is too long or too much for a
    consultation, by the lines of the message.
    """

    title: str
    questions: tuple[Question, ...]
    proposal: str = ""
    leftovers: tuple[str, ...] = ()
    mistakes: tuple[Mistake, ...] = ()


def read_plain(text: str) -> Plain | None:
    """What a message says; None where no question is in it. Its first line or sentence is the title, unless it has
    options; then, and where there is no other question, the first question is the title too.
    """
    items = items_of(_with_title_apart(text))
    if not any(item.is_question for item in items):
        return None
    first, *others = items
    titled = first.can_be_title and any(item.is_question for item in others)
    body = others if titled else items
    asked = [item for item in body if item.is_question]
    before, after = body[: body.index(asked[0])], body[body.index(asked[0]) :]
    plain = Plain(
        title=_bare(first.raw if titled else asked[0].question.text),
        questions=tuple(item.question for item in asked),
        proposal=" ".join(item.raw for item in before),
        leftovers=tuple(item.raw for item in after if not item.is_question),
    )
    wrong = mistakes_in(_table(plain, NOBODY, SOME_DAY, ()))
    lines = [Lines(item.line, item.option_lines) for item in asked]
    return replace(plain, mistakes=tuple(placed(wrong, lines, first.line)))


def from_plain(plain: Plain, town: Town, now: int, taken_ids: Collection[str]) -> str:
    """The draft, open from today for two weeks. Raises `DefinitionInvalid` with the mistakes of the message."""
    if plain.mistakes:
        raise DefinitionInvalid(plain.mistakes)
    return written(_table(plain, town, today(now, town.timezone), taken_ids))


def questions_of(text: str) -> tuple[Question, ...] | None:
    """The questions of a text without a title; None where there is more in it. A line alone is a question."""
    items = items_of(enumerate(text.splitlines(), start=1))
    if len(items) == 1 or all(item.is_question for item in items):
        return tuple(item.question for item in items)
    return None


def _with_title_apart(text: str) -> Iterator[tuple[int, str]]:
    """The lines and their numbers; the first one in two parts where more follows the first sentence."""
    lines = ((number, line) for number, raw in enumerate(text.splitlines(), start=1) if (line := one_line(raw)))
    number, line = next(lines, (1, ""))
    first, rest = (line, "") if listed(line) else first_sentence(line)
    if is_mark(head_and_options(rest)[0]):
        first, rest = line, ""
    yield number, first
    yield number, rest
    yield from lines


def _bare(title: str) -> str:
    return title.strip("#*_ ").rstrip(":. ") or title


def _table(plain: Plain, town: Town, day: date, taken_ids: Collection[str]) -> Table:
    steps: dict[str, Table] = {}
    for question in plain.questions:
        step = question_table(question, town.language, steps.keys())
        steps[step["id"]] = step
    phase = {"id": PHASE, "opens": day, "closes": day + TIME_OPEN, "steps": list(steps.values())}
    proposal = {"proposal": {town.language: plain.proposal}} if plain.proposal else {}
    head = town.head(consultation_id(plain.title, taken_ids))
    words = {"sharing": {"quotes": True}} if any(step["kind"] == "open_text" for step in steps.values()) else {}
    return head | {"title": {town.language: plain.title}} | proposal | words | {"phases": [phase]}
