"""How an SQLite file is made and opened, for whoever opens it: the engine, the migrations.

The promise that an acknowledged answer is on disk, and an erased one gone, rests on these settings.
"""

import os
import sqlite3
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from storage.session import StorageError


class Setting(NamedTuple):
    """What is asked for, and what must be read back: SQLite says nothing about a PRAGMA that it does not understand."""

    asked: str
    reads: int | str


READING: dict[str, Setting] = {"busy_timeout": Setting("5000", 5000), "query_only": Setting("ON", 1)}
WRITING: dict[str, Setting] = {
    "busy_timeout": Setting("5000", 5000),
    "journal_mode": Setting("WAL", "wal"),
    "synchronous": Setting("FULL", 2),
    "foreign_keys": Setting("ON", 1),
    "secure_delete": Setting("ON", 1),
}
if sys.platform == "darwin":
    # An ordinary fsync leaves data in the drive's own cache there.
    WRITING |= {"fullfsync": Setting("ON", 1), "checkpoint_fullfsync": Setting("ON", 1)}


def make_file(path: Path) -> None:
    """Make the file if it is not there, readable by its owner alone; SQLite's own files beside it follow it."""
    if not path.parent.is_dir():
        raise StorageError("the folder of the SQLite file does not exist")
    path.touch(mode=0o600)
    # Asked, not tried: closing a file drops every lock that this process has on it, SQLite's too.
    if not os.access(path, os.R_OK | os.W_OK):
        raise StorageError("the SQLite file may not be read and written by this user")


def confirm(name: str, setting: Setting, rows: Iterable[Any]) -> None:
    """Compare what a PRAGMA says with what was asked for."""
    if [row[0] for row in rows] != [setting.reads]:
        raise StorageError(f"SQLite did not accept PRAGMA {name} = {setting.asked}")


def prepare(connection: sqlite3.Connection, pragmas: Mapping[str, Setting]) -> None:
    """Make the settings on a connection of one's own thread."""
    for name, setting in pragmas.items():
        connection.execute(f"PRAGMA {name} = {setting.asked}")
        confirm(name, setting, connection.execute(f"PRAGMA {name}"))
