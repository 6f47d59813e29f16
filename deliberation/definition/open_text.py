"""A question that is answered in one's own words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar, Self

from deliberation.ballots import open_text
from deliberation.definition.fields import Fields
from deliberation.definition.steps import Step, Tapped, Typed
from deliberation.errors import MovedOn

LONGEST = 1000


@dataclass(frozen=True)
class OpenText(Step):
    kind: ClassVar[str] = "open_text"

    limit: int
    """Characters that an answer may have."""

    @classmethod
    def read(cls, fields: Fields) -> Self:
        return cls(**fields.step_head(), limit=fields.number("limit", default=500, least=20, most=LONGEST))

    def ballot(self, given: Tapped | Typed) -> str:
        if isinstance(given, Tapped):
            raise MovedOn
        return open_text.typed(given.text, self.limit)
