"""`kill -9` in the middle of committing: everything acknowledged is there, and no unit is torn."""

import asyncio
import os
import random
import signal
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

from storage.database import open_database
from storage.url import sqlite_path
from tests.storage.town import names

KILLS = 8


async def test_nothing_acknowledged_is_lost(town_url: str) -> None:
    chance = random.Random(7)
    acknowledged: set[str] = set()
    for kill in range(KILLS):
        acknowledged |= await asyncio.to_thread(_run_and_kill, town_url, f"{kill}", chance.randrange(1, 1500))
        database = await open_database(town_url)
        found = await names(database)
        await database.close()
        assert acknowledged <= set(found)
    path = sqlite_path(town_url)
    if path is not None:
        assert await asyncio.to_thread(_intact, path)


def _run_and_kill(url: str, prefix: str, after: int) -> set[str]:
    """Let a child acknowledge so many units, kill it, and return all that it had acknowledged by then."""
    child = [sys.executable, "-m", "tests.storage.child", url, prefix]
    with subprocess.Popen(child, stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        said = [process.stdout.readline() for _ in range(after)]
        os.kill(process.pid, signal.SIGKILL)
        said += process.stdout.readlines()
    # The last line may be cut short: then it was not acknowledged to anybody.
    whole = {line.decode().strip() for line in said if line.endswith(b"\n")}
    assert len(whole) >= after
    return whole


def _intact(path: Path) -> bool:
    with closing(sqlite3.connect(path)) as connection:
        return connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
