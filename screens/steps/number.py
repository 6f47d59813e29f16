"""A whole number: from where to where, and the one given before."""

from __future__ import annotations

from collections.abc import Mapping

from deliberation.definition import in_language
from deliberation.definition.kinds.number import Number
from deliberation.definition.steps import GIVEN
from screens.steps.asking import Asking
from screens.voice import Voice


def ask(step: Number, asking: Asking) -> Asking:
    """How to answer, and what was answered."""
    say, answer = asking.voice.say, asking.sheet.answer
    hint = say("<i>Write a number from {least} to {most}.</i>", least=step.least, most=step.most)
    if answer is None:
        return asking.plus((hint,))
    words = read(step, answer, asking.language, asking.fallback, asking.voice)
    return asking.plus((say("Your answer ✓: {answer}", answer=words), hint))


def help_text(step: Number, voice: Voice) -> str:
    """What can be done here."""
    return voice.say("Write a number as a message here.")


def read(step: Number, ballot: str, language: str, fallback: str, voice: Voice) -> str:
    """The number, with its unit."""
    unit = in_language(step.unit, language, fallback) if step.unit else ""
    return f"{voice.number(int(ballot))} {unit}".strip()


def cells(step: Number, language: str, fallback: str, voice: Voice) -> Mapping[str, str]:
    """What each cell of the tally is called, as plain text."""
    return {GIVEN: voice.say("Wrote an answer")}


def half(middle: str, people: int, voice: Voice) -> str:
    """What at least half of so many people wrote."""
    return voice.label(
        "At least half of the {number} who answered wrote {amount} or less.", number=people, amount=middle
    )
