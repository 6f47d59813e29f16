"""Pages about a person alone: in which language they read, and deleting everything."""

from __future__ import annotations

from dataclasses import replace

from deliberation.attention import MESSAGES, Wanted
from deliberation.participation import ERASE
from deliberation.use_cases.viewing import AccountShown
from screens.card import Action, Button, Card, rows_of
from screens.languages import own_name
from screens.problems import explain
from screens.voice import Voice, spoken, voice

WANT = "want"
"""Of a button that chooses how many messages; which follows after a dash."""


def account_card(shown: AccountShown) -> Card:
    """The page that the view is about, and above it what there is to say."""
    v = voice(shown.language)
    match shown.view.subject:
        case place if place == ERASE:
            card = _erase_card(v)
        case place if place == MESSAGES:
            card = _messages_card(shown.wanted, v)
        case _:
            card = _languages_card(v)
    remark = shown.view.remark
    if remark is None:
        return card
    return replace(card, text=f"{explain(remark.code, remark.parameters, v)}\n\n{card.text}")


def _languages_card(v: Voice) -> Card:
    buttons = [Button(own_name(code), Action.LANGUAGE, code) for code in spoken()]
    return Card(v.say("<b>Which language do you read?</b>"), rows_of(buttons))


def _messages_card(wanted: Wanted, v: Voice) -> Card:
    labels = {
        Wanted.ALL: v.say("All of them"),
        Wanted.HOUR: v.say("Only an hour before meetings"),
        Wanted.NONE: v.say("None"),
    }
    text = v.say(
        "<b>Messages that you did not ask for</b>\nReminders of meetings, recordings, and that something you answered "
        "has closed: at most one a day and three a week. A move or a cancellation always comes.\nChosen: {chosen}",
        chosen=labels[wanted],
    )
    return Card(
        text,
        tuple(
            (Button(f"{label} ✓" if which is wanted else label, Action.MEETING, f"{WANT}-{which}"),)
            for which, label in labels.items()
        ),
    )


def _erase_card(v: Voice) -> Card:
    text = v.say(
        "<b>Delete everything about me</b>\nYour votes, registrations and rights here are deleted at once. Telegram "
        "keeps its own copy of this chat until you delete it. To keep everything, do nothing."
    )
    return Card(text, ((Button(v.say("Yes, delete everything"), Action.FORGET),),))
