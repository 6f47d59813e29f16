"""What a draft lacks, asked for one thing at a time."""

from __future__ import annotations

from deliberation.use_cases.matters.drafts import Drafting
from screens.card import Card
from screens.desk.buttons import do
from screens.voice import Voice


def filling_card(matter: Drafting, v: Voice) -> Card:
    """One thing that is missing, and how much is left after it."""
    left = len(matter.missing)
    if not left:
        return Card(v.say("Nothing is missing any more."), ((do(v.say("‹ Back"), "draft"),),))
    count = v.count("{number} thing is missing.", "{number} things are missing.", left)
    text = f"<i>{count}</i>\n{_question(matter.asking, v)}"
    return Card(text, ((do(v.say("Later"), "draft"),),))


def lacking_words(key: str, v: Voice) -> str:
    """What is missing, inside a sentence."""
    return {
        "title": v.say("a title"),
        "asked_by": v.say("who asks"),
        "contact": v.say("how you can be reached"),
        "decided_by": v.say("who decides"),
        "closes": v.say("until when it is open"),
        "reply_by": v.say("by when people get a reply"),
        "still_open": v.say("what can still change"),
        "already_fixed": v.say("what is already fixed"),
    }[key]


def _question(key: str, v: Voice) -> str:
    return {
        "title": v.say("<b>What is it called?</b>\nIn a few words, as it stands on a poster."),
        "asked_by": v.say("<b>Who asks?</b>\nThe town, an association: whoever people know."),
        "contact": v.say("<b>How can people reach you?</b>\nA telephone number or an address, for questions."),
        "decided_by": v.say("<b>Who decides about it?</b>\nFor instance: the town council, on 6 July."),
        "closes": v.say("<b>Until which day can people answer?</b>\nFor instance: 14 June, or in two weeks."),
        "reply_by": v.say("<b>By which day will people get a reply?</b>\nWhat you promise here is told to everybody."),
        "still_open": v.say("<b>What can still change?</b>\nOne sentence."),
        "already_fixed": v.say("<b>What is already fixed?</b>\nOne sentence. If nothing is, write: nothing."),
    }[key]
