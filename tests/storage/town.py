"""The tiny town: one counter, and entries that must always number what the counter says."""

from collections.abc import Callable, Coroutine, Iterable
from pathlib import Path
from typing import Any

from storage.database import Database, Session
from storage.sql import load

SCHEMA = """
CREATE TABLE counter (id INTEGER PRIMARY KEY, value INTEGER NOT NULL CHECK (value >= 0)) STRICT;
CREATE TABLE entry (id TEXT PRIMARY KEY, body BLOB NOT NULL, "at" INTEGER NOT NULL) STRICT, WITHOUT ROWID;
INSERT INTO counter VALUES (1, 0);
"""

Q = load("""
-- name: bump
-- The counter first: whoever comes second waits here.
UPDATE counter SET value = value + 1 WHERE id = 1;
-- name: swap
-- Only from the value that was expected.
UPDATE counter SET value = value + 1 WHERE id = 1 AND value = :expected;
-- name: value
-- What the counter says.
SELECT value FROM counter WHERE id = :id;
-- name: enter
-- One entry; twice the same is an error.
INSERT INTO entry (id, body, "at") VALUES (:id, :body, :at);
-- name: enter_once
-- One entry, unless it is there.
INSERT INTO entry (id, body, "at") VALUES (:id, :body, :at) ON CONFLICT (id) DO NOTHING;
-- name: entries
-- All of them.
SELECT id, body, "at" FROM entry ORDER BY id;
-- name: count
-- How many there are.
SELECT COUNT(*) AS entries FROM entry;
-- name: clear
-- Away with all of them.
DELETE FROM entry;
-- name: below_zero
-- Breaks the rule that a counter is not negative.
UPDATE counter SET value = :value WHERE id = 1;
-- name: add
-- Entry and answer in one.
INSERT INTO entry (id, body, "at") VALUES (:id, :body, :at) RETURNING id, "at";
-- name: nowhere
-- There is no such table.
SELECT 1 FROM nowhere;
""")

Unit = Callable[[Session], Coroutine[Any, Any, None]]


class Boom(Exception):
    """A use case that fails."""


def entry(name: str, *, fails: bool = False) -> Unit:
    """A unit that bumps the counter and makes one entry, in two statements that belong together."""

    async def work(session: Session) -> None:
        await session.run(Q["bump"])
        await session.run(Q["enter"], id=name, body=b"x", at=1)
        if fails:
            raise Boom

    return work


async def names(database: Database) -> list[str]:
    """The entries, after making sure that no unit was torn."""

    async def work(session: Session) -> list[str]:
        found = [row["id"] for row in await session.all(Q["entries"])]
        counted = await session.one(Q["value"], id=1)
        assert counted is not None
        assert counted["value"] == len(found), "a unit was torn"
        return found

    return await database.read(work)


def outcome(results: Iterable[object]) -> list[str]:
    """What became of each caller: 'done', or the name of the error."""
    return ["done" if result is None else type(result).__name__ for result in results]


def files(folder: Path, pattern: str) -> list[Path]:
    """What lies in the folder by such a name."""
    return sorted(folder.glob(pattern))
