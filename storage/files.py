"""Pictures as they are sent: what Telegram calls them, so that thousands of sends upload one only once."""

from __future__ import annotations

from dataclasses import dataclass

from storage.session import Database, Session
from storage.sql import queries

Q = queries("files")


@dataclass(frozen=True)
class StoredPicture:
    """`file_id` is what Telegram calls it; None until it was uploaded."""

    sha256: str
    file_id: str | None


class Files:
    """Each method is a unit of work of its own; bytes are read only to be uploaded."""

    def __init__(self, database: Database):
        self._database = database

    async def picture(self, consultation: str, version: int, name: str) -> StoredPicture | None:
        """The picture that a version shows under this name."""
        values = {"consultation": consultation, "version": version, "name": name}
        row = await self._database.read(lambda session: session.one(Q["picture"], **values))
        return None if row is None else StoredPicture(row["sha256"], row["file_id"])

    async def file_id(self, sha256: str) -> str | None:
        """What Telegram calls a file by now."""
        row = await self._database.read(lambda session: session.one(Q["file_id"], sha256=sha256))
        return None if row is None else row["file_id"]

    async def content(self, sha256: str) -> bytes:
        """The bytes of a file. Raises KeyError."""
        row = await self._database.read(lambda session: session.one(Q["content"], sha256=sha256))
        if row is None:
            raise KeyError(sha256)
        return bytes(row["bytes"])

    async def remember(self, sha256: str, file_id: str) -> None:
        """Telegram calls it so from now on, unless another upload was remembered first."""
        await self._write("remember", sha256, file_id)

    async def drop(self, sha256: str, file_id: str) -> None:
        """Telegram does not know it by this name any more."""
        await self._write("drop", sha256, file_id)

    async def _write(self, query: str, sha256: str, file_id: str) -> None:
        async def work(session: Session) -> None:
            await session.run(Q[query], sha256=sha256, file_id=file_id)

        await self._database.unit(work)
