"""A question answered by a number between two ends that have words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import ClassVar, Self

from deliberation.ballots import number
from deliberation.definition.file.fields import Fields
from deliberation.definition.steps import Ballot, Draft, Input, Sheet, Step, Tapped, Typed, read_head
from deliberation.definition.words import Words
from deliberation.errors import MovedOn

MOST_POINTS = 6
"""With the ways back and on that makes the eight buttons which a message may have."""


@dataclass(frozen=True)
class Scale(Step):
    kind: ClassVar[str] = "scale"

    points: int
    low: Words
    high: Words

    @classmethod
    def read(cls, fields: Fields) -> Self:
        points = fields.number("points", default=5, least=2, most=MOST_POINTS)
        return cls(**read_head(fields), points=points, low=fields.words("low", 40), high=fields.words("high", 40))

    def take(self, given: Input, sheet: Sheet) -> Ballot | Draft:
        match given:
            case Tapped(point) if point in self.choices():
                return Ballot(point)
            case Typed(text):
                return Ballot(number.typed(text, 1, self.points))
            case _:
                raise MovedOn

    def choices(self) -> tuple[str, ...]:
        return tuple(str(point) for point in range(1, self.points + 1))

    def chosen(self, ballot: str) -> frozenset[str]:
        return frozenset({ballot})

    def measures(self) -> tuple[int, int] | None:
        return 1, self.points

    def tally(self, ballots: Iterable[str]) -> Mapping[str, int]:
        counts = Counter(ballots)
        return {point: counts[point] for point in self.choices()}

    def continues(self, earlier: Step) -> bool:
        return isinstance(earlier, Scale) and earlier.points == self.points
