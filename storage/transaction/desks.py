"""Desks, and what is being prepared on them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict

from deliberation.desk import Desk
from deliberation.kept import Draft, File
from storage.session import Row
from storage.sql import queries
from storage.transaction.part import Part

Q = queries("desks")
FILES = queries("files")


class Desks(Part):
    async def desk(self, person: str) -> Desk:
        row = await self._session.one(Q["desk"], person=person)
        if row is None:
            return Desk(person)
        return Desk(person, row["place"], row["subject"], row["asking"], row["page"], row["preview"])

    async def save_desk(self, desk: Desk) -> None:
        await self._session.run(Q["save_desk"], **asdict(desk))

    async def draft(self, identifier: str) -> Draft:
        row = await self._session.one(Q["draft"], id=identifier)
        if row is None:
            raise KeyError(identifier)
        return _draft(row)

    async def drafts_of(self, owner: str) -> Sequence[Draft]:
        return [_draft(row) for row in await self._session.all(Q["drafts_of"], owner=owner)]

    async def save_draft(self, draft: Draft) -> None:
        await self._session.run(Q["save_draft"], **asdict(draft))

    async def drop_draft(self, identifier: str) -> None:
        await self._session.run(Q["drop_draft"], id=identifier)
        await self._session.run(FILES["purge_files"])

    async def add_draft_picture(self, draft: str, name: str, file: File) -> None:
        await self._session.run(FILES["add_file"], sha256=file.sha256, type=file.type, content=file.content)
        await self._session.run(Q["add_draft_picture"], draft=draft, name=name, sha256=file.sha256)

    async def draft_pictures(self, draft: str) -> Mapping[str, File]:
        rows = await self._session.all(Q["draft_pictures"], draft=draft)
        return {row["name"]: File(row["sha256"], row["type"], bytes(row["bytes"])) for row in rows}


def _draft(row: Row) -> Draft:
    return Draft(row["id"], row["owner_id"], row["source"], row["changed_at"])
