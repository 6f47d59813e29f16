"""A question with several answers out of several. What is chosen is a draft until it is said to be all."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import ClassVar, Self

from deliberation.ballots import choice, choices
from deliberation.definition.file.fields import Fields
from deliberation.definition.kinds.options import Option, arranged, read_options
from deliberation.definition.kinds.single_choice import MOST_OPTIONS
from deliberation.definition.steps import Ballot, Done, Draft, Input, Sheet, Step, Tapped, Typed, Undo, read_head
from deliberation.errors import MovedOn


@dataclass(frozen=True)
class MultipleChoice(Step):
    kind: ClassVar[str] = "multiple_choice"
    divides: ClassVar[bool] = False

    options: tuple[Option, ...]
    ordered: bool
    other: bool
    """Whether one of the choices may be in words of one's own."""
    least: int
    most: int

    @classmethod
    def read(cls, fields: Fields) -> Self:
        options = read_options(fields, most=MOST_OPTIONS)
        several = max(1, sum(not option.none for option in options))
        least = fields.number("least", default=1, least=1, most=several)
        most = fields.number("most", default=several, least=max(1, least), most=several)
        ordered, other = fields.flag("ordered", default=False), fields.flag("other", default=False)
        return cls(**read_head(fields), options=options, ordered=ordered, other=other, least=least, most=most)

    def arranged(self, seed: str) -> tuple[Option, ...]:
        """The options as the person with this seed sees them."""
        return arranged(self.options, ordered=self.ordered, seed=seed + self.id)

    def begun(self, sheet: Sheet) -> tuple[str, ...]:
        """What is chosen so far: what was begun, else what was answered before."""
        return choices.read(sheet.answer or "" if sheet.draft is None else sheet.draft)

    def take(self, given: Input, sheet: Sheet) -> Ballot | Draft:
        options, begun = self.arranged(sheet.seed), self.begun(sheet)
        match given:
            case Tapped(choice.OTHER) if self.other:
                return Draft(choices.written(choices.asked_for_words(options, begun, self.most)))
            case Tapped(option):
                chosen = choices.toggled(options, begun, choice.tapped(options, option), self.most)
                return Draft(choices.written(chosen))
            case Typed(text) if choice.OTHER in begun and not self.offers(text):
                return Draft(choices.written(choices.with_own(options, begun, text, self.most)))
            case Typed(text):
                return self._written(choices.typed(options, text, other=self.other), sheet)
            case Done():
                return self._whole(begun)
            case Undo():
                raise MovedOn

    def _written(self, chosen: tuple[str, ...], sheet: Sheet) -> Ballot | Draft:
        """Several are all that is chosen; one alone is too, unless something was begun: then it is like its button."""
        if choices.read(sheet.draft or "") and len(chosen) == 1:
            return self.take(Tapped(chosen[0]), sheet)
        if choice.OTHER in chosen:
            named = tuple(one for one in chosen if one != choice.OTHER)
            return Draft(choices.written(choices.asked_for_words(self.options, named, self.most)))
        return self._whole(chosen)

    def _whole(self, chosen: tuple[str, ...]) -> Ballot:
        return Ballot(choices.written(choices.whole(self.options, chosen, self.least, self.most)))

    def cast(self, option: str, answer: str | None) -> Ballot | None:
        before = choices.read(answer or "")
        chosen = choices.toggled(self.options, before, choice.tapped(self.options, option), self.most)
        return self._whole(chosen) if chosen else None

    def offers(self, text: str) -> bool:
        return choice.named(self.options, text) is not None

    def choices(self) -> tuple[str, ...]:
        return tuple(option.id for option in self.options)

    def chosen(self, ballot: str) -> frozenset[str]:
        return frozenset(choices.read(ballot))

    def words(self, ballot: str) -> str | None:
        own = (choice.own_words(one) for one in choices.read(ballot))
        return next((words for words in own if words is not None), None)

    def tally(self, ballots: Iterable[str]) -> Mapping[str, int]:
        return choice.tally(self.options, [choices.read(ballot) for ballot in ballots], other=self.other)

    def continues(self, earlier: Step) -> bool:
        return (
            isinstance(earlier, MultipleChoice)
            and set(earlier.choices()) <= set(self.choices())
            and earlier.other <= self.other
            and (earlier.least, earlier.most) == (self.least, self.most)
        )
