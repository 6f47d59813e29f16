"""How much waits, and for how long: what somebody looks at who wonders whether all is well."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import asyncpg

from storage.postgres import value_free
from storage.session import Database, Session
from storage.sql import queries
from storage.url import sqlite_path

Q = queries("backlog")


@dataclass(frozen=True)
class Backlog:
    """Counts, and seconds for which the oldest has waited. `notices` by urgency: how many, and the oldest."""

    updates: int
    oldest_update: float
    notices: Mapping[int, tuple[int, float]]
    views: int


@dataclass(frozen=True)
class Stuck:
    """What waits for a person to look at it."""

    set_aside: int
    views_refused: int


async def backlog(database: Database, now: int) -> Backlog:
    """What waits now (milliseconds UTC). Every question is answered by an index of what waits."""

    async def work(session: Session) -> Backlog:
        updates, views = await session.one(Q["updates"]), await session.one(Q["views"], now=now)
        notices = await session.all(Q["notices"], now=now)
        return Backlog(
            0 if updates is None else updates["waiting"],
            _seconds(now, None if updates is None else updates["oldest"]),
            {row["urgency"]: (row["waiting"], _seconds(now, row["oldest"])) for row in notices},
            0 if views is None else views["behind"],
        )

    return await database.read(work)


async def stuck(database: Database) -> Stuck:
    """What waits for nobody but a person. Reads whole tables."""

    async def work(session: Session) -> Stuck:
        aside, refused = await session.one(Q["set_aside"]), await session.one(Q["views_refused"])
        return Stuck(0 if aside is None else aside["updates"], 0 if refused is None else refused["views"])

    return await database.read(work)


async def size(url: str) -> int:
    """Bytes of the database; on SQLite with its log."""
    path = sqlite_path(url)
    if path is not None:
        return sum(map(_bytes, (path, path.with_name(f"{path.name}-wal"))))
    connection = await value_free("the connection to PostgreSQL", asyncpg.connect(url))
    try:
        return int(await connection.fetchval("SELECT pg_database_size(current_database())"))
    finally:
        await connection.close()


def _bytes(file: Path) -> int:
    return file.stat().st_size if file.exists() else 0


def _seconds(now: int, since: int | None) -> float:
    return 0.0 if since is None else max(now - since, 0) / 1000
