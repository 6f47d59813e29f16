"""About polls in groups."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import ClassVar


@dataclass(frozen=True)
class PollResult:
    """To a group in which a poll was asked: how it came out, frozen as a release, or as everybody could see it."""

    kind: ClassVar[str] = "poll_result"

    release: str
    closed: int


@dataclass(frozen=True)
class Posted:
    """To who put something up in a group: that it stands there, and how it is steered."""

    kind: ClassVar[str] = "posted"

    consultation: str
    version: int
    group: str = field(repr=False)


@dataclass(frozen=True)
class GoOnInPrivate:
    """To a group in which somebody wants to begin a poll: it is asked for in a chat of their own."""

    kind: ClassVar[str] = "go_on_in_private"


@dataclass(frozen=True)
class Mirrored:
    """To a group: Telegram's own poll, beside the message of ours with this token."""

    kind: ClassVar[str] = "mirrored"

    consultation: str
    version: int
    token: str


@dataclass(frozen=True)
class MirrorOver:
    """No message: Telegram's own poll takes no votes any more."""

    kind: ClassVar[str] = "mirror_over"

    poll: str
