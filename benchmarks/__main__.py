"""`make bench`: measure, and print one table."""

from __future__ import annotations

import argparse
import os
import platform
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from benchmarks import broadcast, latency, mapping, memory, opinions, results, start, taps, town
from benchmarks.contenders import PEERS_PYTHON, Stuck
from benchmarks.output import Line, table
from benchmarks.plan import Plan

SECTIONS: dict[str, Callable[[Plan], list[Line]]] = {
    "taps": taps.measure,
    "latency": latency.measure,
    "broadcast": broadcast.measure,
    "memory": memory.measure,
    "results": results.measure,
    "opinions": opinions.measure,
    "mapping": mapping.measure,
    "start": start.measure,
}


def main() -> int:
    """Measure what was asked for."""
    given = _arguments()
    if not PEERS_PYTHON.exists():
        print("The peers are not installed. Run: make bench", file=sys.stderr)
        return 1
    began = time.monotonic()
    try:
        lines = [line for name in given.only or SECTIONS for line in _section(given, name)]
    except (Stuck, town.NotCounted) as failure:
        print(f"\n{failure}", file=sys.stderr)
        return 1
    print(f"\n{_machine()}\n\n{table(lines)}\n\n{_notes(given)}\nIt took {time.monotonic() - began:.0f} s.")
    return 0


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="make bench", description="Our figures beside those of peers.")
    parser.add_argument("--only", action="append", choices=SECTIONS, help="one section; may be given again")
    size = parser.add_mutually_exclusive_group()
    size.add_argument("--quick", action="store_true", help="one short round: whether it works, not how fast it is")
    size.add_argument("--full", action="store_true", help="broadcast to 10,000, which takes six minutes by itself")
    return parser.parse_args()


def _section(given: argparse.Namespace, name: str) -> list[Line]:
    with tempfile.TemporaryDirectory(prefix="fairdeal-bench-") as folder:
        plan = _plan(given, Path(folder), name)
        town.prepare(plan.town, plan.residents)
        return SECTIONS[name](plan)


def _plan(given: argparse.Namespace, folder: Path, section: str) -> Plan:
    if given.quick:
        return Plan(folder, residents=300 if section == "broadcast" else 2_000, rounds=1, seconds=2.0)
    if section == "broadcast":
        return Plan(folder, residents=10_000 if given.full else 3_000)
    return Plan(folder)


def _machine() -> str:
    return f"{os.cpu_count()} cores, {platform.machine()}, {platform.system()}, Python {platform.python_version()}"


def _notes(given: argparse.Namespace) -> str:
    rounds = "One short round" if given.quick else "Medians of three interleaved rounds (least-most)"
    broadcast_size = "" if given.quick or given.full else " ARGS=--full broadcasts to 10,000."
    return (
        f"{rounds}; loopback, no TLS, a bare server. Ours stores each update, answer and event durably; the peers "
        f"store nothing.\nEvery tap of ours was found in the database, once.{broadcast_size}"
    )


if __name__ == "__main__":
    sys.exit(main())
