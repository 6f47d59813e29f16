"""What happens in the thread of an SQLite connection: waiting works are run together in one transaction.

One commit to disk costs more than many statements, so everybody who waits shares one, each under a savepoint of their
own, and is told only after it. The thread drives each work itself: a hop between threads for every statement would
cost more than the statement. Nothing here may touch the event loop except to post outcomes to it.
"""

import asyncio
import sqlite3
from collections import deque
from collections.abc import Callable, Coroutine, Mapping, Sequence
from contextlib import suppress
from typing import Any, Generic, TypeVar

from storage.session import Row, StorageError, Work
from storage.sql import Query
from storage.sqlite_errors import translated

T = TypeVar("T")

# More would make the first of them wait for the last without sparing much: a 64th of a commit is already little.
SHARED = 64


class Waiting(Generic[T]):
    """A work on its way through the thread, and the future of whoever waits for it."""

    __slots__ = ("error", "result", "told", "work")

    def __init__(self, work: Work[T], told: "asyncio.Future[T]") -> None:
        self.work = work
        self.told = told
        self.error: BaseException | None = None
        self.result: Any = None

    def tell(self) -> None:
        """On the loop: hand over the outcome, unless the caller was cancelled meanwhile."""
        if self.told.done():
            return
        if self.error is None:
            self.told.set_result(self.result)
        else:
            self.told.set_exception(self.error)


class SharedConnection(sqlite3.Connection):
    """A connection whose `commit` means: take whoever waits, run them, and make it true for all of them at once."""

    waiting: deque[Waiting[Any]]
    opening: str
    closing: str

    def commit(self) -> None:
        """Called by aiosqlite in the connection's thread. Never raises: each waiting caller gets an outcome instead."""
        while batch := self._take():
            try:
                self.execute(self.opening)
                for one in batch:
                    self._attempt(one)
                self.execute(self.closing)
            except BaseException as error:
                self._abandon(batch, error)
            batch[0].told.get_loop().call_soon_threadsafe(_tell, batch)

    def _take(self) -> list[Waiting[Any]]:
        batch: list[Waiting[Any]] = []
        while self.waiting and len(batch) < SHARED:
            one = self.waiting.popleft()
            if not one.told.cancelled():
                batch.append(one)
        return batch

    def _attempt(self, one: Waiting[Any]) -> None:
        self.execute("SAVEPOINT work")
        session = SqliteSession(self)
        try:
            one.result = _drive(one.work(session))
            if session.failure is not None:
                raise session.failure
        except BaseException as error:
            one.error = error
            self.execute("ROLLBACK TO work")
        self.execute("RELEASE work")

    def _abandon(self, batch: list[Waiting[Any]], error: BaseException) -> None:
        """Nothing of this batch will be on disk, whatever its members believe."""
        for one in batch:
            one.error = one.error or translated("the shared transaction", error)
        # Should even this fail, the next BEGIN is refused and we come by here again; the callers must be told now.
        with suppress(sqlite3.Error):
            self.rollback()


class SqliteSession:
    """A unit's statements. Methods are coroutines for the sake of one text for both engines; they never suspend."""

    __slots__ = ("_connection", "failure")

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self.failure: Exception | None = None

    async def all(self, query: Query, **values: object) -> list[Row]:
        query.check(values)
        return self._perform(query, values, self._connection.execute, sqlite3.Cursor.fetchall)

    async def one(self, query: Query, **values: object) -> Row | None:
        query.check(values)
        return self._perform(query, values, self._connection.execute, _first)

    async def run(self, query: Query, **values: object) -> int:
        query.check(values)
        return self._perform(query, values, self._connection.execute, _touched)

    async def many(self, query: Query, rows: Sequence[Mapping[str, object]]) -> None:
        for row in rows:
            query.check(row)
        self._perform(query, rows, self._connection.executemany, _touched)

    def _perform(
        self,
        query: Query,
        values: Any,
        execute: Callable[[str, Any], sqlite3.Cursor],
        finish: Callable[[sqlite3.Cursor], T],
    ) -> T:
        if self.failure is not None:
            raise self.failure
        try:
            return finish(execute(query.sqlite, values))
        except (sqlite3.Error, OverflowError, UnicodeError) as error:
            self.failure = translated(f"query {query.name}", error)
        raise self.failure


def _first(cursor: sqlite3.Cursor) -> Row | None:
    row: Row | None = cursor.fetchone()
    cursor.close()  # a half-read statement would stand in the way of the commit
    return row


def _touched(cursor: sqlite3.Cursor) -> int:
    return cursor.rowcount


def _drive(work: Coroutine[Any, Any, T]) -> T:
    """Run a work to its end here and now, which is possible because a session's methods never suspend."""
    try:
        work.send(None)
    except StopIteration as end:
        result: T = end.value
        return result
    work.close()
    raise StorageError("a unit of work may await nothing but its session")


def _tell(batch: list[Waiting[Any]]) -> None:
    for one in batch:
        one.tell()
