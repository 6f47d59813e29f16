"""Meetings, who comes to them, and how many messages people get without asking."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from deliberation.attention import Wanted
from deliberation.kept import Address, Attendee
from deliberation.meetings import Attendance, Meeting, Occurrence, Registration, Standing, Telling
from storage.session import Row
from storage.sql import queries
from storage.transaction.part import Part

Q = queries("meetings")

PLAIN = ("uid", "zone", "title", "description", "place", "link")
"""Of a meeting, what is kept as it is in its content."""


class Meetings(Part):
    async def add_meeting(self, meeting: Meeting, owner: str | None) -> bool:
        values = _values(meeting)
        del values["cancelled"]
        return await self._session.run(Q["add_meeting"], **values, owner=owner) == 1

    async def save_meeting(self, meeting: Meeting) -> None:
        await self._session.run(Q["save_meeting"], **_values(meeting))

    async def drop_meeting(self, identifier: str) -> None:
        await self._session.run(Q["drop_meeting"], id=identifier)

    async def meeting(self, identifier: str) -> Meeting:
        row = await self._session.one(Q["meeting"], id=identifier)
        if row is None:
            raise KeyError(identifier)
        return _meeting(row)

    async def take_meeting(self, identifier: str) -> Meeting:
        await self._session.run(Q["bump_meeting"], id=identifier)
        return await self.meeting(identifier)

    async def meeting_owner(self, identifier: str) -> str | None:
        row = await self._session.one(Q["meeting_owner"], id=identifier)
        return None if row is None else row["owner_id"]

    async def meeting_ids(self) -> Sequence[str]:
        return [row["id"] for row in await self._session.all(Q["meeting_ids"])]

    async def meetings_ahead(self, owner: str | None, now: int) -> Sequence[Meeting]:
        values = {"owner": owner or "", "everybody": int(owner is None)}
        return [_meeting(row) for row in await self._session.all(Q["meetings_ahead"], **values, since=now)]

    async def prepared_meeting(self, owner: str) -> Meeting | None:
        row = await self._session.one(Q["prepared_meeting"], owner=owner)
        return None if row is None else _meeting(row)

    async def attendance(self, meeting: str) -> Attendance:
        row = await self._session.one(Q["attendance"], meeting=meeting)
        return Attendance(0, 0) if row is None else Attendance(row["registered"], row["waiting"])

    async def registration(self, meeting: str, person: str) -> Registration | None:
        row = await self._session.one(Q["registration"], meeting=meeting, person=person)
        return None if row is None else _registration(row)

    async def stand(self, meeting: str, registration: Registration) -> None:
        await self._session.run(
            Q["stand"],
            meeting=meeting,
            person=registration.person,
            state=registration.standing.value,
            number=registration.number,
            since=registration.since,
            calendar=int(registration.calendar),
        )

    async def waiting_before(self, meeting: str, number: int) -> int:
        row = await self._session.one(Q["waiting_before"], meeting=meeting, number=number)
        return 0 if row is None else int(row["waiting"])

    async def last_number(self, meeting: str) -> int:
        row = await self._session.one(Q["last_number"], meeting=meeting)
        return 0 if row is None else int(row["number"])

    async def attendees(self, meeting: str, after: int, count: int) -> Sequence[Attendee]:
        rows = await self._session.all(Q["attendees"], meeting=meeting, after=after, count=count)
        return [_attendee(row) for row in rows]

    async def first_waiting(self, meeting: str, count: int) -> Sequence[Attendee]:
        rows = await self._session.all(Q["first_waiting"], meeting=meeting, count=count)
        return [_attendee(row) for row in rows]

    async def places_of(self, person: str, now: int) -> Sequence[str]:
        return [row["meeting_id"] for row in await self._session.all(Q["places_of"], person=person, now=now)]

    async def plan(self, occurrence: Occurrence) -> None:
        await self._session.run(Q["plan"], **_key(occurrence), due=occurrence.due)

    async def unplan(self, meeting: str, telling: Telling) -> None:
        await self._session.run(Q["unplan"], meeting=meeting, kind=telling.value)

    async def due_occurrence(self, now: int) -> Occurrence | None:
        row = await self._session.one(Q["due_occurrence"], now=now)
        return None if row is None else _occurrence(row)

    async def occurrences(self, meeting: str) -> Sequence[Occurrence]:
        return [_occurrence(row) for row in await self._session.all(Q["occurrences"], meeting=meeting)]

    async def put_off(self, occurrence: Occurrence, until: int) -> None:
        await self._session.run(Q["put_off"], **_key(occurrence), until=until)

    async def advance_occurrence(self, occurrence: Occurrence, cursor: int, done: int | None) -> None:
        await self._session.run(Q["advance_occurrence"], **_key(occurrence), cursor=cursor, done=done)

    async def attend(self, person: str) -> Wanted:
        row = await self._session.one(Q["attend"], person=person)
        return Wanted.NONE if row is None else Wanted(row["wanted"])

    async def wanted(self, person: str) -> Wanted:
        row = await self._session.one(Q["wanted"], person=person)
        return Wanted.ALL if row is None else Wanted(row["wanted"])

    async def want(self, person: str, wanted: Wanted) -> None:
        await self._session.run(Q["want"], person=person, wanted=wanted.value)

    async def unasked(self, person: str, since: int) -> Sequence[int]:
        return [row["day"] for row in await self._session.all(Q["unasked"], person=person, since=since)]

    async def take_day(self, person: str, day: int) -> bool:
        return await self._session.run(Q["take_day"], person=person, day=day) == 1

    async def was_told(self, occurrence: str) -> bool:
        return await self._session.one(Q["was_told"], occurrence=occurrence) is not None

    async def take_back(self, occurrences: str) -> None:
        await self._session.run(Q["take_back"], occurrences=occurrences)


def _values(meeting: Meeting) -> dict[str, Any]:
    content: dict[str, Any] = {name: getattr(meeting, name) for name in PLAIN} | {"languages": meeting.languages}
    return {
        "id": meeting.id,
        "content": json.dumps(content, ensure_ascii=False, default=dict),
        "starts": meeting.starts,
        "ends": meeting.ends,
        "capacity": meeting.capacity,
        "sequence": meeting.sequence,
        "called": meeting.called,
        "cancelled": meeting.cancelled,
        "recording": meeting.recording or None,
    }


def _meeting(row: Row) -> Meeting:
    content = json.loads(row["content"])
    return Meeting(
        id=row["id"],
        languages=tuple(content["languages"]),
        **{name: content[name] for name in PLAIN},
        starts=row["starts_at"],
        ends=row["ends_at"],
        capacity=row["capacity"],
        sequence=row["sequence"],
        called=row["called_at"],
        cancelled=row["cancelled_at"],
        recording=row["recording"] or "",
    )


def _registration(row: Row) -> Registration:
    return Registration(
        row["person_id"], Standing(row["state"]), row["number"], row["since"], calendar=bool(row["calendar"])
    )


def _attendee(row: Row) -> Attendee:
    return Attendee(_registration(row), Address(row["chat_id"], row["person_id"]), row["token"] or "")


def _occurrence(row: Row) -> Occurrence:
    return Occurrence(row["meeting_id"], Telling(row["kind"]), row["due_at"], row["cursor"])


def _key(occurrence: Occurrence) -> dict[str, str]:
    return {"meeting": occurrence.meeting, "kind": occurrence.telling.value}
