"""Something to read: its text and its link, and a button on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from html import escape

from deliberation.definition.kinds.information import Information
from screens.card import Action, Button
from screens.steps.asking import Asking
from screens.voice import Voice


def ask(step: Information, asking: Asking) -> Asking:
    """The text, where there is more, and what can be seen in the picture."""
    link = (escape(step.link, quote=False),) if step.link else ()
    say, picture = asking.voice.say, step.picture
    seen = (say("<i>In the picture: {alt}</i>", alt=asking.raw(picture.alt)),) if picture else ()
    told = asking.plus((asking.words(step.text), *link, *seen))
    return replace(told, forward=Button(say("Next ›"), Action.SKIP))


def help_text(step: Information, voice: Voice) -> str:
    """What can be done here."""
    return voice.say("This is to read. Tap Next to go on.")


def read(step: Information, ballot: str, language: str, fallback: str, voice: Voice) -> str:
    """There is nothing to answer."""
    raise KeyError(step.id)


def cells(step: Information, language: str, fallback: str, voice: Voice) -> Mapping[str, str]:
    """What each cell of the tally is called, as plain text."""
    return {}
