"""Views, notices, broadcasts and the audit log."""

from __future__ import annotations

import json
from dataclasses import asdict

from deliberation.errors import Conflict
from deliberation.events import Event
from deliberation.kept import Address, Broadcast, Kind, Urgency, View
from deliberation.notices import Explained, Notice, notice_from, parameters_of
from storage.session import Row
from storage.sql import queries
from storage.transaction.part import Part

Q = queries("telling")


class Telling(Part):
    async def view(self, token: str) -> View | None:
        row = await self._session.one(Q["view"], token=token)
        return None if row is None else view_of(row)

    async def latest_view(self, telegram_chat: int) -> View | None:
        row = await self._session.one(Q["latest_view"], telegram_chat=telegram_chat)
        return None if row is None else view_of(row)

    async def add_view(self, view: View, *, now: int, lease: int) -> None:
        values = {"chat": view.chat, "person": view.person, "kind": view.kind.value, "subject": view.subject}
        await self._session.run(
            Q["add_view"], token=view.token, **values, remark=_stored(view.remark), now=now, lease=lease
        )

    async def touch_view(self, view: View, *, lease: int) -> None:
        values = {"token": view.token, "wanted": view.wanted, "message": view.message, "photo": int(view.photo)}
        if not await self._session.run(Q["touch_view"], **values, remark=_stored(view.remark), lease=lease):
            raise Conflict

    async def renew_views(self, kind: Kind, subject: str) -> None:
        if await self._session.run(Q["renew_views"], kind=kind.value, subject=subject):
            self.told = True

    async def retire_views(self, chat: str, left_at: str | None) -> None:
        if await self._session.run(Q["retire_views"], chat=chat, left_at=left_at):
            self.told = True

    async def notify(
        self,
        address: Address,
        notice: Notice,
        urgency: Urgency,
        now: int,
        occurrence: str | None,
        *,
        due: int | None = None,
        expires: int | None = None,
    ) -> None:
        self.told = True
        await self._session.run(
            Q["notify"],
            id=self._new_id(),
            chat=address.chat,
            person=address.person,
            kind=notice.kind,
            parameters=json.dumps(parameters_of(notice)),
            urgency=int(urgency),
            occurrence=occurrence,
            due=now if due is None else due,
            expires=expires,
        )

    async def add_broadcast(self, broadcast: Broadcast) -> None:
        await self._session.run(
            Q["add_broadcast"],
            id=broadcast.id,
            consultation=broadcast.consultation,
            kind=broadcast.notice.kind,
            parameters=json.dumps(parameters_of(broadcast.notice)),
            cursor=broadcast.cursor,
        )

    async def next_broadcast(self) -> Broadcast | None:
        row = await self._session.one(Q["next_broadcast"])
        if row is None:
            return None
        notice = notice_from(row["kind"], json.loads(row["parameters"]))
        return Broadcast(row["id"], row["consultation_id"], notice, row["cursor"])

    async def advance_broadcast(self, identifier: str, cursor: str, done: bool) -> None:
        await self._session.run(Q["advance_broadcast"], id=identifier, cursor=cursor, done=int(done))

    async def note(self, event: Event, *, actor: str | None, subject: str, now: int) -> None:
        details = json.dumps(asdict(event))
        values = {"actor": actor, "name": event.name, "subject": subject, "details": details}
        await self._session.run(Q["note"], id=self._new_id(), now=now, **values, listed=int(event.listed))


def _stored(remark: Explained | None) -> str | None:
    return None if remark is None else json.dumps(parameters_of(remark))


def view_of(row: Row) -> View:
    """The view that a row of `views` holds."""
    return View(
        token=row["token"],
        chat=row["chat_id"],
        telegram_chat=row["telegram_chat"],
        person=row["person_id"],
        subject=row["subject"],
        kind=Kind(row["kind"]),
        message=row["message_id"],
        wanted=row["wanted"],
        retired=bool(row["retired"]),
        left_at=row["left_at"],
        photo=bool(row["photo"]),
        remark=None if row["remark"] is None else Explained(**json.loads(row["remark"])),
    )
