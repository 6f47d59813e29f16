"""The map as it is kept, and written as JSON."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from deliberation.cells import Cell, Place, hull
from deliberation.opinions import ENOUGH_VOTES, Plane

NOWHERE: Final = Plane((), (), (), ())


@dataclass(frozen=True)
class Side:
    """A statement, and on which side of it somebody is: +1 or -1."""

    statement: int
    side: int


@dataclass(frozen=True)
class Agreement:
    """A statement on which most are on one side. `tenths` of those who voted on it, `votes`, are on it; None where more
    must not be said than that they are most, for fewer than the threshold are not.
    """

    statement: int
    side: int
    tenths: int | None
    votes: int


@dataclass(frozen=True)
class Division:
    """A statement that divides: for each group +1 where most agree, -1 where most disagree, and 0; without groups it
    divides everybody.
    """

    statement: int
    sides: tuple[int, ...]


@dataclass(frozen=True)
class MappedGroup:
    """People who vote alike, and what tells them from the others."""

    size: int
    centre: Place
    cells: tuple[Cell, ...]
    representative: tuple[Side, ...]

    @property
    def hull(self) -> tuple[Place, ...]:
        """Around the dots, not around people: who stands furthest out is not to be seen."""
        return hull([cell.place for cell in self.cells])


@dataclass(frozen=True)
class OpinionMap:
    """`people` voted, at least. `grouped` voted often enough to be on the map. `groups` are those that are announced,
    the largest first; without any, `cells` are everybody's. `united` is what most in every group agree on, or reject,
    the clearest first.
    """

    people: int = 0
    statements: int = 0
    votes: int = 0
    grouped: int = 0
    stability: float | None = None
    groups: tuple[MappedGroup, ...] = ()
    cells: tuple[Cell, ...] = ()
    united: tuple[Agreement, ...] = ()
    divided: tuple[Division, ...] = ()
    plane: Plane = NOWHERE

    @property
    def drawn(self) -> bool:
        """Whether there is anything to draw."""
        return bool(self.groups or self.cells)

    @property
    def dots(self) -> tuple[Cell, ...]:
        """All of them."""
        return self.cells or tuple(cell for group in self.groups for cell in group.cells)

    def place(self, votes: Mapping[int, int]) -> Place | None:
        """Where somebody with these votes (by statement) stands; None as long as that are too few to say."""
        enough = min(ENOUGH_VOTES, len(self.plane.statements))
        own = sum(statement in votes for statement in self.plane.statements)
        return self.plane.place(votes) if self.drawn and own >= enough > 0 else None

    def nearest(self, place: Place) -> int | None:
        """The group whose middle is nearest, by its number here; None where none are announced."""
        if not self.groups:
            return None
        return min(range(len(self.groups)), key=lambda number: (_apart(self.groups[number].centre, place), number))

    def data(self) -> dict[str, Any]:
        """For JSON."""
        return {
            "people": self.people,
            "statements": self.statements,
            "votes": self.votes,
            "grouped": self.grouped,
            "stability": self.stability,
            "groups": [
                {
                    "size": group.size,
                    "centre": list(group.centre),
                    "cells": _cells_data(group.cells),
                    "representative": [[one.statement, one.side] for one in group.representative],
                }
                for group in self.groups
            ],
            "cells": _cells_data(self.cells),
            "united": [[one.statement, one.side, one.tenths, one.votes] for one in self.united],
            "divided": [[one.statement, list(one.sides)] for one in self.divided],
            "plane": [
                *map(list, (self.plane.statements, self.plane.means, self.plane.across, self.plane.up)),
                self.plane.left_out,
            ],
        }

    @classmethod
    def from_data(cls, data: Mapping[str, Any]) -> OpinionMap:
        """As `data` wrote it."""
        groups = tuple(
            MappedGroup(
                group["size"],
                (group["centre"][0], group["centre"][1]),
                _cells(group["cells"]),
                tuple(Side(*one) for one in group["representative"]),
            )
            for group in data["groups"]
        )
        return cls(
            data["people"],
            data["statements"],
            data["votes"],
            data["grouped"],
            data["stability"],
            groups,
            _cells(data["cells"]),
            tuple(Agreement(*one) for one in data["united"]),
            tuple(Division(statement, tuple(sides)) for statement, sides in data["divided"]),
            _plane(*data["plane"]),
        )


def _apart(one: Place, other: Place) -> float:
    return (one[0] - other[0]) ** 2 + (one[1] - other[1]) ** 2


def _cells(data: Sequence[Sequence[float]]) -> tuple[Cell, ...]:
    return tuple(Cell((x, y), int(people)) for x, y, people in data)


def _plane(statements: list[int], means: list[float], across: list[float], up: list[float], left_out: int) -> Plane:
    return Plane(tuple(statements), tuple(means), tuple(across), tuple(up), left_out)


def _cells_data(kept: Sequence[Cell]) -> list[list[float]]:
    return [[*cell.place, cell.people] for cell in kept]
