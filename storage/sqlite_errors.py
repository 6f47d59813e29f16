"""SQLite's errors in our words. What was bound to a statement may not get into the text of an error."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from storage.session import Contention, StatementFailed, StorageError


@contextmanager
def translating(what: str) -> Iterator[None]:
    """Our error for whatever SQLite raises inside; `what` says what was being done."""
    try:
        yield
    except sqlite3.Error as error:
        raise translated(what, error) from None


def translated(what: str, error: BaseException) -> StorageError | Contention:
    """Our error for the engine's, with the engine's words only where they are sure to hold no value."""
    name = getattr(error, "sqlite_errorname", type(error).__name__)
    if name.startswith(("SQLITE_BUSY", "SQLITE_LOCKED")):
        return Contention(f"{what}: the database is locked by another process ({name})")
    # These name tables and columns. Others may quote what they stumbled over.
    telling = isinstance(error, sqlite3.IntegrityError) or str(error).startswith("no such ")
    return StatementFailed(f"{what}: {name}" + (f": {error}" if telling else ""))
