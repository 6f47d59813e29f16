"""What a close brings: the result of 3,000 residents and 40 questions, drawn up and made into files by the worker while
the bot's loop has to stay free.
"""

from __future__ import annotations

import asyncio
import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing
from datetime import date
from pathlib import Path
from random import Random
from typing import Any

from benchmarks.lateness import IDLE, Loop, most_memory
from benchmarks.output import Line, progress
from benchmarks.plan import Plan
from bot.drawing import DrawUp, drawn, drawn_up
from bot.worker import Worker
from deliberation.definition import Consultation, read_definition
from deliberation.drafting.tables import written
from deliberation.kept import PhaseTimes
from deliberation.releases.findings import Findings
from deliberation.use_cases.commands import HOUSE_ITSELF
from deliberation.use_cases.running import Launch, launch
from reports.asked import Wanted
from reports.pictures.question import draw, question_picture
from reports.webpage import report
from reports.workbook import workbook
from storage.database import open_database
from storage.migrate import migrate
from storage.store import Store

RESIDENTS, QUESTIONS = 3_000, 40
SECONDS, MEMORY, DELAY = 10, 500, 20
"""What it may take: seconds in all, MB in the worker, milliseconds by which the loop is late."""

NOW = 1_000_000
KINDS = ("single_choice", "multiple_choice", "scale", "ranking", "open_text", "number")


def measure(plan: Plan) -> list[Line]:
    """Three lines: time, memory, and how late the loop was at worst."""
    return asyncio.run(_measure(plan.town / "results.db"))


async def _measure(database: Path) -> list[Line]:
    about, took = await _prepare(database), dict[str, float]()
    worker, loop, idle = Worker(), Loop(), Loop()
    async with idle.watched():
        await asyncio.sleep(IDLE)
    async with loop.watched():
        found = await _result(worker, about, f"sqlite:///{database}", took)
        for name, make in (("report", report), ("workbook", workbook)):
            took[name] = await _timed(worker, make, Wanted(found, "en", NOW))
        took["pictures"] = sum([await _picture(worker, found, table.step) for _, table in found.tables()])
        memory = most_memory(worker)
    await worker.close()
    whole, parts = sum(took.values()), ", ".join(f"{name} {seconds:.1f}" for name, seconds in took.items())
    size = f"{RESIDENTS:,} residents x {QUESTIONS} questions"
    return [
        Line(f"a result, {size}, s", f"{whole:.1f} ({parts})", f"limit {SECONDS}", f"{whole / SECONDS:.2f}x", "< 1x"),
        Line("worker's memory at most, MB", f"{memory:.0f}", f"limit {MEMORY}", f"{memory / MEMORY:.2f}x", "< 1x"),
        Line(
            "loop late meanwhile, ms at worst",
            f"{loop.worst:.0f}",
            f"limit {DELAY}; idle {idle.worst:.0f}",
            f"{loop.worst / DELAY:.2f}x",
            "< 1x",
        ),
    ]


async def _result(worker: Worker, about: Consultation, url: str, took: dict[str, float]) -> Findings:
    before, phase = time.perf_counter(), about.phases[0]
    times = PhaseTimes(about.id, about.version, phase.id, phase.opens, phase.closes, closed=True)
    found = drawn(await worker.draw(drawn_up, DrawUp(url, times, 5)))
    took["drawn up"] = time.perf_counter() - before
    return Findings(about, (found.summary,), phase.opens, phase.closes, True, {})


async def _timed(worker: Worker, make: Any, wanted: Any) -> float:
    before = time.perf_counter()
    await worker.draw(make, wanted)
    return time.perf_counter() - before


async def _picture(worker: Worker, found: Findings, step: str) -> float:
    picture = question_picture(found, step, "en")
    return 0.0 if picture is None else await _timed(worker, draw, picture)


async def _prepare(database: Path) -> Consultation:
    """A consultation that everybody has answered."""
    await migrate(f"sqlite:///{database}", now_ms=NOW)
    store = Store(await open_database(f"sqlite:///{database}"), iter("abc").__next__)
    about = read_definition(source := written(_table()))
    try:
        await store.perform(launch, Launch(HOUSE_ITSELF, NOW, source))
    finally:
        await store.close()
    with closing(sqlite3.connect(database)) as connection, connection:
        for resident in range(RESIDENTS):
            _answer(connection, about, resident)
            if not (resident + 1) % 300:
                progress("residents answer 40 questions", resident + 1, RESIDENTS)
    return about


def _table() -> dict[str, Any]:
    def options(count: int) -> list[dict[str, Any]]:
        return [{"id": f"o{each}", "label": {"en": f"Option {each}"}} for each in range(count)]

    own: dict[str, dict[str, Any]] = {
        "single_choice": {"options": options(6), "other": True},
        "multiple_choice": {"options": options(6)},
        "scale": {"low": {"en": "against"}, "high": {"en": "for"}},
        "ranking": {"options": options(4)},
        "open_text": {"required": False},
        "number": {"least": 0, "most": 100},
    }
    steps = [
        {"id": f"q{number}", "kind": kind, "question": {"en": f"Question {number}?"}, **own[kind]}
        for number in range(QUESTIONS)
        for kind in (KINDS[number % len(KINDS)],)
    ]
    texts = ("title", "asked_by", "decided_by", "still_open", "already_fixed")
    head: dict[str, Any] = {"id": "large", "languages": ["en"], "timezone": "UTC", "contact": "a town"}
    phase = {"id": "hearing", "opens": date(2027, 5, 1), "closes": date(2027, 5, 31), "steps": steps}
    dates = {"reply_by": date(2027, 7, 1), "sharing": {"quotes": True}}
    return head | dates | {text: {"en": text} for text in texts} | {"phases": [phase]}


def _answer(connection: sqlite3.Connection, about: Consultation, resident: int) -> None:
    chance, person = Random(resident), f"person-{resident}"
    own = f"participation-{chance.getrandbits(64):016x}"
    connection.execute("INSERT INTO people (id, telegram_id, language) VALUES (?, ?, 'en')", (person, resident + 1))
    connection.execute(
        "INSERT INTO participations (id, person_id, consultation_id, version, revision, status, place, skipped, "
        "consented_at, started_at, finished_at) VALUES (?, ?, ?, 1, 1, 'completed', '@finished', '[]', 1, 1, ?)",
        (own, person, about.id, chance.randint(60_000, 900_000)),
    )
    connection.executemany("INSERT INTO responses VALUES (?, ?, ?)", _ballots(own, about, chance))


def _ballots(own: str, about: Consultation, chance: Random) -> Iterator[tuple[str, str, str]]:
    for step in about.steps():
        chosen = [choice for choice in step.choices() if chance.random() < 0.4] or [*step.choices()[:1]]
        match step.kind:
            case "multiple_choice":
                ballot = "[" + ", ".join(f'"{choice}"' for choice in chosen) + "]"
            case "ranking":
                order = chance.sample(step.choices(), len(step.choices()))
                ballot = "[" + ", ".join(f'"{choice}"' for choice in order) + "]"
            case "open_text":
                ballot = "A sentence that somebody wrote about the street. " * chance.randint(1, 5)
            case "number":
                ballot = str(chance.randint(0, 100))
            case _:
                ballot = chance.choice(chosen)
        yield own, step.id, ballot.strip()
