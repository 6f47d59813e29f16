"""What waits to be shown or told, taken in hand for a while, and what became of it."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass

from deliberation.kept import Urgency
from deliberation.meetings import DAY
from deliberation.notices import notice_from
from deliberation.use_cases.telling import Told
from deliberation.use_cases.telling import gather as gather_notice
from deliberation.use_cases.viewing import Showing, gather
from storage.session import Database, Row, Session
from storage.sql import queries
from storage.transaction import SqlTransaction
from storage.transaction.people import person_of
from storage.transaction.telling import view_of

Q = queries("telling")
MEETINGS = queries("meetings")

TALLY = 4_000
"""Milliseconds in which what stands in a group changes once at most: whatever came in between is shown together."""


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

    shown: Showing
    attempts: int


class Deliveries:
    """`transaction` makes a transaction over a session; what a row speaks of is read in the unit that takes it."""

    def __init__(self, database: Database, transaction: Callable[[Session], SqlTransaction]):
        self._database = database
        self._transaction = transaction

    async def take_notices(self, now: int, lease: int, count: int) -> list[DueNotice]:
        """At most `count` notices, the first of each chat, held until `lease`."""

        async def work(session: Session) -> list[DueNotice]:
            await session.run(Q["expire_notices"], now=now)
            rows = await session.all(Q["notices_due"], now=now, count=count)
            taken = [row for row in rows if await session.run(Q["lease_notice"], id=row["id"], now=now, lease=lease)]
            return [due for row in taken if (due := await self._notice(session, row, now)) is not None]

        return await self._database.unit(work)

    async def take_views(self, now: int, lease: int, count: int) -> list[DueView]:
        """At most `count` messages, held until `lease`."""

        async def work(session: Session) -> list[DueView]:
            rows = await session.all(Q["views_behind"], now=now, count=count)
            times = {"now": now, "lease": lease, "tally": now + TALLY}
            in_order = sorted(rows, key=lambda row: str(row["token"]))  # as votes take several: see want_views
            taken = [row for row in in_order if await session.run(Q["lease_view"], token=row["token"], **times)]
            return [due for row in taken if (due := await self._view(session, row, now)) is not None]

        return await self._database.unit(work)

    async def view_shown(self, token: str, revision: int, message: int | None, *, photo: bool | None = None) -> None:
        """The message shows this revision now. `message`, and whether that is a photo, are said once it was sent.

        A token that is gone (its person was erased) is no error.
        """
        said = None if photo is None else int(photo)
        values = {"token": token, "shown": revision, "message": message, "photo": said}
        # Should this be lost, the same is shown once more, and nobody sees it: but not so of a new message.
        patient = message is None
        await self._database.unit(lambda session: session.run(Q["view_shown"], **values), patient=patient)

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
        """Forget notices that were told before that time, and the days on which some were told unasked."""

        async def work(session: Session) -> None:
            await session.run(Q["purge_notices"], before=before)
            await session.run(MEETINGS["purge_unasked"], before=before // DAY)

        await self._database.unit(work)

    async def _notice(self, session: Session, row: Row, now: int) -> DueNotice | None:
        """The notice with what it speaks of; None for one that this version cannot tell, which must not stop others."""
        try:
            notice = notice_from(row["kind"], json.loads(row["parameters"]))
            told = await gather_notice(self._transaction(session), notice, now)
        except (KeyError, TypeError):
            await session.run(Q["notice_finished"], id=row["id"], state="rejected", now=now)
            return None
        urgency = Urgency(row["urgency"])
        return DueNotice(row["id"], row["telegram_chat"], row["language"], told, urgency, row["attempts"])

    async def _view(self, session: Session, row: Row, now: int) -> DueView | None:
        """What the message is to show; None where what it was about is gone, so that it stays as it is."""
        view, person = view_of(row), None if row["id"] is None else person_of(row)
        try:
            showing = await gather(self._transaction(session), view, person, now)
        except KeyError:
            values = {"token": view.token, "shown": view.wanted, "message": None, "photo": None}
            await session.run(Q["view_shown"], **values)
            return None
        return DueView(showing, row["attempts"])
