"""Why something that a resident said is not shown: the published list."""

from __future__ import annotations

from deliberation.statements.statement import Grounds
from screens.voice import Voice


def grounds_label(why: Grounds, v: Voice) -> str:
    """One of them for a button, or after a colon."""
    return {
        Grounds.OFF_TOPIC: v.label("off topic"),
        Grounds.TWICE: v.label("said before"),
        Grounds.UNCLEAR: v.label("not clear"),
        Grounds.SEVERAL: v.label("several ideas"),
        Grounds.PERSONAL: v.label("about somebody"),
        Grounds.HURTFUL: v.label("hurtful"),
        Grounds.ADVERT: v.label("advertising"),
    }[why]


def grounds_words(why: Grounds, v: Voice) -> str:
    """One of them as a sentence, for who said it."""
    return {
        Grounds.OFF_TOPIC: v.label("It is about something else than what is asked here."),
        Grounds.TWICE: v.label("Somebody has said it before."),
        Grounds.UNCLEAR: v.label("It is not clear what a vote on it would mean."),
        Grounds.SEVERAL: v.label("There is more than one idea in it, so nobody could tell what a vote on it means."),
        Grounds.PERSONAL: v.label("It is about somebody who can be recognised."),
        Grounds.HURTFUL: v.label("It hurts people."),
        Grounds.ADVERT: v.label("It is advertising."),
    }[why]
