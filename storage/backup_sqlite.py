"""Backups of an SQLite file. Everything here runs in a thread, or in a process of its own.

The copy is made inside one read transaction: in WAL mode that holds up no writer, and whoever writes meanwhile does not
make it begin anew. It goes in pieces, each brought to disk before the next, so that a commit of the running bot never
waits for hundreds of megabytes that stand in the disk's queue before it.
"""

import os
import sqlite3
from collections.abc import Callable
from contextlib import closing, suppress
from pathlib import Path
from time import sleep

from storage.backup_files import discard, make_private, part_of, publish, sync
from storage.backup_held import Held
from storage.session import StorageError
from storage.sqlite_errors import translating

MAGIC = b"SQLite format 3\0"
_PAGES = 1024
"""Of 4 KiB each: a piece takes a few milliseconds."""

_BREATH = 0.002
_TABLES = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%' ORDER BY name"


def back_up_sqlite(path: Path, file: Path) -> Held:
    """Make a verified backup of a database that may be in use; nothing is left when it fails."""
    part = part_of(file)
    try:
        held = _copy(path, part)
        if look_through_sqlite(part) != held:
            raise StorageError("the backup does not hold what the database held, and was thrown away")
        publish(part, file)
    finally:
        discard(part)
    return held


def _copy(path: Path, copy: Path) -> Held:
    """What the database held in the moment that was copied."""
    make_private(copy)
    written = os.open(copy, os.O_RDONLY)
    try:
        with translating("the backup"), _opened(path, "rw") as source, closing(sqlite3.connect(copy)) as target:
            source.execute("BEGIN")
            held = _held(source)
            target.execute("PRAGMA synchronous = OFF")  # it is synced piece by piece
            source.backup(target, pages=_PAGES, progress=_breathing(written))
            target.execute("PRAGMA journal_mode = DELETE")  # one file, without a write-ahead log beside it
    finally:
        os.close(written)  # not before `target` is: closing a file drops the locks that this process has on it
    sync(copy)
    return held


def look_through_sqlite(file: Path) -> Held:
    """Read all of it: every page, every key, every table. Raises `StorageError`."""
    with translating("the backup"), _opened(file, "ro&immutable=1") as connection:
        if connection.execute("PRAGMA integrity_check").fetchall() != [("ok",)]:
            raise StorageError(f"{file} is damaged")
        if connection.execute("PRAGMA foreign_key_check").fetchone() is not None:
            raise StorageError(f"{file} is damaged: it refers to rows that it does not have")
        return _held(connection)


def swap_sqlite(path: Path, fresh: Path, aside: Path) -> bool:
    """Put a whole database in the place of another, which is kept under a name beside it, if there was one."""
    there = path.exists()
    if there:
        _settle(path, aside)
        if not _also_named(path, aside):  # then there is a moment without a database
            path.replace(aside)
    fresh.replace(path)
    sync(path.parent)
    return there


def _settle(path: Path, aside: Path) -> None:
    """Bring the log into the file: beside another file it would be taken for that one's.

    Where the file is too damaged for that, its log is kept beside it; SQLite itself throws it away then.
    """
    damaged = False
    logs = {path.with_name(path.name + end): aside.with_name(aside.name + end) for end in ("-wal", "-shm")}
    for log, kept in logs.items():
        _also_named(log, kept)
    try:
        with _opened(path, "rw") as connection:
            connection.execute("PRAGMA journal_mode = DELETE")
    except sqlite3.DatabaseError as error:
        damaged = not getattr(error, "sqlite_errorname", "").startswith(("SQLITE_BUSY", "SQLITE_LOCKED"))
        if not damaged:
            raise StorageError("another program has the database open. End it first") from None
    finally:
        for log, kept in logs.items():
            (log if damaged else kept).unlink(missing_ok=True)


def _also_named(file: Path, second: Path) -> bool:
    """Give a file a second name; some file systems know none."""
    with suppress(OSError):
        os.link(file, second)
        return True
    return False


def _opened(path: Path, mode: str) -> "closing[sqlite3.Connection]":
    return closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode={mode}", uri=True, isolation_level=None))


def _held(connection: sqlite3.Connection) -> Held:
    names = [name for (name,) in connection.execute(_TABLES)]
    tables = {name: connection.execute(f'SELECT COUNT(*) FROM "{name}"').fetchone()[0] for name in names}  # noqa: S608
    if not tables.get("schema_migrations"):
        return Held(0, tables)
    return Held(connection.execute("SELECT MAX(version) FROM schema_migrations").fetchone()[0], tables)


def _breathing(written: int) -> Callable[[int, int, int], None]:
    def after_each(_status: int, _remaining: int, _total: int) -> None:
        os.fsync(written)
        sleep(_BREATH)

    return after_each
