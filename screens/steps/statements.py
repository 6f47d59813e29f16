"""Statements as an answer: which of them matter most. The cards themselves are in `screens/statements/`."""

from __future__ import annotations

from collections.abc import Mapping

from deliberation.definition.kinds.statements import Statements
from deliberation.definition.steps import GIVEN
from deliberation.statements import ballot as those
from screens.steps.asking import Asking
from screens.voice import Voice


def ask(step: Statements, asking: Asking) -> Asking:
    """What can be said of it where its cards are not shown, such as before the launch."""
    return asking.plus((asking.voice.say("Short statements, one after another."),))


def help_text(step: Statements, voice: Voice) -> str:
    """What can be done here."""
    return voice.say("Tap Agree, Disagree or Not sure. To see a statement again, write its number.")


def read(step: Statements, ballot: str, language: str, fallback: str, voice: Voice) -> str:
    """Which matter most, by their numbers."""
    numbers = [str(number + 1) for number in those.read(ballot)]
    if not numbers:
        return voice.label("your votes are saved")
    return voice.label("most important: {numbers}", numbers=", ".join(numbers))


def cells(step: Statements, language: str, fallback: str, voice: Voice) -> Mapping[str, str]:
    """What each cell of the tally is called, as plain text."""
    return {GIVEN: voice.say("Voted on statements")}
