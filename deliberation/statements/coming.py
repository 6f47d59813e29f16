"""What a conversation that was held elsewhere brings along."""

from __future__ import annotations

from dataclasses import dataclass, field

from deliberation.statements.statement import State

IMPORTED = "import:"
"""What the ids of such statements begin with. No id of a file has a colon."""


@dataclass(frozen=True)
class Coming:
    """A statement under the number that it has there. `state` is what was decided of it there."""

    number: int
    text: str = field(repr=False)
    state: State
    meta: bool = False

    @property
    def seed(self) -> str:
        """By which it is found here again."""
        return f"{IMPORTED}{self.number}"


@dataclass(frozen=True)
class ImportedVote:
    """`voter` is a number that somebody had there, `number` the statement's here."""

    voter: int
    number: int
    vote: int
