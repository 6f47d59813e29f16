"""When a step is asked: conditions on answers to earlier steps."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Protocol

from deliberation.definition.file.fields import Fields

NUMBERS = 1_000_000_000
"""The largest number that a condition can name."""

LONGEST_ID = 40
"""A little more than an id can have: what is none is better told as a step that there is not."""


class LookedAt(Protocol):
    """What a condition needs of the step that it looks at."""

    @property
    def id(self) -> str: ...
    @property
    def asks(self) -> bool: ...
    def choices(self) -> tuple[str, ...]: ...
    def chosen(self, ballot: str) -> frozenset[str]: ...
    def measures(self) -> tuple[int, int] | None: ...


@dataclass(frozen=True)
class Condition:
    """A condition on the answer to `step`. It never holds where that was not answered.

    `among`: one of these was chosen. `outside`: none of these was chosen. `least`, `most`: what the number has to be.
    """

    step: str
    among: frozenset[str] = frozenset()
    outside: frozenset[str] = frozenset()
    least: int | None = None
    most: int | None = None

    @classmethod
    def read(cls, fields: Fields) -> Condition:
        """The condition from its table. What it looks at is checked once all steps are read."""
        condition = cls(
            step=fields.text("step", LONGEST_ID),
            among=frozenset(fields.identifiers("is")),
            outside=frozenset(fields.identifiers("is_not")),
            least=fields.optional_number("least", -NUMBERS, NUMBERS),
            most=fields.optional_number("most", -NUMBERS, NUMBERS),
        )
        if not any(fields.has(key) for key in ("is", "is_not", "least", "most")):
            fields.wrong("", "condition_empty")
        fields.close()
        return condition

    def holds(self, step: LookedAt, ballot: str) -> bool:
        """Whether it holds for this answer to the step that it looks at."""
        if self.least is not None and int(ballot) < self.least:
            return False
        if self.most is not None and int(ballot) > self.most:
            return False
        chosen = step.chosen(ballot)
        return (not self.among or bool(chosen & self.among)) and not chosen & self.outside

    def check(self, fields: Fields, key: str, earlier: Sequence[LookedAt], later: Collection[str]) -> None:
        """Note what is wrong with this condition, which stands at `key` of the step that `fields` reads.

        `earlier` are the steps before it, `later` the ids of all that come after it.
        """
        looked_at = next((step for step in earlier if step.id == self.step), None)
        if looked_at is not None:
            self._check_answers(fields, key, looked_at)
        elif self.step == fields.given("id"):
            fields.wrong(key, "looks_at_itself")
        elif self.step in later:
            fields.wrong(key, "looks_ahead", step=self.step)
        elif self.step:  # an empty one was noted
            fields.unknown(key, "no_such_step", self.step, [step.id for step in earlier if step.asks and step.id])

    def _check_answers(self, fields: Fields, key: str, step: LookedAt) -> None:
        choices, measures = step.choices(), step.measures()
        named = sorted((self.among | self.outside) - set(choices))
        if named and not choices:
            fields.wrong(key, "no_choices", step=step.id)
        elif "" not in choices:  # an option without an id was noted; it may be the one that is meant
            for option in named:
                fields.unknown(key, "no_such_choice", option, choices, step=step.id)
        if (self.least is not None or self.most is not None) and measures is None:
            fields.wrong(key, "no_number", step=step.id)
        elif not named and not self._can_hold(measures):
            fields.wrong(key, "never_holds", step=step.id)

    def _can_hold(self, measures: tuple[int, int] | None) -> bool:
        """Whether any answer to the step can fulfil this condition, as far as its own numbers and names tell."""
        if self.among and self.among <= self.outside:
            return False
        if measures is None:
            return True
        least = measures[0] if self.least is None else max(self.least, measures[0])
        most = measures[1] if self.most is None else min(self.most, measures[1])
        return least <= most
