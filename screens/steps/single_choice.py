"""One answer out of several: options whole and numbered in the text, as much of each as fits on its button."""

from __future__ import annotations

from collections.abc import Mapping

from deliberation.ballots import choice
from deliberation.definition import Option, in_language
from deliberation.definition.kinds.single_choice import SingleChoice
from screens.card import Action, Button
from screens.steps.asking import Asking
from screens.voice import Voice


def ask(step: SingleChoice, asking: Asking) -> Asking:
    """The options; the one chosen before is marked in words."""
    say, answer = asking.voice.say, asking.sheet.answer
    lines, buttons = numbered(asking, step.arranged(asking.sheet.seed), (answer,) if answer else (), step.other)
    asked = asking.listed(lines, buttons)
    if asking.sheet.draft != choice.OTHER:
        return asked
    waits = say("<i>Write your answer as a message, up to {limit} characters.</i>", limit=choice.LONGEST_OWN)
    return asked.plus((waits,))


def help_text(step: SingleChoice, voice: Voice) -> str:
    """What can be done here."""
    return voice.say("Tap one answer, or write its number.")


def read(step: SingleChoice, ballot: str, language: str, fallback: str, voice: Voice) -> str:
    """The label of the option chosen, or what was written."""
    return label_of(step.options, ballot, language, fallback)


def cells(step: SingleChoice, language: str, fallback: str, voice: Voice) -> Mapping[str, str]:
    """What each cell of the tally is called, as plain text."""
    return option_labels(step.options, language, fallback, voice)


def label_of(options: tuple[Option, ...], chosen: str, language: str, fallback: str) -> str:
    """The words of one choice."""
    own = choice.own_words(chosen)
    if own is not None:
        return own
    return next(in_language(option.label, language, fallback) for option in options if option.id == chosen)


def option_labels(options: tuple[Option, ...], language: str, fallback: str, voice: Voice) -> Mapping[str, str]:
    """The label of every option, and of "something else"."""
    labels = {option.id: in_language(option.label, language, fallback) for option in options}
    return {**labels, choice.OTHER: voice.say("Something else")}


def numbered(
    asking: Asking, options: tuple[Option, ...], chosen: tuple[str, ...], other: bool
) -> tuple[list[str], list[Button | None]]:
    """Lines and buttons of options, and of "something else"; what is chosen is marked, and in words in the text."""
    say = asking.voice.say
    own = next((one for one in chosen if choice.own_words(one) is not None), None)
    labels = {option.id: asking.raw(option.label) for option in options}
    written = "" if own is None else choice.own_words(own) or ""
    labels[choice.OTHER] = (
        asking.voice.label("Something else: “{answer}”", answer=written) if written else say("Something else: write it")
    )
    lines: list[str] = []
    buttons: list[Button | None] = []
    for number, identifier in enumerate(choice.on_offer(options, other=other), start=1):
        label = labels[identifier]
        marked = own is not None if identifier == choice.OTHER else identifier in chosen
        line = say("{number} {label}", number=number, label=label)
        lines.append(line + (" ✓ " + say("chosen") if marked else ""))
        buttons.append(Button(f"{number} {'✓ ' if marked else ''}{label}", Action.CHOOSE, identifier))
    return lines, buttons
