"""What follows from looking through what residents say."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any, ClassVar

from deliberation.digests import News, What


@dataclass(frozen=True)
class PieceJudged:
    """To who said it: what became of a statement, or of a reason. `piece` is its name."""

    kind: ClassVar[str] = "piece_judged"

    consultation: str
    piece: str
    outcome: str


@dataclass(frozen=True)
class StatementsShown:
    """To who said them: that what they said among statements is shown to others."""

    kind: ClassVar[str] = "statements_shown"

    consultation: str
    participation: str


@dataclass(frozen=True)
class TakenOut:
    """To who was taken out of the results of a consultation. `over`: they were taken back in, and count again."""

    kind: ClassVar[str] = "taken_out"

    consultation: str
    over: bool


@dataclass(frozen=True)
class ModerationWaits:
    """To who may look through it: that something has waited for long. `lines` are `News` of what waits where."""

    kind: ClassVar[str] = "moderation_waits"

    lines: Sequence[Mapping[str, Any]]

    @classmethod
    def of(cls, news: Iterable[News]) -> ModerationWaits:
        return cls([asdict(each) for each in news])

    def news(self) -> tuple[News, ...]:
        """What waits, as it was found."""
        return tuple(News(**{**each, "what": What(each["what"])}) for each in self.lines)


@dataclass(frozen=True)
class ModerationLog:
    """To who asked for it: what was decided about a consultation, and by whom, as a file."""

    kind: ClassVar[str] = "moderation_log"

    consultation: str


OfModeration = PieceJudged | StatementsShown | TakenOut | ModerationWaits | ModerationLog
"""What follows from looking through what residents say."""
