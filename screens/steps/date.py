"""A date: how to write it, and the one given before."""

from __future__ import annotations

import datetime
from collections.abc import Mapping

from deliberation.definition.kinds.date import Date
from deliberation.definition.steps import GIVEN
from screens.steps.asking import Asking
from screens.voice import Voice


def ask(step: Date, asking: Asking) -> Asking:
    """How to answer, and what was answered."""
    say, answer = asking.voice.say, asking.sheet.answer
    hint = say("<i>Write day, month and year, such as {example}.</i>", example=_example(step))
    if answer is None:
        return asking.plus((hint,))
    words = read(step, answer, asking.language, asking.fallback, asking.voice)
    return asking.plus((say("Your answer ✓: {answer}", answer=words), hint))


def help_text(step: Date, voice: Voice) -> str:
    """What can be done here."""
    return voice.say("Write day, month and year as a message here, such as {example}.", example=_example(step))


def read(step: Date, ballot: str, language: str, fallback: str, voice: Voice) -> str:
    """The date, as the language writes it."""
    return voice.date(datetime.date.fromisoformat(ballot))


def cells(step: Date, language: str, fallback: str, voice: Voice) -> Mapping[str, str]:
    """What each cell of the tally is called, as plain text."""
    return {GIVEN: voice.say("Wrote an answer")}


def half(middle: str, people: int, voice: Voice) -> str:
    """What at least half of so many people wrote."""
    return voice.label(
        "At least half of the {number} who answered wrote {day} or an earlier day.", number=people, day=middle
    )


def _example(step: Date) -> str:
    """A date that fits, as it can be written in every language."""
    fits = min(max(datetime.date(2027, 6, 14), step.earliest), step.latest)
    return f"{fits.day}.{fits.month}.{fits.year}"
