"""Options in order: each tap gives the next place, Undo takes the last one back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from deliberation.ballots import choices
from deliberation.definition import in_language
from deliberation.definition.kinds.ranking import Ranking
from screens.card import Action, Button
from screens.steps.asking import Asking
from screens.steps.single_choice import label_of
from screens.voice import Voice


def ask(step: Ranking, asking: Asking) -> Asking:
    """The options with the places given so far, and a button for each that has none."""
    say, begun = asking.voice.say, step.begun(asking.sheet)
    lines, buttons = [], []
    for number, option in enumerate(step.arranged(asking.sheet.seed), start=1):
        label = asking.raw(option.label)
        line = say("{number} {label}", number=number, label=label)
        if option.id in begun:
            line += " ✓ " + say("place {place}", place=begun.index(option.id) + 1)
        else:
            buttons.append(Button(f"{number} {label}", Action.CHOOSE, option.id))
        lines.append(line)
    asked = asking.plus((f"<i>{_what_next(step, begun, asking.voice)}</i>",)).listed(lines, list(buttons))
    if not begun:
        return asked
    return replace(asked, forward=Button(say("Undo"), Action.UNDO))


def help_text(step: Ranking, voice: Voice) -> str:
    """What can be done here."""
    return voice.say(
        "Tap what comes first, then what comes next. Undo takes the last one back. You can also write the numbers in "
        "order, such as 2 1 3."
    )


def read(step: Ranking, ballot: str, language: str, fallback: str, voice: Voice) -> str:
    """The labels in their order."""
    order = (label_of(step.options, one, language, fallback) for one in choices.read(ballot))
    return ", ".join(f"{place} {label}" for place, label in enumerate(order, start=1))


def cells(step: Ranking, language: str, fallback: str, voice: Voice) -> Mapping[str, str]:
    """What each cell of the tally is called, as plain text."""
    labels = {option.id: in_language(option.label, language, fallback) for option in step.options}
    return {option: voice.label("{option}, put first", option=label) for option, label in labels.items()}


def _what_next(step: Ranking, begun: tuple[str, ...], voice: Voice) -> str:
    if not begun:
        return voice.say("Tap what comes first, then what comes next.")
    return voice.say("Place {place} of {places}: what comes next?", place=len(begun) + 1, places=step.places)
