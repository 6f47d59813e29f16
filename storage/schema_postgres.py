"""Migrations on PostgreSQL. Whether a backup is made first is not decided here."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, TypeAlias

import asyncpg

from storage.postgres import value_free
from storage.schema import VERSIONS, Migration, for_postgres, pending

if TYPE_CHECKING:
    Connection: TypeAlias = asyncpg.Connection[asyncpg.Record]

# Any number will do, as long as the running bot uses another one.
_LOCK = 0x0FA1DEA2


async def applied_postgres(url: str) -> Mapping[int, str]:
    """Checksums of what was applied."""
    connection = await value_free("the connection to PostgreSQL", asyncpg.connect(url))
    try:
        return await value_free("the schema's version", _applied(connection))
    finally:
        await connection.close()


async def migrate_postgres(url: str, migrations: Sequence[Migration], now_ms: int) -> list[str]:
    """Apply what is pending, one transaction each; the names of what this call applied."""
    names: list[str] = []
    connection = await value_free("the connection to PostgreSQL", asyncpg.connect(url))
    try:
        while (name := await value_free("the next migration", _step(connection, migrations, now_ms))) is not None:
            names.append(name)
    finally:
        await connection.close()
    return names


async def _step(connection: "Connection", migrations: Sequence[Migration], now_ms: int) -> str | None:
    """Apply the next migration, decided under a lock: another process may have been faster."""
    async with connection.transaction(isolation="read_committed"):
        await connection.execute("SELECT pg_advisory_xact_lock($1)", _LOCK)
        due = pending(await _applied(connection), migrations)
        if not due:
            return None
        await value_free(f"migration {due[0].name}", _apply(connection, due[0], now_ms))
        return due[0].name


async def _applied(connection: "Connection") -> Mapping[int, str]:
    if await connection.fetchval("SELECT to_regclass('schema_migrations')") is None:
        return {}
    return {row["version"]: row["checksum"] for row in await connection.fetch("SELECT * FROM schema_migrations")}


async def _apply(connection: "Connection", migration: Migration, now_ms: int) -> None:
    await connection.execute(for_postgres(VERSIONS))
    await connection.execute(for_postgres(migration.sql))
    row = (migration.version, migration.name, migration.checksum, now_ms)
    await connection.execute("INSERT INTO schema_migrations VALUES ($1, $2, $3, $4)", *row)
