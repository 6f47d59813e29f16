"""What is published of a step of statements: figures and lists, frozen with the release, and no word of anybody's."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from typing import Any, Final, Self

from deliberation.opinion_map import OpinionMap
from deliberation.releases.records import NO_ANSWER

AGREES, DISAGREES, UNSURE = "agree", "disagree", "not-sure"
NEITHER = "neither"
"""Who is not sure, with those few who did not vote on it."""

VOTED: Final = (AGREES, DISAGREES, UNSURE)
"""The cells of a statement; beside them is who has not voted on it, as in every table."""


@dataclass(frozen=True)
class Share:
    """How many of a group's votes are on one side, in tenths. `edge` is -1 where it may be fewer, +1 where more: a
    share closer to none or to all could tell of few.
    """

    tenths: int
    edge: int = 0


@dataclass(frozen=True)
class Figures:
    """One statement. A cell of None was held back. `nearly` names the cell of all but so few that how many they are is
    not said, nor whether there are any.

    `elsewhere` are votes that came with a conversation held elsewhere. `shares` who agree, by group; `matters` how many
    named it among what matters most.
    """

    number: int
    cells: Mapping[str, int | None]
    nearly: str = ""
    elsewhere: Mapping[str, int | None] = field(default_factory=dict)
    shares: tuple[Share | None, ...] = ()
    matters: int | None = None


@dataclass(frozen=True)
class Moved:
    """At least so many changed their vote on a statement after a reason of this side was shown to them."""

    statement: int
    side: int
    people: int


@dataclass(frozen=True)
class StatementResult:
    """One step. `asked` are the people of whom every table speaks. `found` is the map, in which every number of people
    is one that they are at least. `bridging` is empty where there are groups.

    `heard` is how many people at least were shown a reason from the other side, `changed` how many of these at least
    changed a vote, and `named` how many said what matters most.
    """

    step: str
    threshold: int
    asked: int | None = None
    figures: tuple[Figures, ...] = ()
    found: OpinionMap = field(default_factory=OpinionMap)
    bridging: tuple[int, ...] = ()
    slate: tuple[int, ...] = ()
    named: int | None = None
    heard: int = 0
    changed: int = 0
    moved: tuple[Moved, ...] = ()

    def base(self, figures: Figures) -> int | None:
        """How many voted on a statement, where that is published; where a few did not, how many were asked."""
        if self.asked is None or NEITHER in figures.cells:
            return self.asked
        silent = figures.cells.get(NO_ANSWER)
        return None if silent is None else self.asked - silent

    def least(self, figures: Figures) -> int | None:
        """How many at least are in the cell of nearly all."""
        base = self.base(figures) if figures.nearly else None
        few = self.threshold + (NEITHER in figures.cells)
        return None if base is None else max(base - few, 2 * few)

    def of(self, number: int) -> Figures | None:
        """One statement by its number."""
        return next((one for one in self.figures if one.number == number), None)

    def data(self) -> dict[str, Any]:
        """As plain data, for storing."""
        return {**asdict(replace(self, found=OpinionMap())), "found": self.found.data()}

    @classmethod
    def from_data(cls, data: Mapping[str, Any]) -> Self:
        """The result that was stored."""
        return cls(
            **{
                **data,
                "figures": tuple(_figures(one) for one in data["figures"]),
                "found": OpinionMap.from_data(data["found"]),
                "moved": tuple(Moved(**one) for one in data["moved"]),
                **{key: tuple(data[key]) for key in ("bridging", "slate")},
            }
        )


def _figures(data: Mapping[str, Any]) -> Figures:
    shares = tuple(None if share is None else Share(**share) for share in data["shares"])
    return Figures(**{**data, "shares": shares})
