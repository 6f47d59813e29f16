"""An answer in one's own words: what to do, and what was written before."""

from __future__ import annotations

from deliberation.definition.open_text import OpenText
from screens.steps.asking import Asking


def ask(step: OpenText, asking: Asking) -> Asking:
    """How to answer; a text given before is shown and can be written anew."""
    say = asking.voice.say
    if asking.answer is None:
        return asking.plus(
            lines=(say("<i>Write your answer as a message, up to {limit} characters.</i>", limit=step.limit),)
        )
    return asking.plus(
        lines=(say("Your answer ✓: “{answer}”", answer=asking.answer), say("<i>To change it, write it anew.</i>"))
    )
