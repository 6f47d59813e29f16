"""A power cut at every commit boundary: the write-ahead log ends there, and so does what the town remembers."""

import shutil
import sqlite3
import struct
from contextlib import closing
from pathlib import Path

from storage.database import open_database
from storage.migrate import migrate
from tests.storage.town import SCHEMA, entry, names

UNITS = 25
HEADER, FRAME_HEADER = 32, 24


async def test_the_log_cut_anywhere_gives_a_prefix_of_what_was_acknowledged(tmp_path: Path) -> None:
    folder = tmp_path / "migrations"
    folder.mkdir()
    (folder / "0001_town.sql").write_text(SCHEMA)
    url, log = f"sqlite:///{tmp_path}/town.db", tmp_path / "town.db-wal"
    await migrate(url, now_ms=0, folder=folder)
    database = await open_database(url)
    acknowledged_at: list[int] = []  # how long the log was when each unit was acknowledged
    for number in range(UNITS):
        await database.unit(entry(f"{number:02}"))
        acknowledged_at.append(log.stat().st_size)
    for name in ("town.db", "town.db-wal"):
        shutil.copyfile(tmp_path / name, tmp_path / f"kept-{name}")
    await database.close()

    seen = set()
    for cut in _cuts(tmp_path / "kept-town.db-wal"):
        found = await _after_cut(tmp_path, cut)
        assert found == [f"{number:02}" for number, size in enumerate(acknowledged_at) if size <= cut]
        seen.add(len(found))
    assert seen == set(range(UNITS + 1))


def _cuts(log: Path) -> list[int]:
    """Every boundary between frames, and a place within each frame."""
    [page_size] = struct.unpack(">I", log.read_bytes()[8:12])
    frame = FRAME_HEADER + page_size
    boundaries = range(HEADER, log.stat().st_size + 1, frame)
    return sorted({0, *boundaries, *(boundary - frame // 3 for boundary in boundaries[1:])})


async def _after_cut(folder: Path, cut: int) -> list[str]:
    for name in ("town.db", "town.db-wal"):
        shutil.copyfile(folder / f"kept-{name}", folder / f"cut-{name}")
    with (folder / "cut-town.db-wal").open("r+b") as log:
        log.truncate(cut)
    database = await open_database(f"sqlite:///{folder}/cut-town.db")
    found = await names(database)
    await database.close()
    with closing(sqlite3.connect(folder / "cut-town.db")) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    return found
