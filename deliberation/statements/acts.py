"""What somebody does among statements beside answering the step: use cases see to it."""

from __future__ import annotations

from dataclasses import dataclass

from deliberation.definition.steps import Act


@dataclass(frozen=True)
class CastVote(Act):
    """Agree (+1), disagree (-1) or not sure (0), in place of any vote before."""

    number: int
    vote: int
