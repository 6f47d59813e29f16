"""Every card that a resident meets on the way through a consultation: a function of where they are."""

from __future__ import annotations

from dataclasses import replace

from deliberation.kept import Kind
from deliberation.participation import (
    ANSWERS,
    CONSENT,
    ERASE,
    FINISHED,
    LANGUAGES,
    LATER,
    MENU,
    OUTSIDE,
    STORED,
    WELCOME,
    WITHDRAW,
    WITHDRAWN,
)
from deliberation.use_cases.showing import Shown
from screens.card import MOST_CHARACTERS, Action, Button, Card, fits_below_picture, length
from screens.participation.answers import answers_card
from screens.participation.doors import consent_card, languages_card, outside_card, welcome_card, withdrawn_card
from screens.participation.drawing import Drawing
from screens.participation.ends import between_card, finished_card, left_behind_card
from screens.participation.question import question_card
from screens.participation.remarks import remark_text
from screens.participation.side_pages import erase_card, later_card, menu_card, stored_card, withdraw_card
from screens.voice import voice

__all__ = ["forgotten_text", "participation_card"]

_LOOKED_AT = {
    STORED: stored_card,
    ERASE: erase_card,
    ANSWERS: answers_card,
    LANGUAGES: languages_card,
    MENU: menu_card,
    OUTSIDE: outside_card,
    WITHDRAWN: withdrawn_card,
}
"""Cards that are the same whether or not anything is open."""

_TAKEN_PART_IN = {
    WELCOME: welcome_card,
    CONSENT: consent_card,
    FINISHED: finished_card,
    LATER: later_card,
    WITHDRAW: withdraw_card,
}


def participation_card(shown: Shown) -> Card:
    """What this view shows now."""
    drawing = Drawing(shown)
    card = _card(drawing)
    if shown.view.kind is Kind.PREVIEW:
        card = _looked_at(card, drawing)
    remark = shown.view.remark
    if remark is not None:
        above = remark_text(remark, drawing, MOST_CHARACTERS - length(card.text) - 2)
        card = replace(card, text=f"{above}\n\n{card.text}")
    return card if fits_below_picture(card.text) else replace(card, picture=None)


def forgotten_text(language: str) -> str:
    """What stands in the place of the last card when somebody is erased."""
    return voice(language).say(
        "Everything about you is deleted here. Telegram keeps its own copy of this chat until you delete it. "
        "You can begin anew with /start."
    )


def _looked_at(card: Card, drawing: Drawing) -> Card:
    """A card of a draft, which says that it is one, with the way back."""
    above = drawing.say("<i>This is how residents see it. Nothing of it is counted.</i>")
    leave = Button(drawing.say("Leave the preview"), Action.DESK, "leave")
    return replace(card, text=f"{above}\n\n{card.text}", rows=(*card.rows, (leave,)))


def _card(drawing: Drawing) -> Card:
    if drawing.shown.view.retired:
        return left_behind_card(drawing)
    place = drawing.participation.place
    if place in _LOOKED_AT:
        return _LOOKED_AT[place](drawing)
    if drawing.shown.closes is None:
        return between_card(drawing)
    return _TAKEN_PART_IN.get(place, question_card)(drawing)
