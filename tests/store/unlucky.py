"""Databases that fail on purpose: at a certain statement, or at the very end."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from storage.session import Contention, Database, Row, Session, Work
from storage.sql import Query
from tests.store.chats import Crash
from tests.store.town import Dump, dump


class Boom(Exception):
    """What an unlucky statement raises."""


class Unlucky:
    """Fails the statement with the given number, from 1: before it is run, or after. `statements` counts those run."""

    def __init__(
        self, inner: Database, at: int, *, after: bool = False, error: type[Exception] = Boom, times: int = 99
    ):
        self._inner = inner
        self._at = at
        self._after = after
        self._error = error
        self._times = times
        self.statements = 0
        self.in_order = inner.in_order

    async def unit(self, work: Work[Any], *, patient: bool = False) -> Any:
        self.statements = 0
        return await self._inner.unit(lambda session: work(_UnluckySession(session, self)), patient=patient)

    async def read(self, work: Work[Any]) -> Any:
        return await self._inner.read(work)

    async def scrub(self) -> None:
        """Not here: what comes after the unit is no statement of it."""
        raise Contention("on purpose")

    async def close(self) -> None:
        """The one inside is closed by who opened it."""

    def next(self) -> bool:
        """Count a statement; whether it is the one that fails."""
        self.statements += 1
        if self.statements != self._at or not self._times:
            return False
        self._times -= 1
        return True

    async def attempt(self, statement: Any) -> Any:
        unlucky = self.next()
        if unlucky and not self._after:
            statement.close()
            raise self._failure()
        result = await statement
        if unlucky:
            raise self._failure()
        return result

    def _failure(self) -> Exception:
        return self._error("on purpose")


class _UnluckySession:
    def __init__(self, inner: Session, luck: Unlucky) -> None:
        self._inner = inner
        self._luck = luck

    async def all(self, query: Query, **values: object) -> list[Row]:
        return await self._luck.attempt(self._inner.all(query, **values))  # type: ignore[no-any-return]

    async def one(self, query: Query, **values: object) -> Row | None:
        return await self._luck.attempt(self._inner.one(query, **values))  # type: ignore[no-any-return]

    async def run(self, query: Query, **values: object) -> int:
        return await self._luck.attempt(self._inner.run(query, **values))  # type: ignore[no-any-return]

    async def many(self, query: Query, rows: Sequence[Mapping[str, object]]) -> None:
        await self._luck.attempt(self._inner.many(query, rows))


class Rehearsed(Exception):
    """A unit that went to its end and was then taken back: what the tables would have held."""

    def __init__(self, tables: Dump) -> None:
        super().__init__()
        self.tables = tables


class Rehearsing(Unlucky):
    """Runs every unit to its end and commits none."""

    def __init__(self, inner: Database) -> None:
        super().__init__(inner, at=0)

    async def unit(self, work: Work[Any], *, patient: bool = False) -> Any:
        async def take_back(session: Session) -> None:
            await work(session)
            raise Rehearsed(await dump(session))

        await self._inner.unit(take_back)


class Ending(Unlucky):
    """The process ends right after its first commit: nobody hears of it."""

    def __init__(self, inner: Database) -> None:
        super().__init__(inner, at=0)

    async def unit(self, work: Work[Any], *, patient: bool = False) -> Any:
        await self._inner.unit(work)
        raise Crash
