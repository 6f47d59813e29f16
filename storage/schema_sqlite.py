"""Migrations on an SQLite file. It runs in a thread of its own, beside nothing: the bot is not up yet.

Before an existing database is changed, a verified backup is made of it; no backup, no change.
"""

import re
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from pathlib import Path

from storage.backup_files import named
from storage.backup_sqlite import back_up_sqlite
from storage.schema import VERSIONS, Migration, SchemaRefused, pending
from storage.sqlite_errors import translating
from storage.sqlite_file import WRITING, Setting, make_file, prepare

# A table is rebuilt by dropping the old one, which would cascade; the keys are checked before the commit instead.
# The journal's mode stays as it is: two processes that change it at once do not wait for each other.
_MIGRATING = {name: setting for name, setting in WRITING.items() if name != "journal_mode"}
_MIGRATING |= {"foreign_keys": Setting("OFF", 0)}


def applied_sqlite(path: Path) -> Mapping[int, str]:
    """Checksums of what was applied; nothing for a file that is not there, which is not made either."""
    if not path.exists():
        return {}
    address = f"{path.absolute().as_uri()}?mode=ro"
    with translating("the schema's version"), closing(sqlite3.connect(address, uri=True)) as connection:
        return _applied(connection)


def migrate_sqlite(path: Path, migrations: Sequence[Migration], now_ms: int, backups: Path | None) -> list[str]:
    """Apply what is pending, one transaction each; the names of what this call applied. No folder: no backup."""
    make_file(path)
    names: list[str] = []
    with translating("the migration"), closing(sqlite3.connect(path, isolation_level=None)) as connection:
        prepare(connection, _MIGRATING)
        while (name := _step(connection, path, migrations, now_ms, None if names else backups)) is not None:
            names.append(name)
    return names


def _step(
    connection: sqlite3.Connection, path: Path, migrations: Sequence[Migration], now_ms: int, backups: Path | None
) -> str | None:
    """Apply the next migration, decided under the write lock: another process may have been faster."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        applied = _applied(connection)
        due = pending(applied, migrations)
        if not due:
            return None
        if backups is not None and connection.execute("SELECT 1 FROM sqlite_master").fetchone():
            back_up_sqlite(path, backups / named(path.name, len(applied), now_ms))
        with translating(f"migration {due[0].name}"):
            _apply(connection, due[0], now_ms)
            connection.execute("COMMIT")
    finally:
        connection.rollback()
    return due[0].name


def _applied(connection: sqlite3.Connection) -> Mapping[int, str]:
    if not connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'schema_migrations'").fetchone():
        return {}
    return dict(connection.execute("SELECT version, checksum FROM schema_migrations").fetchall())


def _apply(connection: sqlite3.Connection, migration: Migration, now_ms: int) -> None:
    connection.execute(VERSIONS)
    for statement in _statements(migration.sql):
        connection.execute(statement)
    if connection.execute("PRAGMA foreign_key_check").fetchone():
        raise SchemaRefused(f"migration {migration.name} leaves references to rows that are not there")
    row = (migration.version, migration.name, migration.checksum, now_ms)
    connection.execute("INSERT INTO schema_migrations VALUES (?, ?, ?, ?)", row)


def _statements(sql: str) -> Iterator[str]:
    """One by one, because `executescript` would commit first."""
    statement = ""
    for piece in re.split("(?<=;)", sql):
        statement += piece
        if sqlite3.complete_statement(statement):
            yield statement
            statement = ""
    yield statement
