"""A question with one answer out of several."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import ClassVar, Self

from deliberation.ballots import choice
from deliberation.definition.file.fields import Fields
from deliberation.definition.kinds.options import Option, arranged, read_options
from deliberation.definition.steps import Ballot, Done, Draft, Input, Sheet, Step, Tapped, Typed, Undo, read_head
from deliberation.errors import MovedOn

MOST_OPTIONS = 20


@dataclass(frozen=True)
class SingleChoice(Step):
    kind: ClassVar[str] = "single_choice"

    options: tuple[Option, ...]
    ordered: bool
    other: bool
    """Whether somebody may write an answer of their own."""

    @classmethod
    def read(cls, fields: Fields) -> Self:
        options = read_options(fields, most=MOST_OPTIONS)
        ordered = fields.flag("ordered", default=False)
        return cls(**read_head(fields), options=options, ordered=ordered, other=fields.flag("other", default=False))

    def arranged(self, seed: str) -> tuple[Option, ...]:
        """The options as the person with this seed sees them."""
        return arranged(self.options, ordered=self.ordered, seed=seed + self.id)

    def take(self, given: Input, sheet: Sheet) -> Ballot | Draft:
        options = self.arranged(sheet.seed)
        match given:
            case Tapped(choice.OTHER) if self.other:
                return Draft(choice.OTHER)
            case Tapped(option):
                return Ballot(choice.tapped(options, option))
            case Typed(text) if sheet.draft == choice.OTHER and not self.offers(text):
                return Ballot(choice.own(text))
            case Typed(text):
                chosen = choice.typed(options, text, other=self.other)
                return Draft(chosen) if chosen == choice.OTHER else Ballot(chosen)
            case Undo() if sheet.draft is not None:
                return Draft("")
            case Done() | Undo():
                raise MovedOn

    def cast(self, option: str, answer: str | None) -> Ballot:
        return Ballot(choice.tapped(self.options, option))

    def offers(self, text: str) -> bool:
        return choice.named(self.options, text) is not None

    def choices(self) -> tuple[str, ...]:
        return tuple(option.id for option in self.options)

    def chosen(self, ballot: str) -> frozenset[str]:
        return frozenset({ballot})

    def words(self, ballot: str) -> str | None:
        return choice.own_words(ballot)

    def tally(self, ballots: Iterable[str]) -> Mapping[str, int]:
        return choice.tally(self.options, [[ballot] for ballot in ballots], other=self.other)

    def continues(self, earlier: Step) -> bool:
        return (
            isinstance(earlier, SingleChoice)
            and set(earlier.choices()) <= set(self.choices())
            and earlier.other <= self.other
        )
