"""A number between two ends: the ends in words, one button a point."""

from __future__ import annotations

from collections.abc import Mapping

from deliberation.definition import in_language
from deliberation.definition.kinds.scale import Scale
from screens.card import Action, Button
from screens.steps.asking import Asking
from screens.voice import Voice


def ask(step: Scale, asking: Asking) -> Asking:
    """What the ends mean; the point chosen before is marked in words."""
    say, answer = asking.voice.say, asking.sheet.answer
    lines: tuple[str, ...] = (
        say("{number} = {label}", number=1, label=asking.raw(step.low)),
        say("{number} = {label}", number=step.points, label=asking.raw(step.high)),
    )
    if answer is not None:
        lines += (say("Your answer ✓: {answer}", answer=answer),)
    points = step.choices()
    row = tuple(Button(f"{point} ✓" if point == answer else point, Action.CHOOSE, point) for point in points)
    return asking.plus(lines, (row,))


def help_text(step: Scale, voice: Voice) -> str:
    """What can be done here."""
    return voice.say("Tap a number, or write it.")


def read(step: Scale, ballot: str, language: str, fallback: str, voice: Voice) -> str:
    """The point, and what the end of the scale means."""
    end = in_language(step.high, language, fallback)
    return voice.label("{number} of {count} ({count} = {label})", number=int(ballot), count=step.points, label=end)


def cells(step: Scale, language: str, fallback: str, voice: Voice) -> Mapping[str, str]:
    """What each cell of the tally is called, as plain text."""
    points = {point: point for point in step.choices()}
    for end, words in ((1, step.low), (step.points, step.high)):
        points[str(end)] = f"{end} ({in_language(words, language, fallback)})"
    return points
