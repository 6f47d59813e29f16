"""`fairdeal backup`: a verified copy of the database, while the bot runs or not."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

from bot.app import wall_clock
from bot.backups import folders_of, new_file
from bot.config import Config
from bot.errors import Misconfigured
from storage.backup import make_backup
from storage.backup_files import kept_in, name_of
from storage.backup_held import Held

COUNTED = (("definitions", "versions of consultations"), ("people", "people"), ("responses", "answers"))
"""What an operator knows a database by, as tables and words."""


async def backup(config: Config, place: Path | None) -> int:
    """Make a backup in a file, in a folder, or where the configuration has them."""
    now = wall_clock()
    folder, file = _place(config, place)
    file = file or await new_file(config, folder, now)
    held = await make_backup(config.database, file)
    print(f"Backup: {file}")
    print(f"It holds {inventory(held)}; {file.stat().st_size:,} bytes.")
    print("Verified: written to disk, opened anew, read to its end; every table has the rows that the database had.")
    print(_end(config, file, now))
    return 0


def inventory(held: Held) -> str:
    """What a backup holds, in a line."""
    counts = [f"{held.tables[table]:,} {words}" for table, words in COUNTED if table in held.tables]
    return ", ".join((f"version {held.schema} of the schema", *counts))


def _place(config: Config, place: Path | None) -> tuple[Path, Path | None]:
    """The folder, and the file where its name was given."""
    folders = [place] if place is not None else folders_of(config)
    if not folders:
        raise Misconfigured("Say where to: fairdeal backup FILE, or set [backup] folder in the configuration.")
    if place is None or place.is_dir():
        return folders[0], None
    if place.exists():
        raise Misconfigured(f"{place} is there already, and is left as it is. Give another name.")
    return place.parent, place


def _end(config: Config, file: Path, now: int) -> str:
    end = datetime.fromtimestamp(now / 1000, UTC).astimezone() + timedelta(days=config.backup_keep_days)
    known = [kept.file for folder in folders_of(config) for kept in kept_in(folder, name_of(config.database))]
    if file.absolute() in known:
        return f"The running bot deletes it on {end:%Y-%m-%d}."
    return f"It lies where the bot does not look: delete it yourself by {end:%Y-%m-%d}."
