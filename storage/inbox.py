"""What Telegram handed over, until it has taken effect."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from storage.session import Database, Session, StorageError
from storage.sql import queries

Q = queries("inbox")

TRIES: Final = 3
"""How often an update is tried before it is set aside."""


class DoneBefore(StorageError):
    """This update has taken effect already."""


@dataclass(frozen=True)
class Arrival:
    """An update as it came: Telegram's number, whose it is, and the raw JSON."""

    update_id: int
    person: int
    body: str


@dataclass(frozen=True)
class Waiting:
    """An update that has not taken effect. `body` is None only when it was erased in between."""

    id: str
    person: int
    body: str | None


Begin = Callable[[Sequence[Waiting]], None]


def _leave_them(rows: Sequence[Waiting]) -> None:
    """They are looked for in the inbox."""


class Inbox:
    def __init__(self, database: Database, new_id: Callable[[], str]):
        self._database = database
        self._new_id = new_id

    async def receive(self, arrivals: Sequence[Arrival], now: int, begin: Begin = _leave_them) -> None:
        """Keep a batch, in its order; durable when this returns. What is here already is dropped.

        `begin` is told of the rows as soon as whatever unit is asked for comes after this one. Where units run in order
        that is at once, and what is done with a row may share the commit that keeps it. A row that is not kept after
        all, or was dropped, can take no effect: nothing is there to be marked done.
        """
        kept = [Waiting(self._new_id(), arrival.person, arrival.body) for arrival in arrivals]
        rows = [
            {"id": row.id, "update_id": arrival.update_id, "person": row.person, "body": row.body, "now": now}
            for row, arrival in zip(kept, arrivals, strict=True)
        ]
        if self._database.in_order:
            begin(kept)
        await self._database.unit(lambda session: session.many(Q["receive"], rows))
        if not self._database.in_order:
            begin(kept)

    async def waiting(self, after: str, count: int) -> list[Waiting]:
        """The next that wait, in the order of arrival."""
        rows = await self._database.read(lambda session: session.all(Q["waiting"], after=after, count=count))
        return [Waiting(row["id"], row["person"], row["body"]) for row in rows]

    async def finish_within(self, session: Session, update: str) -> None:
        """Mark it done in the unit of work that gives it effect. Raises `DoneBefore`, so that nothing counts twice."""
        if not await session.run(Q["finish"], id=update):
            raise DoneBefore(update)

    async def finish(self, update: str) -> None:
        """Mark it done: it asked for nothing. Marking twice changes nothing."""
        await self._database.unit(lambda session: session.run(Q["finish"], id=update))

    async def fail(self, update: str) -> bool:
        """Count a try that failed. Returns whether it was the last: then the update is set aside."""
        row = await self._database.unit(lambda session: session.one(Q["fail"], id=update, most=TRIES))
        return row is None or row["state"] == "poison"

    async def purge(self, before: int, poison_before: int) -> None:
        """Forget what is done with and was received before that time, and what was set aside before the other."""
        times = {"before": before, "poison_before": poison_before}
        await self._database.unit(lambda session: session.run(Q["purge"], **times))

    async def load(self) -> tuple[int, int | None]:
        """How many wait, and when the oldest of them came."""
        row = await self._database.read(lambda session: session.one(Q["count_waiting"]))
        return (0, None) if row is None else (row["waiting"], row["oldest"])
