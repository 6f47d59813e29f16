"""What somebody has to look through among statements, and who was taken out of the results."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence

from deliberation.kept import Address, Load, Noted
from deliberation.moderation import Piece
from deliberation.statements.statement import Grounds, State
from storage.session import Row
from storage.sql import queries
from storage.transaction.part import Part

Q = queries("moderation")


class Moderation(Part):
    async def pieces_waiting(self, consultation: str, count: int) -> Sequence[Piece]:
        rows = await self._session.all(Q["pieces_waiting"], consultation=consultation, count=count)
        return [_piece(row) for row in rows]

    async def pieces(self, consultation: str, step: str, number: int) -> Sequence[Piece]:
        where = {"consultation": consultation, "step": step, "number": number}
        itself = await self._session.all(Q["piece_itself"], **where)
        return [_piece(row) for row in (*itself, *await self._session.all(Q["reasons_given"], **where))]

    async def change_piece(self, consultation: str, before: Piece, after: Piece) -> bool:
        where = {"consultation": consultation, "step": before.step, "number": before.number}
        was = {"was_text": before.text, "was_state": before.state.value, "was_why": before.why or ""}
        now = {"state": after.state.value, "why": None if after.why is None else after.why.value}
        if before.is_statement:
            return await self._session.run(Q["change_statement"], **where, **was, **now, **_wording(before, after)) == 1
        return await self._session.run(Q["change_reason"], **where, **was, **now, author=before.author) == 1

    async def merge_what_was_merged(self, consultation: str, step: str, number: int, into: int) -> None:
        where = {"consultation": consultation, "step": step, "number": number}
        await self._session.run(Q["merge_what_was_merged"], **where, into=into)

    async def drop_translations(self, consultation: str, step: str, number: int) -> None:
        await self._session.run(Q["drop_translations"], consultation=consultation, step=step, number=number)

    async def loads(self, *, owner: str | None = None, consultation: str | None = None) -> Mapping[str, Load]:
        rows = await self._session.all(Q["loads"], owner=owner, consultation=consultation)
        return {row["consultation_id"]: Load(row["number"], row["oldest"]) for row in rows}

    async def accepted_of(self, participation: str) -> int:
        row = await self._session.one(Q["accepted_of"], participation=participation)
        return 0 if row is None else int(row["number"])

    async def take_out(self, participation: str, now: int) -> bool:
        return await self._session.run(Q["take_out"], participation=participation, now=now) == 1

    async def take_in(self, participation: str) -> bool:
        return await self._session.run(Q["take_in"], participation=participation) == 1

    async def taken_out(self, consultation: str) -> Sequence[str]:
        return [row["id"] for row in await self._session.all(Q["taken_out"], consultation=consultation)]

    async def said_by(self, participation: str, count: int) -> Sequence[Piece]:
        rows = await self._session.all(Q["said_by"], participation=participation, count=count)
        return [_piece(row) for row in rows]

    async def address_of(self, participation: str) -> Address | None:
        row = await self._session.one(Q["address_of"], participation=participation)
        return None if row is None else Address(row["chat_id"], row["person_id"])

    async def noted_of(self, consultation: str) -> Sequence[Noted]:
        rows = await self._session.all(Q["noted_of"], consultation=consultation)
        return [Noted(row["at"], row["actor"], row["name"], row["subject"], json.loads(row["details"])) for row in rows]


def _wording(before: Piece, after: Piece) -> dict[str, object]:
    """What a statement has besides."""
    return {
        "text": after.text,
        "meta": int(after.meta),
        "proposed": after.proposed,
        "merged_into": after.merged_into,
        "flagged": int(after.flagged),
        "was_meta": int(before.meta),
        "was_proposed": before.proposed or "",
        "was_merged_into": -1 if before.merged_into is None else before.merged_into,
    }


def _piece(row: Row) -> Piece:
    return Piece(
        step=row["step_id"],
        number=row["number"],
        text=row["content"],
        language=row["language"],
        state=State(row["state"]),
        author=row["author_id"],
        side=row["side"],
        flagged=bool(row["flagged"]),
        why=None if row["why"] is None else Grounds(row["why"]),
        meta=bool(row["meta"]),
        proposed=row["proposed"],
        merged_into=row["merged_into"],
        sent_hour=row["sent_hour"],
        removed=bool(row["removed"]),
    )
