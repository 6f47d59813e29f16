"""Whatever can be tapped can be typed: the words of buttons, in every language the bot speaks."""

from __future__ import annotations

from functools import cache

from screens.card import Action
from screens.voice import Voice, spoken, voice


def typed_action(text: str) -> Action | None:
    """The action whose word this is, whatever its case; None for everything else."""
    return _words().get(" ".join(text.split()).casefold().rstrip("."))


@cache
def _words() -> dict[str, Action]:
    return {word.casefold(): action for code in spoken() for action, word in _of(voice(code)).items()}


def _of(v: Voice) -> dict[Action, str]:
    return {
        Action.AGREE: v.say("agree"),
        Action.BACK: v.say("back"),
        Action.SKIP: v.say("skip"),
        Action.ANSWERS: v.say("my answers"),
        Action.STORED: v.say("what is stored"),
    }
