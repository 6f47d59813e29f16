"""A question answered by putting options in order, the first one first."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import ClassVar, Self

from deliberation.ballots import choice, choices, ranking
from deliberation.definition.file.fields import Fields
from deliberation.definition.kinds.options import Option, arranged, read_options
from deliberation.definition.steps import Ballot, Done, Draft, Input, Sheet, Step, Tapped, Typed, Undo, read_head
from deliberation.errors import MovedOn

MOST_RANKED = 6
"""With the ways back and on that makes the eight buttons which a message may have."""


@dataclass(frozen=True)
class Ranking(Step):
    kind: ClassVar[str] = "ranking"

    options: tuple[Option, ...]
    places: int
    """How many places are given."""

    @classmethod
    def read(cls, fields: Fields) -> Self:
        options = read_options(fields, most=MOST_RANKED, none=False)
        most = max(1, len(options))
        return cls(
            **read_head(fields), options=options, places=fields.number("places", default=most, least=1, most=most)
        )

    def arranged(self, seed: str) -> tuple[Option, ...]:
        """The options as the person with this seed sees them."""
        return arranged(self.options, ordered=False, seed=seed + self.id)

    def begun(self, sheet: Sheet) -> tuple[str, ...]:
        """Who has a place so far. An answer given before is not begun: to change it is to rank anew."""
        return choices.read(sheet.draft or "")

    def take(self, given: Input, sheet: Sheet) -> Ballot | Draft:
        options, begun = self.arranged(sheet.seed), self.begun(sheet)
        match given:
            case Tapped(option):
                return self._so_far(ranking.placed(begun, choice.tapped(options, option)))
            case Typed(text):
                written = choices.listed(options, text, other=False)
                if len(written) == 1 and written[0] not in begun:  # like its button
                    return self._so_far(ranking.placed(begun, written[0]))
                return self._so_far(ranking.typed(options, text, self.places))
            case Undo() if begun:
                return Draft(choices.written(begun[:-1]))
            case Done() | Undo():
                raise MovedOn

    def _so_far(self, begun: tuple[str, ...]) -> Ballot | Draft:
        ranked = ranking.completed(self.options, begun, self.places)
        return Draft(choices.written(begun)) if ranked is None else Ballot(choices.written(ranked))

    def offers(self, text: str) -> bool:
        return choice.named(self.options, text) is not None

    def choices(self) -> tuple[str, ...]:
        return tuple(option.id for option in self.options)

    def chosen(self, ballot: str) -> frozenset[str]:
        return frozenset(choices.read(ballot)[:1])

    def tally(self, ballots: Iterable[str]) -> Mapping[str, int]:
        return choice.tally(self.options, [choices.read(ballot)[:1] for ballot in ballots], other=False)

    def continues(self, earlier: Step) -> bool:
        same = isinstance(earlier, Ranking) and set(earlier.choices()) == set(self.choices())
        return same and isinstance(earlier, Ranking) and earlier.places == self.places
