"""Pictures, as they are launched."""

from __future__ import annotations

from collections.abc import Mapping

from deliberation.kept import File
from storage.sql import queries
from storage.transaction.part import Part

Q = queries("files")


class Pictures(Part):
    async def add_picture(self, consultation: str, version: int, name: str, file: File) -> None:
        await self._session.run(Q["add_file"], sha256=file.sha256, type=file.type, content=file.content)
        values = {"consultation": consultation, "version": version, "name": name}
        await self._session.run(Q["add_picture"], **values, sha256=file.sha256)

    async def pictures(self, consultation: str, version: int) -> Mapping[str, str]:
        rows = await self._session.all(Q["pictures"], consultation=consultation, version=version)
        return {row["name"]: row["sha256"] for row in rows}
