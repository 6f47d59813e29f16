"""Telling thousands that their consultation has closed, as fast as Telegram allows, while residents go on tapping.

The server keeps 30 new messages in any 1.000 s strictly and refuses the rest with 429. Edits and tap answers are no new
messages. The same gentle rate of taps is put on before, so that their delay has something to be held against.
"""

from __future__ import annotations

import subprocess
import time

from benchmarks.bare_server import ALLOWED
from benchmarks.bare_town import Load
from benchmarks.contenders import OURS, Contender, Stuck, command, running
from benchmarks.output import Line, percentile, progress
from benchmarks.plan import Plan
from benchmarks.town import CONSULTATION, check

GENTLE, LATENCY = 5.0, 0.05
BEFORE_SECONDS = 10.0
SILENCE = 30.0
"""Seconds without a message after which the broadcast is given up."""


def measure(plan: Plan) -> list[Line]:
    """The share of the allowed rate, what was refused, and the delay of taps."""
    with running((OURS,), plan.town) as (ours,):
        before = ours.bear(_gentle(BEFORE_SECONDS), "taps before a broadcast")
        closing = command("close", CONSULTATION)
        subprocess.run(closing, check=True, env=ours.environment(), stdout=subprocess.DEVNULL)
        ours.ask("begin", _gentle(plan.residents / ALLOWED))
        refused = _watch(ours, plan.residents)
        during, sent = ours.ask("taps"), ours.ask("sent")
        check(ours.database, plan.residents, len(before) + len(during))
    share = (len(sent) - 1) / (sent[-1] - sent[0]) / ALLOWED
    size = f"broadcast to {plan.residents:,}"
    return [
        Line(f"{size}: messages/s", f"{share * ALLOWED:.2f}", f"allowed {ALLOWED}", f"{share:.1%}", ">= 97%"),
        Line(f"{size}: refused with 429", f"{refused}", "allowed 0", "", "0"),
        _delay(during, before),
    ]


def _gentle(seconds: float) -> Load:
    """Taps that only look: they are possible after the close as well."""
    return Load(rate=GENTLE, seconds=seconds, latency=LATENCY, button="look")


def _watch(contender: Contender, recipients: int) -> int:
    """Wait for the last message and the last tap. Returns how many messages were refused."""
    sent, heard = 0, time.monotonic()
    while True:
        state = contender.ask("state")
        if state["sent"] > sent:
            sent, heard = state["sent"], time.monotonic()
        progress(f"broadcast, {sent:,} of {recipients:,} sent", sent, recipients)
        if sent >= recipients and state["idle"]:
            return int(state["refused"])
        if time.monotonic() - heard > SILENCE:
            raise Stuck(f"the broadcast stands at {sent} of {recipients}")
        time.sleep(0.5)


def _delay(during: list[list[float]], before: list[list[float]]) -> Line:
    busy, calm = _delays(during), _delays(before)
    return Line(
        "message edited meanwhile, ms beyond the API's own: p50 / p95",
        f"{percentile(busy, 0.5):.0f} / {percentile(busy, 0.95):.0f}",
        f"before it {percentile(calm, 0.5):.0f} / {percentile(calm, 0.95):.0f}",
        f"{percentile(busy, 0.95) / percentile(calm, 0.95):.2f}x p95",
    )


def _delays(taps: list[list[float]]) -> list[float]:
    return [1000 * (edited - released - LATENCY) for released, _, edited in taps]
