"""The SQLite engine: one connection that writes, one that reads, both through aiosqlite's public interface.

It decides how the file is opened and closed. What happens inside a transaction is `sqlite_thread`'s.
"""

import asyncio
import sqlite3
from collections import deque
from collections.abc import Iterable, Mapping
from contextlib import AsyncExitStack
from pathlib import Path
from typing import Any, TypeVar

import aiosqlite

from storage.session import Contention, StorageError, Work
from storage.sqlite_errors import translating
from storage.sqlite_file import READING, WRITING, Setting, confirm, make_file
from storage.sqlite_thread import SharedConnection, Waiting

T = TypeVar("T")

# More than there are queries, so that each is compiled once.
_STATEMENTS = 1024

PATIENCE = 0.003
"""Seconds for which a patient unit waits for others. Whoever taps next comes in this time when the bot is busy."""

LARGEST = 2**30
"""Bytes of a file up to which it is rewritten: about nine seconds in which nothing is written."""

_PATIENCE = "500"
_SIZE = "SELECT page_count * page_size FROM pragma_page_count(), pragma_page_size()"


class SqliteDatabase:
    """One file. Units share transactions of the writer, reads share snapshots of the reader."""

    in_order = True

    def __init__(self, writer: "_Lane", reader: "_Lane") -> None:
        self._writer = writer
        self._reader = reader
        self._closing: asyncio.Task[None] | None = None

    async def unit(self, work: Work[T], *, patient: bool = False) -> T:
        return await self._writer.perform(work, patient=patient)

    async def read(self, work: Work[T]) -> T:
        return await self._reader.perform(work)

    async def scrub(self) -> None:
        await self._writer.rewrite()

    async def close(self) -> None:
        # One task for all who ask, and shielded: a connection left open would keep the process from ending.
        if self._closing is None:
            self._closing = asyncio.create_task(self._close())
        await asyncio.shield(self._closing)

    async def _close(self) -> None:
        async with AsyncExitStack() as stack:
            # The writer goes last: the last connection to leave tidies the write-ahead log away.
            stack.push_async_callback(self._writer.close)
            stack.push_async_callback(self._reader.close)


class _Lane:
    """A connection and the queue before it. The queue is filled here and emptied in the connection's thread."""

    def __init__(self, connection: aiosqlite.Connection, waiting: deque[Waiting[Any]]) -> None:
        self._connection = connection
        self._waiting = waiting
        self._draining: asyncio.Task[None] | None = None
        self._open = True

    async def perform(self, work: Work[T], *, patient: bool = False) -> T:
        if not self._open:
            raise StorageError("the database is closed")
        loop = asyncio.get_running_loop()
        told: asyncio.Future[T] = loop.create_future()
        self._waiting.append(Waiting(work, told))
        if patient:
            loop.call_later(PATIENCE, self._go)
        else:
            self._go()
        return await told

    def _go(self) -> None:
        if self._waiting and self._draining is None:
            self._draining = asyncio.create_task(self._drain())

    async def _drain(self) -> None:
        try:
            # The thread may find the queue empty just before somebody joins it, so look again.
            while self._waiting:
                await self._connection.commit()
        finally:
            self._draining = None

    async def rewrite(self) -> None:
        """In the connection's thread, so between two transactions."""
        if not self._open:
            raise StorageError("the database is closed")
        with translating("rewriting the file"):
            await self._pragma("busy_timeout", _PATIENCE)  # while this waits for a reader, nobody writes
            try:
                await self._empty_log()  # it cannot be while somebody reads from it: then spare the rest
                ((size,),) = await self._connection.execute_fetchall(_SIZE)
                if size <= LARGEST:
                    # `secure_delete` overwrites a row where it stands, but not the copies of it that stay behind when
                    # rows are moved between pages to balance them.
                    await self._connection.execute_fetchall("VACUUM")
                    await self._empty_log()
            finally:
                await self._pragma("busy_timeout", WRITING["busy_timeout"].asked)

    async def _empty_log(self) -> None:
        ((busy, *_),) = await self._pragma("wal_checkpoint", "TRUNCATE")
        if busy:
            raise Contention("emptying the write-ahead log: somebody still reads from it")

    async def _pragma(self, name: str, value: str) -> Iterable[Any]:
        return await self._connection.execute_fetchall(f"PRAGMA {name} = {value}")

    async def close(self) -> None:
        self._open = False
        self._go()
        try:
            if self._draining is not None:
                await asyncio.wait([self._draining])
        finally:
            await self._connection.close()


async def open_sqlite(path: Path) -> SqliteDatabase:
    """Open the file, made for the owner's eyes only if it is not there yet."""
    make_file(path)
    async with AsyncExitStack() as stack:
        writer = await _lane(stack, path, WRITING, "BEGIN IMMEDIATE", "COMMIT")
        reader = await _lane(stack, path, READING, "BEGIN", "ROLLBACK")
        stack.pop_all()
    return SqliteDatabase(writer, reader)


async def _lane(stack: AsyncExitStack, path: Path, pragmas: Mapping[str, Setting], opening: str, closing: str) -> _Lane:
    waiting: deque[Waiting[Any]] = deque()

    def make(*args: Any, **kwargs: Any) -> SharedConnection:
        connection = SharedConnection(*args, **kwargs)
        connection.waiting, connection.opening, connection.closing = waiting, opening, closing
        connection.row_factory = sqlite3.Row
        return connection

    connection = await aiosqlite.connect(path, factory=make, isolation_level=None, cached_statements=_STATEMENTS)
    stack.push_async_callback(connection.close)
    with translating("opening the SQLite file"):
        for name, setting in pragmas.items():
            await connection.execute_fetchall(f"PRAGMA {name} = {setting.asked}")
            confirm(name, setting, await connection.execute_fetchall(f"PRAGMA {name}"))
    return _Lane(connection, waiting)
