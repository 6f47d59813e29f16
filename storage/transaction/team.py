"""Roles, the invitations that give them, and invitations that did not work."""

from __future__ import annotations

from collections.abc import Sequence

from deliberation.kept import Invitation, Member
from deliberation.roles import Role
from storage.session import Row
from storage.sql import queries
from storage.transaction.part import Part

Q = queries("team")


class Team(Part):
    async def grant(self, person: str, invited: Invitation, now: int) -> bool:
        values = {"role": invited.role.value, "note": invited.note, "number": invited.number}
        return await self._session.run(Q["grant"], person=person, **values, now=now) == 1

    async def team(self) -> Sequence[Member]:
        rows = await self._session.all(Q["team"])
        return [
            Member(row["number"], row["person_id"], Role(row["role"]), row["note"], row["granted_at"]) for row in rows
        ]

    async def hold_team(self) -> None:
        await self._session.run(Q["hold_team"])

    async def take_role(self, number: int) -> bool:
        return await self._session.run(Q["take_role"], number=number) == 1

    async def add_invitation(self, digest: str, role: Role, note: str, expires: int) -> int:
        number = await self._number()
        values = {"digest": digest, "role": role.value, "note": note, "expires": expires}
        await self._session.run(Q["add_invitation"], **values, number=number)
        return number

    async def invitation(self, digest: str, now: int) -> Invitation | None:
        row = await self._session.one(Q["invitation"], digest=digest, now=now)
        return None if row is None else _invitation(row)

    async def invitations(self, now: int) -> Sequence[Invitation]:
        return [_invitation(row) for row in await self._session.all(Q["invitations"], now=now)]

    async def drop_invitation(self, number: int) -> bool:
        return await self._session.run(Q["drop_invitation"], number=number) == 1

    async def add_refusal(self, person: str, now: int) -> None:
        await self._session.run(Q["add_refusal"], id=self._new_id(), person=person, now=now)

    async def refusals(self, person: str, since: int) -> int:
        row = await self._session.one(Q["refusals"], person=person, since=since)
        return 0 if row is None else int(row["refused"])

    async def _number(self) -> int:
        row = await self._session.one(Q["next_number"])
        if row is None:
            raise KeyError("counters")
        return int(row["last"])


def _invitation(row: Row) -> Invitation:
    return Invitation(row["number"], Role(row["role"]), row["note"], row["expires_at"])
