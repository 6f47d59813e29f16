"""Releases one after the other: people come and go between them, and whoever has all of them tells nothing about few.

Each history is what everybody did in phases that follow one another: answered, came back or not, took everything back.
The attacker enumerates all histories that lead to the same releases. k is 3, as in `test_linked_tables`.

Not covered, by the code or here: what is known from elsewhere about single people (who took part in both phases, say),
and figures of different questions, which no sum or difference links.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date, datetime
from itertools import pairwise
from typing import Any, NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deliberation.releases import NO_ANSWER, NOT_ASKED, Record, Summary, summarise
from tests.deliberation.attack import Secrets, alike, crowds, face, told
from tests.deliberation.files import choice, consultation, phase, words

K = 3
PHASES = ("first", "second", "third")
YES = {"step": "q1", "is": ["a"]}


def after(number: int, *steps: dict[str, Any]) -> dict[str, Any]:
    times = {"opens": datetime(2027, 5, 1 + 10 * number), "closes": date(2027, 5, 9 + 10 * number)}  # noqa: DTZ001
    return phase(*steps, identifier=PHASES[number], **times)


OFFERED = consultation(
    after(0, choice("q1", required=False)),
    after(1, words("q2") | {"when": YES}, words("q3")),
    after(2, words("q4") | {"when": YES}, words("q5")),
)


ALL = frozenset(step.id for step in OFFERED.steps())
"""Whoever does not answer skips, so that how many finished tells nothing more."""


class Person(NamedTuple):
    """What somebody said first, and which questions they answered in each of the phases after that."""

    first: str | None
    second: tuple[str, ...] = ()
    third: tuple[str, ...] = ()
    gone: int | None = None
    """The phase before which they took everything back."""

    def left(self, phase: int) -> dict[str, str]:
        """What of theirs is there when this phase closes."""
        if self.gone is not None and phase >= self.gone:
            return {}
        later = [self.second, self.third][:phase]
        own = {"q1": self.first} if self.first else {}
        return own | {step: "x" for steps in later for step in steps}


History = tuple[Person, ...]


def releases(history: Sequence[Person], phases: int, threshold: int = K) -> list[Summary]:
    """All that is published of a history."""
    made: list[Summary] = []
    for number, name in enumerate(PHASES[:phases]):
        crowd = [Record(1, answers, ALL) for person in history if (answers := person.left(number))]
        made.append(summarise({1: OFFERED}, name, crowd, threshold, made))
    return made


def secrets(history: History) -> Secrets:
    """By what was said first: how many, how many of them came back, and what they answered then."""
    found: Secrets = Counter()
    for person in history:
        said = person.first or "nothing"
        second, third = (tuple(set(person.left(n)) & {f"q{2 * n}", f"q{2 * n + 1}"}) for n in (1, 2))
        found.update([("said", said), (said, "second", str(bool(second))), (said, "third", str(bool(third)))])
        found.update((said, step) for step in (*second, *third))
    return found


KINDS = [
    Person(first, second)
    for first in ("a", "b", None)
    for second in ((), ("q2",), ("q3",), ("q2", "q3"))
    if (first or second) and (first == "a" or "q2" not in second)
]
"""All that one can do in two phases. Who took everything back before the second closed counts as not come back."""

MOST = 9


@pytest.fixture(scope="module")
def groups() -> list[list[History]]:
    """Histories of which the same is published, where there are no larger ones of which the same would be."""
    return [
        group
        for group in alike(crowds(KINDS, range(K, MOST + 1)), lambda history: face(*releases(history, 2)))
        if sum(summary.took_part or MOST for summary in releases(group[0], 2)) <= MOST
    ]


def test_whoever_has_both_releases_can_tell_no_figure_about_few(groups: list[list[History]]) -> None:
    assert len(groups) > 50
    for group in groups:
        assert told([secrets(history) for history in group], K) == {}, releases(group[0], 2)


def test_figures_are_shown_all_the_same(groups: list[list[History]]) -> None:
    assert any(releases(group[0], 2)[1].tables[0].whole for group in groups)


PEOPLE = st.builds(
    Person,
    st.sampled_from(["a", "b", None]),
    st.sampled_from([(), ("q2",), ("q3",), ("q2", "q3")]),
    st.sampled_from([(), ("q4",), ("q5",)]),
    st.none() | st.integers(1, 3),
)


@given(st.lists(st.tuples(PEOPLE, st.integers(1, 9)), max_size=9), st.integers(2, 6))
def test_no_two_releases_differ_by_few(kinds: list[tuple[Person, int]], threshold: int) -> None:
    """A difference of what was asked of the same people for the same answer; of that answer's cell, too."""
    history = [person for person, times in kinds for _ in range(times)]
    made = releases(history, 3, threshold)
    counted: list[int] = []
    for summary in made:
        for table in summary.tables:
            assert all(count is None or count == 0 or count >= threshold for count in table.cells.values())
            if table.step == "q1" and table.whole:
                counted.append(table.cells["a"] or 0)
            elif (not_asked := table.cells.get(NOT_ASKED)) is not None:
                counted.append((summary.took_part or 0) - not_asked)
    assert not any(0 < abs(one - other) < threshold for one, other in pairwise(counted))
    assert not any(0 < abs(one - counted[0]) < threshold for one in counted)


