"""Statements, and votes on them."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence

from deliberation.errors import Conflict
from deliberation.kept import Comparison
from deliberation.statements.statement import Grounds, State, Statement, Translation
from storage.session import Row
from storage.sql import queries
from storage.transaction.part import Part

Q = queries("statements")


class Statements(Part):
    async def add_statement(self, consultation: str, step: str, statement: Statement) -> int:
        where = {"consultation": consultation, "step": step}
        row = await self._session.one(Q["next_statement"], name=f"statements of {consultation} {step}")
        if row is None:
            raise KeyError("counters")
        number = int(row["number"])
        values = {**_state(statement), "seed": statement.seed, "author": statement.author}
        values |= {"language": statement.language, "sent_hour": statement.sent_hour, "number": number}
        if not await self._session.run(Q["add_statement"], **where, **values):
            raise Conflict
        await self._translate(consultation, step, number, statement.translations)
        return number

    async def save_statement(self, consultation: str, step: str, before: Statement, after: Statement) -> bool:
        values = {**_state(after), "number": after.number, "before": before.state.value}
        return await self._session.run(Q["save_statement"], consultation=consultation, step=step, **values) == 1

    async def drop_statement(self, consultation: str, step: str, number: int) -> None:
        self.erased = True
        await self._session.run(Q["drop_statement"], consultation=consultation, step=step, number=number)
        await self._session.run(Q["unmerge_from_nothing"])

    async def statements(self, consultation: str, step: str) -> Sequence[Statement]:
        rows = await self._session.all(Q["statements"], consultation=consultation, step=step)
        return [_statement(row, {}) for row in rows]

    async def statement(self, consultation: str, step: str, number: int) -> Statement:
        where = {"consultation": consultation, "step": step, "number": number}
        row = await self._session.one(Q["statement"], **where)
        if row is None:
            raise KeyError(number)
        rows = await self._session.all(Q["translations_of"], **where)
        return _statement(row, {r["language"]: Translation(r["content"], bool(r["machine"])) for r in rows})

    async def own_statements(self, participation: str, step: str) -> Sequence[Statement]:
        rows = await self._session.all(Q["own_statements"], participation=participation, step=step)
        return [_statement(row, {}) for row in rows]

    async def put_comparison(self, participation: str, step: str, text: str) -> None:
        self.compares = True
        await self._session.run(Q["put_comparison"], participation=participation, step=step, text=text)

    async def drop_comparison(self, comparison: Comparison) -> bool:
        values = {"participation": comparison.participation, "step": comparison.step, "text": comparison.text}
        return await self._session.run(Q["compared"], **values) == 1

    async def next_comparison(self) -> Comparison | None:
        row = await self._session.one(Q["next_comparison"])
        if row is None:
            return None
        return Comparison(
            participation=row["participation_id"],
            step=row["step_id"],
            text=row["content"],
            language=row["language"],
            consultation=row["consultation_id"],
            version=row["version"],
            telegram_chat=row["telegram_id"],
            new_messages=bool(row["new_messages"]),
        )

    async def translations(self, consultation: str, step: str, language: str) -> Mapping[int, Translation]:
        where = {"consultation": consultation, "step": step, "language": language}
        rows = await self._session.all(Q["translations"], **where)
        return {row["number"]: Translation(row["content"], bool(row["machine"])) for row in rows}

    async def put_translation(
        self, consultation: str, step: str, number: int, language: str, translation: Translation
    ) -> None:
        await self._translate(consultation, step, number, {language: translation})

    async def asked_statements(self, consultation: str, step: str) -> frozenset[int]:
        rows = await self._session.all(Q["asked_statements"], consultation=consultation, step=step)
        return frozenset(row["number"] for row in rows)

    async def own_votes(self, participation: str, step: str) -> Mapping[int, int]:
        rows = await self._session.all(Q["own_votes"], participation=participation, step=step)
        return {row["number"]: row["vote"] for row in rows}

    async def cast_vote(self, consultation: str, participation: str, step: str, number: int, vote: int) -> None:
        values = {"consultation": consultation, "participation": participation, "step": step}
        await self._session.run(Q["cast_vote"], **values, number=number, vote=vote)

    async def priorities(self, consultation: str, step: str) -> Mapping[int, float]:
        row = await self._session.one(Q["priorities"], consultation=consultation, step=step)
        return {} if row is None else {int(number): value for number, value in json.loads(row["priorities"]).items()}

    async def _translate(
        self, consultation: str, step: str, number: int, translations: Mapping[str, Translation]
    ) -> None:
        for language, translation in translations.items():
            values = {"language": language, "text": translation.text, "machine": int(translation.machine)}
            where = {"consultation": consultation, "step": step, "number": number}
            await self._session.run(Q["put_translation"], **where, **values)


def _state(statement: Statement) -> dict[str, object]:
    return {
        "text": statement.text,
        "state": statement.state.value,
        "meta": int(statement.meta),
        "flagged": int(statement.flagged),
        "why": None if statement.why is None else statement.why.value,
        "proposed": statement.proposed,
        "merged_into": statement.merged_into,
    }


def _statement(row: Row, translations: Mapping[str, Translation]) -> Statement:
    return Statement(
        number=row["number"],
        text=row["content"],
        language=row["language"],
        state=State(row["state"]),
        seed=row["seed"],
        author=row["author_id"],
        meta=bool(row["meta"]),
        flagged=bool(row["flagged"]),
        why=None if row["why"] is None else Grounds(row["why"]),
        proposed=row["proposed"],
        merged_into=row["merged_into"],
        sent_hour=row["sent_hour"],
        translations=translations,
    )
