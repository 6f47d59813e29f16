"""Mistakes in a file, all of them at once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from deliberation.errors.base import Problem


@dataclass(frozen=True)
class Part:
    """A phase, question or option in which a mistake stands, as its author knows it. `kind` is phase, step, text or
    option; `number` counts from 1; `words` are its own, by language.
    """

    kind: str
    number: int
    id: str
    words: Mapping[str, str]


@dataclass(frozen=True)
class Mistake:
    """One mistake in a consultation's file. `where` is a path such as `phases[1].steps[3].options`, `line` its line,
    `within` the parts in which it stands, the largest first.
    """

    where: str
    code: str
    parameters: Mapping[str, str | int]
    line: int | None = None
    within: tuple[Part, ...] = ()


class DefinitionInvalid(Problem):
    """A consultation's file has mistakes; `mistakes` holds all of them, in the order of the file."""

    code = "definition_invalid"

    def __init__(self, mistakes: tuple[Mistake, ...]) -> None:
        super().__init__(count=len(mistakes))
        self.mistakes = mistakes
