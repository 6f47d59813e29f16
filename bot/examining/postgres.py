"""PostgreSQL's own settings, on which it depends whether what was erased is gone: docs/decisions/0009."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from bot.config import Config
from bot.examining.finding import Finding
from storage.backup_postgres import settings
from storage.url import sqlite_path

SECONDS: Final = {"ms": 0.001, "s": 1, "min": 60, "h": 3600, "d": 86400}
LONGEST: Final = 300


async def server(config: Config) -> Finding | None:
    """Whether the log of the server is rid of what was erased, and the files can be rewritten at all."""
    return None if sqlite_path(config.database) is not None else judged(await settings(config.database))


def judged(said: Mapping[str, str]) -> Finding:
    """What is wrong with these settings, all of it in one line."""
    wrong = []
    if said["owned"] != "on":
        wrong.append("the bot's role does not own its database: ALTER DATABASE ... OWNER TO ...")
    if said["wal_recycle"] != "off":
        wrong.append("wal_recycle must be off")
    if not 0 < _seconds(said["archive_timeout"]) <= LONGEST:
        wrong.append("archive_timeout must be 5min or less, and not 0")
    if not wrong:
        return Finding(True, "its settings let what was erased leave its files and its log.")
    return Finding(False, f"what was erased stays longer than promised: {'; '.join(wrong)}.")


def _seconds(setting: str) -> float:
    """As the server writes it: 5min, 30s, 0."""
    given = re.fullmatch(r"(\d+)([a-z]*)", setting)
    return int(given[1]) * SECONDS.get(given[2], 1) if given else 0.0
