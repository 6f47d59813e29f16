"""The audit log, as administrators read it."""

from __future__ import annotations

import json
from collections.abc import Sequence

from deliberation.kept import Noted
from storage.sql import queries
from storage.transaction.part import Part

Q = queries("log")


class Log(Part):
    async def listed(self, since: int, count: int, skip: int) -> Sequence[Noted]:
        rows = await self._session.all(Q["listed"], since=since, count=count, skip=skip)
        return [Noted(row["at"], row["actor"], row["name"], row["subject"], json.loads(row["details"])) for row in rows]

    async def once_in_team(self) -> Sequence[tuple[str, int]]:
        return [(row["actor"], int(row["subject"])) for row in await self._session.all(Q["once_in_team"])]

    async def count_listed(self, since: int) -> int:
        row = await self._session.one(Q["count_listed"], since=since)
        return 0 if row is None else int(row["listed"])
