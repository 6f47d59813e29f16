"""Short statements, one after another, to agree or to disagree with; residents may add their own."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar, Self

from deliberation.definition.file.fields import Fields, note_twice
from deliberation.definition.kinds.information import LINK
from deliberation.definition.steps import Ballot, Draft, Input, Sheet, Step, read_head
from deliberation.definition.words import Words
from deliberation.statements import ballot
from deliberation.statements.taking import spoken, take

MOST_SEEDS = 200
MOST_ARGUMENTS = 3
"""On each side."""

BEFORE, AFTER = "before", "after"
"""Whether what residents write is looked at before others see it, or after."""


@dataclass(frozen=True)
class Argument:
    """One argument for or against, with where it can be read up."""

    text: Words
    link: str | None


@dataclass(frozen=True)
class Seed:
    """A statement that the file brings."""

    id: str
    text: Words
    for_it: tuple[Argument, ...] = ()
    against: tuple[Argument, ...] = ()

    @classmethod
    def read(cls, fields: Fields) -> Self:
        """It from its table."""
        seed = cls(
            fields.identifier(), fields.words("text", 280), _arguments(fields, "for"), _arguments(fields, "against")
        )
        fields.close()
        return seed


@dataclass(frozen=True)
class Statements(Step):
    """`own`: residents may add statements. `reasons` is how often at most one is asked why, and `matter` how many one
    may name as those that matter most; 0 where that is not asked. `moderation` is `BEFORE` or `AFTER`.
    `arguments_first`: what speaks for and against a statement is read before the vote.
    """

    kind: ClassVar[str] = "statements"

    seeds: tuple[Seed, ...]
    own: bool
    reasons: int
    matter: int
    moderation: str
    arguments_first: bool

    @classmethod
    def read(cls, fields: Fields) -> Self:
        own = fields.flag("own", default=False)
        rows = fields.tables("statements", least=0 if own else 1, most=MOST_SEEDS) if fields.has("statements") else []
        if not own and not fields.has("statements"):
            fields.tables("statements", least=1, most=MOST_SEEDS)
        seeds = [(row, Seed.read(row)) for row in rows]
        note_twice((row, seed.id) for row, seed in seeds)
        return cls(
            **read_head(fields),
            seeds=tuple(seed for _, seed in seeds),
            own=own,
            reasons=fields.number("reasons", default=0, least=0, most=20),
            matter=fields.number("matter", default=3, least=0, most=5),
            moderation=_moderation(fields),
            arguments_first=fields.flag("arguments_first", default=False),
        )

    @property
    def after(self) -> bool:
        """Whether others see what residents write before anybody has looked at it."""
        return self.moderation == AFTER

    @property
    def heard(self) -> bool:
        """Whether others read something that residents write here."""
        return self.own or self.reasons > 0

    def argued(self, identifier: str | None) -> bool:
        """Whether there are arguments for or against this statement of the file."""
        seed = self.seed(identifier)
        return seed is not None and bool(seed.for_it or seed.against)

    def seed(self, identifier: str | None) -> Seed | None:
        """The statement of the file with this id."""
        return next((seed for seed in self.seeds if seed.id == identifier), None)

    def take(self, given: Input, sheet: Sheet) -> Ballot | Draft:
        return take(self, given, sheet)

    def spoken(self, sheet: Sheet) -> frozenset[str]:
        return spoken(self, sheet)

    def continues(self, earlier: Step) -> bool:
        if not isinstance(earlier, Statements) or earlier.matter > self.matter:
            return False
        kept = {seed.id: seed.text for seed in self.seeds}
        return all(kept.get(seed.id, {}).items() >= seed.text.items() for seed in earlier.seeds)

    def chosen(self, ballot_given: str) -> frozenset[str]:
        return frozenset(str(number) for number in ballot.read(ballot_given))


def _arguments(fields: Fields, key: str) -> tuple[Argument, ...]:
    found = []
    for row in fields.tables(key, least=1, most=MOST_ARGUMENTS) if fields.has(key) else ():
        found.append(Argument(row.words("text", 200), row.optional_match("link", LINK)))
        row.close()
    return tuple(found)


def _moderation(fields: Fields) -> str:
    moderation = fields.text("moderation", 10) if fields.has("moderation") else BEFORE
    if moderation not in {BEFORE, AFTER}:
        fields.unknown("moderation", "moderation", moderation, (BEFORE, AFTER))
        return BEFORE
    return moderation
