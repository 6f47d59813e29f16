"""Polls in groups: views that are nobody's own, and how the votes stand."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence

from deliberation.kept import Group, Kind, Mirror, Urgency
from deliberation.notices import Notice, parameters_of
from storage.session import Row
from storage.sql import queries
from storage.transaction.part import Part

Q = queries("polls")


class Polls(Part):
    async def hold_tally(self, consultation: str) -> None:
        await self._session.run(Q["hold_tally"], consultation=consultation)

    async def voters(self, consultation: str) -> int:
        row = await self._session.one(Q["voters"], consultation=consultation)
        return 0 if row is None else int(row["voters"])

    async def ballots(self, consultation: str, step: str) -> Mapping[str, int]:
        rows = await self._session.all(Q["ballots"], consultation=consultation, step=step)
        return {row["ballot"]: int(row["number"]) for row in rows}

    async def want_views(self, kind: Kind, subject: str) -> None:
        await self._session.run(Q["want_views"], kind=kind.value, subject=subject)

    async def recognise_view(self, token: str, message: int) -> None:
        await self._session.run(Q["recognise_view"], token=token, message=message)

    async def retire_posted(self, chat: str, consultation: str) -> None:
        await self._session.run(Q["retire_posted"], chat=chat, consultation=consultation)
        self.told = True

    async def groups_of(self, consultation: str) -> Sequence[Group]:
        rows = await self._session.all(Q["groups_of"], consultation=consultation)
        return [Group(row["id"], row["title"] or "") for row in rows]

    async def name_chat(self, chat: str, title: str) -> None:
        await self._session.run(Q["name_chat"], chat=chat, title=title)

    async def chat_of(self, person: str) -> str | None:
        row = await self._session.one(Q["chat_of"], person=person)
        return None if row is None else str(row["id"])

    async def tell_group(
        self, chat: str, language: str, notice: Notice, urgency: Urgency, *, now: int, occurrence: str
    ) -> None:
        self.told = True
        parameters = json.dumps(parameters_of(notice))
        values = {"language": language, "kind": notice.kind, "parameters": parameters, "urgency": int(urgency)}
        await self._session.run(Q["tell_group"], id=self._new_id(), chat=chat, **values, occurrence=occurrence, now=now)

    async def forget_noticed(self, before: int) -> int:
        noticed = [row["id"] for row in await self._session.all(Q["noticed_only"], before=before)]
        for participation in noticed:
            await self._session.run(Q["forget_log_of"], participation=participation)
            await self._session.run(Q["forget_participation"], participation=participation)
        self.erased = self.erased or bool(noticed)
        return len(noticed)

    async def add_mirror(self, mirror: Mirror) -> None:
        values = {"poll": mirror.poll, "token": mirror.token, "version": mirror.version, "message": mirror.message}
        await self._session.run(Q["add_mirror"], **values)

    async def mirror(self, poll: str) -> Mirror | None:
        row = await self._session.one(Q["mirror"], poll=poll)
        return None if row is None else _mirror_of(row)

    async def mirrors_of(self, consultation: str) -> Sequence[Mirror]:
        return [_mirror_of(row) for row in await self._session.all(Q["mirrors_of"], consultation=consultation)]

    async def mirrors_in(self, telegram_chat: int) -> Sequence[Mirror]:
        return [_mirror_of(row) for row in await self._session.all(Q["mirrors_in"], telegram_chat=telegram_chat)]

    async def end_mirror(self, poll: str) -> None:
        await self._session.run(Q["end_mirror"], poll=poll)


def _mirror_of(row: Row) -> Mirror:
    return Mirror(row["poll_id"], row["token"], row["version"], row["message_id"], row["chat_id"], row["subject"])