@given(st.lists(PEOPLE, max_size=40))
def test_no_question_is_in_two_releases(history: list[Person]) -> None:
    tables = [table.step for summary in releases(history, 3) for table in summary.tables]
    assert len(tables) == len(set(tables))


def cells(summary: Summary, step: str) -> dict[str, int | None]:
    return next(dict(table.cells) for table in summary.tables if table.step == step)


def test_two_releases_do_not_tell_what_one_who_left_had_answered() -> None:
    """Twenty said yes, nineteen of them were asked why: that the one who has gone said yes is told to nobody."""
    stays, other = Person("a", ("q2",)), Person("b", ("q3",))
    history = [*[stays] * 19, Person("a", gone=1), *[other] * 20]
    first, second = releases(history, 2, 5)
    assert cells(first, "q1") == {"a": 20, "b": 20, NO_ANSWER: 0}
    assert set(cells(second, "q2").values()) == {None}
    assert cells(second, "q3") == {"given": 20, NO_ANSWER: 0}
    first, second = releases([*history, *[Person("a", gone=1)] * 4], 2, 5)
    assert cells(second, "q2") == {"given": 19, NO_ANSWER: 0, NOT_ASKED: 20}


def test_nor_do_two_later_releases_that_ask_by_the_same_answer() -> None:
    stays, left = Person("a", ("q2",), ("q4",)), Person("a", ("q2",))
    others = [Person("b", ("q3",), ("q5",))] * 20
    history = [*[stays] * 12, left, *[Person("a")] * 7, *others]
    _, second, third = releases(history, 3, 5)
    assert cells(second, "q2")[NOT_ASKED] == 20
    assert set(cells(third, "q4").values()) == {None}
    _, _, third = releases([*history, *[left] * 4], 3, 5)
    assert cells(third, "q4")[NOT_ASKED] == 20


def test_nor_what_one_who_left_had_not_chosen() -> None:
    """Twenty chose b and not a; nineteen of them were asked why not."""
    several = choice("m", required=False) | {"kind": "multiple_choice"}
    why_not = words("q2") | {"when": {"step": "m", "is_not": ["a"]}}
    offered = consultation(after(0, several), after(1, why_not, words("q3")))
    left = [{"m": '["b"]', "q2": "x"}] * 19 + [{"m": '["a", "b"]', "q3": "x"}] * 20
    before = [Record(1, {"m": answers["m"]}) for answers in [*left, {"m": '["b"]'}]]
    first = summarise({1: offered}, "first", before, 5)
    assert cells(first, "m") == {"a": 20, "b": 40, NO_ANSWER: 0}
    second = summarise({1: offered}, "second", [Record(1, answers) for answers in left], 5, [first])
    assert set(cells(second, "q2").values()) == {None}
    all_back = [Record(1, answers) for answers in [*left, left[0]]]
    assert cells(summarise({1: offered}, "second", all_back, 5, [first]), "q2")[NOT_ASKED] == 20


def test_what_depends_on_a_phase_without_a_release_is_held_back() -> None:
    crowd = [Record(1, {"q1": "a", "q2": "x"})] * 20 + [Record(1, {"q1": "b", "q3": "x"})] * 20
    summary = summarise({1: OFFERED}, "second", crowd, 5)
    assert summary.took_part == 20
    assert set(cells(summary, "q2").values()) == {None}


def test_a_phase_counts_those_who_answered_in_it() -> None:
    history = [Person("a", ("q3",))] * 8 + [Person("b")] * 9 + [Person(None, ("q3",))] * 7
    first, second = releases(history, 2, 5)
    assert (first.phase, first.took_part) == ("first", 17)
    assert (second.phase, second.took_part) == ("second", 15)
