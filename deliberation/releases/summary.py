"""What is published: frozen when it is made, never computed again."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Self


@dataclass(frozen=True)
class Table:
    """One question's published figures. A cell of None was held back; all None when nothing could be said."""

    step: str
    cells: Mapping[str, int | None]

    @property
    def whole(self) -> bool:
        """Whether nothing was held back."""
        return None not in self.cells.values()


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

    def data(self) -> dict[str, Any]:
        """As plain data, for storing."""
        return {
            "consultation": self.consultation,
            "version": self.version,
            "phase": self.phase,
            "threshold": self.threshold,
            "took_part": self.took_part,
            "finished": self.finished,
            "tables": [{"step": table.step, "cells": dict(table.cells)} for table in self.tables],
        }

    @classmethod
    def from_data(cls, data: Mapping[str, Any]) -> Self:
        """The summary that was stored. The first ones were of whole consultations and named no phase."""
        tables = tuple(Table(table["step"], table["cells"]) for table in data["tables"])
        return cls(**{"phase": "", **data, "tables": tables})
