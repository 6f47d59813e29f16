"""An answer in one's own words: what to do, and what was written before."""

from __future__ import annotations

from collections.abc import Mapping

from deliberation.definition.kinds.open_text import OpenText
from deliberation.definition.steps import GIVEN
from screens.steps.asking import Asking
from screens.voice import Voice


def ask(step: OpenText, asking: Asking) -> Asking:
    """How to answer; a text given before is shown and can be written anew."""
    say, answer = asking.voice.say, asking.sheet.answer
    if answer is None:
        return asking.plus((say("<i>Write your answer as a message, up to {limit} characters.</i>", limit=step.limit),))
    return asking.plus((say("Your answer ✓: “{answer}”", answer=answer), say("<i>To change it, write it anew.</i>")))


def help_text(step: OpenText, voice: Voice) -> str:
    """What can be done here."""
    return voice.say("Write your answer as a message here. You can change it later.")


def read(step: OpenText, ballot: str, language: str, fallback: str, voice: Voice) -> str:
    """The text itself."""
    return ballot


def cells(step: OpenText, language: str, fallback: str, voice: Voice) -> Mapping[str, str]:
    """What each cell of the tally is called, as plain text."""
    return {GIVEN: voice.say("Wrote an answer")}
