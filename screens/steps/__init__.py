"""How each kind of step is asked and how its answer reads. A new kind is a module beside these and a line here."""

from __future__ import annotations

from collections.abc import Mapping
from types import ModuleType

from deliberation.definition import Step
from screens.steps import (
    date,
    information,
    multiple_choice,
    number,
    open_text,
    ranking,
    scale,
    single_choice,
    statements,
)
from screens.steps.asking import Asking
from screens.voice import Voice

__all__ = ["SCREENS", "Asking", "ask", "cell_labels", "half", "help_text", "read_answer"]

SCREENS: dict[str, ModuleType] = {
    module.__name__.rpartition(".")[2]: module
    for module in (information, single_choice, multiple_choice, scale, ranking, open_text, number, date, statements)
}
"""By kind of step, the module that has its words."""


def ask(step: Step, asking: Asking) -> Asking:
    """The step's own lines and buttons, added to what every question has."""
    asked: Asking = SCREENS[step.kind].ask(step, asking)
    return asked


def read_answer(step: Step, ballot: str, language: str, fallback: str, voice: Voice) -> str:
    """An answer in words, as its resident gave it."""
    words: str = SCREENS[step.kind].read(step, ballot, language, fallback, voice)
    return words


def help_text(step: Step, voice: Voice) -> str:
    """What can be done at a step of this kind."""
    words: str = SCREENS[step.kind].help_text(step, voice)
    return words


def cell_labels(step: Step, language: str, fallback: str, voice: Voice) -> Mapping[str, str]:
    """What each cell of the step's tally is called, as plain text."""
    labels: Mapping[str, str] = SCREENS[step.kind].cells(step, language, fallback, voice)
    return labels


def half(step: Step, middle: str, people: int, voice: Voice) -> str:
    """What at least half of so many people wrote: the ballot in the middle, in words."""
    words: str = SCREENS[step.kind].half(middle, people, voice)
    return words
