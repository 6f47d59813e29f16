"""What is published: frozen when it is made, never computed again."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from typing import Any, Self

from deliberation.releases.opinions import StatementResult


@dataclass(frozen=True)
class Table:
    """One question's published figures. A cell of None was held back; all None when nothing could be said."""

    step: str
    cells: Mapping[str, int | None]
    middle: str | None = None
    """The ballot in the middle, of those that are numbers or days: half of them are no greater."""

    @property
    def whole(self) -> bool:
        """Whether nothing was held back."""
        return None not in self.cells.values()


@dataclass(frozen=True)
class Turnout:
    """Who came. At least `began` people agreed to take part before the first close: it moves by the threshold, and is
    not said again later, so that nothing can be subtracted. Half of those who were through needed `minutes` at most.
    `languages` adds up to who took part.

    Where people stopped is not counted apart: beside the tables it would tell who skipped what. The tables show it.
    """

    began: int | None
    minutes: int | None
    languages: Mapping[str, int | None]


@dataclass(frozen=True)
class Summary:
    """The published result of one phase. `took_part` counts those who answered a question of the phase whose figures
    may be published; it is None when they were fewer than k: then nothing is said.
    """

    consultation: str
    version: int
    phase: str
    threshold: int
    took_part: int | None
    finished: int | None
    tables: tuple[Table, ...]
    turnout: Turnout | None = None
    opinions: tuple[StatementResult, ...] = ()
    """Of each step of statements."""

    def data(self) -> dict[str, Any]:
        """As plain data, for storing."""
        return {**asdict(replace(self, opinions=())), "opinions": [one.data() for one in self.opinions]}

    @classmethod
    def from_data(cls, data: Mapping[str, Any]) -> Self:
        """The summary that was stored. The first ones were of whole consultations and named no phase; others after them
        said nothing of the turnout, or of statements.
        """
        tables = tuple(Table(**table) for table in data["tables"])
        turnout = None if data.get("turnout") is None else Turnout(**data["turnout"])
        opinions = tuple(StatementResult.from_data(one) for one in data.get("opinions", ()))
        return cls(**{"phase": "", **data, "tables": tables, "turnout": turnout, "opinions": opinions})
