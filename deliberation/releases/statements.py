"""What may be published of the votes on statements (decisions/0019).

Each statement is a table of its own, over the same people as every question of the phase; beside them nothing is told
but shares in tenths and numbers that move by the threshold.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from deliberation.cells import Cell
from deliberation.counting import Counted
from deliberation.kept import Heard
from deliberation.opinion_map import Agreement, MappedGroup, OpinionMap, opinion_map
from deliberation.opinions import Opinions, Plane, Tally
from deliberation.releases.opinions import (
    AGREES,
    DISAGREES,
    NEITHER,
    UNSURE,
    VOTED,
    Figures,
    Moved,
    Share,
    StatementResult,
)
from deliberation.releases.records import NO_ANSWER
from deliberation.releases.tables import protect, several, small

LISTED: Final = 5
"""Statements of one sort."""

FEW_PEOPLE: Final = 60
"""Of fewer people groups are mostly chance: what bridges is told without them."""


@dataclass(frozen=True)
class Weighed:
    """What people left at a step of statements: the votes that count, of these participations in their order; which
    statements each named as those that matter most; what they made of each other's reasons.
    """

    step: str
    participations: tuple[str, ...]
    votes: Counted
    named: tuple[frozenset[int], ...] = ()
    heard: tuple[Heard, ...] = ()


def statement_result(weighed: Weighed, opinions: Opinions, asked: int | None, threshold: int) -> StatementResult:
    """The result of a step, of which so many were asked; None or too few: nothing is said."""
    if asked is None or asked < threshold:
        return StatementResult(weighed.step, threshold)
    here = weighed.votes.votes.tallies(lambda person: person >= 0)
    elsewhere = weighed.votes.votes.tallies(lambda person: person < 0)
    voters = len({person for person in weighed.votes.votes.people if person < 0})
    matter = _matter(weighed, asked, threshold)
    groups = opinions.in_groups if opinions.announced(threshold) else ()
    told = sorted((here.keys() | elsewhere.keys()) - weighed.votes.rejected)
    figures = tuple(
        replace(
            figures_of(number, here.get(number, Tally()), asked, threshold),
            elsewhere=figures_of(number, elsewhere.get(number, Tally()), voters, threshold).cells if voters else {},
            shares=tuple(share(group.get(number, Tally()), threshold) for group in groups),
            matters=matter.get(str(number)),
        )
        for number in told
    )
    known = {one.number for one in figures if _well_known(opinions.tallies.get(one.number, Tally()), threshold)}
    changed = {one.participation for one in weighed.heard if one.changed}
    return StatementResult(
        weighed.step,
        threshold,
        asked,
        figures,
        told_map(opinion_map(opinions, threshold), threshold),
        _bridging(opinions, known, threshold),
        tuple(number for number in opinions.slate if opinions.tallies[number].agree >= threshold and number in known),
        None if matter.get(NO_ANSWER) is None else asked - (matter[NO_ANSWER] or 0),
        heard=_least(len({one.participation for one in weighed.heard}), threshold),
        changed=_least(len(changed), threshold),
        moved=_moved(weighed, threshold),
    )


def figures_of(number: int, tally: Tally, asked: int, threshold: int) -> Figures:
    """One statement's table over those who were asked.

    A few who did not vote on it are counted with those who are not sure, for they could be told from who was asked. So
    this cell has to be larger by one than others: then not even those who are not sure need be few.
    """
    silent = asked - tally.votes
    if small(tally.votes, threshold) or (small(silent, threshold) and asked < 3 * (threshold + 1)):
        return Figures(number, dict.fromkeys((*VOTED, NO_ANSWER)))
    if small(silent, threshold):
        cells = {AGREES: tally.agree, DISAGREES: tally.disagree, NEITHER: tally.not_sure + silent}
        return _table(number, cells, threshold + 1)
    found = _table(number, {AGREES: tally.agree, DISAGREES: tally.disagree, UNSURE: tally.not_sure}, threshold)
    return replace(found, cells={**found.cells, NO_ANSWER: silent})


def _table(number: int, counts: Mapping[str, int], threshold: int) -> Figures:
    """Where nearly all are in one cell, that is all that is said: also where all are, so that nobody can tell whether
    anybody is not. One more than few counts as nearly all, too, so that the others need not be few.
    """
    total = sum(counts.values())
    for cell, count in counts.items():
        if count >= 2 * threshold and total - count <= threshold:
            return Figures(number, dict.fromkeys(counts), cell)
    return Figures(number, protect(counts, threshold))


def share(tally: Tally, threshold: int) -> Share | None:
    """Who agrees, of those in a group who voted: not closer to none or to all than leaves open whether it is few."""
    votes = tally.votes
    if votes < 2 * threshold:
        return None
    least = next(tenths for tenths in range(10) if (2 * tenths + 1) * votes > 20 * threshold)
    if least >= 5:
        return None
    tenths = (20 * tally.agree + votes) // (2 * votes)
    edge = int(tenths >= 10 - least) - int(tenths <= least) if least else 0
    return Share(min(max(tenths, least), 10 - least), edge)


def told_map(found: OpinionMap, threshold: int) -> OpinionMap:
    """The map without what tables say better, or not at all, and with numbers of people that move by the threshold."""
    return replace(
        found,
        people=_least(found.people, threshold),
        votes=0,
        grouped=_least(found.grouped, threshold),
        groups=tuple(_told_group(group, threshold) for group in found.groups),
        cells=_told_cells(found.cells, threshold),
        united=tuple(Agreement(one.statement, one.side, None, 0) for one in found.united),
        plane=Plane((), (), (), ()),
    )


def _told_group(group: MappedGroup, threshold: int) -> MappedGroup:
    return replace(group, size=_least(group.size, threshold), cells=_told_cells(group.cells, threshold))


def _told_cells(cells: Sequence[Cell], threshold: int) -> tuple[Cell, ...]:
    return tuple(replace(cell, people=_least(cell.people, threshold)) for cell in cells)


def _least(count: int, threshold: int) -> int:
    return count - count % threshold


def _well_known(tally: Tally, threshold: int) -> bool:
    return tally.votes >= 2 * threshold


def _bridging(opinions: Opinions, known: set[int], threshold: int) -> tuple[int, ...]:
    """What most bridges, without groups, in a small meeting."""
    if opinions.announced(threshold) and opinions.people >= FEW_PEOPLE:
        return ()
    scores = {number: score for number, score in opinions.bridging.items() if number in known - opinions.left_out}
    return tuple(sorted((number for number in scores if scores[number] > 0), key=lambda n: (-scores[n], n))[:LISTED])


def _matter(weighed: Weighed, asked: int, threshold: int) -> Mapping[str, int | None]:
    """How many named each statement, by its number, and how many named none."""
    at = weighed.votes.at
    chosen = [frozenset(str(at[number]) for number in named if number in at) for named in weighed.named]
    chosen = [cells for cells in chosen if cells]
    every = sorted(frozenset[str]().union(*chosen))
    counts = {number: sum(number in cells for cells in chosen) for number in every}
    return several(counts, chosen, asked - len(chosen), threshold)


def _moved(weighed: Weighed, threshold: int) -> tuple[Moved, ...]:
    """Which statements, and reasons of which side, most people changed their vote after."""
    changed: defaultdict[tuple[int, int], set[str]] = defaultdict(set)
    for one in weighed.heard:
        number = weighed.votes.at.get(one.number)
        if one.changed and number is not None and number not in weighed.votes.rejected:
            changed[number, -one.before].add(one.participation)
    found = [Moved(*key, _least(len(who), threshold)) for key, who in changed.items() if len(who) >= threshold]
    return tuple(sorted(found, key=lambda one: (-one.people, one.statement, one.side))[:LISTED])
