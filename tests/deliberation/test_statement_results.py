"""What is published of votes on statements: an attacker who knows the rule, and all of it, learns nothing of few."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from itertools import product
from random import Random
from typing import Any

import numpy as np
import pytest
from scipy.optimize import Bounds, LinearConstraint, milp

from deliberation.counting import Columns, Counted, counted_at, elsewhere
from deliberation.kept import Heard
from deliberation.opinions import AGREE, DISAGREE, NOT_SURE, Opinions, Tally
from deliberation.releases.opinions import AGREES, DISAGREES, NEITHER, UNSURE, VOTED, Figures, Moved, StatementResult
from deliberation.releases.records import NO_ANSWER
from deliberation.releases.statements import Weighed, figures_of, share, statement_result
from deliberation.releases.tables import protect
from deliberation.statements.statement import Statement
from tests.deliberation.opinions import grouped

K = 5


# One statement: every table of a small town.


@pytest.mark.parametrize("k", [3, 5])
def test_no_table_tells_a_figure_about_few(k: int) -> None:
    """Among all tables that look the same, none has a small figure that all of them share; and of an option that was
    held back nobody can tell that it is small.
    """
    most = 5 * k
    faces: defaultdict[object, list[tuple[int, ...]]] = defaultdict(list)
    for asked in range(k, most):
        for agree, disagree, unsure in product(range(asked + 1), repeat=3):
            if agree + disagree + unsure <= asked:
                published = figures_of(0, Tally(agree, disagree, unsure), asked, k)
                faces[asked, tuple(published.cells.items()), published.nearly].append((agree, disagree, unsure))
    for (asked, cells, _), worlds in faces.items():  # type: ignore[misc]
        assert all(count is None or count == 0 or count >= k for _, count in cells)
        for figure in zip(*((*world, asked - sum(world)) for world in worlds), strict=True):
            assert len(set(figure)) > 1 or not set(figure) <= set(range(1, k)), (asked, cells, worlds)
        for at, cell in enumerate(VOTED):
            held_back = dict(cells).get(cell) is None
            assert not held_back or not {world[at] for world in worlds} <= set(range(1, k)), (asked, cells, worlds)


@pytest.mark.parametrize("side", [AGREES, DISAGREES, UNSURE])
def test_nearly_all_are_said_to_be_so_whether_or_not_anybody_is_of_another_mind(side: str) -> None:
    at = VOTED.index(side)
    tables = []
    for others in range(K + 1):
        counts = [others, 0, 0] if at else [0, others, 0]
        counts[at] = 40
        tables.append(figures_of(3, Tally(*counts), 60 + others, K))
    assert {table.nearly for table in tables} == {side}
    assert all(table.cells[side] is None for table in tables)


def test_large_figures_are_shown_as_they_are() -> None:
    assert figures_of(0, Tally(30, 20, 10), 100, K).cells == {AGREES: 30, DISAGREES: 20, UNSURE: 10, NO_ANSWER: 40}


# A group's share, in tenths.


@pytest.mark.parametrize("votes", range(2 * K, 130))
def test_a_share_leaves_open_whether_it_is_few(votes: int) -> None:
    """For each share that is told: among the counts that it can stand for, it may be none, or enough."""
    worlds: defaultdict[object, set[int]] = defaultdict(set)
    for agree in range(votes + 1):
        worlds[share(Tally(agree, votes - agree), K)].add(agree)
    for told, counts in worlds.items():
        assert told is None or max(counts) >= K
        assert told is None or max(votes - count for count in counts) >= K


def test_a_share_of_fewer_than_twice_the_threshold_is_not_told() -> None:
    assert share(Tally(5, 4), K) is None


# Votes that came from elsewhere.


def test_votes_from_elsewhere_stand_in_a_table_of_their_own() -> None:
    """Whoever has the package that they came in could subtract them."""
    votes = Columns()
    votes.add(0, {**dict.fromkeys(range(20), AGREE), **dict.fromkeys(range(20, 32), DISAGREE)})
    votes.add(0, {elsewhere(voter): AGREE for voter in range(11)} | {elsewhere(voter): NOT_SURE for voter in (11, 12)})
    counted = Counted(votes, counted_at([Statement(0, "x", "en")]))
    cast = [{0: vote} for vote in votes.values]
    result = statement_result(Weighed("ideas", tuple(map(str, range(32))), counted), grouped(cast), 40, K)
    (figures,) = result.figures
    assert figures.cells == {AGREES: 20, DISAGREES: 12, UNSURE: 0, NO_ANSWER: 8}
    assert set(figures.elsewhere.values()) == {None, 0}  # eleven, and two who are held back with them
    assert StatementResult.from_data(json.loads(json.dumps(result.data()))) == result


def test_nothing_is_said_where_it_is_held_back_how_many_were_asked() -> None:
    weighed = Weighed("ideas", (), Counted())
    for asked in (None, K - 1):
        assert statement_result(weighed, grouped([{0: AGREE}]), asked, K) == StatementResult("ideas", K)


def test_reasons_that_moved_people_are_told_in_steps_of_the_threshold() -> None:
    votes = Columns()
    votes.add(0, dict.fromkeys(range(30), AGREE))
    heard = tuple(
        Heard(str(person), 0, AGREE if person < 22 else DISAGREE, changed=person % 2 == 0) for person in range(30)
    )
    weighed = Weighed("ideas", (), Counted(votes, counted_at([Statement(0, "x", "en")])), heard=heard)
    result = statement_result(weighed, grouped([{0: AGREE}] * 30), 30, K)
    assert (result.heard, result.changed) == (30, 15)
    assert result.moved == (Moved(0, DISAGREE, 10),)  # four more were moved by reasons for it


# A whole step: two statements, two groups, what matters most.


Person = tuple[int | None, int | None, int, int]
"""Votes on both statements (None: none), the group (-1: none), and which statement matters most (-1: none named)."""

KINDS: list[Person] = [
    (first, second, group, matters)
    for first, second in product((AGREE, DISAGREE, NOT_SURE, None), repeat=2)
    for group in ((0, 1, -1) if (first, second) != (None, None) else (-1,))
    for matters in (-1, 0, 1)
    if matters < 0 or (first, second)[matters] == AGREE
]


def published(people: Sequence[Person], k: int = K) -> StatementResult:
    """The result of these people's step, with the groups that they are in."""
    votes = Columns()
    for statement in range(2):
        votes.add(statement, {n: vote for n, person in enumerate(people) if (vote := person[statement]) is not None})
    said = [Statement(number, "x", "en") for number in range(2)]
    named = tuple(frozenset([person[3]]) if person[3] >= 0 else frozenset() for person in people)
    weighed = Weighed("ideas", tuple(map(str, range(len(people)))), Counted(votes, counted_at(said)), named)
    return statement_result(weighed, _opinions(people), len(people), k)


