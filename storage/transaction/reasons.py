"""Why people vote as they do, and what they make of reasons from the other side."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from deliberation.statements.hearing import Side
from deliberation.statements.statement import Grounds, Reason, State
from storage.session import Row
from storage.sql import queries
from storage.transaction.part import Part

Q = queries("reasons")

NO_SIDE = 0
"""That no reason is given for."""


class Reasons(Part):
    async def put_reason(self, consultation: str, step: str, reason: Reason) -> None:
        where = {"consultation": consultation, "step": step, "participation": reason.by, "number": reason.number}
        values = {"side": reason.side, "text": reason.text, "language": reason.language, "state": reason.state.value}
        more = {"flagged": int(reason.flagged), "sent_hour": reason.sent_hour}
        await self._session.run(Q["put_reason"], **where, **values, **more)

    async def own_reasons(self, participation: str, step: str) -> Mapping[int, Reason]:
        rows = await self._session.all(Q["own_reasons"], participation=participation, step=step)
        return {row["number"]: _reason(row) for row in rows}

    async def drop_reason(self, participation: str, step: str, number: int, but: int = NO_SIDE) -> bool:
        where = {"participation": participation, "step": step, "number": number}
        gone = await self._session.run(Q["drop_reason"], **where, side=but) == 1
        self.owes = self.owes or gone
        self.erased = self.erased or (gone and but == NO_SIDE)
        return gone

    async def sides_to_hear(self, participation: str, step: str) -> Sequence[Side]:
        rows = await self._session.all(Q["sides_to_hear"], participation=participation, step=step)
        return [Side(row["number"], row["side"], row["times"], row["least"]) for row in rows]

    async def least_heard(self, consultation: str, step: str, side: Side, count: int) -> Sequence[str]:
        where = {"consultation": consultation, "step": step, "number": side.number, "side": side.side}
        rows = await self._session.all(Q["least_heard"], **where, least=side.least, count=count)
        return [row["participation_id"] for row in rows]

    async def hear(self, consultation: str, participation: str, step: str, side: Side, by: str) -> None:
        where = {"step": step, "number": side.number, "by": by}
        values = {"consultation": consultation, "participation": participation, "before": -side.side}
        await self._session.run(Q["hear"], **where, **values)
        await self._session.run(Q["count_heard"], **where)

    async def heard_reason(self, participation: str, step: str, number: int) -> Reason | None:
        row = await self._session.one(Q["heard_reason"], participation=participation, step=step, number=number)
        return None if row is None else _reason(row)

    async def be_moved(self, participation: str, step: str, number: int) -> None:
        await self._session.run(Q["be_moved"], participation=participation, step=step, number=number)


def _reason(row: Row) -> Reason:
    return Reason(
        number=row["number"],
        side=row["side"],
        text=row["content"],
        language=row["language"],
        by=row["participation_id"],
        state=State(row["state"]),
        flagged=bool(row["flagged"]),
        why=None if row["why"] is None else Grounds(row["why"]),
        sent_hour=row["sent_hour"],
    )
