"""Taps a second through the whole durable path, beside peers that only make the two calls.

Ours: the update is committed to the inbox before it is confirmed, the answer is synced to disk before the tap is
answered, and what the message shows is recorded. Every tap is looked up in the database afterwards. The peers
confirm first and keep nothing.
"""

from __future__ import annotations

from collections import defaultdict

from benchmarks.bare_town import Load
from benchmarks.contenders import AIOGRAM, OURS, STOCK, Contender, running
from benchmarks.output import Line, spread, times
from benchmarks.plan import Plan
from benchmarks.town import check

CROWDS = {256: "256 at once", 1: "one at a time"}
WARM = {256: 5.0, 1: 1.0}
"""Seconds at the start of a load that are not counted: the stock client takes as long to open its connections."""

AIMS = {(256, AIOGRAM): ">= 1x", (256, STOCK): ">= 10x"}

Figures = dict[tuple[int, str], list[float]]


def measure(plan: Plan) -> list[Line]:
    """One line for each crowd and peer. Raises `NotCounted` when a tap of ours is missing or counted twice."""
    figures: Figures = defaultdict(list)
    with running((OURS, AIOGRAM, STOCK), plan.town) as contenders:
        for number in range(1, plan.rounds + 1):
            for outstanding, words in CROWDS.items():
                for contender in contenders:
                    label = f"taps, {words}, round {number} of {plan.rounds}"
                    rate = _rate(contender, outstanding, plan.seconds, label)
                    figures[outstanding, contender.name].append(rate)
        check(contenders[0].database, plan.residents, contenders[0].taps)
    return [_line(figures, outstanding, peer) for outstanding in CROWDS for peer in (AIOGRAM, STOCK)]


def _rate(contender: Contender, outstanding: int, seconds: float, label: str) -> float:
    """Finished taps a second, once under way."""
    warm = WARM[outstanding]
    taps = contender.bear(Load(outstanding=outstanding, seconds=warm + seconds), label)
    began = taps[0][0] + warm
    return sum(began <= max(answered, edited) < began + seconds for _, answered, edited in taps) / seconds


def _line(figures: Figures, outstanding: int, peer: str) -> Line:
    ours, theirs = figures[outstanding, OURS], figures[outstanding, peer]
    return Line(
        f"taps/s, {CROWDS[outstanding]}",
        spread(ours),
        f"{peer} {spread(theirs)}",
        times(ours, theirs),
        AIMS.get((outstanding, peer), ""),
    )
