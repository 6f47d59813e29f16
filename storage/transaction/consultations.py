"""Definitions, phases and releases."""

from __future__ import annotations

import json
from collections.abc import Sequence

from deliberation.definition import Consultation, read_definition
from deliberation.kept import PhaseTimes
from deliberation.releases import Summary
from storage.session import Row
from storage.sql import queries
from storage.transaction.part import Part

Q = queries("consultations")


class Consultations(Part):
    async def add_definition(self, consultation: Consultation, source: str, now: int) -> bool:
        key = {"consultation": consultation.id, "version": consultation.version}
        return await self._session.run(Q["add_definition"], **key, source=source, now=now) == 1

    async def own_consultation(self, consultation: str, owner: str | None) -> None:
        await self._session.run(Q["own_consultation"], consultation=consultation, owner=owner)

    async def consultation_owner(self, consultation: str) -> str | None:
        row = await self._session.one(Q["consultation_owner"], consultation=consultation)
        return None if row is None else row["owner_id"]

    async def current_version(self, consultation: str) -> int | None:
        row = await self._session.one(Q["current_version"], consultation=consultation)
        return None if row is None else row["version"]

    async def newest_definition(self) -> tuple[str, int] | None:
        row = await self._session.one(Q["newest_definition"])
        return None if row is None else (row["consultation_id"], row["version"])

    async def definition(self, consultation: str, version: int) -> Consultation:
        key = (consultation, version)
        if key not in self._definitions:
            row = await self._session.one(Q["definition"], consultation=consultation, version=version)
            if row is None:
                raise KeyError(key)
            self._definitions[key] = read_definition(row["source"])
        return self._definitions[key]

    async def add_phase(self, times: PhaseTimes) -> None:
        values = {"consultation": times.consultation, "phase": times.phase, "version": times.version}
        await self._session.run(Q["add_phase"], **values, opens=times.opens, closes=times.closes)

    async def drop_phases(self, consultation: str, before: int) -> None:
        await self._session.run(Q["drop_phases"], consultation=consultation, version=before)

    async def take_phases(self, consultation: str) -> Sequence[PhaseTimes]:
        return [_times(row) for row in await self._session.all(Q["phases_taken"], consultation=consultation)]

    async def phases(self, consultation: str, *, hold: bool) -> Sequence[PhaseTimes]:
        query = Q["phases_held"] if hold else Q["phases"]
        return [_times(row) for row in await self._session.all(query, consultation=consultation)]

    async def open_consultations(self, now: int) -> Sequence[str]:
        return [row["consultation_id"] for row in await self._session.all(Q["open_consultations"], now=now)]

    async def end_phase(self, consultation: str, phase: str, closes: int) -> bool:
        values = {"consultation": consultation, "phase": phase, "closes": closes}
        return await self._session.run(Q["end_phase"], **values) == 1

    async def close_phase(self, consultation: str, phase: str, now: int) -> bool:
        return await self._session.run(Q["close_phase"], consultation=consultation, phase=phase, now=now) == 1

    async def phases_to_close(self, now: int) -> Sequence[PhaseTimes]:
        return [_times(row) for row in await self._session.all(Q["phases_to_close"], now=now)]

    async def phases_to_release(self) -> Sequence[PhaseTimes]:
        return [_times(row) for row in await self._session.all(Q["phases_to_release"])]

    async def add_release(self, identifier: str, summary: Summary, phase: str, now: int) -> bool:
        place = {"consultation": summary.consultation, "phase": phase, "now": now}
        await self._session.run(Q["mark_released"], **place)
        content = json.dumps(summary.data())
        return await self._session.run(Q["add_release"], id=identifier, content=content, **place) == 1

    async def release(self, identifier: str) -> Summary:
        row = await self._session.one(Q["release"], id=identifier)
        if row is None:
            raise KeyError(identifier)
        return Summary.from_data(json.loads(row["content"]))

    async def releases_of(self, consultation: str) -> Sequence[Summary]:
        rows = await self._session.all(Q["releases_of"], consultation=consultation)
        return [Summary.from_data(json.loads(row["content"])) for row in rows]


def _times(row: Row) -> PhaseTimes:
    return PhaseTimes(
        consultation=row["consultation_id"],
        version=row["version"],
        phase=row["phase_id"],
        opens=row["opens_at"],
        closes=row["closes_at"],
        closed=row["closed_at"] is not None,
    )
