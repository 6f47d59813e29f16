"""A differencing attacker: somebody who has every release of a consultation, knows the rules, and subtracts.

Each of 300 random histories (people come, answer some of it, leave between two closes and take everything with them) is
published phase by phase. The attacker sets up all that is known as equations over every life that somebody could have
led, and lets a solver of whole numbers (HiGHS) look for the least and the most that every small figure could be. Where
both are the same, the figure is known.

`attack.py` enumerates crowds of up to nine for a k of three; here crowds are those of a street, and k is the real one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from random import Random
from typing import Any

import numpy as np
import pytest
from scipy.optimize import Bounds, LinearConstraint, milp

from deliberation.definition import Consultation, Step
from deliberation.releases import NO_ANSWER, NOT_ASKED, Record, Summary, summarise
from tests.deliberation.attack import way
from tests.deliberation.files import choice, consultation, words
from tests.deliberation.test_successive_releases import PHASES, after

K = 5
HISTORIES = 300
AT_ONCE = 25
YES = {"step": "q1", "is": ["a"]}


def asks(identifier: str, options: int = 2, **more: Any) -> dict[str, Any]:
    return choice(identifier, options, required=False) | more


TOWNS: list[Consultation] = [
    consultation(after(0, asks("q1", 3)), after(1, words("q2") | {"when": YES}, asks("q3"))),
    consultation(after(0, asks("q1"), asks("q2", 3, when=YES)), after(1, asks("q3", 3))),
    consultation(after(0, asks("q1", 4)), after(1, asks("q2", 2, when=YES)), after(2, words("q3") | {"when": YES})),
]


@dataclass(frozen=True)
class Life:
    """What somebody answered in all phases, before which of them they took everything back, and what they read."""

    answers: tuple[tuple[str, str], ...]
    gone: int | None
    language: str

    def left(self, town: Consultation, phase: int) -> dict[str, str]:
        """What of theirs is there when this phase closes."""
        if self.gone is not None and phase >= self.gone:
            return {}
        there = {step.id for step in town.steps(PHASES[: phase + 1])}
        return {step: ballot for step, ballot in self.answers if step in there}


def lives(town: Consultation) -> list[Life]:
    """Every life that somebody who answered something can have led."""
    choices = [(None, *(step.choices() or ("x",))) for step in town.steps()]
    found = []
    for chosen in product(*choices):
        answers = {s.id: ballot for s, ballot in zip(town.steps(), chosen, strict=True) if ballot is not None}
        if answers and answers.keys() <= {step.id for step in way(town, answers)}:
            for gone, language in product((None, *range(1, len(town.phases))), town.languages):
                found.append(Life(tuple(answers.items()), gone, language))
    return found


def releases(town: Consultation, history: Sequence[Life]) -> list[Summary]:
    made: list[Summary] = []
    every = frozenset(step.id for step in town.steps())
    for number in range(len(town.phases)):
        crowd = [Record(1, left, every, life.language) for life in history if (left := life.left(town, number))]
        made.append(summarise({1: town}, PHASES[number], crowd, K, made))
    return made


class Attacker:
    """What is known of how many led each life, as rows of equations and inequalities."""

    def __init__(self, town: Consultation, kinds: Sequence[Life], published: Sequence[Summary]):
        self._kinds = kinds
        self._rows: list[list[float]] = []
        self._least: list[float] = []
        self._most: list[float] = []
        for number, summary in enumerate(published):
            if summary.took_part is not None:
                self._learn(town, number, summary)

    def _learn(self, town: Consultation, number: int, summary: Summary) -> None:
        told = [
            table.step for table in summary.tables if set(table.cells.values()) != {None} or _of_all(town, table.step)
        ]
        self._know(lambda life: _counted(life.left(town, number), told), summary.took_part)
        for table in summary.tables:
            if table.step not in told:
                continue
            step = town.step(table.step)
            for cell, count in table.cells.items():
                known = _in_cell(town, number, step, cell, told)
                if count is not None:
                    self._know(known, count)
                elif set(table.cells.values()) != {None}:
                    self._know(known, None)  # a cell of nobody would be shown
        for language, count in (summary.turnout.languages if summary.turnout else {}).items():
            if count is not None:
                self._know(
                    lambda life, language=language: (
                        life.language == language and _counted(life.left(town, number), told)
                    ),
                    count,
                )

    def _know(self, who: Callable[[Life], bool], count: int | None) -> None:
        self._rows.append([float(who(life)) for life in self._kinds])
        self._least.append(1 if count is None else count)
        self._most.append(np.inf if count is None else count)

    def knows(self, who: Callable[[Life], bool], count: int) -> bool:
        """Whether it can be nothing but this count, which is the true one."""
        wanted = np.array([float(who(life)) for life in self._kinds])
        return self._best(wanted) == count and self._best(-wanted) == -count

    def _best(self, wanted: Any) -> int:
        """The least that it can be."""
        known = LinearConstraint(np.array(self._rows), np.array(self._least), np.array(self._most))
        found = milp(wanted, constraints=known, integrality=np.ones(len(wanted)), bounds=Bounds(0, 200))
        assert found.success, "what is published cannot have happened"
        return round(found.fun)


def _of_all(town: Consultation, step: str) -> bool:
    return not town.step(step).when


def _counted(left: Mapping[str, str], told: Sequence[str]) -> bool:
    return bool(left.keys() & set(told))


def _in_cell(town: Consultation, number: int, step: Step, cell: str, told: Sequence[str]) -> Callable[[Life], bool]:
    def known(life: Life) -> bool:
        left = life.left(town, number)
        if not _counted(left, told):
            return False
        if step.id not in {asked.id for asked in way(town, left)}:
            return cell == NOT_ASKED
        if step.id not in left:
            return cell == NO_ANSWER
        return cell in (step.chosen(left[step.id]) or {"given"})

    return known


def small_figures(town: Consultation) -> Iterator[tuple[str, Callable[[Life], bool]]]:
    """What must not be known of few: what they answered; of those who left, and of those who stayed; by language."""
    for step, number in ((step, number) for number, phase in enumerate(town.phases) for step in phase.steps):
        for cell in step.choices() or ("x",):

            def said(life: Life, step: Step = step, cell: str = cell, number: int = number) -> bool:
                return life.left(town, number).get(step.id) == cell

            yield f"{step.id}={cell}", said
            for later in range(number + 1, len(town.phases)):
                yield (
                    f"{step.id}={cell}, gone by {later}",
                    lambda life, said=said, later=later: (  # type: ignore[misc]
                        said(life) and not life.left(town, later)
                    ),
                )
            for language in town.languages:
                yield (
                    f"{step.id}={cell} in {language}",
                    lambda life, said=said, language=language: (  # type: ignore[misc]
                        said(life) and life.language == language
                    ),
                )


def history(town: Consultation, kinds: Sequence[Life], chance: Random) -> list[Life]:
    """So many people as live in a street, some lives led by many and others by a few."""
    likely = [chance.random() ** 6 for _ in kinds]
    staying = [like * (0.1 if life.gone else 1) for life, like in zip(kinds, likely, strict=True)]
    return chance.choices(kinds, staying, k=chance.randint(6, 60))


@pytest.mark.parametrize("begin", range(0, HISTORIES, AT_ONCE))
def test_all_releases_together_tell_no_figure_about_few(begin: int) -> None:
    learned = []
    for seed in range(begin, begin + AT_ONCE):
        chance = Random(seed)
        town = TOWNS[seed % len(TOWNS)]
        kinds = lives(town)
        people = history(town, kinds, chance)
        attacker = Attacker(town, kinds, releases(town, people))
        for name, who in small_figures(town):
            count = sum(map(who, people))
            if 0 < count < K and attacker.knows(who, count):
                learned.append((seed, name, count))
    assert learned == []


def test_most_histories_have_something_to_attack() -> None:
    """Figures are shown of most, some tables beside others that were held back, and conditions are among them."""
    shown = held = conditional = 0
    for seed in range(HISTORIES):
        town, chance = TOWNS[seed % len(TOWNS)], Random(seed)
        made = releases(town, history(town, lives(town), chance))
        cells = [(town.step(table.step), set(table.cells.values())) for summary in made for table in summary.tables]
        shown += any(counts != {None} for _, counts in cells)
        held += any(None in counts and counts != {None} for _, counts in cells)
        conditional += any(step.when and counts != {None} for step, counts in cells)
    assert shown > HISTORIES * 0.6
    assert held > HISTORIES * 0.3
    assert conditional > HISTORIES * 0.1


def test_the_attacker_learns_from_figures_that_are_not_protected() -> None:
    """So that the attack is one: the same with a threshold of one."""
    chance, town = Random(0), TOWNS[0]
    kinds = lives(town)
    people = history(town, kinds, chance)
    every = frozenset(step.id for step in town.steps())
    bare: list[Summary] = []
    for number in range(len(town.phases)):
        crowd = [Record(1, left, every, life.language) for life in people if (left := life.left(town, number))]
        bare.append(summarise({1: town}, PHASES[number], crowd, 1, bare))
    attacker = Attacker(town, kinds, bare)
    counts = [(who, sum(map(who, people))) for _, who in small_figures(town)]
    assert any(0 < count < K and attacker.knows(who, count) for who, count in counts)
