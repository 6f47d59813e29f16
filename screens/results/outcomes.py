"""The sentence that says how choices came out: what most chose, what was tied, to which side a scale leans."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from screens.voice import Voice

SPREAD = 1.5
"""Answers are spread where the first one has less than so many times what each would have if all were chosen equally
often, and less than two in five.
"""

SHARING = 3
"""More answers than these that share the first place are not named one by one."""


@dataclass(frozen=True)
class Outcome:
    """What each answer is called, how many chose it (None: held back) and of how many. Somebody chose something."""

    names: Mapping[str, str]
    cells: Mapping[str, int | None]
    people: int

    @property
    def most(self) -> int:
        return max(count for count in self.cells.values() if count is not None)

    @property
    def whole(self) -> bool:
        """Whether nothing was held back."""
        return None not in self.cells.values()

    def first(self, v: Voice) -> tuple[str, int]:
        """What was chosen most often, in words; and how many answers share that place."""
        found = [self.names[cell] for cell, count in self.cells.items() if count == self.most]
        if len(found) > SHARING:
            return v.count("{number} answers", "{number} answers", len(found)), len(found)
        return v.all_of([quoted(name, v) for name in found]), len(found)


def quoted(words: str, v: Voice) -> str:
    """Somebody's words inside a sentence."""
    return v.label("“{words}”", words=words)


def chosen(outcome: Outcome, v: Voice) -> str:
    """One answer each. What is held back is less than what is shown."""
    (name, sharing), most, people = outcome.first(v), outcome.most, outcome.people
    if most == people:
        return v.label("All {number} chose {option}.", number=most, option=name)
    if most * 2 > people:
        return v.label("Most chose {option}: {number} of {people}.", option=name, number=most, people=people)
    if sharing == 1 and most * 5 < people * 2 and most * len(outcome.cells) < people * SPREAD:
        return v.label(
            "Answers are spread. Chosen most often: {option}, by {number} of {people}.",
            option=name, number=most, people=people,
        )  # fmt: skip
    return _most_often(outcome, v)


def several(outcome: Outcome, v: Voice) -> str:
    """Several answers each. What is held back can be more than what is shown, unless half chose that."""
    if outcome.whole or outcome.most * 2 > outcome.people:
        return _most_often(outcome, v)
    (name, sharing), most, people = outcome.first(v), outcome.most, outcome.people
    if sharing > 1:
        return v.label(
            "{options} were each chosen by {number} of {people}. Other figures are held back.",
            options=name, number=most, people=people,
        )  # fmt: skip
    return v.label(
        "{number} of {people} chose {option}. Other figures are held back.", option=name, number=most, people=people
    )


def _most_often(outcome: Outcome, v: Voice) -> str:
    (name, sharing), most, people = outcome.first(v), outcome.most, outcome.people
    if sharing > 1:
        return v.label(
            "Chosen most often: {options}, each by {number} of {people}.", options=name, number=most, people=people
        )
    return v.label("Chosen most often: {option}, by {number} of {people}.", option=name, number=most, people=people)


def put_first(outcome: Outcome, v: Voice) -> str:
    """Of a ranking, the first places alone."""
    (name, sharing), most, people = outcome.first(v), outcome.most, outcome.people
    if sharing > 1:
        return v.label(
            "Put first most often: {options}, each by {number} of {people}.", options=name, number=most, people=people
        )
    if most * 2 > people:
        return v.label("Most put {option} first: {number} of {people}.", option=name, number=most, people=people)
    return v.label("Put first most often: {option}, by {number} of {people}.", option=name, number=most, people=people)


def sides(cells: Iterable[str]) -> tuple[list[str], list[str], list[str]]:
    """The points of a scale below the middle, in it, and above it."""
    points = list(cells)
    half = len(points) // 2
    return points[:half], points[half : len(points) - half], points[len(points) - half :]


def leaning(outcome: Outcome, ends: tuple[str, str], v: Voice) -> str:
    """To which of its ends more people lean on a scale. Nothing of it is held back."""
    counts = {cell: count or 0 for cell, count in outcome.cells.items()}
    low, middle, high = sides(outcome.cells)
    below, level, above = (sum(counts[point] for point in side) for side in (low, middle, high))
    people = outcome.people
    if level * 2 > people:
        return v.label("Most chose the middle: {number} of {people}.", number=level, people=people)
    if below == above:
        return v.label(
            "As many lean to {low} as to {high}: {number} of {people} each.",
            low=quoted(ends[0], v), high=quoted(ends[1], v), number=above, people=people,
        )  # fmt: skip
    to, other = (ends[1], ends[0]) if above > below else (ends[0], ends[1])
    more, fewer, points = (above, below, high) if above > below else (below, above, low)
    if more * 2 > people:
        return v.label(
            "{number} of {people} chose {points}, nearer to {end}.",
            number=more, people=people, points=v.either(points), end=quoted(to, v),
        )  # fmt: skip
    return v.label(
        "More lean to {end} than to {other}: {number} and {fewer} of {people}.",
        end=quoted(to, v), other=quoted(other, v), number=more, fewer=fewer, people=people,
    )  # fmt: skip
