"""The answers themselves, each person's together: whether they can be had, and with what."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from deliberation.definition import Consultation
from deliberation.ports import Transaction
from deliberation.roles import Capability
from deliberation.use_cases.finding import findings_of
from deliberation.use_cases.matters.at import At, may_look_after

CIRCUMSTANCES, TEXTS = "c", "t"
"""What a desk asks for besides: letters, each there or not."""


class Obstacle(StrEnum):
    """Why there is no such file."""

    OPEN = "open"
    """Answers can change, or a result is not frozen yet."""
    UNTOLD = "untold"
    """Nobody was told of it before they agreed."""
    SOME_UNTOLD = "some_untold"
    """Some were not; what they answered could be subtracted from the results."""
    FEW = "few"


@dataclass(frozen=True)
class Entrusted:
    """The answers to one consultation. `people` is how many gave any; `versions` how many versions they answered."""

    consultation: Consultation
    people: int
    versions: int
    threshold: int
    obstacle: Obstacle | None

    @property
    def votes_obstacle(self) -> Obstacle | None:
        """Why the votes on statements cannot be had. Those that came from elsewhere can, where there are no others."""
        return None if self.obstacle is Obstacle.FEW and not self.people else self.obstacle


@dataclass(frozen=True)
class Rows:
    """With how people live, and with what they wrote, or without."""

    entrusted: Entrusted
    circumstances: bool
    texts: bool


async def entrusted(tx: Transaction, consultation: str) -> Entrusted:
    """Whether they can be had. Raises KeyError where there is no result yet."""
    found = await findings_of(tx, consultation)
    threshold = max(summary.threshold for summary in found.summaries)
    answered = await tx.answered_by_version(consultation)
    told = [version for version in answered if (await tx.definition(consultation, version)).sharing.rows]
    people, obstacle = sum(answered.values()), None
    if not found.over:
        obstacle = Obstacle.OPEN
    elif len(told) < len(answered) or not found.consultation.sharing.rows:
        obstacle = Obstacle.SOME_UNTOLD if told else Obstacle.UNTOLD
    elif people < threshold:
        obstacle = Obstacle.FEW
    return Entrusted(found.consultation, people, len(answered), threshold, obstacle)


async def rows(tx: Transaction, at: At) -> Rows:
    """What is asked for."""
    await may_look_after(tx, at, Capability.READ_ROWS)
    asking = at.desk.asking
    return Rows(await entrusted(tx, at.desk.subject), CIRCUMSTANCES in asking, TEXTS in asking)
