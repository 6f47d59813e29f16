"""Resident memory of the bot's process: at rest beside the peers at rest, and after thousands have answered."""

from __future__ import annotations

import time

from benchmarks.bare_town import Load
from benchmarks.contenders import AIOGRAM, OURS, STOCK, running
from benchmarks.output import Line
from benchmarks.plan import Plan
from benchmarks.town import check

REST_SECONDS = 3.0
LIMIT = 120
"""MB that a small machine can spare."""


def measure(plan: Plan) -> list[Line]:
    """Two lines at rest and one after everybody has answered once."""
    with running((OURS, AIOGRAM, STOCK), plan.town) as contenders:
        time.sleep(REST_SECONDS)
        rest = {contender.name: contender.memory() for contender in contenders}
        ours = contenders[0]
        ours.bear(Load(outstanding=256, taps=plan.residents), "everybody answers")
        after = ours.memory()
        check(ours.database, plan.residents, ours.taps)
    lines = [
        Line("memory at rest, MB", f"{rest[OURS]:.0f}", f"{peer} {rest[peer]:.0f}", f"{rest[OURS] / rest[peer]:.2f}x")
        for peer in (AIOGRAM, STOCK)
    ]
    what = f"memory after {plan.residents:,} residents answered, MB"
    return [*lines, Line(what, f"{after:.0f}", f"limit {LIMIT}", f"{after / LIMIT:.2f}x", f"< {LIMIT}")]
