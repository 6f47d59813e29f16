"""Migrations as they lie in their folder, and which of them a database still lacks.

Forward only: what was applied is history and may not change. Nothing here speaks to a database.
"""

import hashlib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib.resources.abc import Traversable

from storage.session import StorageError
from storage.sql import outside_quotes

# The one table that no migration makes.
VERSIONS = """CREATE TABLE IF NOT EXISTS schema_migrations (
    version INTEGER PRIMARY KEY, name TEXT NOT NULL, checksum TEXT NOT NULL, applied_at INTEGER NOT NULL
) STRICT"""

_FILE = re.compile(r"(?P<version>\d{4})_\w+\.sql")
_TYPES = (
    (re.compile(r"\bINTEGER\b", re.IGNORECASE), "BIGINT"),
    (re.compile(r"\bBLOB\b", re.IGNORECASE), "BYTEA"),
    (re.compile(r"\)\s*(?:STRICT|WITHOUT\s+ROWID)(?:\s*,\s*(?:STRICT|WITHOUT\s+ROWID))*", re.IGNORECASE), ")"),
)
# The runner opens and ends the transaction. A constraint that waits for the commit would fail there, and with it every
# unit of work that shares the commit.
_FORBIDDEN = re.compile(r"\b(?:BEGIN|COMMIT|ROLLBACK|DEFERRABLE)\b", re.IGNORECASE)


class SchemaRefused(StorageError):
    """The database and the migrations at hand do not belong together."""


@dataclass(frozen=True)
class Migration:
    """One numbered file; `sql` in SQLite's dialect."""

    version: int
    name: str
    checksum: str
    sql: str


def available(folder: Traversable) -> list[Migration]:
    """The folder's migrations in order; numbered from 1 without a gap."""
    entries = sorted((entry for entry in folder.iterdir() if entry.name.endswith(".sql")), key=lambda entry: entry.name)
    migrations = [_migration(entry) for entry in entries]
    if [migration.version for migration in migrations] != list(range(1, len(migrations) + 1)):
        raise SchemaRefused("migrations must be numbered 0001, 0002, ... without a gap")
    return migrations


def _migration(entry: Traversable) -> Migration:
    named = _FILE.fullmatch(entry.name)
    if named is None:
        raise SchemaRefused(f"a migration's file is named like 0001_first.sql, not {entry.name}")
    sql = entry.read_text(encoding="utf-8")
    if any(plain and _FORBIDDEN.search(piece) for plain, piece in outside_quotes(sql)):
        raise SchemaRefused(f"{entry.name}: a migration neither begins nor ends transactions, nor defers constraints")
    checksum = hashlib.sha256(sql.encode()).hexdigest()
    return Migration(int(named["version"]), entry.name.removesuffix(".sql"), checksum, sql)


def pending(applied: Mapping[int, str], migrations: Sequence[Migration]) -> list[Migration]:
    """What is still to be applied, given the checksums of what was; refuses a newer schema and a changed history."""
    newest = max(applied, default=0)
    if newest > len(migrations):
        raise SchemaRefused(
            f"the database has schema version {newest}, this program knows {len(migrations)}: install a newer program"
        )
    for migration in migrations[:newest]:
        if applied.get(migration.version) != migration.checksum:
            raise SchemaRefused(f"migration {migration.name} is not the one that was applied to this database")
    return list(migrations[newest:])


def for_postgres(sql: str) -> str:
    """The same migration in PostgreSQL's dialect."""
    return "".join(_substituted(piece) if plain else piece for plain, piece in outside_quotes(sql))


def _substituted(piece: str) -> str:
    for pattern, replacement in _TYPES:
        piece = pattern.sub(replacement, piece)
    return piece
