"""A question with one answer out of several."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar, Self

from deliberation.ballots import single_choice
from deliberation.definition.fields import Fields
from deliberation.definition.steps import Option, Step, Tapped, Typed

MOST_OPTIONS = 6
"""With the ways back and on that makes the eight buttons which a message may have."""


@dataclass(frozen=True)
class SingleChoice(Step):
    kind: ClassVar[str] = "single_choice"

    options: tuple[Option, ...]

    @classmethod
    def read(cls, fields: Fields) -> Self:
        tables = fields.tables("options", least=2, most=MOST_OPTIONS)
        options = tuple(Option(table.identifier(), table.words("label", 80)) for table in tables)
        fields.unique("options", [option.id for option in options])
        return cls(**fields.step_head(), options=options)

    def ballot(self, given: Tapped | Typed) -> str:
        if isinstance(given, Tapped):
            return single_choice.tapped(self.options, given.option)
        return single_choice.typed(self.options, given.text)
