"""One running bot for each database: two would both ask Telegram for updates, and each would get half.

Only the running bot holds this; short commands work beside it. The lock lives in the kernel or in PostgreSQL's
session, never in a row or in a file's existence, so that after a crash nobody has to clean up.
"""

import fcntl
import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import asyncpg

from storage.postgres import value_free
from storage.session import StorageError
from storage.url import sqlite_path

# Any number will do, as long as migrations use another one; PostgreSQL keeps advisory locks for each database apart.
_LOCK = 0x0FA1DEA1


class AlreadyRunning(StorageError):
    """Another process runs the bot on this database."""


@asynccontextmanager
async def hold(url: str) -> AsyncIterator[None]:
    """Be the one running bot on this database for as long as the context lasts."""
    path = sqlite_path(url)
    async with _held_by_postgres(url) if path is None else _held_by_kernel(path):
        yield


@asynccontextmanager
async def _held_by_kernel(path: Path) -> AsyncIterator[None]:
    # The file stays: removing it would let two processes hold locks on two files of the same name.
    lock = os.open(f"{path}.lock", os.O_RDWR | os.O_CREAT, 0o600)
    try:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise AlreadyRunning("another process runs the bot on this database") from None
        yield
    finally:
        os.close(lock)


@asynccontextmanager
async def _held_by_postgres(url: str) -> AsyncIterator[None]:
    connection = await value_free("the connection to PostgreSQL", asyncpg.connect(url))
    try:
        if not await connection.fetchval("SELECT pg_try_advisory_lock($1)", _LOCK):
            raise AlreadyRunning("another process runs the bot on this database")
        yield
    finally:
        await connection.close()
