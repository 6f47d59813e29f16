"""How much is measured: the sizes of a run."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Plan:
    """`town` is the folder of the prepared residents; `rounds` are interleaved, each of so many `seconds` a figure."""

    town: Path
    residents: int = 10_000
    rounds: int = 3
    seconds: float = 3.0
