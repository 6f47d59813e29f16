"""How a question came out, in one sentence, and of how many people that is said: for the chat, pictures and files.

Plain text. Every figure in it is a published one, or a sum or a difference of such that is about nobody or about at
least as many people as the threshold.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise
from sys import maxsize

from deliberation.definition import Consultation, Step, in_language
from deliberation.definition.kinds.multiple_choice import MultipleChoice
from deliberation.definition.kinds.ranking import Ranking
from deliberation.definition.kinds.scale import Scale
from deliberation.definition.kinds.statements import Statements
from deliberation.definition.steps import GIVEN
from deliberation.releases import NO_ANSWER, NOT_ASKED, Summary, Table
from deliberation.releases.findings import Findings
from deliberation.releases.tables import small
from deliberation.releases.telling import telling as most_telling
from screens.results import outcomes
from screens.results.outcomes import Outcome
from screens.steps import cell_labels, half, read_answer
from screens.voice import Voice

SILENT = frozenset({NO_ANSWER, NOT_ASKED})


@dataclass(frozen=True)
class Base:
    """Of whom a question's figures speak: of those who answered; where that is held back, of all who were asked."""

    people: int
    asked: int
    answered: bool


def base_of(summary: Summary, table: Table) -> Base | None:
    """None where it is not published how many were asked."""
    not_asked, silent = table.cells.get(NOT_ASKED, 0), table.cells.get(NO_ANSWER)
    if summary.took_part is None or not_asked is None:
        return None
    asked = summary.took_part - not_asked
    people = asked if silent is None else asked - silent
    if small(asked, summary.threshold) or small(people, summary.threshold):
        return None
    return Base(people, asked, silent is not None)


def telling(findings: Findings) -> tuple[Summary, Table] | None:
    """The question whose picture says most."""
    step = most_telling(findings.consultation, findings.summaries)
    return next(((summary, table) for summary, table in findings.tables() if table.step == step), None)


def answers(table: Table) -> dict[str, int | None]:
    """The cells that are answers."""
    return {cell: count for cell, count in table.cells.items() if cell not in SILENT}


def finding(summary: Summary, table: Table, consultation: Consultation, v: Voice, longest: int = maxsize) -> str:
    """What came out, or why nothing can be said. `longest`: characters that an answer may have, for a heading."""
    step, base, cells = consultation.step(table.step), base_of(summary, table), answers(table)
    if base is None or (None in cells.values() and not any(cells.values())):
        return nothing(table, v)
    if not any(cells.values()):
        return v.label("Nobody answered.")
    called = {cell: _short(name, longest) for cell, name in names(step, consultation, v).items()}
    outcome = Outcome(called, cells, base.people)
    match step:
        case Scale() if None not in cells.values():
            return outcomes.leaning(outcome, _ends(step, consultation, v), v)
        case Ranking():
            return outcomes.put_first(outcome, v)
        case MultipleChoice():
            return outcomes.several(outcome, v)
        case Statements():
            return v.label("{number} of {asked} voted on statements.", number=base.people, asked=base.asked)
        case _ if GIVEN in cells:
            return _written(step, table, consultation, base, v)
    return outcomes.chosen(outcome, v)


def names(step: Step, consultation: Consultation, v: Voice) -> Mapping[str, str]:
    """What the answers are called inside a sentence."""
    if isinstance(step, Ranking):
        return {option.id: in_language(option.label, v.language, consultation.languages[0]) for option in step.options}
    return cell_labels(step, v.language, consultation.languages[0], v)


def _short(name: str, longest: int) -> str:
    return name if len(name) <= longest else name[: longest - 1].rsplit(" ", 1)[0].rstrip(" ,.;:") + "…"


def _ends(step: Scale, consultation: Consultation, v: Voice) -> tuple[str, str]:
    low, high = (in_language(end, v.language, consultation.languages[0]) for end in (step.low, step.high))
    return low, high


def _written(step: Step, table: Table, consultation: Consultation, base: Base, v: Voice) -> str:
    given = base.people
    if table.middle is None:
        return v.label("{number} of {asked} wrote an answer.", number=given, asked=base.asked)
    middle = read_answer(step, table.middle, v.language, consultation.languages[0], v)
    return half(step, middle, given, v)


def base(summary: Summary, table: Table, v: Voice) -> str:
    """Of how many a question's figures speak."""
    found = base_of(summary, table)
    if found is None:
        return v.label("How many were asked is held back.")
    if found.answered and found.asked == summary.took_part:
        return v.label("{number} of {people} people answered.", number=found.people, people=found.asked)
    if found.answered:
        return v.label("{number} of the {asked} who were asked answered.", number=found.people, asked=found.asked)
    asked = v.count("{number} person was asked.", "{number} people were asked.", found.people)
    if not any(answers(table).values()):
        return asked
    silent = v.label("Fewer than {k} gave no answer.", k=summary.threshold)
    return f"{asked} {silent}"


def nothing(table: Table, v: Voice) -> str:
    """Why nothing can be said about the answers to a question."""
    if NOT_ASKED in table.cells and table.cells[NOT_ASKED] is None:
        return v.label("Only some were asked, and with the other figures the answers could show somebody's.")
    return v.label("The answers are too few, or too close to all the same, to show without showing somebody's.")


def where_people_left(findings: Findings, v: Voice) -> str:
    """Before which question most people stopped, where that can be said; else nothing.

    Read off the questions that everybody had to answer, by how many more gave no answer than to the one before.
    """
    drops = [drop for summary in findings.summaries for drop in _drops(summary, findings.consultation)]
    most = max(drops, key=lambda drop: drop[0], default=None)
    if most is None:
        return ""
    left, people, step = most
    question = in_language(step.question, v.language, findings.consultation.languages[0])
    return v.label(
        "Where most people stopped: before “{question}”, {number} of {people}.",
        question=question, number=left, people=people,
    )  # fmt: skip


def _drops(summary: Summary, consultation: Consultation) -> list[tuple[int, int, Step]]:
    """How many went no further, of how many, and before which question."""
    asked = [(consultation.step(table.step), table.cells.get(NO_ANSWER)) for table in summary.tables
             if NOT_ASKED not in table.cells]  # fmt: skip
    silent = [(step, count) for step, count in asked if step.required and count is not None]
    more = [(count - before, step) for (_, before), (step, count) in pairwise(silent)]
    return [(left, summary.took_part or 0, step) for left, step in more if left >= summary.threshold]
