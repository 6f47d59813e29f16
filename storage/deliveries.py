"""What waits to be shown or told, taken in hand for a while, and what became of it."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass

from deliberation.notices import notice_from
from deliberation.ports import Urgency
from deliberation.use_cases.showing import Shown, scene, shown
from deliberation.use_cases.telling import Told, gather
from storage.session import Database, Row, Session
from storage.sql import queries
from storage.transaction import SqlTransaction
from storage.transaction.people import person_of
from storage.transaction.telling import view_of

Q = queries("telling")


@dataclass(frozen=True)
class DueNotice:
    """A notice taken in hand. `attempts` are the tries that failed."""

    id: str
    telegram_chat: int
    language: str
    told: Told
    urgency: Urgency
    attempts: int


@dataclass(frozen=True)
class DueView:
    """A message taken in hand that does not show what is wanted."""

    shown: Shown
    attempts: int


class Deliveries:
    """`transaction` makes a transaction over a session; what a row speaks of is read in the unit that takes it."""

    def __init__(self, database: Database, transaction: Callable[[Session], SqlTransaction]):
        self._database = database
        self._transaction = transaction

    async def take_notices(self, now: int, lease: int, count: int) -> list[DueNotice]:
        """At most `count` notices, the first of each chat, held until `lease`."""

        async def work(session: Session) -> list[DueNotice]:
            rows = await session.all(Q["notices_due"], now=now, count=count)
            taken = [row for row in rows if await session.run(Q["lease_notice"], id=row["id"], now=now, lease=lease)]
            return [due for row in taken if (due := await self._notice(session, row, now)) is not None]

        return await self._database.unit(work)

    async def take_views(self, now: int, lease: int, count: int) -> list[DueView]:
        """At most `count` messages, held until `lease`."""

        async def work(session: Session) -> list[DueView]:
            rows = await session.all(Q["views_behind"], now=now, count=count)
            taken = [
                row for row in rows if await session.run(Q["lease_view"], token=row["token"], now=now, lease=lease)
            ]
            return [await self._view(session, row, now) for row in taken]

        return await self._database.unit(work)

    async def view_shown(self, token: str, revision: int, message: int | None, *, photo: bool | None = None) -> None:
        """The message shows this revision now. `message`, and whether that is a photo, are said once it was sent.

        A token that is gone (its person was erased) is no error.
        """
        said = None if photo is None else int(photo)
        values = {"token": token, "shown": revision, "message": message, "photo": said}
        await self._database.unit(lambda session: session.run(Q["view_shown"], **values))

    async def view_postponed(self, token: str, not_before: int, *, counted: bool) -> None:
        """Not now; again at `not_before`. A wait that Telegram asked for is not counted as a try."""
        values = {"token": token, "not_before": not_before, "counted": int(counted)}
        await self._database.unit(lambda session: session.run(Q["view_postponed"], **values))

    async def notice_finished(self, identifier: str, *, sent: bool, now: int) -> None:
        """It was told, or it never can be."""
        values = {"id": identifier, "state": "sent" if sent else "rejected", "now": now}
        await self._database.unit(lambda session: session.run(Q["notice_finished"], **values))

    async def notice_postponed(self, identifier: str, not_before: int, *, counted: bool) -> None:
        """Not now; again at `not_before`."""
        values = {"id": identifier, "not_before": not_before, "counted": int(counted)}
        await self._database.unit(lambda session: session.run(Q["notice_postponed"], **values))

    async def release_leases(self) -> None:
        """At a start: what a process that ended had in hand is taken up at once."""

        async def work(session: Session) -> None:
            await session.run(Q["release_leases"])
            await session.run(Q["release_view_leases"])

        await self._database.unit(work)

    async def purge(self, before: int) -> None:
        """Forget notices that were told before that time."""
        await self._database.unit(lambda session: session.run(Q["purge_notices"], before=before))

    async def _notice(self, session: Session, row: Row, now: int) -> DueNotice | None:
        """The notice with what it speaks of; None for one that this version cannot tell, which must not stop others."""
        try:
            told = await gather(self._transaction(session), notice_from(row["kind"], json.loads(row["parameters"])))
        except (KeyError, TypeError):
            await session.run(Q["notice_finished"], id=row["id"], state="rejected", now=now)
            return None
        urgency = Urgency(row["urgency"])
        return DueNotice(row["id"], row["telegram_chat"], row["language"], told, urgency, row["attempts"])

    async def _view(self, session: Session, row: Row, now: int) -> DueView:
        tx = self._transaction(session)
        view = view_of(row)
        seen = await scene(tx, await tx.participation(view.participation))
        return DueView(shown(seen, view, person_of(row), now), row["attempts"])
