"""What lies before somebody at a step of statements: gathered for the engine, and for the card that is drawn."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from deliberation.opinions import AGREE
from deliberation.statements.statement import Statement


@dataclass(frozen=True)
class Board:
    """`votes` are this person's own, by statement; `asked` are the numbers of the statements that residents are asked
    about; `words` are those that a page may have to show.
    """

    votes: Mapping[int, int] = field(default_factory=dict)
    asked: frozenset[int] = frozenset()
    words: Mapping[int, Statement] = field(default_factory=dict)

    @property
    def left(self) -> frozenset[int]:
        """What is still to be voted on."""
        return self.asked - self.votes.keys()

    @property
    def supported(self) -> tuple[int, ...]:
        """What this person agrees with, in the order of numbers."""
        return tuple(sorted(number for number, vote in self.votes.items() if vote == AGREE and number in self.asked))
