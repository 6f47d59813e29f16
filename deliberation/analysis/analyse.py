"""From votes to everything that comes of them. The only way into these rooms."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from hashlib import sha256

import numpy as np

from deliberation.analysis.agreement import consensus, divisive, in_every_group
from deliberation.analysis.bridging import bridging
from deliberation.analysis.grouping import found_groups, grouped_rows
from deliberation.analysis.kmeans import Chance
from deliberation.analysis.matrix import ROW_OF, Bools, Floats, Ints, Matrix, Votes
from deliberation.analysis.priority import priorities
from deliberation.analysis.projection import Projection, project
from deliberation.analysis.representation import representative
from deliberation.analysis.slate import slate
from deliberation.analysis.stability import stability
from deliberation.opinions import AGREE, DISAGREE, NOT_SURE, STABLE, OpinionGroup, Opinions, Plane, Tally


def analyse(
    votes: Votes,
    *,
    seed: str,
    rejected: Collection[int] = (),
    meta: Collection[int] = (),
    groups: Mapping[int, int] | None = None,
    kept: Collection[int] = (),
) -> Opinions:
    """What comes of these votes; the same for the same votes and seed, in whatever order they came.

    Votes on rejected and on meta statements are counted, and whoever cast them took part; but these statements do not
    shape the map and are in no list. `groups` (a group's number by person) takes the place of clustering; `kept` are
    people who were in a group before, who stay in one.
    """
    matrix = Matrix.of(votes, {*rejected, *meta})
    projection, listed = project(matrix), ~matrix.left_out
    parting = _clustered(matrix, projection, seed, kept) if groups is None else _given(matrix, groups)
    steady = _stability(projection, parting, seed)
    counts, everybody = parting.counts(matrix), matrix.counts(np.zeros(len(matrix.people), np.intp), 1)
    apart = len(counts) > 1 and (groups is not None or (steady is not None and steady >= STABLE))
    wanted = np.isin(matrix.statements, [*meta]), np.isin(matrix.statements, [*rejected])
    priority = priorities(everybody[0], projection.extremity(), *wanted)
    numbers = matrix.statements.tolist()
    return Opinions(
        people=len(matrix.people),
        statements=len(numbers),
        votes=len(votes.values),
        grouped=len(parting.rows),
        stability=steady,
        found=_found(matrix, projection, parting, counts, listed),
        tallies=_tallies(everybody[0], numbers),
        in_groups=tuple(_tallies(counted, numbers) for counted in counts) if parting.parted else (),
        consensus=consensus(everybody[0], matrix.statements, listed),
        divisive=divisive(counts if apart else everybody, matrix.statements, listed),
        group_informed_consensus=in_every_group(counts, matrix.statements),
        priority=dict(zip(numbers, priority.tolist(), strict=True)),
        bridging=bridging(matrix, projection.directions[0]),
        slate=slate(matrix),
        plane=_plane(matrix, projection),
        places=_places(matrix, projection, parting.rows),
        left_out=frozenset(matrix.statements[matrix.left_out].tolist()),
    )


@dataclass(frozen=True)
class _Parting:
    """Rows of the people in groups, and of each the place of the group's number in `ids`."""

    rows: Ints
    labels: Ints
    ids: tuple[int, ...]

    @property
    def parted(self) -> bool:
        return len(self.ids) > 1

    def counts(self, matrix: Matrix) -> Ints:
        labels = np.full(len(matrix.people), -1)
        labels[self.rows] = self.labels
        return matrix.counts(labels, len(self.ids))


def _clustered(matrix: Matrix, projection: Projection, seed: str, kept: Collection[int]) -> _Parting:
    rows = grouped_rows(matrix, kept)
    labels = found_groups(projection.places[rows], _chance(seed, "groups"))
    return _Parting(rows, labels, tuple(range(int(labels.max(initial=0)) + 1)))


def _given(matrix: Matrix, groups: Mapping[int, int]) -> _Parting:
    theirs = {person: row for row, person in enumerate(matrix.people.tolist()) if person in groups}
    ids, labels = np.unique([groups[person] for person in theirs], return_inverse=True)
    return _Parting(np.array([*theirs.values()], np.intp), labels, tuple(int(number) for number in ids) or (0,))


def _stability(projection: Projection, parting: _Parting, seed: str) -> float | None:
    if not parting.parted:
        return None
    spread, stretch = projection.spread[parting.rows], projection.stretch[parting.rows]
    return stability(spread, stretch, parting.labels, _chance(seed, "stability"))


def _chance(seed: str, purpose: str) -> Chance:
    digest = sha256(f"{seed}/{purpose}".encode()).digest()
    return Chance(np.frombuffer(digest, "<u4"))


def _found(
    matrix: Matrix, projection: Projection, parting: _Parting, counts: Ints, listed: Bools
) -> tuple[OpinionGroup, ...]:
    if not parting.parted:
        return ()
    told, places = representative(counts, matrix.statements, listed), projection.places
    members = [parting.rows[parting.labels == label] for label in range(len(parting.ids))]
    return tuple(
        OpinionGroup(number, tuple(matrix.people[rows].tolist()), _point(places[rows].mean(axis=0)), chosen)
        for number, rows, chosen in zip(parting.ids, members, told, strict=True)
    )


def _tallies(counted: Ints, statements: list[int]) -> dict[int, Tally]:
    kinds = (counted[ROW_OF[vote]].tolist() for vote in (AGREE, DISAGREE, NOT_SURE))
    rows = zip(statements, *kinds, strict=True)
    return {statement: Tally(agree, disagree, not_sure) for statement, agree, disagree, not_sure in rows}


def _plane(matrix: Matrix, projection: Projection) -> Plane:
    across, up = projection.directions[:2].tolist()
    return Plane(tuple(matrix.statements.tolist()), tuple(projection.means.tolist()), tuple(across), tuple(up))


def _places(matrix: Matrix, projection: Projection, rows: Ints) -> dict[int, tuple[float, float]]:
    return dict(zip(matrix.people[rows].tolist(), map(tuple, projection.places[rows].tolist()), strict=True))


def _point(place: Floats) -> tuple[float, float]:
    across, up = place.tolist()
    return across, up