def _opinions(people: Sequence[Person]) -> Opinions:
    return grouped(
        [{n: v for n, v in enumerate(person[:2]) if v is not None} for person in people], [p[2] for p in people]
    )


VOTES: dict[str, set[int | None]] = {
    AGREES: {AGREE},
    DISAGREES: {DISAGREE},
    UNSURE: {NOT_SURE},
    NEITHER: {NOT_SURE, None},
    NO_ANSWER: {None},
}


class Attacker:
    """How many are of each kind, as far as what is published says. `voted` is how many did, where that is published."""

    def __init__(self, result: StatementResult, voted: int | None, k: int = K):
        self._k = k
        self._rows: list[list[float]] = []
        self._least: list[float] = []
        self._most: list[float] = []
        self._know(lambda _: 1, result.asked or 0, result.asked or 0)
        for figures in result.figures:
            self._learn(figures)
        if result.named is not None:
            self._know(lambda person: person[3] >= 0, result.named, result.named)
        if voted is not None:
            self._know(lambda person: person[:2] != (None, None), voted, voted)
        for number, group in enumerate(result.found.groups):
            self._know(lambda person, number=number: person[2] == number, group.size, group.size + k - 1)

    def _learn(self, figures: Figures) -> None:
        number = figures.number
        for cell, count in figures.cells.items():
            if count is not None:
                self._know(lambda person, votes=VOTES[cell]: person[number] in votes, count, count)
        if figures.nearly:
            # Of fewer than a number that is no secret. How many voted may be.
            self._know(lambda person: person[number] not in {*VOTES[figures.nearly], None}, 0, self._k + 1)
            self._know(lambda person: person[number] in VOTES[figures.nearly], 2 * self._k, np.inf)
        if figures.matters is not None:
            self._know(lambda person: person[3] == number, figures.matters, figures.matters)
        for group, told in enumerate(figures.shares):
            if told is not None:
                self._share(number, group, told.tenths if told.edge >= 0 else 0, told.tenths if told.edge <= 0 else 10)

    def _share(self, number: int, group: int, least: int, most: int) -> None:
        """Votes of the group on a statement, and those that agree: bounds on the one by the other."""

        def above(tenths: float) -> Callable[[Person], float]:
            return lambda person: (
                (person[2] == group and person[number] is not None) * (float(person[number] == AGREE) - tenths / 10)
            )

        self._know(above(least - 0.5), 0, np.inf)
        self._know(above(most + 0.5), -np.inf, 0)
        self._know(lambda person: person[2] == group and person[number] is not None, 2 * self._k, np.inf)

    def _know(self, what: Callable[[Person], float], least: float, most: float) -> None:
        self._rows.append([float(what(person)) for person in KINDS])
        self._least.append(least)
        self._most.append(most)

    def knows(self, who: Callable[[Person], bool], count: int) -> bool:
        """Whether it can be nothing but this count, which is the true one."""
        wanted = np.array([float(who(person)) for person in KINDS])
        return self._best(wanted) == count and self._best(-wanted) == -count

    def _best(self, wanted: Any) -> int:
        known = LinearConstraint(np.array(self._rows), np.array(self._least), np.array(self._most))
        found = milp(wanted, constraints=known, integrality=np.ones(len(wanted)), bounds=Bounds(0, 200))
        assert found.success, "what is published cannot have happened"
        return round(found.fun)


