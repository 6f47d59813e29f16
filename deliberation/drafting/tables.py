"""The tables of a draft: made from questions, read from its text, and written only where its format takes them."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date
from typing import Any

import tomli_w

from deliberation.definition.file.near import short
from deliberation.definition.file.syntax import read_toml
from deliberation.definition.reading import MOST_STEPS, read_definition
from deliberation.drafting.ids import option_id, step_id
from deliberation.drafting.lines import one_line
from deliberation.drafting.questions import Question
from deliberation.errors import (
    DefinitionInvalid,
    DependedOn,
    DoesNotFit,
    EmptyText,
    LastQuestion,
    Mistake,
    Rejected,
    ReplyTooEarly,
    SameOption,
    TooFewOptions,
    TooLong,
    TooManyOptions,
    TooManyQuestions,
)

Table = dict[str, Any]

ORDER = (
    *("id", "version", "languages", "timezone", "age", "contact", "reply_by"),
    *("title", "proposal", "asked_by", "decided_by", "still_open", "already_fixed", "audience", "poll", "sharing"),
    "phases",
)  # fmt: skip
"""In which a file is written, whatever was answered first."""

TO_BE_ASKED = ("title", "decided_by", "closes", "reply_by", "still_open", "already_fixed", "asked_by", "contact")
"""What a draft may lack, in the order in which it is asked for."""

OF_CONDITIONS = frozenset({"no_such_step", "no_such_choice", "looks_ahead", "never_holds", "no_choices", "no_number"})


def question_table(question: Question, language: str, taken: Collection[str]) -> Table:
    """A question as a step. `taken` are the ids of the others."""
    head = {"id": step_id(question.text, taken), "question": {language: question.text}}
    if not question.options:
        return head | {"kind": "open_text", "required": False}
    kind = "multiple_choice" if question.several else "single_choice"
    return head | {"kind": kind, "options": option_tables(question.options, language)}


def option_tables(labels: Iterable[str], language: str) -> list[Table]:
    """Options with these labels."""
    rows: dict[str, Table] = {}
    for label in labels:
        row = option_table(label, language, rows.keys())
        rows[row["id"]] = row
    return list(rows.values())


def option_table(label: str, language: str, taken: Collection[str]) -> Table:
    """An option. `taken` are the ids of the others."""
    return {"id": option_id(label, taken), "label": {language: label}}


def opened(source: str) -> Table:
    """The tables of a draft. Raises `DefinitionInvalid` for what is wrong besides what is still to be asked."""
    lacking(source)
    return read_toml(source).table


def lacking(source: str) -> frozenset[str]:
    """What is still to be asked. Raises `DefinitionInvalid` for everything else that is wrong."""
    lacks, wrong = _read(source)
    if wrong:
        raise DefinitionInvalid(wrong)
    return lacks


def mistakes_in(table: Table) -> tuple[Mistake, ...]:
    """What its format has against a draft, but for what is still to be asked."""
    return _read(text_of(table))[1]


def written(table: Table, text: str = "") -> str:
    """The text of a draft. Raises the `Rejected` that says why its format does not take it; `text` is what was
    written for it.
    """
    source = text_of(table)
    for mistake in _read(source)[1]:
        raise rejected(mistake, table, text)
    return source


def text_of(table: Table) -> str:
    """The tables as a file has them, right or wrong."""
    places = {key: number for number, key in enumerate(ORDER)}
    return tomli_w.dumps(dict(sorted(table.items(), key=lambda item: places.get(item[0], len(ORDER)))))


def told(text: str) -> str:
    """What was written, in one line. Raises `EmptyText`."""
    if not (line := one_line(text)):
        raise EmptyText
    return line


def rejected(mistake: Mistake, table: Table, text: str) -> Rejected:
    """What a mistake that a change would make is for whoever made it."""
    words = next((words for part in mistake.within[-1:] for words in part.words.values()), text)
    match mistake.code, mistake.where.rpartition(".")[2]:
        case "blank", _:
            return EmptyText()
        case "length", _:
            return TooLong(length=mistake.parameters["length"], limit=mistake.parameters["most"], text=words)
        case "label_twice", _:
            return SameOption(text=mistake.parameters["value"])
        case "count", "options":
            return _options(int(mistake.parameters["count"]), int(mistake.parameters["most"]))
        case "count", "steps" if not mistake.parameters["count"]:
            return LastQuestion()
        case ("count", "steps") | ("steps_in_all", _):
            return TooManyQuestions(most=MOST_STEPS)
        case "reply_before_close", _:
            return ReplyTooEarly(closes=day_of(table["phases"][-1]["closes"]), reply=day_of(table["reply_by"]))
    return DependedOn(text=short(words)) if mistake.code in OF_CONDITIONS else DoesNotFit()


def day_of(moment: date) -> str:
    """The day of a date, or of a date and time, as a parameter of a problem."""
    return moment.isoformat()[:10]


def _options(count: int, most: int) -> Rejected:
    return TooManyOptions(most=most, count=count) if count > most else TooFewOptions(count=count)


def _read(source: str) -> tuple[frozenset[str], tuple[Mistake, ...]]:
    """What is still to be asked, and what is wrong besides."""
    try:
        read_definition(source)
    except DefinitionInvalid as invalid:
        last = _last_phase(source)
        found = [(mistake, _key(mistake, last)) for mistake in invalid.mistakes]
        return frozenset(key for _, key in found if key), tuple(mistake for mistake, key in found if not key)
    return frozenset(), ()


def _key(mistake: Mistake, last: str) -> str:
    """What is missing, if it is asked for. Of several phases only the last is asked when it closes."""
    if mistake.code != "missing":
        return ""
    key = "closes" if mistake.where == f"{last}.closes" else mistake.where
    return key if key in TO_BE_ASKED else ""


def _last_phase(source: str) -> str:
    """Where it stands."""
    phases = read_toml(source).table.get("phases")
    return f"phases[{len(phases) - 1}]" if isinstance(phases, list) else ""
