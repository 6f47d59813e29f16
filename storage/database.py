"""The door to storage: a URL becomes a database, whichever engine is behind it.

Callers need nothing else from this package than this module and the queries; the engines' own modules stay behind it.
"""

from storage.postgres import open_postgres
from storage.session import Contention, Database, Row, Session, StatementFailed, StorageError, Work
from storage.sqlite import open_sqlite
from storage.url import sqlite_path

__all__ = [
    "Contention",
    "Database",
    "Row",
    "Session",
    "StatementFailed",
    "StorageError",
    "Work",
    "open_database",
]


async def open_database(url: str) -> Database:
    """Open `sqlite:///town.db` (`sqlite:////srv/town.db` from the root) or `postgresql://...`."""
    path = sqlite_path(url)
    return await (open_postgres(url) if path is None else open_sqlite(path))
