"""The PostgreSQL engine: a pool of asyncpg connections, one transaction for each unit of work.

Units run at READ COMMITTED, so a use case bumps an aggregate's revision before it counts anything. asyncpg's errors
quote values in their details; none of them may leave this module.
"""

import asyncio
from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Literal, TypeAlias, TypeVar

import asyncpg

from storage.postgres_rewriting import rewrite
from storage.session import Contention, Row, StatementFailed, StorageError, Work
from storage.sql import Query

if TYPE_CHECKING:
    from asyncpg.pool import PoolConnectionProxy

    Connection: TypeAlias = PoolConnectionProxy[asyncpg.Record]

T = TypeVar("T")
Isolation: TypeAlias = Literal["read_committed", "repeatable_read"]

_CONNECTIONS = 16
# More than there are queries, so that each is planned once for each connection.
_STATEMENTS = 1024
# Promises of the bot's, whatever the server's own defaults: an acknowledged unit is on disk, and a unit that waits for
# a lock gives up after five seconds, as it does on SQLite.
_SETTINGS = {"application_name": "fairdeal", "synchronous_commit": "on", "lock_timeout": "5000"}
_ERRORS = (asyncpg.PostgresError, asyncpg.InterfaceError)
_ERRORS_OF_CONNECTION = (*_ERRORS, OSError)
_RETRYABLE = (asyncpg.SerializationError, asyncpg.DeadlockDetectedError, asyncpg.LockNotAvailableError)


class PostgresDatabase:
    """A pool; units and reads side by side, each on a connection of their own."""

    in_order = False

    def __init__(self, pool: "asyncpg.Pool[asyncpg.Record]") -> None:
        self._pool = pool
        self._under_way: set[asyncio.Task[Any]] = set()
        self._scrubs: set[asyncio.Task[None]] = set()
        self._closing: asyncio.Task[None] | None = None

    async def unit(self, work: Work[T], *, patient: bool = False) -> T:
        return await self._perform(work, "read_committed", readonly=False)

    async def read(self, work: Work[T]) -> T:
        return await self._perform(work, "repeatable_read", readonly=True)

    async def scrub(self) -> None:
        # Like a unit it outlives a cancelled caller, but is none of those that it waits for itself.
        if self._closing is not None:
            raise StorageError("the database is closed")
        task = asyncio.create_task(self._scrub())
        self._scrubs.add(task)
        task.add_done_callback(self._scrubs.discard)
        await asyncio.shield(task)

    async def close(self) -> None:
        if self._closing is None:
            self._closing = asyncio.create_task(self._close())
        await asyncio.shield(self._closing)

    async def _close(self) -> None:
        # The pool itself would turn away whoever still waits for a connection.
        try:
            if self._under_way:
                await asyncio.wait(self._under_way)
        finally:
            await self._pool.close()

    async def _scrub(self) -> None:
        connection = await value_free("the connection to PostgreSQL", self._pool.acquire())
        try:
            await value_free("rewriting the tables", rewrite(connection, self._settled))
        finally:
            await self._pool.release(connection)

    async def _settled(self) -> None:
        """Whoever is under way now has ended, and whoever began beside them, for they look as far back as those."""
        for _ in range(2):
            if self._under_way:
                await asyncio.wait(set(self._under_way))

    async def _perform(self, work: Work[T], isolation: Isolation, *, readonly: bool) -> T:
        """In a task of its own, which outlives a cancelled caller: a statement cut off half-way helps nobody."""
        if self._closing is not None:
            raise StorageError("the database is closed")
        task = asyncio.create_task(self._on_a_connection(work, isolation, readonly=readonly))
        self._under_way.add(task)
        task.add_done_callback(self._under_way.discard)
        return await asyncio.shield(task)

    async def _on_a_connection(self, work: Work[T], isolation: Isolation, *, readonly: bool) -> T:
        connection = await value_free("the connection to PostgreSQL", self._pool.acquire())
        try:
            # An OSError in there would be the work's own, and is none of ours.
            done = _transaction(connection, work, isolation, readonly=readonly)
            return await value_free("the transaction", done, _ERRORS)
        finally:
            await self._pool.release(connection)


async def _transaction(connection: "Connection", work: Work[T], isolation: Isolation, *, readonly: bool) -> T:
    async with connection.transaction(isolation=isolation, readonly=readonly):
        session = PostgresSession(connection)
        result = await work(session)
        if session.failure is not None:
            # COMMIT would answer this by rolling back without a word.
            raise session.failure
        return result


class PostgresSession:
    """A unit's statements over one connection, in the order in which the unit awaits them."""

    __slots__ = ("_connection", "failure")

    def __init__(self, connection: "Connection") -> None:
        self._connection = connection
        self.failure: Exception | None = None

    async def all(self, query: Query, **values: object) -> list[Row]:
        rows: list[Any] = await self._perform(query, self._connection.fetch, *_bound(query, values))
        return rows

    async def one(self, query: Query, **values: object) -> Row | None:
        return await self._perform(query, self._connection.fetchrow, *_bound(query, values))

    async def run(self, query: Query, **values: object) -> int:
        status = await self._perform(query, self._connection.execute, *_bound(query, values))
        return int(status.rpartition(" ")[2])  # "UPDATE 3", "INSERT 0 1"

    async def many(self, query: Query, rows: Sequence[Mapping[str, object]]) -> None:
        await self._perform(query, self._connection.executemany, [_bound(query, row) for row in rows])

    async def _perform(self, query: Query, execute: Callable[..., Awaitable[T]], *arguments: object) -> T:
        if self.failure is not None:
            raise self.failure
        try:
            return await execute(query.postgres, *arguments)
        except _ERRORS_OF_CONNECTION as error:
            self.failure = translated(f"query {query.name}", error)
        raise self.failure


async def open_postgres(url: str) -> PostgresDatabase:
    """Connect at once, so that a wrong address is noticed at the start and not at the first answer."""
    opening = asyncpg.create_pool(
        url,
        min_size=1,
        max_size=_CONNECTIONS,
        statement_cache_size=_STATEMENTS,
        server_settings=_SETTINGS,
        reset=_nothing_to_reset,
    )
    pool = await value_free("the connection to PostgreSQL", opening)
    return PostgresDatabase(pool)


async def _nothing_to_reset(connection: object) -> None:
    """A session of ours leaves nothing behind but its transaction, which asyncpg ends; spare the round trip."""


def _bound(query: Query, values: Mapping[str, object]) -> list[object]:
    query.check(values)
    return [values[name] for name in query.parameters]


async def value_free(what: str, doing: Awaitable[T], kinds: tuple[type[Exception], ...] = _ERRORS_OF_CONNECTION) -> T:
    """Await something, with our error for the engine's, raised outside of `except` so as not to drag it along."""
    try:
        return await doing
    except kinds as error:
        failure = translated(what, error)
    raise failure


def translated(what: str, error: Exception) -> StorageError | Contention:
    """Our error for the engine's: names of rules, tables and columns, and never its details, which quote values."""
    name = type(error).__name__
    if isinstance(error, _RETRYABLE):
        return Contention(f"{what}: {name}")
    if not isinstance(error, asyncpg.PostgresError):
        return StorageError(f"{what}: {name}")
    rule = ".".join(filter(None, (error.table_name, error.column_name, error.constraint_name)))
    # Class 42 is about the statement's own text: a table that is not there, a column that is ambiguous.
    words = error.args[0] if str(error.sqlstate).startswith("42") else rule
    return StatementFailed(f"{what}: {name}" + (f": {words}" if words else ""))
