"""A town whose thousands of residents have consented and stand before the first question; prepared once, copied often.

Made by the same use cases that the bot runs, in large units, so that what is measured is what residents would have.
"""

from __future__ import annotations

import asyncio
import json
import sqlite3
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from time import time_ns
from zoneinfo import ZoneInfo

from benchmarks.bare_town import BEFORE
from benchmarks.output import progress
from bot.cli.spring import dated
from bot.ids import IdSource, random_id, random_token
from deliberation.engine import Agree, Begin
from deliberation.ports import Transaction
from deliberation.use_cases.callers import Fresh
from deliberation.use_cases.commands import HOUSE_ITSELF, Sender
from deliberation.use_cases.running import Launch, launch
from deliberation.use_cases.taking_part import ComeIn, Tap, come_in, tap
from storage.database import open_database
from storage.migrate import migrate
from storage.store import Store

FILE = Path(__file__).parents[1] / "tests" / "consultations" / "two-questions.toml"
CONSULTATION = "lindner-court"
FIRST = 100_000
"""The number of the first resident; also that of their chat and of their message."""

PIECE = 200


@dataclass(frozen=True)
class Settle:
    """These residents (number and token) come in and agree."""

    sender: Sender
    now: int
    people: Sequence[tuple[int, str]]
    new_id: IdSource


class NotCounted(Exception):
    """The database does not hold what was tapped: no figure of such a run is worth anything."""


def prepare(folder: Path, residents: int) -> None:
    """Make `town.db` and `people.json` (number and token of each resident) in the folder."""
    asyncio.run(_prepare(folder, residents))


def check(database: Path, residents: int, taps: int) -> None:
    """Raise `NotCounted` unless each of the taps changed the state exactly once."""
    with closing(sqlite3.connect(f"file:{database}?mode=ro", uri=True)) as connection:
        changes = connection.execute("SELECT SUM(wanted) FROM views").fetchone()[0] - BEFORE * residents
        done = connection.execute("SELECT COUNT(*) FROM inbox WHERE state = 'done'").fetchone()[0]
    if not changes == done == taps:
        raise NotCounted(f"{taps} taps were made, {changes} changed the state and {done} are done with")


async def _prepare(folder: Path, residents: int) -> None:
    url = f"sqlite:///{folder}/town.db"
    await migrate(url, now_ms=_now())
    new_id = IdSource(_now)
    store = Store(await open_database(url), new_id)
    try:
        await _launch(store)
        people = [(FIRST + number, random_token()) for number in range(residents)]
        for start in range(0, residents, PIECE):
            await _settle(store, people[start : start + PIECE], new_id)
            progress("preparing residents", min(start + PIECE, residents), residents)
    finally:
        await store.close()
    (folder / "people.json").write_text(json.dumps(people), encoding="utf-8")


def by_day(source: str) -> str:
    """In a zone in which it is day now: residents are told nothing at night."""
    zones = ("Europe/Warsaw", "America/Los_Angeles", "Asia/Tokyo")
    hours = {zone: datetime.now(UTC).astimezone(ZoneInfo(zone)).hour for zone in zones}
    return source.replace(zones[0], min(zones, key=lambda zone: abs(hours[zone] - 14)))


async def _launch(store: Store) -> None:
    source = by_day(dated(FILE.read_text(encoding="utf-8"), datetime.now(UTC).date()))
    await store.perform(launch, Launch(HOUSE_ITSELF, _now(), source))


async def _settle(store: Store, people: Sequence[tuple[int, str]], new_id: IdSource) -> None:
    """These residents arrive, and their messages show the first question."""
    await store.perform(_arrive, Settle(HOUSE_ITSELF, _now(), people, new_id))
    await asyncio.gather(*(store.deliveries.view_shown(token, BEFORE, number) for number, token in people))


async def _arrive(tx: Transaction, command: Settle) -> None:
    for number, token in command.people:
        sender = Sender(number, number, "en")
        fresh = Fresh(command.new_id(), command.new_id(), random_id(), token, "")
        await come_in(tx, ComeIn(sender, command.now, CONSULTATION, fresh))
        for revision, wish in enumerate((Begin(), Agree())):
            await tap(tx, Tap(sender, command.now, token, revision, number, wish, fresh))


def _now() -> int:
    return time_ns() // 1_000_000