def small_figures() -> Iterator[tuple[str, Callable[[Person], bool]]]:
    """What must not be known of few: how they voted, on one statement or on both, in a group or anywhere."""
    for number, vote in product(range(2), (AGREE, DISAGREE, NOT_SURE, None)):
        yield f"{number}={vote}", lambda person, number=number, vote=vote: person[number] == vote  # type: ignore[misc]
        for group in range(2):
            yield (
                f"{number}={vote} in {group}",
                lambda person, number=number, vote=vote, group=group: person[number] == vote and person[2] == group,  # type: ignore[misc]
            )
    for first, second in product((AGREE, DISAGREE, NOT_SURE, None), repeat=2):
        yield f"{first} {second}", lambda person, both=(first, second): person[:2] == both  # type: ignore[misc]
    for number in range(2):
        yield f"{number} matters", lambda person, number=number: person[3] == number  # type: ignore[misc]
    yield "voted", lambda person: person[:2] != (None, None)
    yield "group", lambda person: person[2] == 0
    yield "no group", lambda person: person[2] == -1 and person[:2] != (None, None)


def base(people: Sequence[Person], k: int = K) -> int | None:
    """How many voted at all, as the table of the step itself says it."""
    voted = sum(person[:2] != (None, None) for person in people)
    return protect({"voted": voted, "silent": len(people) - voted}, k)["voted"]


def town(chance: Random) -> list[Person]:
    """So many people as live in a street, of some kinds many and of others few."""
    likely = [chance.random() ** 12 for _ in KINDS]
    return chance.choices(KINDS, likely, k=chance.randint(2 * K, 60))


@pytest.mark.parametrize("begin", range(0, 200, 25))
def test_one_release_tells_no_figure_about_few(begin: int) -> None:
    learned = []
    for seed in range(begin, begin + 25):
        people = town(Random(seed))
        attacker = Attacker(published(people), base(people))
        for name, who in small_figures():
            count = sum(map(who, people))
            if 0 < count < K and attacker.knows(who, count):
                learned.append((seed, name, count))
    assert learned == []


def test_most_towns_have_something_to_attack() -> None:
    results = [published(town(Random(seed))) for seed in range(200)]
    figures = [one for result in results for one in result.figures]
    assert sum(any(one.cells.values()) for one in figures) > 200
    assert sum(bool(one.nearly) for one in figures) > 10
    assert sum(any(share is not None for share in one.shares) for one in figures) > 100
    assert sum(bool(result.found.groups) for result in results) > 100


def test_the_attacker_learns_from_figures_that_are_not_protected() -> None:
    """So that the attack is one."""
    learned = 0
    for seed in range(10):
        people = town(Random(seed))
        attacker = Attacker(published(people, 1), base(people, 1), 1)
        learned += any(
            0 < sum(map(who, people)) < K and attacker.knows(who, sum(map(who, people))) for _, who in small_figures()
        )
    assert learned
