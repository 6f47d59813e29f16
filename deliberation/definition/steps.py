"""What every kind of step has in common. A kind is a module beside this one and a line in `kinds/__init__.py`."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar, Self, TypedDict

from deliberation.definition.condition import Condition
from deliberation.definition.file.fields import Fields
from deliberation.definition.picture import Picture
from deliberation.definition.words import Words
from deliberation.errors import MovedOn
from deliberation.statements.board import Board

MOST_CONDITIONS = 5

GIVEN = "given"
"""The one cell of a kind whose answers are only counted."""


@dataclass(frozen=True)
class Tapped:
    """A button with an option's id was tapped."""

    option: str


@dataclass(frozen=True)
class Typed:
    """Something was written; wherever a button can be tapped, its number or words can be typed."""

    text: str


@dataclass(frozen=True)
class Done:
    """What is chosen so far is the answer."""


@dataclass(frozen=True)
class Undo:
    """The last choice is taken back."""


Input = Tapped | Typed | Done | Undo


class Act:
    """Base of what an input does beside the answer. Use cases see to it, in the same unit of work."""


@dataclass(frozen=True)
class Ballot:
    """An answer, as it is stored."""

    value: str


@dataclass(frozen=True)
class Draft:
    """The beginning of an answer: stored, so that nothing is lost, and counted nowhere."""

    value: str
    acts: tuple[Act, ...] = ()


@dataclass(frozen=True)
class Sheet:
    """What lies before somebody at a step. `seed` settles the order in which they see unordered options; `draft` is
    what they have begun, `answer` the ballot they gave before; `board` is what lies there besides, of a kind that has
    more to it than its definition.
    """

    seed: str
    draft: str | None = None
    answer: str | None = None
    board: Board | None = None


@dataclass(frozen=True)
class Step(ABC):
    """One question, or something to read. The id is stable and means the same in every version."""

    kind: ClassVar[str]
    asks: ClassVar[bool] = True
    """Whether there is anything to answer."""
    divides: ClassVar[bool] = True
    """Whether each ballot is counted in exactly one cell of the tally."""

    id: str
    question: Words
    help: Words | None
    required: bool
    when: tuple[Condition, ...]
    circumstance: bool
    """Whether it asks how somebody lives, not what they think. Entrusted rows leave it out unless it is asked for."""

    @classmethod
    @abstractmethod
    def read(cls, fields: Fields) -> Self:
        """The step from its table in the file; mistakes are noted in `fields`."""

    @abstractmethod
    def take(self, given: Input, sheet: Sheet) -> Ballot | Draft:
        """What this input comes to. Raises a `Rejected` that says why it cannot be an answer."""

    def cast(self, option: str, answer: str | None) -> Ballot | None:
        """The whole answer after one tap on an option, where the answer before was this; None when nothing is chosen
        any more. Raises `MovedOn` for what is not on offer, and for a kind that one row of buttons cannot ask.
        """
        raise MovedOn

    def offers(self, text: str) -> bool:
        """Whether this text is one of the answers on offer, so that it cannot be meant as the word of a button."""
        return False

    def spoken(self, sheet: Sheet) -> frozenset[str]:
        """The buttons of this kind of step whose words can be written here, whatever they are called."""
        return frozenset()

    def choices(self) -> tuple[str, ...]:
        """What a condition can name; nothing for a kind that is not chosen from a list."""
        return ()

    def chosen(self, ballot: str) -> frozenset[str]:
        """Which of the choices a ballot names."""
        return frozenset()

    def words(self, ballot: str) -> str | None:
        """What somebody wrote in their own words, if this ballot holds any."""
        return None

    def measures(self) -> tuple[int, int] | None:
        """The least and the most that a condition can compare with; None for a kind without numbers."""
        return None

    def shows(self) -> Picture | None:
        """The picture that goes with it, if there is one."""
        return None

    def tally(self, ballots: Iterable[str]) -> Mapping[str, int]:
        """How many ballots fall to each cell, in the order in which they are shown."""
        return {GIVEN: sum(1 for _ in ballots)}

    def middle(self, ballots: Sequence[str]) -> str | None:
        """The ballot in the middle of at least one; None for a kind whose ballots have no order of their own."""
        return None

    def continues(self, earlier: Step) -> bool:
        """Whether answers to `earlier`, this id in an older version, can be counted as answers to this step."""
        return type(self) is type(earlier)


class StepHead(TypedDict):
    """What every kind of step begins with."""

    id: str
    question: Words
    help: Words | None
    required: bool
    when: tuple[Condition, ...]
    circumstance: bool


def read_head(fields: Fields, *, question: str = "question") -> StepHead:
    """What every kind of step begins with; `question` is the key of its first text."""
    return {
        "id": fields.identifier(),
        "question": fields.words(question, 200),
        "help": fields.optional_words("help", 200),
        "required": fields.flag("required", default=True),
        "when": tuple(Condition.read(table) for table in fields.one_or_several("when", MOST_CONDITIONS)),
        "circumstance": fields.flag("circumstance", default=False),
    }


def typed_only(given: Input) -> str:
    """The text, for a kind of step without buttons. Raises `MovedOn` for the button of another question."""
    if not isinstance(given, Typed):
        raise MovedOn
    return given.text
