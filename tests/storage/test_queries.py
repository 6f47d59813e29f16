"""Every statement of the project, prepared by both engines over the schema that the migrations make."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from importlib.resources import files
from pathlib import Path

import asyncpg

from storage.migrate import migrate
from storage.sql import Query, queries


def all_queries() -> Iterator[tuple[str, Query]]:
    """Where each stands, and the query."""
    names = sorted(entry.name.removesuffix(".sql") for entry in (files("storage") / "queries").iterdir())
    for name in names:
        for query in queries(name).values():
            yield f"{name}.{query.name}", query


async def test_sqlite_understands_all_of_them(tmp_path: Path) -> None:
    await migrate(f"sqlite:///{tmp_path}/town.db", now_ms=0)
    misunderstood = []
    with closing(sqlite3.connect(tmp_path / "town.db")) as connection:
        for where, query in all_queries():
            try:
                connection.execute(f"EXPLAIN {query.sqlite}", dict.fromkeys(query.parameters))
            except sqlite3.Error as error:
                misunderstood.append(f"{where}: {error}")
    assert misunderstood == []


async def test_postgres_understands_all_of_them(postgres_url: str) -> None:
    await migrate(postgres_url, now_ms=0)
    misunderstood = []
    connection = await asyncpg.connect(postgres_url)
    for where, query in all_queries():
        try:
            await connection.prepare(query.postgres)
        except asyncpg.PostgresError as error:
            misunderstood.append(f"{where}: {error}")
    await connection.close()
    assert misunderstood == []
