"""Participations and their answers."""

from __future__ import annotations

import json
from collections.abc import Sequence
from itertools import groupby
from typing import Any

from deliberation.errors import Conflict
from deliberation.kept import Address
from deliberation.participation import Participation, Status
from deliberation.releases import Record
from storage.erased import of_answers
from storage.session import Row
from storage.sql import queries
from storage.transaction.part import Part

Q = queries("participations")
STATEMENTS = queries("statements")


class Participations(Part):
    async def find_participation(self, person: str, consultation: str) -> Participation | None:
        row = await self._session.one(Q["find_participation"], person=person, consultation=consultation)
        return None if row is None else await self._whole(row)

    async def last_consultation(self, person: str) -> str | None:
        row = await self._session.one(Q["last_consultation"], person=person)
        return None if row is None else str(row["consultation_id"])

    async def participation(self, identifier: str) -> Participation:
        row = await self._session.one(Q["participation"], id=identifier)
        if row is None:
            raise KeyError(identifier)
        return await self._whole(row)

    async def add_participation(self, participation: Participation, person: str, now: int) -> None:
        values = {"person": person, "consultation": participation.consultation, "version": participation.version}
        if not await self._session.run(Q["add_participation"], **_state(participation), **values, now=now):
            raise Conflict

    async def save_participation(self, before: Participation, after: Participation) -> None:
        if not await self._session.run(Q["save_participation"], **_state(after), before=before.revision):
            raise Conflict
        for step, ballot in after.answers.items():
            if before.answers.get(step) != ballot:
                values = {"participation": after.id, "step": step, "ballot": ballot}
                await self._session.run(Q["record_response"], **values)
        if after.status is Status.WITHDRAWN and before.status is not Status.WITHDRAWN:
            self.erased = True
            self.gone.append(of_answers(after.id, after.revision))
            for query in "drop_votes", "drop_own_statements", "drop_reasons", "drop_heard", "drop_comparison":
                await self._session.run(STATEMENTS[query], participation=after.id)
            await self._session.run(STATEMENTS["unmerge_from_nothing"])
        for step in before.answers.keys() - after.answers.keys():
            await self._session.run(Q["withdraw_response"], participation=after.id, step=step)

    async def version_begun(self, consultation: str) -> int | None:
        row = await self._session.one(Q["version_begun"], consultation=consultation)
        return None if row is None else row["version"]

    async def records(self, consultation: str) -> list[Record]:
        rows = await self._session.all(Q["records"], consultation=consultation)
        return [_record(list(answers)) for _, answers in groupby(rows, key=lambda row: row["id"])]

    async def audience(self, consultation: str, after: str, count: int) -> Sequence[tuple[str, Address]]:
        rows = await self._session.all(Q["audience"], consultation=consultation, after=after, count=count)
        return [(row["id"], Address(row["chat_id"], row["person_id"])) for row in rows]

    async def _whole(self, row: Row) -> Participation:
        answers = await self._session.all(Q["responses"], participation=row["id"])
        return Participation(
            id=row["id"],
            consultation=row["consultation_id"],
            version=row["version"],
            revision=row["revision"],
            status=Status(row["status"]),
            place=row["place"],
            origin=row["origin"],
            page=row["page"],
            saved=row["saved"],
            skipped=frozenset(json.loads(row["skipped"])),
            drafts=json.loads(row["drafts"]),
            answers={answer["step_id"]: answer["ballot"] for answer in answers},
            consented_at=row["consented_at"],
            finished_at=row["finished_at"],
            noticed_at=row["noticed_at"],
            removed=row["removed_at"] is not None,
        )


def _state(participation: Participation) -> dict[str, Any]:
    return {
        "id": participation.id,
        "revision": participation.revision,
        "status": participation.status.value,
        "place": participation.place,
        "origin": participation.origin,
        "page": participation.page,
        "saved": participation.saved,
        "skipped": json.dumps(sorted(participation.skipped)),
        "drafts": json.dumps(dict(participation.drafts), sort_keys=True, ensure_ascii=False),
        "consented_at": participation.consented_at,
        "finished_at": participation.finished_at,
        "noticed_at": participation.noticed_at,
    }


def _record(rows: list[Row]) -> Record:
    first = rows[0]
    return Record(
        version=first["version"],
        answers={row["step_id"]: row["ballot"] for row in rows if row["step_id"] is not None},
        skipped=frozenset(json.loads(first["skipped"])),
        language=first["language"],
        began=first["started_at"],
        ended=first["finished_at"],
        participation=first["id"],
    )
