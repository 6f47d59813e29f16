"""An attacker who knows the rule, the consultation and everything that is published, and computes all that could be.

What people could have left is enumerated; what leads to the same releases is what the attacker cannot tell apart.
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import combinations_with_replacement, product
from typing import TypeVar

from deliberation.definition import Consultation, Step
from deliberation.definition.steps import GIVEN
from deliberation.releases import NO_ANSWER, NOT_ASKED, Record, Summary

T = TypeVar("T")
Secrets = Counter[tuple[str, ...]]


def way(offered: Consultation, answers: Mapping[str, str]) -> list[Step]:
    """What somebody with these answers is asked, told by the conditions alone and not by the code."""
    asked: list[Step] = []
    for step in offered.steps():
        looked_at = {other.id: other for other in asked if other.id in answers}
        if all(c.step in looked_at and c.holds(looked_at[c.step], answers[c.step]) for c in step.when):
            asked.append(step)
    return asked


def ballots(step: Step) -> tuple[str, ...]:
    """Some answers to a step, as many as tell its cells apart."""
    if step.kind == "multiple_choice":
        several = [[choice] for choice in step.choices()] + [list(step.choices()[:2])]
        return tuple(json.dumps(one) for one in several)
    low, high = step.measures() or (0, -1)
    return step.choices() or tuple(map(str, range(low, high + 1))) or ("x",)


def patterns(offered: Consultation) -> list[dict[str, str]]:
    """Every set of answers that somebody can leave who answers at least something."""
    steps = offered.steps()
    found = []
    for chosen in product(*((None, *ballots(step)) for step in steps)):
        answers = {step.id: ballot for step, ballot in zip(steps, chosen, strict=True) if ballot is not None}
        if answers and answers.keys() <= {step.id for step in way(offered, answers)}:
            found.append(answers)
    return found


def optional(offered: Consultation) -> list[Record]:
    """Who may skip anything: what is not answered was skipped, or never reached."""
    found = []
    for answers in patterns(offered):
        left = frozenset(step.id for step in way(offered, answers)) - answers.keys()
        found += [Record(1, answers), *([Record(1, answers, left)] if left else [])]
    return found


def required(offered: Consultation) -> list[Record]:
    """Who may skip nothing: who stops somewhere answers none of what follows."""
    found = []
    for answers in patterns(offered):
        given = [step.id in answers for step in way(offered, answers)]
        if given == sorted(given, reverse=True):
            found.append(Record(1, answers))
    return found


def crowds(kinds: Sequence[T], sizes: Iterable[int]) -> Iterable[tuple[T, ...]]:
    """Every crowd of these sizes."""
    return (crowd for size in sizes for crowd in combinations_with_replacement(kinds, size))


def alike(found: Iterable[T], published: Callable[[T], object]) -> list[list[T]]:
    """Sorted by what is published of them."""
    groups: defaultdict[object, list[T]] = defaultdict(list)
    for one in found:
        groups[published(one)].append(one)
    return list(groups.values())


def face(*summaries: Summary) -> str:
    """All that is published."""
    return json.dumps([summary.data() for summary in summaries])


def secrets(offered: Consultation, crowd: Sequence[Record]) -> Secrets:
    """Figures that could say something about few: every cell, who was asked what, and who in a cell was asked what."""
    found: Secrets = Counter()
    for record in crowd:
        asked = tuple(step.id for step in way(offered, record.answers))
        cells = [(step.id, cell) for step in offered.steps() for cell in _cells(step, record, asked)]
        found.update([("asked", *asked), *cells, *((*cell, "among", *asked) for cell in cells)])
    return found


def told(origins: Sequence[Secrets], threshold: int) -> dict[tuple[str, ...], int]:
    """The figures about few that are the same in everything that it could be."""
    first, *others = origins
    return {
        figure: count
        for figure, count in first.items()
        if 0 < count < threshold and all(other[figure] == count for other in others)
    }


def _cells(step: Step, record: Record, asked: Sequence[str]) -> list[str]:
    if step.id not in asked:
        return [NOT_ASKED]
    if step.id not in record.answers:
        return [NO_ANSWER]
    return sorted(step.chosen(record.answers[step.id])) or [GIVEN]
