"""What every kind of step has in common. A kind is a module beside this one and a line in `kinds.py`."""

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import dataclass
from typing import ClassVar, Self

from deliberation.definition.fields import Fields
from deliberation.definition.words import Words


@dataclass(frozen=True)
class Tapped:
    """A button with an option's id was tapped."""

    option: str


@dataclass(frozen=True)
class Typed:
    """Something was written; wherever a button can be tapped, its number or words can be typed."""

    text: str


@dataclass(frozen=True)
class Option:
    """One of the things that can be chosen. The id is stable; the label may be corrected."""

    id: str
    label: Words


@dataclass(frozen=True)
class Step(ABC):
    """One question. The id is stable and means the same in every version."""

    kind: ClassVar[str]

    id: str
    question: Words
    help: Words | None
    required: bool

    @classmethod
    @abstractmethod
    def read(cls, fields: Fields) -> Self:
        """The step from its table in the file; mistakes are noted in `fields`."""

    @abstractmethod
    def ballot(self, given: Tapped | Typed) -> str:
        """What is stored for this input. Raises a `Rejected` that says why it cannot be an answer."""
