"""Texts that may be quoted, replies, and who hears of changes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from deliberation.kept import Digest, Text, TextState
from deliberation.releases.findings import Reply
from deliberation.statements.statement import Grounds
from storage.session import Row
from storage.sql import queries
from storage.transaction.part import Part

Q = queries("findings")


class Findings(Part):
    async def add_text(self, consultation: str, participation: str, step: str, flagged: bool) -> None:
        values = {"participation": participation, "step": step, "flagged": int(flagged)}
        await self._session.run(Q["add_text"], consultation=consultation, **values)

    async def texts(self, consultation: str, state: TextState, count: int, skip: int = 0) -> Sequence[Text]:
        values = {"state": state.value, "count": count, "skip": skip}
        rows = await self._session.all(Q["texts"], consultation=consultation, **values)
        return [
            Text(row["participation_id"], row["step_id"], row["version"], row["ballot"], bool(row["flagged"]))
            for row in rows
        ]

    async def count_texts(self, consultation: str) -> Mapping[tuple[TextState, bool], int]:
        rows = await self._session.all(Q["count_texts"], consultation=consultation)
        return {(TextState(row["state"]), bool(row["flagged"])): row["number"] for row in rows}

    async def judge_text(self, text: Text, before: TextState, after: TextState, why: Grounds | None = None) -> bool:
        values = {"participation": text.participation, "step": text.step, "why": None if why is None else why.value}
        return await self._session.run(Q["judge_text"], before=before.value, after=after.value, **values) == 1

    async def judge_texts(self, consultation: str, state: TextState, *, flagged: bool) -> int:
        values = {"consultation": consultation, "state": state.value, "flagged": int(flagged)}
        return await self._session.run(Q["judge_texts"], **values)

    async def answered_by_version(self, consultation: str) -> Mapping[int, int]:
        rows = await self._session.all(Q["answered_by_version"], consultation=consultation)
        return {row["version"]: row["number"] for row in rows}

    async def add_reply(self, consultation: str, reply: Reply) -> None:
        values = {"text": reply.text, "language": reply.language, "now": reply.made}
        await self._session.run(Q["add_reply"], consultation=consultation, **values)

    async def replies(self, consultation: str) -> Sequence[Reply]:
        rows = await self._session.all(Q["replies"], consultation=consultation)
        return [Reply(row["content"], row["language"], row["made_at"]) for row in rows]

    async def await_reply(self, consultation: str, until: int | None) -> None:
        await self._session.run(Q["await_reply"], consultation=consultation, reply_by=until)

    async def overdue(self, now: int, count: int) -> Sequence[str]:
        return [row["id"] for row in await self._session.all(Q["overdue"], now=now, count=count)]

    async def mark_overdue(self, consultation: str, now: int) -> bool:
        return await self._session.run(Q["mark_overdue"], consultation=consultation, now=now) == 1

    async def awaited(self, consultation: str) -> tuple[int | None, int | None]:
        row = await self._session.one(Q["awaited"], consultation=consultation)
        return (None, None) if row is None else (row["reply_by"], row["published_at"])

    async def mark_published(self, consultation: str, now: int) -> bool:
        return await self._session.run(Q["mark_published"], consultation=consultation, now=now) == 1

    async def released_consultations(self, owner: str | None) -> Sequence[str]:
        return [row["id"] for row in await self._session.all(Q["released_consultations"], owner=owner)]

    async def digest(self, person: str) -> Digest | None:
        row = await self._session.one(Q["digest"], person=person)
        return None if row is None else _digest(row)

    async def save_digest(self, digest: Digest) -> None:
        values = {"days": digest.days, "hour": digest.hour, "next": digest.next, "seen": digest.seen}
        await self._session.run(Q["save_digest"], person=digest.person, **values)

    async def drop_digest(self, person: str) -> bool:
        return await self._session.run(Q["drop_digest"], person=person) == 1

    async def digest_due(self, now: int) -> Digest | None:
        row = await self._session.one(Q["digest_due"], now=now)
        return None if row is None else _digest(row)


def _digest(row: Row) -> Digest:
    return Digest(row["person_id"], row["days"], row["hour"], row["next_at"], row["seen"])
