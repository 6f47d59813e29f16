"""A database as it lies there: its schema, its rows and the bytes of its files, past everything that storage does."""

from __future__ import annotations

import sqlite3
from collections.abc import AsyncIterator, Iterator, Mapping
from contextlib import AbstractAsyncContextManager, asynccontextmanager, closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Protocol

import asyncpg

Rows = dict[str, list[dict[str, Any]]]


@dataclass(frozen=True)
class Table:
    """`columns` with their types; `parents` says of a column whose row it names."""

    name: str
    columns: Mapping[str, str]
    parents: Mapping[str, str] = field(default_factory=dict)

    def texts(self) -> list[str]:
        """Whatever is no number can hold content."""
        return [column for column, kind in self.columns.items() if kind.lower() not in NUMBERS]


NUMBERS = {"integer", "bigint", "real", "double precision", "boolean"}


class Raw(Protocol):
    """`log` are files that the server itself has to get rid of; `settle` is what it does for that now and then."""

    url: str

    async def tables(self) -> list[Table]: ...

    async def rows(self) -> Rows: ...

    async def insert(self, rows: list[tuple[str, dict[str, Any]]]) -> None: ...

    async def analyse(self) -> None:
        """Let the planner learn from what is there, and everything reach the files."""
        ...

    async def settle(self) -> None: ...

    def files(self, *, log: bool) -> Iterator[bytes]: ...

    def number(self, value: int) -> bytes:
        """A large number, as it stands in the files."""
        ...

    async def layout(self) -> int:
        """Another one after the files were written anew and had something to lose."""
        ...

    def looking(self) -> AbstractAsyncContextManager[None]:
        """Somebody else, who goes on seeing what is there now."""
        ...


class RawSqlite:
    def __init__(self, folder: Path) -> None:
        self._file = folder / "town.db"
        self.url = f"sqlite:///{self._file}"

    async def tables(self) -> list[Table]:
        names = [row["name"] for row in self._all("SELECT name FROM pragma_table_list WHERE schema = 'main'")]
        return [self._table(name) for name in names if not name.startswith("sqlite_")]

    async def rows(self) -> Rows:
        return {table.name: self._all(f'SELECT * FROM "{table.name}"') for table in await self.tables()}  # noqa: S608

    async def insert(self, rows: list[tuple[str, dict[str, Any]]]) -> None:
        with closing(sqlite3.connect(self._file)) as connection, connection:
            connection.execute("PRAGMA secure_delete = ON")
            for table, row in rows:
                connection.execute(_insertion(table, row, "?"), list(row.values()))

    async def analyse(self) -> None:
        with closing(sqlite3.connect(self._file)) as connection:
            connection.execute("PRAGMA wal_checkpoint")

    async def settle(self) -> None:
        """There is no server."""

    def files(self, *, log: bool) -> Iterator[bytes]:
        for path in self._file.parent.iterdir():
            if path.is_file():
                yield path.read_bytes()

    def number(self, value: int) -> bytes:
        return value.to_bytes(6, "big")

    async def layout(self) -> int:
        return int(self._all("PRAGMA page_count")[0]["page_count"])

    @asynccontextmanager
    async def looking(self) -> AsyncIterator[None]:
        with closing(sqlite3.connect(self._file)) as connection:
            connection.execute("BEGIN")
            connection.execute("SELECT COUNT(*) FROM people").fetchall()
            yield

    def _table(self, name: str) -> Table:
        columns = {row["name"]: row["type"] for row in self._all(f'PRAGMA table_info("{name}")')}
        parents = {row["from"]: row["table"] for row in self._all(f'PRAGMA foreign_key_list("{name}")')}
        return Table(name, columns, parents)

    def _all(self, sql: str) -> list[dict[str, Any]]:
        with closing(sqlite3.connect(self._file)) as connection:
            connection.row_factory = sqlite3.Row
            return [dict(row) for row in connection.execute(sql)]


@asynccontextmanager
async def connected(url: str) -> AsyncIterator[Any]:
    """A connection of one's own."""
    connection = await asyncpg.connect(url)
    try:
        yield connection
    finally:
        await connection.close()


_COLUMNS = """
SELECT c.table_name, c.column_name, c.data_type FROM information_schema.columns c
JOIN information_schema.tables t USING (table_schema, table_name)
WHERE c.table_schema = 'public' AND t.table_type = 'BASE TABLE' ORDER BY c.table_name, c.ordinal_position
"""
_PARENTS = """
SELECT k.conrelid::regclass::text AS table_name, a.attname AS column_name, k.confrelid::regclass::text AS parent
FROM pg_constraint k JOIN pg_attribute a ON a.attrelid = k.conrelid AND a.attnum = ANY (k.conkey)
WHERE k.contype = 'f'
"""


class RawPostgres:
    """`administrator` is the URL of a superuser, `url` that of a role that owns its database and can do no more."""

    def __init__(self, administrator: str, url: str, folder: Path) -> None:
        self._administrator = administrator
        self._folder = folder
        self.url = url

    async def tables(self) -> list[Table]:
        found: dict[str, dict[str, str]] = {}
        for row in await self._all(_COLUMNS):
            found.setdefault(row["table_name"], {})[row["column_name"]] = row["data_type"]
        parents: dict[str, dict[str, str]] = {}
        for row in await self._all(_PARENTS):
            parents.setdefault(row["table_name"], {})[row["column_name"]] = row["parent"]
        return [Table(name, columns, parents.get(name, {})) for name, columns in found.items()]

    async def rows(self) -> Rows:
        return {table.name: await self._all(f'SELECT * FROM "{table.name}"') for table in await self.tables()}  # noqa: S608

    async def insert(self, rows: list[tuple[str, dict[str, Any]]]) -> None:
        async with connected(self.url) as connection, connection.transaction():
            for table, row in rows:
                await connection.execute(_insertion(table, row, "$"), *row.values())

    async def analyse(self) -> None:
        await self._administer("ANALYZE", "CHECKPOINT")

    async def settle(self) -> None:
        await self._administer("SELECT pg_switch_wal()", "CHECKPOINT")

    def files(self, *, log: bool) -> Iterator[bytes]:
        for path in self._folder.rglob("*"):
            if path.is_file() and (log or "pg_wal" not in path.parts):
                yield path.read_bytes()

    def number(self, value: int) -> bytes:
        return value.to_bytes(8, "little")

    async def layout(self) -> int:
        return int((await self._all("SELECT pg_relation_filenode('responses') AS number"))[0]["number"])

    @asynccontextmanager
    async def looking(self) -> AsyncIterator[None]:
        async with (
            connected(self._administrator) as connection,
            connection.transaction(isolation="repeatable_read", readonly=True),
        ):
            await connection.fetch("SELECT 1")
            yield

    async def _administer(self, *statements: str) -> None:
        async with connected(self._administrator) as connection:
            for statement in statements:
                await connection.execute(statement)

    async def _all(self, sql: str) -> list[dict[str, Any]]:
        async with connected(self.url) as connection:
            return [dict(row) for row in await connection.fetch(sql)]


def _insertion(table: str, row: Mapping[str, Any], marker: str) -> str:
    places = ", ".join("?" if marker == "?" else f"${number}" for number in range(1, len(row) + 1))
    names = ", ".join(f'"{column}"' for column in row)
    return f'INSERT INTO "{table}" ({names}) VALUES ({places})'  # noqa: S608
