"""How each kind of step is asked and how its answer reads. A new kind is a module beside these and a line here."""

from __future__ import annotations

from deliberation.definition import Step
from deliberation.definition.open_text import OpenText
from deliberation.definition.single_choice import SingleChoice
from screens.steps import open_text, single_choice
from screens.steps.asking import Asking

__all__ = ["Asking", "ask", "read_answer"]


def ask(step: Step, asking: Asking) -> Asking:
    """The step's own lines and buttons, added to what every question has."""
    match step:
        case SingleChoice():
            return single_choice.ask(step, asking)
        case OpenText():
            return open_text.ask(step, asking)
    raise KeyError(step.kind)


def read_answer(step: Step, ballot: str, language: str, fallback: str) -> str:
    """An answer in words, as its resident gave it."""
    match step:
        case SingleChoice():
            return single_choice.read(step, ballot, language, fallback)
        case OpenText():
            return ballot
    raise KeyError(step.kind)
