"""From a tap to its tick at 65 taps a second, whatever the bot manages, with 50 ms of latency on every answer.

The clock starts when the tap is at the server and stops when a call arrives there; one latency, that of the answer to
getUpdates, is taken off, for it is the API's own. What is left holds the wait for a long poll that is under way to end:
a tap that comes in meanwhile is handed out with the next one, 50 ms later. A peer that cannot keep up queues.
"""

from __future__ import annotations

from collections import defaultdict
from statistics import median

from benchmarks.bare_town import Load
from benchmarks.contenders import AIOGRAM, OURS, STOCK, Contender, running
from benchmarks.output import Line, percentile
from benchmarks.plan import Plan
from benchmarks.town import check

RATE, LATENCY = 65.0, 0.05
SHARES = (0.5, 0.95, 0.99)
CALLS = {1: "tap answered", 2: "message edited"}

Figures = dict[tuple[str, int], list[list[float]]]


def measure(plan: Plan) -> list[Line]:
    """One line for each call and peer."""
    figures: Figures = defaultdict(list)
    with running((OURS, AIOGRAM, STOCK), plan.town) as contenders:
        for number in range(1, plan.rounds + 1):
            for contender in contenders:
                _round(figures, contender, plan, f"{RATE:.0f} taps/s, round {number} of {plan.rounds}")
        check(contenders[0].database, plan.residents, contenders[0].taps)
    return [_line(figures, call, peer) for call in CALLS for peer in (AIOGRAM, STOCK)]


def _round(figures: Figures, contender: Contender, plan: Plan, label: str) -> None:
    taps = contender.bear(Load(rate=RATE, seconds=2 * plan.seconds, latency=LATENCY), label)
    for call in CALLS:
        delays = [1000 * (tap[call] - tap[0] - LATENCY) for tap in taps]
        figures[contender.name, call].append([percentile(delays, share) for share in SHARES])


def _line(figures: Figures, call: int, peer: str) -> Line:
    ours, theirs = _medians(figures[OURS, call]), _medians(figures[peer, call])
    return Line(
        f"{CALLS[call]}, ms beyond the API's own {LATENCY * 1000:.0f}: p50 / p95 / p99",
        _said(ours),
        f"{peer} {_said(theirs)}",
        f"{ours[1] / theirs[1]:.2f}x p95",
        "p95 < 100",
    )


def _medians(rounds: list[list[float]]) -> list[float]:
    return [median(figures) for figures in zip(*rounds, strict=True)]


def _said(figures: list[float]) -> str:
    return " / ".join(f"{figure:,.0f}" for figure in figures)
