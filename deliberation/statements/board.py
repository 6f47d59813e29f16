"""What lies before somebody at a step of statements: gathered for the engine, and for the card that is drawn."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from math import ceil
from typing import TypeVar

from deliberation.opinions import AGREE
from deliberation.statements.statement import Reason, Statement

ON_A_PAGE = 5
"""Statements that a list shows at once."""

T = TypeVar("T")


def listed(items: Sequence[T], first: int) -> Sequence[T]:
    """Those that are shown of a list, after so many; past its end it begins anew."""
    begin = first % max(1, ceil(len(items) / ON_A_PAGE) * ON_A_PAGE)
    return items[begin : begin + ON_A_PAGE]


@dataclass(frozen=True)
class Board:
    """`votes` are this person's own, by statement; `asked` are the numbers of the statements that residents are asked
    about; `words` are those that a page may have to show. `own` are the statements that this person said, and `reasons`
    why they voted as they did, by statement, as far as a page needs them. `heard` is the reason from the other side
    that was shown for the statement of the page.
    """

    votes: Mapping[int, int] = field(default_factory=dict)
    asked: frozenset[int] = frozenset()
    words: Mapping[int, Statement] = field(default_factory=dict)
    own: Sequence[Statement] = ()
    reasons: Mapping[int, Reason] = field(default_factory=dict)
    heard: Reason | None = None

    @property
    def said(self) -> tuple[int, ...]:
        """What this person said themselves, and after it what they gave a reason on, by statement."""
        own = [one.number for one in self.own]
        return (*own, *sorted(self.reasons.keys() - set(own)))

    @property
    def left(self) -> frozenset[int]:
        """What is still to be voted on."""
        return self.asked - self.votes.keys()

    @property
    def supported(self) -> tuple[int, ...]:
        """What this person agrees with, in the order of numbers."""
        return tuple(sorted(number for number, vote in self.votes.items() if vote == AGREE and number in self.asked))
