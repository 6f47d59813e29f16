"""What a facilitator changes in a draft by buttons and words. Each takes a draft's text and gives another that its
format takes, or raises the `Rejected` that says why it cannot be.

Words are written in the draft's first language; translations of what they replace would say something else, and go.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from deliberation.drafting.days import today
from deliberation.drafting.lines import options_alone
from deliberation.drafting.plain import questions_of
from deliberation.drafting.questions import options_and_mark
from deliberation.drafting.sheet import answered, day_to_come
from deliberation.drafting.tables import Table, day_of, opened, option_table, question_table, told, written
from deliberation.errors import ClosePassed, DateOutOfRange, MovedOn, NoOptions, NoQuestion

CHOSEN_FROM = frozenset({"single_choice", "multiple_choice", "ranking"})
BOUNDS = ("least", "most", "places")
"""How many of the options are chosen."""


def retitled(source: str, text: str) -> str:
    return _with_words(source, "title", text)


def introduced(source: str, text: str) -> str:
    """With this as what is proposed."""
    return _with_words(source, "proposal", text)


def reworded(source: str, step_id: str, text: str) -> str:
    """The question in other words; its id, options and conditions stay."""
    table = opened(source)
    step = _step(table, step_id)
    step["title" if step["kind"] == "information" else "question"] = {table["languages"][0]: told(text)}
    return written(table, text)


def with_options(source: str, step_id: str, text: str) -> str:
    """With these options, after dashes or in lines. One that was there keeps its id and what else it has; a question
    for one's own words becomes one to choose from.
    """
    table = opened(source)
    step = _step(table, step_id)
    labels, several = _labels(text)
    _make_choice(step, several=several)
    step["options"] = list(_options(step.get("options", ()), labels, table["languages"][0]))
    for key in BOUNDS:
        if step.get(key, 0) > sum(not row.get("none", False) for row in step["options"]):
            del step[key]
    return written(table, text)


def without_question(source: str, step_id: str) -> str:
    """Without this question, and without its phase where that has no other."""
    table = opened(source)
    _step(table, step_id)
    for phase in table["phases"]:
        phase["steps"] = [step for step in phase["steps"] if step["id"] != step_id]
    kept = [phase for phase in table["phases"] if phase["steps"]]
    return written(table | {"phases": kept or table["phases"]})


def with_question(source: str, text: str) -> str:
    """With this question at the end, as in a plain message; or with these, where there are several."""
    table, questions = opened(source), questions_of(text)
    if not questions:
        raise NoQuestion
    for question in questions:
        taken = {step["id"] for step in _steps(table)}
        table["phases"][-1]["steps"].append(question_table(question, table["languages"][0], taken))
    return written(table, text)


def opening(source: str, text: str, now: int) -> str:
    """Opening on this day; "now" is today."""
    table = opened(source)
    first, day = table["phases"][0], day_to_come(table, text, now)
    here, closes = today(now, table["timezone"]).isoformat(), day_of(first.get("closes", date.max))
    if closes < here:
        raise ClosePassed(closes=closes)
    if closes < day.isoformat():
        raise DateOutOfRange(earliest=here, latest=closes)
    first["opens"] = day
    return written(table, text)


def closing(source: str, text: str, now: int) -> str:
    """Open until this day, to its end."""
    return answered(source, "closes", text, now)


def _with_words(source: str, key: str, text: str) -> str:
    table = opened(source)
    table[key] = {table["languages"][0]: told(text)}
    return written(table, text)


def _steps(table: Table) -> Iterator[Table]:
    return (step for phase in table["phases"] for step in phase["steps"])


def _step(table: Table, step_id: str) -> Table:
    """Raises `MovedOn` for a question that has gone meanwhile."""
    for step in _steps(table):
        if step["id"] == step_id:
            return step
    raise MovedOn


def _labels(text: str) -> tuple[list[str], bool]:
    options, several = options_and_mark((0, option) for option in options_alone(text))
    return [label for _, label in options], several


def _make_choice(step: Table, *, several: bool) -> None:
    """Raises `NoOptions` for a kind that has none."""
    if step["kind"] == "open_text":
        step["kind"] = "single_choice"
        for key in ("limit", "required"):
            step.pop(key, None)
    if step["kind"] not in CHOSEN_FROM:
        raise NoOptions
    if several and step["kind"] == "single_choice":
        step["kind"] = "multiple_choice"


def _options(old: Sequence[Table], labels: Iterable[str], language: str) -> Iterator[Table]:
    """An old one is known by its label in any language; the id of one that goes is not given to another."""
    known = {label.strip().casefold(): row for row in old for label in row["label"].values()}
    taken = {row["id"] for row in old}
    used: set[str] = set()
    for label in labels:
        row = known.get(label.casefold())
        if row is None or row["id"] in used:
            row = option_table(label, language, taken)
        taken.add(row["id"])
        used.add(row["id"])
        yield row
