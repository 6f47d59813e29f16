"""What `fairdeal doctor` looks at. Each look gives a finding, or nothing where there is nothing to look at.

They work beside a running bot, and change nothing.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Final

from bot.config import Config
from bot.examining import machine, postgres, statements, telegram, town
from bot.examining.finding import Finding

Look = Callable[[Config], Awaitable[Finding | None]]

LOOKS: Final[dict[str, Look]] = {
    "Disk": machine.disk,
    "File system": machine.file_system,
    "Memory": machine.memory,
    "Open files": machine.open_files,
    "Database": town.schema,
    "PostgreSQL": postgres.server,
    "Bot": town.bot,
    "Inbox": town.inbox,
    "Set aside": town.set_aside,
    "Messages": town.messages,
    "Backups": town.backups,
    "Near-duplicates": statements.meaning,
    "Translation": statements.translation,
    "Telegram": telegram.token,
    "Updates": telegram.updates,
    "Clock": telegram.clock,
}
"""In the order in which they are printed, under the names by which `docs/operating.md` explains them."""

__all__ = ["LOOKS", "Finding", "Look"]
