"""What use cases need of the world. `storage/` fulfils `Transaction`; nothing else may be awaited in a unit of work."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import IntEnum
from typing import Protocol

from deliberation.definition import Consultation
from deliberation.events import Event
from deliberation.notices import Explained, Notice
from deliberation.participation import Participation
from deliberation.releases import Record, Summary
from deliberation.roles import Role


@dataclass(frozen=True)
class Person:
    """Somebody who has written to the bot. No name is kept: none is needed."""

    id: str
    telegram_id: int
    language: str
    new_messages: bool = False
    """Whether each step comes as a new message, for those whose screen reader does not notice an edit."""


@dataclass(frozen=True)
class View:
    """One live message. `wanted` grows with each change; what is shown follows it. `left_at` is the place at which a
    retired view was left behind; `remark` is what it says above its card, until the next change.
    """

    token: str
    chat: str
    telegram_chat: int
    person: str
    participation: str
    message: int | None = None
    wanted: int = 0
    retired: bool = False
    left_at: str | None = None
    remark: Explained | None = None
    photo: bool = False
    """Whether the message is a picture with the card below it, which it stays for ever; known once it was sent."""


@dataclass(frozen=True)
class File:
    """Something to be sent as it is. `type` as browsers name it."""

    sha256: str
    type: str
    content: bytes = field(repr=False)


@dataclass(frozen=True)
class PhaseTimes:
    """When a phase of a running consultation opens and closes; `closed` once the close was carried out."""

    consultation: str
    version: int
    phase: str
    opens: int
    closes: int
    closed: bool


class Urgency(IntEnum):
    """How a notice queues behind others; the order of Telegram's attention, not of importance."""

    ANSWER = 2
    REMINDER = 3
    BROADCAST = 4


@dataclass(frozen=True)
class Address:
    """Whom a notice goes to: a chat, and whose language it is worded in."""

    chat: str
    person: str


@dataclass(frozen=True)
class Broadcast:
    """A notice on its way to everybody who took part in a consultation; `cursor` is the last one it was written to."""

    id: str
    consultation: str
    notice: Notice
    cursor: str


class Transaction(Protocol):
    """One unit of work. Every method is one or two statements; a row that should be there and is not is `KeyError`.

    `add_participation`, `save_participation` and `touch_view` raise `Conflict` when somebody else was first. What
    returns a bool says whether it changed anything. `phases` with `hold` keeps them from closing until the unit of work
    ends; `take_phases` keeps everybody who holds them out, too.
    """

    # people and chats
    async def person(self, telegram_id: int) -> Person | None: ...
    async def meet(self, fresh: Person) -> Person: ...
    async def speak(self, person: str, language: str) -> None: ...
    async def prefer(self, person: str, new_messages: bool) -> None: ...
    async def meet_chat(self, fresh_id: str, telegram_id: int) -> str: ...
    async def lose_chat(self, telegram_id: int, now: int) -> bool: ...
    async def regain_chat(self, telegram_id: int) -> bool: ...
    async def migrate_chat(self, telegram_id: int, new_telegram_id: int) -> bool: ...
    async def erase(self, person: Person) -> None: ...

    # roles and invitations
    async def roles(self, telegram_id: int) -> Sequence[Role]: ...
    async def grant(self, person: str, role: Role, now: int) -> bool: ...
    async def add_invitation(self, digest: str, role: Role, expires: int) -> None: ...
    async def use_invitation(self, digest: str, now: int) -> Role | None: ...
    async def addresses(self, role: Role) -> Sequence[Address]: ...

    # consultations
    async def add_definition(self, consultation: Consultation, source: str, now: int) -> bool: ...
    async def add_picture(self, consultation: str, version: int, name: str, file: File) -> None: ...
    async def pictures(self, consultation: str, version: int) -> Mapping[str, str]: ...
    async def current_version(self, consultation: str) -> int | None: ...
    async def definition(self, consultation: str, version: int) -> Consultation: ...
    async def add_phase(self, times: PhaseTimes) -> None: ...
    async def drop_phases(self, consultation: str, before: int) -> None: ...
    async def take_phases(self, consultation: str) -> Sequence[PhaseTimes]: ...
    async def phases(self, consultation: str, *, hold: bool) -> Sequence[PhaseTimes]: ...
    async def open_consultations(self, now: int) -> Sequence[str]: ...
    async def end_phase(self, consultation: str, phase: str, closes: int) -> bool: ...
    async def close_phase(self, consultation: str, phase: str, now: int) -> bool: ...
    async def phases_to_close(self, now: int) -> Sequence[PhaseTimes]: ...
    async def phases_to_release(self) -> Sequence[PhaseTimes]: ...

    # participations
    async def find_participation(self, person: str, consultation: str) -> Participation | None: ...
    async def last_consultation(self, person: str) -> str | None: ...
    async def participation(self, identifier: str) -> Participation: ...
    async def add_participation(self, participation: Participation, person: str, now: int) -> None: ...
    async def save_participation(self, before: Participation, after: Participation) -> None: ...
    async def version_begun(self, consultation: str) -> int | None: ...
    async def records(self, consultation: str) -> list[Record]: ...

    # what is shown and told
    async def view(self, token: str) -> View | None: ...
    async def latest_view(self, telegram_chat: int) -> View | None: ...
    async def add_view(self, view: View, *, now: int, lease: int) -> None: ...
    async def touch_view(self, view: View, *, lease: int) -> None: ...
    async def retire_views(self, chat: str, left_at: str | None) -> None: ...
    async def notify(
        self, address: Address, notice: Notice, urgency: Urgency, now: int, occurrence: str | None
    ) -> None: ...
    async def add_broadcast(self, broadcast: Broadcast) -> None: ...
    async def next_broadcast(self) -> Broadcast | None: ...
    async def audience(self, consultation: str, after: str, count: int) -> Sequence[tuple[str, Address]]: ...
    async def advance_broadcast(self, identifier: str, cursor: str, done: bool) -> None: ...
    async def add_release(self, identifier: str, summary: Summary, phase: str, now: int) -> bool: ...
    async def release(self, identifier: str) -> Summary: ...
    async def releases_of(self, consultation: str) -> Sequence[Summary]: ...

    # the audit log
    async def note(self, event: Event, *, actor: str | None, subject: str, now: int) -> None: ...
