"""Everything the bot may have to tell somebody, as a closed union: stored as *what to say*, worded when it is sent."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any, ClassVar


@dataclass(frozen=True)
class Explained:
    """Something could not be done: the code and parameters of a `Problem`; or help was asked for."""

    kind: ClassVar[str] = "explained"

    code: str
    parameters: Mapping[str, str | int]


@dataclass(frozen=True)
class RoleWelcomed:
    """An invitation was accepted."""

    kind: ClassVar[str] = "role_welcomed"

    role: str


@dataclass(frozen=True)
class ConsultationClosed:
    """To everybody who took part: it has closed, and by when they will hear what was decided."""

    kind: ClassVar[str] = "consultation_closed"

    consultation: str
    version: int


@dataclass(frozen=True)
class SummaryReady:
    """To organisers: the summary, frozen as a release."""

    kind: ClassVar[str] = "summary_ready"

    release: str


Notice = Explained | RoleWelcomed | ConsultationClosed | SummaryReady

KINDS: dict[str, type[Notice]] = {
    kind.kind: kind for kind in (Explained, RoleWelcomed, ConsultationClosed, SummaryReady)
}


def parameters_of(notice: Notice) -> dict[str, Any]:
    """The notice's parameters as plain data."""
    return asdict(notice)


def notice_from(kind: str, parameters: Mapping[str, Any]) -> Notice:
    """The notice that was stored. Raises KeyError for a kind that this version does not know."""
    return KINDS[kind](**parameters)
