"""What is printed: progress while it lasts, and at the end one table, each figure beside what it is held against."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import astuple, dataclass
from statistics import median

WIDTH = 30


@dataclass(frozen=True)
class Line:
    """One line of the table. `beside` is a peer's figure, or a limit, of the same run."""

    what: str
    ours: str
    beside: str
    ratio: str = ""
    aim: str = ""


HEADINGS = Line("what", "ours", "beside it", "ratio", "aim")


def progress(what: str, done: float, whole: float) -> None:
    """A bar on standard error, redrawn in its place."""
    filled = round(WIDTH * min(done / whole, 1)) if whole else WIDTH
    end = "\n" if done >= whole else ""
    bar = "#" * filled + "." * (WIDTH - filled)
    print(f"\r  [{bar}] {what:<60}", end=end, file=sys.stderr, flush=True)


def table(lines: Sequence[Line]) -> str:
    """The lines under their headings, in columns as wide as they need to be."""
    rows = [astuple(line) for line in (HEADINGS, *lines)]
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    texts = ["  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows]
    return "\n".join((texts[0], "-" * len(max(texts, key=len)), *texts[1:]))


def spread(values: Sequence[float], digits: int = 0) -> str:
    """The median, and the least and the most where there are several."""
    middle = f"{median(values):,.{digits}f}"
    return middle if len(values) == 1 else f"{middle} ({min(values):,.{digits}f}-{max(values):,.{digits}f})"


def times(ours: Sequence[float], theirs: Sequence[float]) -> str:
    """The median of the ratios of each round: a busy minute of the machine spoils both halves of its round alike."""
    ratios = [mine / other for mine, other in zip(ours, theirs, strict=True) if other]
    return f"{median(ratios):.2f}x" if ratios else ""


def percentile(values: Sequence[float], share: float) -> float:
    """The least value that is not exceeded by this share of the values."""
    ranked = sorted(values)
    return ranked[min(len(ranked) - 1, int(share * len(ranked)))]
