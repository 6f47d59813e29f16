"""`fairdeal run` and `fairdeal migrate`."""

from __future__ import annotations

import asyncio
import gc
import signal
from typing import Final

import structlog

from bot.app import run_bot, wall_clock
from bot.config import Config
from bot.errors import TryLater
from storage import instance
from storage.migrate import migrate as apply_migrations

log = structlog.get_logger()

YOUNG: Final = 10_000
"""Objects, net, after which the young are looked through for circles, of which a tap leaves none. Python's own 700 are
reached with every tap.
"""


async def run(config: Config) -> int:
    """Run the bot until SIGINT or SIGTERM. Exit status 75: another one is at work on this database."""
    stop = asyncio.Event()
    for wanted in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(wanted, stop.set)
    try:
        async with instance.hold(config.database) as say:
            await migrate(config)
            log.info("running", receive=config.receive)
            gc.freeze()  # what is loaded by now stays: collections need not walk it over and over
            gc.set_threshold(YOUNG)
            await run_bot(config, stop, wall_clock, say)
            log.info("stopped")
    except instance.AlreadyRunning:
        raise TryLater("Another process runs the bot on this database. Stop it first, then start again.") from None
    return 0


async def migrate(config: Config) -> int:
    """Bring the database up to date; a database that held something is backed up first."""
    for name in await apply_migrations(config.database, now_ms=wall_clock(), backups=config.backup_folder):
        log.info("migrated", migration=name)
    return 0
