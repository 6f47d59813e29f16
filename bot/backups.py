"""Backups while the bot runs: one made now and then in a process of its own, and each ended when it is too old."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import structlog

from bot.config import Config
from bot.errors import DrawingFailed
from bot.logs import safe_error
from storage.backup import make_backup
from storage.backup_files import Kept, end_old, kept_in, name_of, named
from storage.erased import Erased
from storage.migrate import schema_state
from storage.session import StorageError
from storage.url import sqlite_path

log = structlog.get_logger()

LOOK_AGAIN: Final = 60.0
"""Seconds after which it looks whether a backup is due."""

TRY_AGAIN: Final = 3_600_000
"""Milliseconds until a backup that failed is tried again."""

LONGEST: Final = 6 * 3600.0
"""Seconds that one may take."""

HOUR: Final = 3_600_000
DAY: Final = 24 * HOUR

Elsewhere = Callable[[Callable[[Any], bytes], Any], Awaitable[bytes]]
"""Calls the function with the argument in another process. Raises `DrawingFailed`."""


@dataclass(frozen=True)
class Job:
    """A backup to be made."""

    url: str
    file: str


def folders_of(config: Config) -> list[Path]:
    """Where backups of this database lie, the folder for new ones first: the one that is set, and an SQLite file's."""
    path = sqlite_path(config.database)
    beside = [] if path is None else [path.absolute().parent]
    return [config.backup_folder.absolute(), *beside] if config.backup_folder else beside


def erased_of(config: Config) -> Erased | None:
    """The list of who was erased: where new backups are laid, if there is such a place."""
    folders = folders_of(config)
    return Erased(folders[0] / f"{name_of(config.database)}.erased") if folders else None


def newest(config: Config) -> Kept | None:
    """The youngest backup that lies where they lie."""
    name = name_of(config.database)
    found = [kept for folder in folders_of(config)[:1] if folder.is_dir() for kept in kept_in(folder, name)]
    return max(found, key=lambda kept: kept.made, default=None)


async def new_file(config: Config, folder: Path, now: int) -> Path:
    """What a backup made now is to be called in this folder."""
    schema = (await schema_state(config.database)).applied
    return folder / named(name_of(config.database), schema, now)


def back_up(job: Job) -> bytes:
    """In another process: make it, and say what went wrong, if something did."""
    try:
        asyncio.run(make_backup(job.url, Path(job.file)))
    except (StorageError, OSError) as error:
        return json.dumps(str(error) if isinstance(error, StorageError) else type(error).__name__).encode()
    return b"null"


class Backups:
    """`now` gives milliseconds UTC; `observe` is told of each backup whether it went well."""

    def __init__(
        self,
        config: Config,
        erased: Erased | None,
        elsewhere: Elsewhere,
        now: Callable[[], int],
        observe: Callable[[bool], None] = lambda _: None,
    ):
        self._config = config
        self._erased = erased
        self._elsewhere = elsewhere
        self._now = now
        self._observe = observe
        self._failed = 0

    async def run(self) -> None:
        """Until cancelled: what is due. Not at once: a start has enough to do with its disk."""
        while True:
            await asyncio.sleep(LOOK_AGAIN)
            try:
                await self.once()
            except Exception as error:  # a disk that is away for a moment must not end all backups
                log.error("backups_failed", **safe_error(error))

    async def once(self) -> None:
        """Make a backup if one is due, and end those that are too old."""
        if self._is_due(await asyncio.to_thread(newest, self._config)):
            await self._make()
        await asyncio.to_thread(self._end_old)

    def _is_due(self, last: Kept | None) -> bool:
        every = self._config.backup_every_hours * HOUR
        if not every or self._config.backup_folder is None or self._now() - self._failed < TRY_AGAIN:
            return False
        return last is None or self._now() - last.made >= every

    async def _make(self) -> None:
        began, folder = self._now(), folders_of(self._config)[0]
        job = Job(self._config.database, str(await new_file(self._config, folder, began)))
        try:
            wrong = json.loads(await self._elsewhere(back_up, job))
        except DrawingFailed:
            wrong = "its process ended"
        self._failed = began if wrong else 0
        self._observe(not wrong)
        if wrong:
            log.error("backup_failed", reason=wrong)
        else:
            log.info("backed_up", file=Path(job.file).name, seconds=round((self._now() - began) / 1000))

    def _end_old(self) -> None:
        now = self._now()
        before = now - self._config.backup_keep_days * DAY
        for folder in folders_of(self._config):
            if folder.is_dir():
                for file in end_old(folder, name_of(self._config.database), before, now - DAY):
                    log.info("backup_ended", file=file.name)
        if self._erased is not None and self._erased.file.exists():
            self._erased.end_old(before)
