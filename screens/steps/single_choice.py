"""One answer out of several: options whole and numbered in the text, as much of each as fits on its button."""

from __future__ import annotations

from html import escape

from deliberation.definition import in_language
from deliberation.definition.single_choice import SingleChoice
from screens.card import Action, Button, rows_of
from screens.steps.asking import Asking


def ask(step: SingleChoice, asking: Asking) -> Asking:
    """The options; the one chosen before is marked in words."""
    lines, buttons = [], []
    for number, option in enumerate(step.options, start=1):
        label = in_language(option.label, asking.language, asking.fallback)
        chosen = option.id == asking.answer
        mark = " ✓ " + asking.voice.say("your answer") if chosen else ""
        lines.append(f"{number} {escape(label, quote=False)}{mark}")
        buttons.append(Button(f"{number} {'✓ ' if chosen else ''}{label}", Action.CHOOSE, option.id))
    return asking.plus(lines=tuple(lines), rows=rows_of(buttons))


def read(step: SingleChoice, ballot: str, language: str, fallback: str) -> str:
    """The label of the option chosen."""
    return next(in_language(option.label, language, fallback) for option in step.options if option.id == ballot)
