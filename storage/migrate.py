"""Bringing a database to the schema that this program speaks, and saying how far it is.

Whoever asks needs to know nothing of engines. The time is handed in, as everywhere.
"""

import asyncio
from collections.abc import Sequence
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import NamedTuple

from storage.backup_files import name_of, named
from storage.backup_postgres import back_up_postgres
from storage.schema import Migration, SchemaRefused, available, pending
from storage.schema_postgres import applied_postgres, migrate_postgres
from storage.schema_sqlite import applied_sqlite, migrate_sqlite
from storage.url import sqlite_path

__all__ = ["MIGRATIONS", "SchemaRefused", "SchemaState", "migrate", "schema_state"]

MIGRATIONS: Traversable = files(__package__) / "migrations"


class SchemaState(NamedTuple):
    """Versions: the database's (0 if nothing was ever applied to it), and the newest that this program knows."""

    applied: int
    available: int


async def migrate(
    url: str, *, now_ms: int, folder: Traversable = MIGRATIONS, backups: Path | None = None, keep: bool = True
) -> list[str]:
    """Apply what is pending and return its names; the database is left at the last version that succeeded.

    A database that held something is backed up first, into `backups`, or else beside an SQLite file; `keep` says
    whether at all.
    """
    path = sqlite_path(url)
    migrations = available(folder)
    if path is not None:
        return await asyncio.to_thread(
            migrate_sqlite, path, migrations, now_ms, (backups or path.parent) if keep else None
        )
    if keep and backups is not None:
        await _keep_postgres(url, migrations, now_ms, backups)
    return await migrate_postgres(url, migrations, now_ms)


async def schema_state(url: str, *, folder: Traversable = MIGRATIONS) -> SchemaState:
    """How far the database is, without changing anything."""
    path = sqlite_path(url)
    applied = await applied_postgres(url) if path is None else await asyncio.to_thread(applied_sqlite, path)
    return SchemaState(max(applied, default=0), len(available(folder)))


async def _keep_postgres(url: str, migrations: Sequence[Migration], now_ms: int, backups: Path) -> None:
    applied = await applied_postgres(url)
    if applied and pending(applied, migrations):
        await back_up_postgres(url, backups / named(name_of(url), max(applied), now_ms))
