"""Which statement comes next: drawn, the likelier the more its vote matters.

The bot's own process draws, so this is plain Python; the priorities of statements that an analysis has seen come with
it, and newer ones have the same formula with nothing known of how they divide.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from hashlib import sha256
from itertools import accumulate

from deliberation.opinions import Tally

META = 49.0
"""What is asked about people themselves, always as likely."""

NEW, FADING = 8, 5
"""A statement without votes counts nine times; with every five votes half of what is more than once goes."""


def priority(tally: Tally, extremity: float, *, meta: bool) -> float:
    """What a statement is drawn with, given how far from the middle of the map its vote puts somebody."""
    if meta:
        return META
    engaged = 1 - (tally.not_sure + 1) / (tally.votes + 2)
    importance = engaged * (extremity + 1) * (tally.agree + 1) / (tally.votes + 2)
    return float((importance * (1 + NEW * 2 ** (-tally.votes / FADING))) ** 2)


def drawn(candidates: Mapping[int, float] | Sequence[tuple[int, float]], seed: str) -> int:
    """One of these statements, each as likely as its priority; where all are 0, each as likely as another.

    The same seed draws the same from the same candidates, in whatever order they stand. Raises `ValueError` for none.
    """
    pairs = sorted(candidates.items() if isinstance(candidates, Mapping) else candidates)
    if not pairs:
        raise ValueError("there is no statement to draw from")
    reached = list(accumulate(weight for _, weight in pairs))
    if not reached[-1] > 0:
        return pairs[int(share(seed) * len(pairs))][0]
    mark = share(seed) * reached[-1]
    return pairs[bisect_right(reached, mark, hi=len(pairs) - 1)][0]


def share(seed: str) -> float:
    """A number from 0 to just under 1 that nothing but the seed decides."""
    return int.from_bytes(sha256(seed.encode()).digest()[:6], "big") / 2**48
