"""From a list of votes to all that comes of them, beside red-dwarf: a real conversation, and one as large as any.

Each works in a process of its own, one after the other in each round, on one thread of the linear algebra, as our
worker does. Counted from the list of votes, which each has read in its own form: time, and memory at most beyond what
is there once imports and list are.
"""

from __future__ import annotations

import csv
import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from statistics import median

import numpy as np

from benchmarks.contenders import PEERS_PYTHON, ROOT
from benchmarks.output import Line, progress, spread
from benchmarks.plan import Plan
from deliberation.routing import drawn

DATA = Path(os.environ.get("FAIRDEAL_DATA") or ROOT.parent / "shared" / "data")
REAL = DATA / "klimarat-wohnen" / "participants-votes.csv"
PEOPLE, STATEMENTS, VOTES, CAMPS = 33_422, 783, 2_000_000, 3
SECONDS, MEMORY, NEXT = 5, 1000, 1.0
"""What the large one may take: seconds, MB; and milliseconds for the next statement of somebody who voted on none."""

PATIENCE = 120.0
"""Seconds after which a peer is not waited for."""

CONTENDERS: dict[str, Sequence[str | Path]] = {
    "ours": (sys.executable, "-m", "benchmarks.opinions_once"),
    "red-dwarf": (PEERS_PYTHON, ROOT / "benchmarks" / "peers" / "red_dwarf.py"),
}


@dataclass(frozen=True)
class Took:
    seconds: float
    megabytes: float


def measure(plan: Plan) -> list[Line]:
    """Time and memory of both conversations, and what it takes to draw the next statement."""
    return [*_real(plan), *_large(plan), _next()]


def _real(plan: Plan) -> list[Line]:
    if not REAL.is_file():
        return [Line("opinions of klimarat-wohnen", "not measured", "FAIRDEAL_DATA names no folder with it")]
    votes = plan.town / "real.csv"
    _write(votes, _exported())
    rounds: dict[str, list[Took]] = {name: [] for name in CONTENDERS}
    for number in range(again := 3 * plan.rounds):
        for name, took in rounds.items():
            progress(f"klimarat-wohnen, round {number + 1} of {again}: {name}", number, again)
            took.append(_run(name, votes, PATIENCE * 10))
    progress("klimarat-wohnen", 1, 1)
    ours, theirs = rounds["ours"], rounds["red-dwarf"]
    what = "opinions, 1,503 people x 611 statements"
    return [
        _beside(f"{what}, ms", [1000 * one.seconds for one in ours], [1000 * one.seconds for one in theirs], "< 0.10x"),
        _beside(f"{what}, MB", [one.megabytes for one in ours], [one.megabytes for one in theirs], "< 0.20x"),
    ]


def _beside(what: str, ours: list[float], theirs: list[float], aim: str) -> Line:
    ratio = median(mine / other for mine, other in zip(ours, theirs, strict=True))
    return Line(what, spread(ours), f"red-dwarf {spread(theirs)}", f"{ratio:.3f}x", aim)


def _large(plan: Plan) -> list[Line]:
    votes = plan.town / "large.csv"
    _write(votes, made_up())
    progress("33,422 x 783: ours", 0, 1)
    ours = [_run("ours", votes, PATIENCE) for _ in range(plan.rounds)]
    beside = "red-dwarf not asked" if plan.rounds == 1 else _patiently(votes)
    progress("33,422 x 783", 1, 1)
    seconds, megabytes = (
        median(figures) for figures in zip(*((one.seconds, one.megabytes) for one in ours), strict=True)
    )
    what = f"opinions, {PEOPLE:,} people x {STATEMENTS} statements"
    return [
        Line(f"{what}, s", f"{seconds:.1f}", f"limit {SECONDS}; {beside}", f"{seconds / SECONDS:.2f}x", "< 1x"),
        Line(f"{what}, MB", f"{megabytes:.0f}", f"limit {MEMORY}", f"{megabytes / MEMORY:.2f}x", "< 1x"),
    ]


def _patiently(votes: Path) -> str:
    progress(f"33,422 x 783: red-dwarf, for {PATIENCE:.0f} s at most", 0.5, 1)
    with suppress(subprocess.TimeoutExpired):
        took = _run("red-dwarf", votes, PATIENCE)
        return f"red-dwarf {took.seconds:.0f} s, {took.megabytes:,.0f} MB"
    return f"red-dwarf not in {PATIENCE:.0f} s"


def _run(name: str, votes: Path, patience: float) -> Took:
    environment = {**os.environ, "OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"}
    told = subprocess.run(
        [*CONTENDERS[name], votes], capture_output=True, check=True, cwd=ROOT, env=environment, timeout=patience
    )
    return Took(**json.loads(told.stdout))


def _next() -> Line:
    pairs, took = [(number, number % 50 + 0.5) for number in range(STATEMENTS)], []
    for seed in range(200):
        before = time.perf_counter()
        drawn(pairs, f"somebody {seed}")
        took.append(1000 * (time.perf_counter() - before))
    what = f"the next of {STATEMENTS} statements is chosen, ms"
    return Line(what, spread(took, 2), f"limit {NEXT:.0f}", f"{median(took) / NEXT:.2f}x", "< 1x")


def _write(file: Path, votes: Iterator[tuple[int, int, int]]) -> None:
    with file.open("w", encoding="ascii") as written:
        written.writelines(f"{person},{statement},{vote}\n" for person, statement, vote in votes)


def _exported() -> Iterator[tuple[int, int, int]]:
    with REAL.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            person = int(row["participant"])
            yield from ((person, int(name), int(vote)) for name, vote in row.items() if name.isdecimal() and vote)


def made_up() -> Iterator[tuple[int, int, int]]:
    """Few cast many votes, many few. Camps agree on half of the statements at least; six votes of ten follow."""
    chance = np.random.default_rng(33_422)
    camps = chance.choice([-1, 1], (CAMPS, STATEMENTS))
    agreed = chance.random(STATEMENTS) < 0.5
    camps[:, agreed] = camps[0, agreed]
    for person, many in enumerate(_activity(chance)):
        voted = chance.choice(STATEMENTS, many, replace=False)
        votes = np.where(chance.random(many) < 0.6, camps[person % CAMPS, voted], chance.integers(-1, 2, many))
        yield from ((person, statement, vote) for statement, vote in zip(voted.tolist(), votes.tolist(), strict=True))


def _activity(chance: np.random.Generator) -> list[int]:
    """How many votes each person casts, by a power law, about two million in all."""
    weights = chance.pareto(1.1, PEOPLE) + 1
    for _ in range(20):
        weights = np.clip(weights * VOTES / weights.sum(), 1, STATEMENTS)
    return [int(weight) for weight in np.round(weights)]
