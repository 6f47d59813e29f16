"""Whoever is cancelled in the middle of a unit leaves it whole or undone, and nothing open behind."""

import asyncio
import sqlite3
import types
from collections.abc import Coroutine, Generator
from contextlib import closing
from pathlib import Path
from typing import Any

import asyncpg
import pytest

from storage.database import Database
from storage.url import sqlite_path
from tests.storage.town import entry, names

# More often than there are connections, so that a connection lost each time would be noticed.
ROUNDS = 20
OTHERS_IN_TRANSACTION = """SELECT COUNT(*) FROM pg_stat_activity
WHERE datname = current_database() AND pid <> pg_backend_pid() AND xact_start IS NOT NULL"""


@pytest.mark.parametrize("kind", ["unit", "read"])
async def test_cancelled_at_every_await(database: Database, town_url: str, kind: str) -> None:
    complaints: list[dict[str, Any]] = []
    asyncio.get_running_loop().set_exception_handler(lambda _, context: complaints.append(context))
    finished = 0
    for attempt in range(ROUNDS):
        nth = 1
        while not await _cancelled(_something(database, kind, f"{attempt:02}-{nth:02}"), nth):
            await _nothing_left_open(town_url)
            nth += 1
        finished += 1
    assert finished == ROUNDS
    assert complaints == []
    before = len(await names(database))
    await database.unit(entry("after"))
    assert len(await names(database)) == before + 1


async def test_cancelled_after_any_number_of_turns_of_the_loop(database: Database, town_url: str) -> None:
    """Other instants than the awaits themselves: whatever is on its way to or from the database."""
    for turns in range(60):
        task = asyncio.create_task(database.unit(entry(f"{turns:02}")))
        for _ in range(turns):
            await asyncio.sleep(0)
        task.cancel()
        [result] = await asyncio.gather(task, return_exceptions=True)
        found = await names(database)
        if result is None:
            assert f"{turns:02}" in found
    await _nothing_left_open(town_url)


async def test_a_cancelled_caller_does_not_take_others_along(database: Database) -> None:
    tasks = [asyncio.create_task(database.unit(entry(f"{number:02}"))) for number in range(40)]
    await asyncio.sleep(0)
    for task in tasks[::2]:
        task.cancel()
    results = await asyncio.gather(*tasks, return_exceptions=True)
    assert results[1::2] == [None] * 20
    assert set(await names(database)) >= {f"{number:02}" for number in range(1, 40, 2)}


async def _something(database: Database, kind: str, name: str) -> None:
    if kind == "unit":
        await database.unit(entry(name))
    else:
        await names(database)


@types.coroutine
def _cancelling(work: Coroutine[Any, Any, Any], nth: int) -> Generator[Any, Any, bool]:
    """Run a coroutine, cancelling its task just as it suspends for the nth time; whether it ended before."""
    suspended = 0
    answer: Any = None
    throw: BaseException | None = None
    while True:
        try:
            waiting = work.send(answer) if throw is None else work.throw(throw)
        except StopIteration:
            return suspended < nth
        suspended += 1
        if suspended == nth:
            task = asyncio.current_task()
            assert task is not None
            task.cancel()
        try:
            answer, throw = (yield waiting), None
        except BaseException as error:
            throw = error


async def _cancelled(work: Coroutine[Any, Any, None], nth: int) -> bool:
    """Cancel the work at its nth suspension, in a task of its own; whether it ended before."""

    async def own_task() -> bool:
        return await _cancelling(work, nth)

    try:
        return await asyncio.create_task(own_task())
    except asyncio.CancelledError:
        return False


async def _nothing_left_open(url: str) -> None:
    """What was under way when its caller left may still end by itself; it has a few seconds for that."""
    path = sqlite_path(url)
    if path is not None:
        await asyncio.to_thread(_lock, path)
        return
    watching = await asyncpg.connect(url)
    try:
        async with asyncio.timeout(5):
            while await watching.fetchval(OTHERS_IN_TRANSACTION):
                await watching.execute("SELECT pg_sleep(0.001)")
    finally:
        await watching.close()


def _lock(path: Path) -> None:
    with closing(sqlite3.connect(path, isolation_level=None, timeout=5)) as other:
        other.execute("BEGIN IMMEDIATE")
        other.execute("ROLLBACK")
