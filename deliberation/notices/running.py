"""What is said to people on their way, and to those who offer something."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any, ClassVar

from deliberation.errors import Mistake, Part


@dataclass(frozen=True)
class Explained:
    """Something could not be done: the code and parameters of a `Problem`; or help was asked for."""

    kind: ClassVar[str] = "explained"

    code: str
    parameters: Mapping[str, str | int]


@dataclass(frozen=True)
class InvitationReady:
    """To whoever made an invitation in chat: its link. The secret stands here until this has arrived, and no longer."""

    kind: ClassVar[str] = "invitation_ready"

    role: str
    secret: str = field(repr=False)
    expires: int
    zone: str


@dataclass(frozen=True)
class RoleLost:
    """Somebody took this role away."""

    kind: ClassVar[str] = "role_lost"

    role: str


@dataclass(frozen=True)
class MenuChanged:
    """No message: from now on Telegram is to offer the commands of these roles in this chat."""

    kind: ClassVar[str] = "menu_changed"

    roles: Sequence[str]


@dataclass(frozen=True)
class ConsultationClosed:
    """To everybody who took part: it has closed, and by when they will hear what was decided."""

    kind: ClassVar[str] = "consultation_closed"

    consultation: str
    version: int


@dataclass(frozen=True)
class FinishReminder:
    """To who has begun and not finished: until when they can, in milliseconds UTC."""

    kind: ClassVar[str] = "finish_reminder"

    consultation: str
    version: int
    closes: int


@dataclass(frozen=True)
class LinkReady:
    """To who steers it: the link to a consultation in one language, and its code."""

    kind: ClassVar[str] = "link_ready"

    consultation: str
    version: int
    language: str


@dataclass(frozen=True)
class PosterReady:
    """To who steers it: a poster to print, in one language, with the day of the close (milliseconds UTC)."""

    kind: ClassVar[str] = "poster_ready"

    consultation: str
    version: int
    language: str
    closes: int


@dataclass(frozen=True)
class FileRefused:
    """To who sent a file, or a message in place of one: every mistake in it, as `mistakes_of` reads them."""

    kind: ClassVar[str] = "file_refused"

    name: str
    mistakes: Sequence[Mapping[str, Any]]

    @classmethod
    def of(cls, name: str, mistakes: Iterable[Mistake]) -> FileRefused:
        return cls(name, [asdict(mistake) for mistake in mistakes])

    def mistakes_of(self) -> tuple[Mistake, ...]:
        """The mistakes as they were found."""
        return tuple(
            Mistake(**{**each, "within": tuple(Part(**part) for part in each["within"])}) for each in self.mistakes
        )
