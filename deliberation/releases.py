"""Disclosure control, and what is published after it: frozen figures that name nobody and no group below k.

A question is a table whose cells (options, and "no answer") add up to everybody who took part, so the total is one
figure for the whole release and no difference between two published bases is about few people.

Within a table the smallest cells are held back together, until whoever knows the rule can no longer tell what a cell
held back contains (a cell of nobody is published as 0: it is about no person). After: L. Willenborg, T. de Waal,
"Elements of Statistical Disclosure Control", 2001, chapter 4 (secondary suppression, audit by feasibility intervals).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, Self

from deliberation.ballots import single_choice
from deliberation.definition import Consultation, Step
from deliberation.definition.single_choice import SingleChoice

NO_ANSWER = "@none"
"""The cell of those who took part and gave no answer to this question."""


@dataclass(frozen=True)
class Table:
    """One question's published figures. A cell of None was held back; all None when nothing could be said."""

    step: str
    cells: Mapping[str, int | None]


@dataclass(frozen=True)
class Summary:
    """A consultation's published result. `took_part` is None when fewer than k took part: then nothing is said."""

    consultation: str
    version: int
    threshold: int
    took_part: int | None
    finished: int | None
    tables: tuple[Table, ...]

    def data(self) -> dict[str, Any]:
        """As plain data, for storing."""
        return {
            "consultation": self.consultation,
            "version": self.version,
            "threshold": self.threshold,
            "took_part": self.took_part,
            "finished": self.finished,
            "tables": [{"step": table.step, "cells": dict(table.cells)} for table in self.tables],
        }

    @classmethod
    def from_data(cls, data: Mapping[str, Any]) -> Self:
        """The summary that was stored."""
        return cls(**{**data, "tables": tuple(Table(t["step"], t["cells"]) for t in data["tables"])})


@dataclass(frozen=True)
class Record:
    """What one participant left: pseudonymous, for counting alone."""

    finished: bool
    answers: Mapping[str, str]


def protect(counts: Mapping[str, int], threshold: int) -> dict[str, int | None]:
    """The counts with every cell held back that would say something about fewer than `threshold` people."""
    sizes = sorted(count for count in counts.values() if count)
    small = [size for size in sizes if size < threshold]
    if not small:
        return dict(counts)
    for level, above in pairwise(sizes):
        if small[-1] <= level < above and _ambiguous([size for size in sizes if size <= level], above, threshold):
            return {cell: None if 0 < count <= level else count for cell, count in counts.items()}
    return dict.fromkeys(counts)


def summarise(consultation: Consultation, records: list[Record], threshold: int) -> Summary:
    """The published result. Texts are counted, never quoted: people have to look through them first."""
    total = len(records)
    if total < threshold:
        return Summary(consultation.id, consultation.version, threshold, None, None, ())
    finished = sum(record.finished for record in records)
    shares = protect({"finished": finished, "left": total - finished}, threshold)
    tables = tuple(_table(step, records, threshold) for step in consultation.steps())
    return Summary(consultation.id, consultation.version, threshold, total, shares["finished"], tables)


def _table(step: Step, records: list[Record], threshold: int) -> Table:
    given = [record.answers[step.id] for record in records if step.id in record.answers]
    counts = single_choice.tally(step.options, given) if isinstance(step, SingleChoice) else {"given": len(given)}
    return Table(step.id, protect({**counts, NO_ANSWER: len(records) - len(given)}, threshold))


def _ambiguous(held: list[int], above: int, threshold: int) -> bool:
    """Whether the cells held back could each be below the threshold or not, for all that can be computed.

    What can be computed: how many they are, their sum, that each is at least 1 and smaller than `above`.
    """
    cells, total, most = len(held), sum(held), above - 1
    low = max(1, total - (cells - 1) * most)
    high = min(most, total - (cells - 1))
    return cells > 1 and low < threshold <= high
