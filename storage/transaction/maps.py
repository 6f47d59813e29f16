"""Votes as they are counted, and what was worked out from them."""

from __future__ import annotations

import json
from collections.abc import Sequence

from deliberation.kept import Heard, KeptMap, Worked
from deliberation.opinion_map import OpinionMap
from storage.sql import queries
from storage.transaction.part import Part

Q = queries("maps")

SEEN = ("votes", "cast_so", "elsewhere", "standing", "removed")


class Maps(Part):
    async def counted_people(self, consultation: str) -> Sequence[str]:
        return [row["id"] for row in await self._session.all(Q["counted_people"], consultation=consultation)]

    async def votes_on(self, consultation: str, step: str, number: int) -> Sequence[tuple[str, int]]:
        where = {"consultation": consultation, "step": step, "number": number}
        return [(row["participation_id"], row["vote"]) for row in await self._session.all(Q["votes_on"], **where)]

    async def votes_elsewhere(
        self, consultation: str, step: str, after: int, count: int
    ) -> Sequence[tuple[int, int, int]]:
        where = {"consultation": consultation, "step": step}
        rows = await self._session.all(Q["votes_elsewhere"], **where, after=after, count=count)
        return [(row["voter"], row["number"], row["vote"]) for row in rows]

    async def votes_seen(self, consultation: str, step: str) -> str:
        row = await self._session.one(Q["seen"], consultation=consultation, step=step)
        return "" if row is None else " ".join(str(row[part]) for part in SEEN)

    async def last_event(self) -> str:
        row = await self._session.one(Q["last_event"])
        return "" if row is None else str(row["id"])

    async def changed_since(self, event: str) -> frozenset[str]:
        rows = await self._session.all(Q["changed_since"], event=event)
        return frozenset(row["consultation"] for row in rows)

    async def voted_since(self, consultation: str, event: str) -> int:
        row = await self._session.one(Q["voted_since"], consultation=consultation, event=event)
        return 0 if row is None else int(row["number"])

    async def kept_map(self, consultation: str, step: str) -> KeptMap | None:
        row = await self._session.one(Q["kept_map"], consultation=consultation, step=step)
        if row is None:
            return None
        content = row["content"]
        found = None if content is None else OpinionMap.from_data(json.loads(content))
        return KeptMap(found, row["seen"], row["last_event"], row["made_at"])

    async def keep_map(self, consultation: str, step: str, worked: Worked, now: int) -> None:
        values = {**_pressing(worked), "content": worked.content, "last_event": worked.last_event, "now": now}
        await self._session.run(Q["keep_map"], consultation=consultation, step=step, **values)

    async def keep_priorities(self, consultation: str, step: str, worked: Worked) -> bool:
        where = {"consultation": consultation, "step": step}
        return await self._session.run(Q["keep_priorities"], **where, **_pressing(worked)) == 1

    async def heard_reasons(self, consultation: str, step: str) -> Sequence[Heard]:
        rows = await self._session.all(Q["heard_reasons"], consultation=consultation, step=step)
        return [Heard(row["participation_id"], row["number"], row["before"], bool(row["changed"])) for row in rows]


def _pressing(worked: Worked) -> dict[str, object]:
    return {"priorities": worked.priorities, "seen": worked.seen}
