"""A question answered by a whole number."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median_low
from typing import ClassVar, Self

from deliberation.ballots import number
from deliberation.definition.condition import NUMBERS
from deliberation.definition.file.fields import Fields
from deliberation.definition.steps import Ballot, Draft, Input, Sheet, Step, read_head, typed_only
from deliberation.definition.words import Words


@dataclass(frozen=True)
class Number(Step):
    kind: ClassVar[str] = "number"

    least: int
    most: int
    unit: Words | None

    @classmethod
    def read(cls, fields: Fields) -> Self:
        least = fields.number("least", default=None, least=-NUMBERS, most=NUMBERS)
        most = fields.number("most", default=None, least=-NUMBERS, most=NUMBERS)
        if fields.right("least", "most") and most <= least:
            fields.wrong("most", "most_below_least")
        return cls(**read_head(fields), least=least, most=most, unit=fields.optional_words("unit", 20))

    def take(self, given: Input, sheet: Sheet) -> Ballot | Draft:
        return Ballot(number.typed(typed_only(given), self.least, self.most))

    def measures(self) -> tuple[int, int] | None:
        return self.least, self.most

    def middle(self, ballots: Sequence[str]) -> str | None:
        return str(median_low(map(int, ballots)))

    def continues(self, earlier: Step) -> bool:
        return isinstance(earlier, Number) and (earlier.unit is None) == (self.unit is None)
