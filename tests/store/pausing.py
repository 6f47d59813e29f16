"""A database that holds a unit of work still in the middle, so that another overtakes it where it matters."""

from __future__ import annotations

import asyncio
from typing import Any

from storage.session import Database, Row
from storage.sql import Query
from tests.store.unlucky import Unlucky


class Pausing(Unlucky):
    """The first unit stops after the statement with this name, until it may go on. For PostgreSQL: SQLite has one
    writer, and its units are never in the middle while another runs."""

    def __init__(self, inner: Database, name: str) -> None:
        super().__init__(inner, at=0)
        self._name: str | None = name
        self.paused, self.may_go_on = asyncio.Event(), asyncio.Event()

    async def unit(self, work: Any, *, patient: bool = False) -> Any:
        return await self._inner.unit(lambda session: work(_PausingSession(session, self)))

    async def after(self, query: Query) -> None:
        if query.name == self._name:
            self._name = None
            self.paused.set()
            await self.may_go_on.wait()


class _PausingSession:
    def __init__(self, inner: Any, pause: Pausing) -> None:
        self._inner = inner
        self._pause = pause
        self.run, self.many = inner.run, inner.many

    async def one(self, query: Query, **values: object) -> Row | None:
        row: Row | None = await self._inner.one(query, **values)
        await self._pause.after(query)
        return row

    async def all(self, query: Query, **values: object) -> list[Row]:
        rows: list[Row] = await self._inner.all(query, **values)
        await self._pause.after(query)
        return rows
