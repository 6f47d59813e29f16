"""Meetings on the desk of who calls them: the list, one that is being prepared, and one that was called."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from deliberation.meetings import DAY, Attendance, Meeting
from deliberation.ports import Transaction
from deliberation.roles import OVER_OTHERS, Capability
from deliberation.use_cases.matters.at import At


@dataclass(frozen=True)
class Meetings:
    """Those ahead, and those of the last month, for their recordings; `page` of them is to be shown."""

    meetings: Sequence[Meeting]
    page: int


@dataclass(frozen=True)
class Calling:
    """One that is being prepared; `asking` is what is asked for, empty when it can be called."""

    meeting: Meeting
    asking: str


@dataclass(frozen=True)
class Convening:
    """One that was called. Who convenes it has to know exactly how many come. `asking` is what is to be changed."""

    meeting: Meeting
    attendance: Attendance
    asking: str
    now: int


async def meetings(tx: Transaction, at: At) -> Meetings:
    """The list: their own, or all for those who may steer all."""
    roles = await tx.roles(at.person.telegram_id)
    everything = any(Capability.CONVENE in OVER_OTHERS[role] for role in roles)
    ahead = await tx.meetings_ahead(None if everything else at.person.id, at.now - 30 * DAY)
    return Meetings(ahead, at.desk.page)


async def calling(tx: Transaction, at: At) -> Calling:
    """What is being prepared. Raises KeyError where it is not."""
    return Calling(await tx.meeting(at.desk.subject), at.desk.asking)


async def convening(tx: Transaction, at: At) -> Convening:
    """How it stands. Raises KeyError where there is none."""
    meeting = await tx.meeting(at.desk.subject)
    return Convening(meeting, await tx.attendance(meeting.id), at.desk.asking, at.now)
