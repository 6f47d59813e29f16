"""What is offered, as those see it who steer it."""

from __future__ import annotations

from collections.abc import Sequence

from deliberation.kept import Address, Offer, Progress
from storage.session import Row
from storage.sql import queries
from storage.transaction.part import Part

Q = queries("offers")
DEFINITIONS = queries("consultations")


class Offers(Part):
    async def offers(self, owner: str | None) -> Sequence[Offer]:
        return [_offer(row) for row in await self._session.all(Q["offers"], owner=owner)]

    async def offer(self, consultation: str) -> Offer:
        row = await self._session.one(Q["offer"], consultation=consultation)
        if row is None:
            raise KeyError(consultation)
        return _offer(row)

    async def source(self, consultation: str, version: int) -> str:
        row = await self._session.one(DEFINITIONS["definition"], consultation=consultation, version=version)
        if row is None:
            raise KeyError(consultation)
        return str(row["source"])

    async def consultation_ids(self) -> Sequence[str]:
        return [row["id"] for row in await self._session.all(Q["consultation_ids"])]

    async def progress(self, consultation: str) -> Progress:
        row = await self._session.one(Q["progress"], consultation=consultation)
        return Progress(0, 0) if row is None else Progress(int(row["began"]), int(row["finished"]))

    async def put_aside(self, consultation: str, now: int) -> None:
        await self._session.run(Q["put_aside"], consultation=consultation, now=now)

    async def mark_reminded(self, consultation: str, now: int) -> bool:
        return await self._session.run(Q["mark_reminded"], consultation=consultation, now=now) == 1

    async def reminded_at(self, consultation: str) -> int | None:
        row = await self._session.one(Q["reminded_at"], consultation=consultation)
        return None if row is None else row["reminded_at"]

    async def extend_phase(self, consultation: str, phase: str, closes: int) -> bool:
        values = {"consultation": consultation, "phase": phase, "closes": closes}
        return await self._session.run(Q["extend_phase"], **values) == 1

    async def unfinished(self, consultation: str, after: str, count: int) -> Sequence[tuple[str, Address]]:
        rows = await self._session.all(Q["unfinished"], consultation=consultation, after=after, count=count)
        return [(row["id"], Address(row["chat_id"], row["person_id"])) for row in rows]


def _offer(row: Row) -> Offer:
    return Offer(row["id"], row["owner_id"], row["version"], row["closes"], over=row["running"] == 0)
