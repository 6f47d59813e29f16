"""The map drawn up from all that was worked out: what is about too few is left out here."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import ceil
from typing import Final

from deliberation.cells import Cell, Place, cells
from deliberation.opinion_map.kept import NOWHERE, Agreement, Division, MappedGroup, OpinionMap, Side
from deliberation.opinions import AGREE, DISAGREE, InEveryGroup, OpinionGroup, Opinions, Plane, Tally

DOTS: Final = 120
"""About so many can be told apart on a telephone; of a large town each stands for more people."""

MOST: Final = 5
"""Statements of one sort."""

CLEARLY: Final = 0.6
"""The share of every group, on average, from which something unites them all."""

NEARLY: Final = 0.75

TOLD: Final = 5
"""Significant digits of a number that is kept."""


def opinion_map(opinions: Opinions, threshold: int) -> OpinionMap:
    """What may be shown of these opinions where nothing is about fewer people than the threshold."""
    if opinions.people < threshold:
        return OpinionMap()
    announced, told = opinions.announced(threshold), opinions.grouped >= threshold
    fewest = max(threshold, ceil(opinions.grouped / DOTS))
    off_the_map = opinions.people - opinions.grouped
    return OpinionMap(
        opinions.grouped if told and off_the_map < threshold else opinions.people,
        opinions.statements,
        opinions.votes,
        opinions.grouped if told else 0,
        None if opinions.stability is None or not told else round(opinions.stability, 2),
        tuple(_mapped(group, opinions, threshold, fewest) for group in announced),
        () if announced or not told else _joined(list(opinions.places.values()), fewest),
        _united(opinions, threshold),
        _dividing_groups(opinions, threshold) if announced else _dividing(opinions, threshold),
        _kept(opinions, threshold) if told else NOWHERE,
    )


def _mapped(group: OpinionGroup, opinions: Opinions, threshold: int, fewest: int) -> MappedGroup:
    own = [opinions.places[person] for person in group.members if person in opinions.places]
    tallies = opinions.in_groups[opinions.found.index(group)]
    told = [one for one in group.representative if _votes(tallies, one.statement) >= threshold]
    return MappedGroup(
        group.size,
        (_rounded(group.centre[0]), _rounded(group.centre[1])),
        _joined(own, min(fewest, len(own))) if len(own) >= threshold else (),
        tuple(Side(one.statement, one.side) for one in told[:MOST]),
    )


def _joined(places: Sequence[Place], fewest: int) -> tuple[Cell, ...]:
    return tuple(
        Cell((_rounded(cell.place[0]), _rounded(cell.place[1])), cell.people) for cell in cells(places, fewest)
    )


def _united(opinions: Opinions, threshold: int) -> tuple[Agreement, ...]:
    """What unites every group that is announced; without groups, what most people are of one mind about."""
    if not opinions.announced(threshold):
        lists = ((AGREE, opinions.consensus.agree), (DISAGREE, opinions.consensus.disagree))
        found = [(one.score, Side(one.statement, side)) for side, kept in lists for one in kept]
    else:
        found = [
            (share, Side(statement, side))
            for statement in _well_known(opinions)
            for side, share in _shares(opinions.group_informed_consensus[statement], len(opinions.found))
            if share >= CLEARLY and all(lean == side for lean in _leanings(opinions, statement, threshold))
        ]
    first = sorted(found, key=lambda one: (-one[0], one[1].statement, one[1].side))
    told = (_agreement(side, opinions.tallies.get(side.statement, Tally()), threshold) for _, side in first)
    return tuple(agreement for agreement in told if agreement is not None)[:MOST]


def _well_known(opinions: Opinions) -> list[int]:
    """Statements with nearly as many votes as most have, or more: what hardly anybody saw does not unite a town."""
    votes = {number: tally.votes for number, tally in opinions.tallies.items() if number not in opinions.left_out}
    usual = sorted(votes.values())[len(votes) // 2] if votes else 0
    return [number for number in sorted(votes) if votes[number] >= NEARLY * usual]


def _shares(both: InEveryGroup, groups: int) -> tuple[tuple[int, float], tuple[int, float]]:
    """What is said for agreeing and for disagreeing: the products as shares of one group."""
    return (AGREE, pow(both.agree, 1 / groups)), (DISAGREE, pow(both.disagree, 1 / groups))


def _agreement(one: Side, tally: Tally, threshold: int) -> Agreement | None:
    """None where too few voted, or too few are on that side."""
    count = tally.agree if one.side == AGREE else tally.disagree
    if count < threshold:
        return None
    open_to_say = tally.votes - count >= threshold
    return Agreement(one.statement, one.side, round(10 * count / tally.votes) if open_to_say else None, tally.votes)


def _dividing(opinions: Opinions, threshold: int) -> tuple[Division, ...]:
    """Without groups: what as many are for as against. Nothing where there are groups that must not be shown."""
    both = [] if opinions.stable else [(number, opinions.tallies[number]) for number in opinions.divisive]
    return tuple(Division(number, ()) for number, tally in both if min(tally.agree, tally.disagree) >= threshold)[:MOST]


def _dividing_groups(opinions: Opinions, threshold: int) -> tuple[Division, ...]:
    """The divisive statements on which groups are on different sides."""
    told = (Division(number, _leanings(opinions, number, threshold)) for number in opinions.divisive)
    return tuple(one for one in told if {AGREE, DISAGREE} <= set(one.sides))[:MOST]


def _leanings(opinions: Opinions, statement: int, threshold: int) -> tuple[int, ...]:
    """On which side more than half of each group's votes are; 0 for neither, and where too few voted."""
    return tuple(_leaning(tallies.get(statement, Tally()), threshold) for tallies in opinions.in_groups)


def _leaning(tally: Tally, threshold: int) -> int:
    if tally.votes < threshold:
        return 0
    return (2 * tally.agree > tally.votes) - (2 * tally.disagree > tally.votes)


def _kept(opinions: Opinions, threshold: int) -> Plane:
    """The plane without statements on which too few voted: its mean would tell their votes."""
    plane = opinions.plane
    kept = [at for at, number in enumerate(plane.statements) if _votes(opinions.tallies, number) >= threshold]
    means, across, up = (tuple(_rounded(part[at]) for at in kept) for part in (plane.means, plane.across, plane.up))
    left_out = plane.left_out + len(plane.statements) - len(kept)
    return Plane(tuple(plane.statements[at] for at in kept), means, across, up, left_out)


def _votes(tallies: Mapping[int, Tally], statement: int) -> int:
    return tallies.get(statement, Tally()).votes


def _rounded(value: float) -> float:
    return float(f"{value:.{TOLD}g}")
