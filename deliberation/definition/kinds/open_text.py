"""A question that is answered in one's own words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar, Self

from deliberation.ballots import open_text
from deliberation.definition.file.fields import Fields
from deliberation.definition.steps import Ballot, Draft, Input, Sheet, Step, read_head, typed_only

LONGEST = 1000


@dataclass(frozen=True)
class OpenText(Step):
    kind: ClassVar[str] = "open_text"

    limit: int
    """Characters that an answer may have."""

    @classmethod
    def read(cls, fields: Fields) -> Self:
        return cls(**read_head(fields), limit=fields.number("limit", default=500, least=20, most=LONGEST))

    def take(self, given: Input, sheet: Sheet) -> Ballot | Draft:
        return Ballot(open_text.typed(typed_only(given), self.limit))

    def words(self, ballot: str) -> str | None:
        return ballot
