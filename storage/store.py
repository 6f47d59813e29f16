"""The store as the process uses it: use cases are performed here, each in one unit of work."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine
from contextlib import suppress
from time import monotonic
from typing import Any, Final, TypeVar

from deliberation.errors import Conflict
from deliberation.use_cases.commands import Command, UseCase
from storage.backlog import Backlog, backlog
from storage.deliveries import Deliveries
from storage.erased import Erased, Erasure
from storage.files import Files
from storage.inbox import Inbox
from storage.scrubbing import Scrubbing
from storage.session import Database, Session, StorageError
from storage.sql import queries
from storage.transaction import Definitions, SqlTransaction

PEOPLE: Final = queries("people")
TEAM: Final = queries("team")
REWRITING: Final = queries("rewriting")

TRIES: Final = 3
"""How often a unit of work is tried when others are in its way."""

C = TypeVar("C", bound=Command)
R = TypeVar("R")


class Store:
    """One town's database with everything that is done to it. `on_told` is called when something waits to be sent,
    `on_comparison` when something that somebody is about to say waits to be compared.

    `erased` is the list beside the backups; what it could not take yet is in `unlisted`, and is tried at every scrub.
    """

    def __init__(
        self,
        database: Database,
        new_id: Callable[[], str],
        clock: Callable[[], float] = monotonic,
        erased: Erased | None = None,
    ):
        self._database = database
        self._new_id = new_id
        self.on_told: Callable[[], None] = lambda: None
        self.on_comparison: Callable[[], None] = lambda: None
        self._definitions: Definitions = {}
        self.erased = erased
        self.unlisted: list[tuple[Erasure, int]] = []
        self._scrubbing = Scrubbing(database.scrub, _Debts(database), clock)
        self.inbox = Inbox(database, new_id)
        self.files = Files(database)
        self.deliveries = Deliveries(database, self._transaction)

    async def perform(self, use_case: UseCase[C, R], command: C, update: str | None = None) -> R:
        """Run the use case in one unit of work, durable when this returns; `update` is the inbox row it is done with.

        Raises what the use case raises, having changed nothing; `Conflict` when others were in the way three times.
        """
        for tries_left in reversed(range(TRIES)):
            try:
                result, tx = await self._unit(use_case, command, update)
            except Conflict:
                if not tries_left:
                    raise Conflict from None
            else:
                await self._afterwards(tx, command.now)
                return result
        raise AssertionError("the last try returns or raises")

    async def look(self, reader: Callable[[SqlTransaction], Coroutine[Any, Any, R]]) -> R:
        """Run something that only reads."""
        return await self._database.read(lambda session: reader(self._transaction(session)))

    async def forget_strangers(self) -> None:
        """Forget who wrote something, was answered, and has no part and no role here."""

        async def work(session: Session) -> int:
            gone = await session.run(PEOPLE["purge_strangers"]) + await session.run(PEOPLE["purge_chats"])
            if gone:
                await session.run(REWRITING["owe"])
            return gone

        if await self._database.unit(work):
            self._scrubbing.owe()

    async def forget_invitations(self, now: int, refused_before: int) -> None:
        """Forget invitations that can no longer be accepted, and refusals that no longer count."""

        async def work(session: Session) -> None:
            await session.run(TEAM["purge_invitations"], now=now)
            await session.run(TEAM["purge_refusals"], before=refused_before)

        await self._database.unit(work)

    async def scrub(self) -> None:
        """Let what was deleted leave the files, if that is owed; also when the process ended that deleted it.

        Costs nothing when nothing is owed. When others are in the way it stays owed.
        """
        await self._list()
        with suppress(Conflict):
            await self._scrubbing.settle()

    async def backlog(self, now: int) -> Backlog:
        """How much waits now (milliseconds UTC)."""
        return await backlog(self._database, now)

    async def close(self) -> None:
        """Finish what is under way and let go of the database."""
        await self._database.close()

    async def _unit(self, use_case: UseCase[C, R], command: C, update: str | None) -> tuple[R, SqlTransaction]:
        async def work(session: Session) -> tuple[R, SqlTransaction]:
            tx = self._transaction(session)
            if update is not None:
                await self.inbox.finish_within(session, update)
            result = await use_case(tx, command)
            if tx.erased or tx.owes:
                await session.run(REWRITING["owe"])
            return result, tx

        return await self._database.unit(work)

    async def _afterwards(self, tx: SqlTransaction, now: int) -> None:
        """It is committed, and whatever fails from here on must not make it look undone."""
        if self.erased is not None:
            self.unlisted += [(erasure, now) for erasure in tx.gone]
        if tx.erased or tx.owes:
            self._scrubbing.owe()
        if tx.erased:
            with suppress(StorageError):  # it stays owed
                await self.scrub()
        if tx.told:
            self.on_told()
        if tx.compares:
            self.on_comparison()

    async def _list(self) -> None:
        """Write down who is gone, so that no backup brings them back."""
        while self.erased is not None and self.unlisted:
            erasure, now = self.unlisted[0]
            try:
                await asyncio.to_thread(self.erased.append, (erasure,), now)
            except (OSError, StorageError):
                return
            if (erasure, now) in self.unlisted:  # somebody else may have been at it
                self.unlisted.remove((erasure, now))

    def _transaction(self, session: Session) -> SqlTransaction:
        return SqlTransaction(session, self._definitions, self._new_id)


class _Debts:
    """What is owed, in the database itself."""

    def __init__(self, database: Database):
        self._database = database

    async def owed(self) -> int:
        row = await self._database.read(lambda session: session.one(REWRITING["owed"]))
        return 0 if row is None else int(row["owed"])

    async def settled(self, owed: int) -> bool:
        return await self._database.unit(lambda session: session.run(REWRITING["settled"], owed=owed)) == 1
