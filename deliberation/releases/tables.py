"""Disclosure control within one question's table.

The cells (options, "no answer", "not asked") add up to everybody who took part in the phase, so the total is one figure
for the whole release and no difference between two published bases is about few people.

Within a table the smallest cells are held back together, until whoever knows the rule can no longer tell what a cell
held back contains (a cell of nobody is published as 0: it is about no person). After: L. Willenborg, T. de Waal,
"Elements of Statistical Disclosure Control", 2001, chapter 4 (secondary suppression, audit by feasibility intervals).

How many gave no answer, or were not asked, can often be guessed from the table of another question: who stops at one
answers none of the next. So these two never cover an option that is held back.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise

from deliberation.definition import Step
from deliberation.definition.steps import GIVEN
from deliberation.releases.records import NO_ANSWER, NOT_ASKED, Counted

Figures = dict[str, int | None]


def figures(step: Step, people: Sequence[Counted], threshold: int, *, of_all: bool) -> Figures:
    """The figures of one step over those who took part. `of_all`: everybody was asked.

    Whether it may be told how many were asked is for `linked` to say.
    """
    asked = [person for person in people if step.id in person.asked]
    parts = {} if of_all else {NOT_ASKED: len(people) - len(asked)}
    cells = _divided(step, asked, threshold) if step.divides else _several(step, asked, threshold)
    return {**cells, **parts}


def protect(counts: Mapping[str, int], threshold: int, most: int | None = None) -> Figures:
    """The counts with every cell held back that would say something about fewer than `threshold` people.

    `most` is what a cell can have at most, where that is known.
    """
    sizes = sorted(count for count in counts.values() if count)
    few = [size for size in sizes if size < threshold]
    if not few:
        return dict(counts)
    for level, above in pairwise(sizes):
        below = above - 1 if most is None else min(above - 1, most)
        if few[-1] <= level < above and _ambiguous([size for size in sizes if size <= level], below, threshold):
            return {cell: None if 0 < count <= level else count for cell, count in counts.items()}
    return dict.fromkeys(counts)


def small(count: int, threshold: int) -> bool:
    """Whether a count is about somebody, and about too few."""
    return 0 < count < threshold


def _divided(step: Step, asked: Sequence[Counted], threshold: int) -> Figures:
    counts = step.tally(person.answers[step.id] for person in asked if step.id in person.answers)
    given = sum(counts.values())  # an answer that the newest version has no cell for is none
    silent = len(asked) - given
    if small(given, threshold):
        return dict.fromkeys((*counts, NO_ANSWER))
    if small(silent, threshold):
        return beside_few(counts, silent, threshold)
    return {**protect(counts, threshold), NO_ANSWER: silent}


def beside_few(counts: Mapping[str, int], silent: int, threshold: int) -> Figures:
    """The options beside a few who gave no answer. That they are few can be seen; how many must not be told, also to
    who knows this rule: with one more of them, or one less, and an option held back that much smaller or larger, it has
    to give the same figures.
    """
    shown = _beside_held(counts, silent, threshold)
    held = [cell for cell, count in shown.items() if count is None and cell != NO_ANSWER]
    near = (({**counts, cell: counts[cell] - more}, silent + more) for cell in held for more in (1, -1))
    if any(small(few, threshold) and _beside_held(other, few, threshold) == shown for other, few in near):
        return shown
    return dict.fromkeys((*counts, NO_ANSWER))


def _beside_held(counts: Mapping[str, int], silent: int, threshold: int) -> Figures:
    """With as few options held back as hide the few from who knows the figures alone."""
    sizes = sorted(count for count in counts.values() if count)
    for level, above in pairwise(sizes):
        held = [size for size in sizes if size <= level]
        if level < above and _hides_few(held, silent, above, threshold) and not small(above, threshold):
            return {**{cell: None if 0 < count <= level else count for cell, count in counts.items()}, NO_ANSWER: None}
    return dict.fromkeys((*counts, NO_ANSWER))


def _hides_few(held: list[int], silent: int, above: int, threshold: int) -> bool:
    """Whether neither the few nor an option held back with them can be told, for all that can be computed."""
    total, options, most = sum(held) + silent, len(held), above - 1
    least_few, most_few = max(1, total - options * most), min(threshold - 1, total - options)
    most_each = min(most, total - 1 - (options - 1))
    return least_few < most_few and most_each >= threshold


def _several(step: Step, asked: Sequence[Counted], threshold: int) -> Figures:
    """Several choices each. How many gave an answer has to be known; what they chose is protected in two parts: options
    that were chosen beside others, and those that stand alone, such as "none of these".
    """
    given = [person.answers[step.id] for person in asked if step.id in person.answers]
    chosen = [frozenset(cell for cell, count in step.tally([ballot]).items() if count) for ballot in given]
    return several(step.tally(given), chosen, len(asked) - len(given), threshold)


def several(counts: Mapping[str, int], chosen: Sequence[frozenset[str]], silent: int, threshold: int) -> Figures:
    """Several choices each, beside so many who gave no answer."""
    base = protect({GIVEN: len(chosen), NO_ANSWER: silent}, threshold)
    if None in base.values():
        return dict.fromkeys((*counts, NO_ANSWER))
    shown = _choices(counts, chosen, threshold)
    # Where nothing else is shown, whom nobody chose is not either: it would tell how the rest is spread.
    return {**(shown if any(shown.values()) else dict.fromkeys(counts)), NO_ANSWER: base[NO_ANSWER]}


def _choices(counts: Mapping[str, int], chosen: Sequence[frozenset[str]], threshold: int) -> Figures:
    together: frozenset[str] = frozenset().union(*(cells for cells in chosen if len(cells) > 1))
    beside = {cell: count for cell, count in counts.items() if cell in together}
    alone = {cell: count for cell, count in counts.items() if cell not in together}
    several = sum(bool(cells & together) for cells in chosen)
    nothing: Figures = {cell: None if count else 0 for cell, count in counts.items()}
    few_alone = any(small(count, threshold) for count in (several, *alone.values()))
    if few_alone and not _loose(beside, chosen, threshold):
        return nothing
    shown = nothing if few_alone else {**nothing, **alone}
    if any(small(several - count, threshold) for count in beside.values()):
        return shown  # how many left an option out can be subtracted too
    return {**shown, **protect(beside, threshold, most=several - threshold)}


def _loose(beside: Mapping[str, int], chosen: Sequence[frozenset[str]], threshold: int) -> bool:
    """Whether it stays open how many chose what stands alone, where that is not published: they are no more than left
    another option out, and all others made at least one choice, and at most as many as whoever made most.
    """
    left_out = len(chosen) - max(beside.values(), default=len(chosen))
    made, most = sum(beside.values()), max((len(cells) for cells in chosen), default=1)
    return left_out >= 2 * threshold and made >= len(chosen) and len(chosen) + -made // most >= threshold


def _ambiguous(held: list[int], most: int, threshold: int) -> bool:
    """Whether the cells held back could each be below the threshold or not, for all that can be computed.

    What can be computed: how many they are, their sum, that each is at least 1 and at most `most`.
    """
    cells, total = len(held), sum(held)
    low = max(1, total - (cells - 1) * most)
    high = min(most, total - (cells - 1))
    return cells > 1 and low < threshold <= high
