"""Several answers out of several: a tap chooses, another takes back, and Done says that this is all."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from deliberation.ballots import choice, choices
from deliberation.definition.kinds.multiple_choice import MultipleChoice
from screens.card import Action, Button
from screens.steps.asking import Asking
from screens.steps.single_choice import label_of, numbered, option_labels
from screens.voice import Voice


def ask(step: MultipleChoice, asking: Asking) -> Asking:
    """How many to choose, or that words are waited for; the options with a mark on those that are chosen; and Done once
    one is.
    """
    say, begun = asking.voice.say, step.begun(asking.sheet)
    lines, buttons = numbered(asking, step.arranged(asking.sheet.seed), begun, step.other)
    if choice.OTHER in begun:
        hint = say("<i>Write your answer as a message, up to {limit} characters.</i>", limit=choice.LONGEST_OWN)
    else:
        hint = f"<i>{_how_many(step, asking.voice)}</i>"
    asked = asking.plus((hint,)).listed(lines, buttons)
    if not set(begun) - {choice.OTHER}:
        return asked
    if asked.more:  # a page does not show what is chosen on the others
        numbers = [line.split()[0] for line in lines if "✓" in line]
        asked = asked.plus((say("Chosen so far: {numbers}.", numbers=", ".join(numbers)),))
    return replace(asked, forward=Button(say("Done ›"), Action.DONE))


def help_text(step: MultipleChoice, voice: Voice) -> str:
    """What can be done here."""
    return voice.say("Tap all that fit, then Done. A second tap takes one back. Or write the numbers, such as 1 3.")


def read(step: MultipleChoice, ballot: str, language: str, fallback: str, voice: Voice) -> str:
    """The labels of what was chosen."""
    return ", ".join(label_of(step.options, one, language, fallback) for one in choices.read(ballot))


def cells(step: MultipleChoice, language: str, fallback: str, voice: Voice) -> Mapping[str, str]:
    """What each cell of the tally is called, as plain text."""
    return option_labels(step.options, language, fallback, voice)


def _how_many(step: MultipleChoice, voice: Voice) -> str:
    several = sum(not option.none for option in step.options)
    if step.least == step.most:
        return voice.count("Choose {number}, then Done.", "Choose {number}, then Done.", step.least)
    if step.least > 1:
        return voice.say("Choose {least} to {most}, then Done.", least=step.least, most=step.most)
    if step.most < several:
        return voice.say("Choose up to {most}, then Done.", most=step.most)
    return voice.say("Choose all that fit, then Done.")
