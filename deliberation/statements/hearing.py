"""Why somebody votes as they do, and what others say who see it differently: when that is asked, and which is heard.

Chosen so that both sides get a hearing, and all who gave a reason.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from deliberation.ballots import open_text
from deliberation.definition.steps import Act, Draft
from deliberation.errors import MovedOn
from deliberation.opinions import NOT_SURE
from deliberation.routing import share
from deliberation.statements.acts import GiveReason
from deliberation.statements.here import RECENT, Here
from deliberation.statements.sitting import Page, Sitting, Told
from deliberation.statements.statement import LONGEST_REASON

BETWEEN: Final = 2
"""Votes from one question that comes in between to the next: never two in a row."""


DRAWN_FROM: Final = 50
"""Reasons that were heard equally seldom."""


@dataclass(frozen=True)
class Side:
    """A side of a statement that somebody could hear: how often its reasons were heard together, and the one that was
    heard least.
    """

    number: int
    side: int
    times: int
    least: int


def asks_why(then: Here) -> bool:
    """Whether to ask for a reason of the vote just given; never for one that is there."""
    number, vote = then.sitting.last, then.sitting.said
    if number is None or vote in {None, NOT_SURE} or not may_break(then.sitting):
        return False
    given = then.board.reasons.get(number)
    asked = max(then.sitting.whys, len(then.board.reasons))
    return asked < then.step.reasons and (given is None or given.side != vote)


def why(then: Here, *acts: Act) -> Draft:
    """Ask it."""
    was = then.sitting
    return then.to(Page.WHY, *acts, statement=was.last, said=was.said, broke=was.cast, whys=was.whys + 1)


def may_break(sitting: Sitting) -> bool:
    """Whether something else than the next statement may come now."""
    return sitting.broke is None or sitting.cast - sitting.broke >= BETWEEN


def may_hear(sitting: Sitting) -> bool:
    """Whether a reason from the other side may come now. Before so many votes, all were given just now."""
    return sitting.cast >= RECENT and may_break(sitting)


def to_hear(sides: Iterable[Side], recent: Collection[int], seed: str) -> Side | None:
    """The side that was heard least, but for statements just voted on; the seed draws among equals."""
    open_to = [side for side in sides if side.number not in recent]
    return min(open_to, key=lambda one: (one.times, share(f"{seed} {one.number}")), default=None)


def drawn_from(least_heard: Sequence[str], seed: str) -> str:
    """Whose reason is heard, of those that were heard least."""
    return min(least_heard, key=lambda by: share(f"{seed} {by}"))


def tapped(here: Here, word: str, number: int | None) -> Draft | None:
    """What a button about reasons comes to; None for any other."""
    match word, number:
        case "skip", None if here.sitting.page is Page.WHY:
            return here.to(Page.CARD, said=here.sitting.said)
        case "keep", None if here.sitting.page is Page.OTHER:
            return here.to(Page.CARD)
        case "change", None if here.sitting.page is Page.OTHER and here.sitting.statement in here.board.asked:
            return here.to(Page.CARD, statement=here.sitting.statement, moved=True)
    return None


def typed(here: Here, text: str) -> Draft | None:
    """A reason, where one is waited for. A number is none: it leads to the statement that has it."""
    sitting = here.sitting
    if sitting.page is not Page.WHY or sitting.statement is None or not sitting.said or text.strip().isdecimal():
        return None
    if sitting.statement not in here.board.asked:  # it was taken back meanwhile
        raise MovedOn
    reason = " ".join(open_text.typed(" ".join(text.split()), LONGEST_REASON).split())
    return here.to(Page.CARD, GiveReason(sitting.statement, sitting.said, reason), told=Told.REASONED)
