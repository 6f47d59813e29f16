"""One running bot for each database: two would both ask Telegram for updates, and each would get half.

Only the running bot holds this; short commands work beside it. The lock lives in the kernel or in PostgreSQL's
session, never in a row or in a file's existence, so that after a crash nobody has to clean up.
"""

import fcntl
import os
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from pathlib import Path

import asyncpg

from storage.postgres import value_free
from storage.session import StorageError
from storage.url import sqlite_path

# Any number will do, as long as migrations use another one; PostgreSQL keeps advisory locks for each database apart.
_LOCK = 0x0FA1DEA1

Say = Callable[[str], Awaitable[None]]
"""Leaves a word for whoever asks; it lasts as long as the lock. Short, for PostgreSQL keeps 63 characters."""

_SAID = """
SELECT a.application_name FROM pg_locks l JOIN pg_stat_activity a ON a.pid = l.pid
WHERE l.locktype = 'advisory' AND l.granted AND l.classid = 0 AND l.objid = $1 AND a.datname = current_database()
"""


class AlreadyRunning(StorageError):
    """Another process runs the bot on this database."""


@asynccontextmanager
async def hold(url: str) -> AsyncIterator[Say]:
    """Be the one running bot on this database for as long as the context lasts."""
    path = sqlite_path(url)
    async with _held_by_postgres(url) if path is None else _held_by_kernel(path) as say:
        yield say


async def said(url: str) -> str | None:
    """The last word of the bot that runs on this database; None where none runs."""
    path = sqlite_path(url)
    if path is not None:
        return _said_beside(path)
    connection = await value_free("the connection to PostgreSQL", asyncpg.connect(url))
    try:
        word = await connection.fetchval(_SAID, _LOCK)
        return None if word is None else str(word)
    finally:
        await connection.close()


@asynccontextmanager
async def _held_by_kernel(path: Path) -> AsyncIterator[Say]:
    # The file stays: removing it would let two processes hold locks on two files of the same name.
    lock = os.open(f"{path}.lock", os.O_RDWR | os.O_CREAT, 0o600)
    try:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise AlreadyRunning("another process runs the bot on this database") from None
        os.ftruncate(lock, 0)

        async def say(word: str) -> None:
            os.ftruncate(lock, os.pwrite(lock, word.encode(), 0))

        yield say
    finally:
        os.close(lock)


def _said_beside(path: Path) -> str | None:
    try:
        lock = os.open(f"{path}.lock", os.O_RDONLY)
    except FileNotFoundError:
        return None
    try:
        fcntl.flock(lock, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except BlockingIOError:
        return os.pread(lock, 100, 0).decode("ascii", "replace")
    finally:
        os.close(lock)
    return None


@asynccontextmanager
async def _held_by_postgres(url: str) -> AsyncIterator[Say]:
    connection = await value_free("the connection to PostgreSQL", asyncpg.connect(url))
    try:
        if not await connection.fetchval("SELECT pg_try_advisory_lock($1)", _LOCK):
            raise AlreadyRunning("another process runs the bot on this database")

        async def say(word: str) -> None:
            await value_free(
                "a word to others", connection.execute("SELECT set_config('application_name', $1, false)", word)
            )

        await say("")
        yield say
    finally:
        await connection.close()
