"""What stands in the database, read beside the bot with the engines' own clients and none of the project's queries."""

import json
import sqlite3
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import asyncpg

Row = dict[str, Any]

_TABLES = {
    "sqlite": "SELECT name FROM sqlite_master WHERE type = 'table'",
    "postgresql": "SELECT table_name AS name FROM information_schema.tables WHERE table_schema = 'public'",
}

_ANSWERS = """
SELECT q.telegram_id, r.step_id, r.ballot FROM responses r
JOIN participations p ON p.id = r.participation_id JOIN people q ON q.id = p.person_id
"""
_RECORDED = """
SELECT q.telegram_id, e.details FROM events e JOIN people q ON q.id = e.actor WHERE e.name = 'answer_recorded'
"""


class Ledger:
    def __init__(self, url: str) -> None:
        self._url = url

    @property
    def file(self) -> Path | None:
        """The SQLite file, if it is one."""
        return Path(self._url.removeprefix("sqlite:///")) if self._url.startswith("sqlite") else None

    async def rows(self, statement: str) -> Sequence[Row]:
        """What a statement answers. One that changes something is carried out as well."""
        if self.file is None:
            connection = await asyncpg.connect(self._url)
            try:
                return [dict(row) for row in await connection.fetch(statement)]
            finally:
                await connection.close()
        with closing(sqlite3.connect(self.file, isolation_level=None, timeout=30.0)) as file:
            file.row_factory = sqlite3.Row
            return [dict(row) for row in file.execute(statement)]

    async def count(self, table: str, where: str = "true") -> int:
        """How many rows a table has."""
        return int((await self.rows(f"SELECT COUNT(*) AS n FROM {table} WHERE {where}"))[0]["n"])  # noqa: S608

    async def everything(self) -> dict[str, str]:
        """Every table with all that is in it, as text."""
        names = [row["name"] for row in await self.rows(_TABLES[self._url.partition(":")[0]])]
        return {name: repr(await self.rows(f'SELECT * FROM "{name}"')) for name in names}  # noqa: S608

    async def answers(self) -> Counter[tuple[int, str, str]]:
        """Every stored answer, as (Telegram's id of the person, step, ballot)."""
        rows = await self.rows(_ANSWERS)
        return Counter((row["telegram_id"], row["step_id"], row["ballot"]) for row in rows)

    async def recorded(self) -> Counter[tuple[int, str]]:
        """How often the log says that somebody answered a step."""
        rows = await self.rows(_RECORDED)
        return Counter((row["telegram_id"], json.loads(row["details"])["step"]) for row in rows)

    @contextmanager
    def locked(self) -> Iterator[None]:
        """For as long as this lasts, nobody else can write to the SQLite file."""
        assert self.file is not None
        with closing(sqlite3.connect(self.file, isolation_level=None)) as file:
            file.execute("BEGIN IMMEDIATE")
            yield

    def bytes_on_disk(self) -> bytes:
        """The SQLite file and its log, as they are on disk."""
        file = self.file
        return b"" if file is None else b"".join(part.read_bytes() for part in file.parent.glob(f"{file.name}*"))
