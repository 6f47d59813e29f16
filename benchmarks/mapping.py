"""The map worked out again by the worker, from the database, while the bot's loop has to stay free for taps."""

from __future__ import annotations

import asyncio
import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing
from datetime import date
from itertools import groupby
from pathlib import Path
from typing import Any

from benchmarks.lateness import IDLE, Loop, most_memory
from benchmarks.opinions import PEOPLE, STATEMENTS, VOTES, made_up
from benchmarks.output import Line, progress
from benchmarks.plan import Plan
from bot.app import wall_clock
from bot.mapping import LONGEST, Mapper
from bot.worker import Worker
from deliberation.drafting.tables import written
from deliberation.use_cases.commands import HOUSE_ITSELF
from deliberation.use_cases.running import Launch, launch
from storage.database import open_database
from storage.migrate import migrate
from storage.store import Store

DELAY, MEMORY = 20, 1000
"""Milliseconds by which the loop may be late; MB that the worker may take."""


def measure(plan: Plan) -> list[Line]:
    """How long it takes, and how late the loop is meanwhile."""
    return asyncio.run(_measure(plan.town / "mapping.db"))


async def _measure(database: Path) -> list[Line]:
    url = f"sqlite:///{database}"
    await _prepare(database, url)
    store = Store(await open_database(url), iter("abcdef").__next__)
    worker, loop, idle = Worker(seconds=LONGEST), Loop(), Loop()
    mapper = Mapper(store, now=wall_clock, draw=worker.draw, database=url, threshold=5)
    async with idle.watched():
        await asyncio.sleep(IDLE)
    before = time.perf_counter()
    async with loop.watched():
        await mapper.look()
    took, memory = time.perf_counter() - before, most_memory(worker)
    await worker.close()
    pressing = await store.look(lambda tx: tx.priorities("large", "statements"))
    await store.close()
    if len(pressing) != STATEMENTS:
        raise AssertionError(f"{len(pressing)} of {STATEMENTS} statements have a priority")
    size = f"{PEOPLE:,} people x {STATEMENTS} statements"
    late = f"limit {DELAY}; idle {idle.worst:.0f}"
    return [
        Line(
            f"map worked out again, {size}, s", f"{took:.1f}", f"limit {LONGEST:.0f}", f"{took / LONGEST:.2f}x", "< 1x"
        ),
        Line("worker's memory at most, MB", f"{memory:.0f}", f"limit {MEMORY}", f"{memory / MEMORY:.2f}x", "< 1x"),
        Line("loop late meanwhile, ms at worst", f"{loop.worst:.0f}", late, f"{loop.worst / DELAY:.2f}x", "< 1x"),
    ]


async def _prepare(database: Path, url: str) -> None:
    """A consultation in which everybody has voted."""
    await migrate(url, now_ms=wall_clock())
    store = Store(await open_database(url), iter("abc").__next__)
    try:
        await store.perform(launch, Launch(HOUSE_ITSELF, wall_clock(), written(_table())))
    finally:
        await store.close()
    with closing(sqlite3.connect(database)) as connection, connection:
        connection.executemany(
            "INSERT INTO statements (consultation_id, step_id, number, content, language, state, meta, flagged, "
            "sent_hour) VALUES ('large', 'statements', ?, 'A sentence', 'en', 'accepted', 0, 0, 0)",
            ((number,) for number in range(STATEMENTS)),
        )
        for person, votes in groupby(made_up(), key=lambda vote: vote[0]):
            _voted(connection, person, votes)
            if not (person + 1) % 1000:
                progress(f"{VOTES:,} votes are cast", person + 1, PEOPLE)


def _voted(connection: sqlite3.Connection, person: int, votes: Iterator[tuple[int, int, int]]) -> None:
    own = f"participation-{person * 7919 % 1_000_003:07}"
    connection.execute("INSERT INTO people (id, telegram_id, language) VALUES (?, ?, 'en')", (f"p{person}", person + 1))
    connection.execute(
        "INSERT INTO participations (id, person_id, consultation_id, version, revision, status, place, skipped, "
        "consented_at, started_at) VALUES (?, ?, 'large', 1, 1, 'open', 'statements', '[]', 1, 1)",
        (own, f"p{person}"),
    )
    rows = ((own, number, vote) for _, number, vote in votes)
    connection.executemany("INSERT INTO votes VALUES (?, 'statements', ?, 'large', ?)", rows)


def _table() -> dict[str, Any]:
    texts = ("title", "asked_by", "decided_by", "still_open", "already_fixed")
    head: dict[str, Any] = {"id": "large", "languages": ["en"], "timezone": "UTC", "contact": "a town"}
    step = {"id": "statements", "kind": "statements", "question": {"en": "What should be done?"}, "own": True}
    phase = {"id": "hearing", "opens": date(2020, 1, 1), "closes": date(2099, 1, 1), "steps": [step]}
    words = {text: {"en": text} for text in texts}
    return head | {"reply_by": date(2099, 7, 1)} | words | {"phases": [phase]}
