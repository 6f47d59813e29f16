"""What is kept, as plain data: what use cases hand to storage, and read back from it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import IntEnum, StrEnum

from deliberation.meetings import Registration
from deliberation.notices import Explained, Notice
from deliberation.opinion_map import OpinionMap
from deliberation.roles import Role


@dataclass(frozen=True)
class Person:
    """Somebody who has written to the bot. No name is kept: none is needed."""

    id: str
    telegram_id: int
    language: str
    new_messages: bool = False
    """Whether each step comes as a new message, for those whose screen reader does not notice an edit."""


class Kind(StrEnum):
    """What a live message is about, and so whose id its subject is."""

    PARTICIPATION = "participation"
    PREVIEW = "preview"
    """A draft as a resident would see it; the subject is the draft."""
    POLL = "poll"
    """In a group, where it is nobody's own; the subject is the consultation."""
    MEETING = "meeting"
    ACCOUNT = "account"
    """Of somebody who takes part in nothing: their language, or deleting everything; the subject is the place."""
    DESK = "desk"
    """Of somebody who runs things; the subject is the person."""


@dataclass(frozen=True)
class View:
    """One live message. `wanted` grows with each change; what is shown follows it. `left_at` is the place at which a
    retired view was left behind; `remark` is what it says above its card, until the next change. `person` is None in a
    group.
    """

    token: str
    chat: str
    telegram_chat: int
    person: str | None
    subject: str
    kind: Kind = Kind.PARTICIPATION
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
class Draft:
    """What somebody is preparing: the text of a file, which may lack what it takes to be launched."""

    id: str
    owner: str
    source: str = field(repr=False)
    changed: int


@dataclass(frozen=True)
class Offer:
    """A consultation as somebody steers it. `owner` is None when it is nobody's any more."""

    consultation: str
    owner: str | None
    version: int
    closes: int
    over: bool


@dataclass(frozen=True)
class Progress:
    """How many have agreed to take part, and how many of them are through."""

    began: int
    finished: int


@dataclass(frozen=True)
class Load:
    """How much of what residents said among statements waits to be looked through, and since which hour the oldest."""

    number: int
    oldest: int


@dataclass(frozen=True)
class Comparison:
    """A statement that somebody is about to send, to be compared with the others. `language`, `telegram_chat` and
    `new_messages` are the person's.
    """

    participation: str
    step: str
    text: str = field(repr=False)
    language: str
    consultation: str
    version: int
    telegram_chat: int = field(repr=False)
    new_messages: bool = False


@dataclass(frozen=True)
class KeptMap:
    """The map of a step of statements that is shown; `found` is None while too few have voted. `last_event` is the
    newest fact of the log when it was made, at `made` (milliseconds UTC). `seen` is what was worked out from last.
    """

    found: OpinionMap | None
    seen: str
    last_event: str
    made: int


@dataclass(frozen=True)
class Worked:
    """What was worked out, as it is kept: the priorities and the map as JSON, the map None while it may not be shown.

    `seen` is what it was worked out from. `anew`: this map takes the place of the one that is shown.
    """

    priorities: str = field(repr=False)
    seen: str
    content: str | None = field(repr=False)
    last_event: str
    anew: bool


@dataclass(frozen=True)
class Heard:
    """What somebody made of a reason from the other side: how they had voted, and whether they changed it."""

    participation: str
    number: int
    before: int
    changed: bool


@dataclass(frozen=True)
class PhaseTimes:
    """When a phase of a running consultation opens and closes; `closed` once the close was carried out."""

    consultation: str
    version: int
    phase: str
    opens: int
    closes: int
    closed: bool


@dataclass(frozen=True)
class Member:
    """A role that somebody has. `number`, their invitation's, is how people name it; `note` is what they are called by
    whoever invited them.
    """

    number: int
    person: str
    role: Role
    note: str
    since: int


@dataclass(frozen=True)
class Invitation:
    """An invitation that nobody has accepted yet."""

    number: int
    role: Role
    note: str
    expires: int


@dataclass(frozen=True)
class Noted:
    """A fact of the audit log, as it is read. `actor` is a person's id, empty for somebody who was erased since, None
    for the program.
    """

    at: int
    actor: str | None
    name: str
    subject: str
    details: Mapping[str, str | int | bool]


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


@dataclass(frozen=True)
class Group:
    """A group in which something was posted."""

    chat: str
    title: str = field(repr=False)


@dataclass(frozen=True)
class Mirror:
    """Telegram's own poll beside one of ours, whose message in the group has this `token`. `poll` is what Telegram
    calls it; `message` is None where it cannot be reached any more. Its options are those of the `version`.
    """

    poll: str
    token: str
    version: int
    message: int | None
    chat: str
    consultation: str


@dataclass(frozen=True)
class Attendee:
    """Somebody who has a place in a meeting or waits for one, where to tell them, and the token of their latest live
    message about it, if there is one.
    """

    registration: Registration
    address: Address
    token: str


class TextState(StrEnum):
    """What was decided of something that a resident wrote."""

    WAITING = "waiting"
    SHOWN = "shown"
    HELD = "held"


@dataclass(frozen=True)
class Text:
    """Something that a resident wrote, in the answer it stands in. `version` is the one that they answered."""

    participation: str
    step: str
    version: int
    ballot: str = field(repr=False)
    flagged: bool = False
    """Whether there may be a name or a number in it."""


@dataclass(frozen=True)
class Digest:
    """How often (every so many `days`, at this `hour` of the town's day) somebody hears what changed; `next` in
    milliseconds UTC; `seen` is what the last one said, as JSON.
    """

    person: str
    days: int
    hour: int
    next: int
    seen: str = "{}"
