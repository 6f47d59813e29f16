"""Copies of a town's database, and the way back. Whoever asks needs to know nothing of engines.

A backup is made while the bot runs, comes to its name only when it has been opened anew and read to its end, and holds
what each table held in one moment.
"""

import asyncio
import shutil
from collections.abc import Awaitable, Callable
from pathlib import Path

from storage import backup_postgres, backup_sqlite
from storage.backup_files import SET_ASIDE, check, make_private, name_of, named, part_of, sync
from storage.backup_held import Held
from storage.backup_postgres import back_up_postgres, look_through_postgres, put_back_postgres
from storage.backup_sqlite import back_up_sqlite, look_through_sqlite, swap_sqlite
from storage.migrate import schema_state
from storage.session import StatementFailed, StorageError
from storage.url import sqlite_path

Prepare = Callable[[str], Awaitable[None]]
"""Makes a restored database, given by its URL, ready for use."""


async def make_backup(url: str, file: Path) -> Held:
    """Make a verified backup; on disk when this returns, and nothing is left when it fails. Raises `StorageError`."""
    path = sqlite_path(url)
    if path is None:
        return await back_up_postgres(url, file)
    return await asyncio.to_thread(back_up_sqlite, path, file)


async def look_through(url: str, file: Path) -> tuple[Held, bool]:
    """What a backup for this database holds, after all of it was read, and whether a checksum vouches for it."""
    try:
        vouched = await asyncio.to_thread(check, file)
        return await _read(url, file), vouched
    except OSError as error:
        raise StorageError(f"{file} cannot be read: {error.strerror}") from None


async def put_back(url: str, file: Path, now_ms: int, folder: Path, prepare: Prepare) -> Path | None:
    """Put a backup in the place of the database; where what was there is kept, if there was anything.

    Nobody may be using the database. When this raises, the database is what it was; on PostgreSQL, when `prepare`
    raises, it is the backup's.
    """
    path = sqlite_path(url)
    there = await _schema(url)
    name = named(name_of(url), there, now_ms, SET_ASIDE)
    if path is not None:
        return await _put_back_file(path, file, path.with_name(name), prepare)
    if there:
        await make_backup(url, folder / name)
    await put_back_postgres(url, file)
    await prepare(url)
    return folder / name if there else None


async def _put_back_file(path: Path, file: Path, aside: Path, prepare: Prepare) -> Path | None:
    fresh = part_of(path)
    try:
        await asyncio.to_thread(_lay, file, fresh)
        await prepare(f"sqlite:///{fresh}")
        await asyncio.to_thread(sync, fresh)
        return aside if await asyncio.to_thread(swap_sqlite, path, fresh, aside) else None
    finally:
        for left in ("", "-wal", "-shm"):
            fresh.with_name(fresh.name + left).unlink(missing_ok=True)


def _lay(file: Path, fresh: Path) -> None:
    make_private(fresh)
    shutil.copyfile(file, fresh)


async def _schema(url: str) -> int:
    """0 where nothing is, or nothing that can be read."""
    try:
        return (await schema_state(url)).applied
    except StatementFailed:
        return 0


async def _read(url: str, file: Path) -> Held:
    with file.open("rb") as opened:
        begins = opened.read(len(backup_sqlite.MAGIC))
    if sqlite_path(url) is None:
        if not begins.startswith(backup_postgres.MAGIC):
            raise StorageError(f"{file} is no backup of a PostgreSQL database")
        return await look_through_postgres(file)
    if begins != backup_sqlite.MAGIC:
        raise StorageError(f"{file} is no backup of an SQLite database")
    return await asyncio.to_thread(look_through_sqlite, file)
