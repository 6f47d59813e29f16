"""Words for every code of `deliberation.errors`: what happened, that nothing is lost, and what to do."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date

from screens.voice import Voice

Parameters = Mapping[str, str | int]

WORDS: dict[str, Callable[[Voice, Parameters], str]] = {
    "forbidden": lambda v, _: v.say("This button belongs to somebody else. Nothing was changed."),
    "not_open_yet": lambda v, p: v.say(
        "This opens on {day}. Come back then.", day=v.day(int(p["opens"]), str(p["zone"]))
    ),
    "closed": lambda v, p: v.say(
        "This closed on {day}. Nothing was changed.", day=v.day(int(p["closed"]), str(p["zone"]))
    ),
    "unknown_consultation": lambda v, _: v.say("I do not know this link. Please check it, or send /start."),
    "nothing_open": lambda v, _: v.say("There is nothing to answer at the moment. You can come back with /start."),
    "not_for_you": lambda v, _: v.say("This one is for others. Please choose one of its languages if you read it."),
    "withdrawn": lambda v, _: v.say("You took your answers back. To answer again, tap Take part again."),
    "answered_already": lambda v, _: v.say("You have answered this already, and it is saved."),
    "help": lambda v, _: general_help(v),
    "invitation_refused": lambda v, _: v.say(
        "This invitation does not work: it is unknown, used or too old. Ask for a new one."
    ),
    "consent_missing": lambda v, _: v.say("Nothing is saved yet. Please tap Begin and agree first."),
    "not_an_option": lambda v, p: _not_an_option(v, int(p["count"]), int(p["own"])),
    "empty_text": lambda v, _: v.say("There was nothing in it to save. Please write your answer in words."),
    "too_long": lambda v, p: v.say(
        "That is {length} characters; {limit} fit. It is not saved yet. Here is your text, to shorten:\n\n{text}",
        length=int(p["length"]),
        limit=int(p["limit"]),
        text=str(p["text"])[:2000],
    ),
    "too_few": lambda v, p: v.count(
        "Please choose at least {number}. {count} chosen so far.",
        "Please choose at least {number}. {count} chosen so far.",
        int(p["least"]),
        count=int(p["count"]),
    ),
    "too_many": lambda v, p: v.count(
        "Only {number} fits. Tap it again to take it back first.",
        "Only {number} fit. Tap one again to take it back first.",
        int(p["most"]),
    ),
    "not_together": lambda v, _: v.say("None of these cannot go with another answer. Please choose one or the other."),
    "not_a_ranking": lambda v, p: v.count(
        "I need {number} place, and got {count}. Write the numbers in order, such as 2 1 3.",
        "I need {number} places, and got {count}. Write the numbers in order, such as 2 1 3.",
        int(p["places"]),
        count=int(p["count"]),
    ),
    "not_a_number": lambda v, p: v.say(
        "I cannot read a number in that. Please write one from {least} to {most}, in digits.",
        least=int(p["least"]),
        most=int(p["most"]),
    ),
    "out_of_range": lambda v, p: v.say(
        "That number does not fit here. Please write one from {least} to {most}.",
        least=int(p["least"]),
        most=int(p["most"]),
    ),
    "not_a_date": lambda v, _: v.say("I cannot read a date in that. Please write day, month and year: 14.6.2027."),
    "date_out_of_range": lambda v, p: v.say(
        "That date does not fit here. Please write one from {earliest} to {latest}.",
        earliest=v.date(date.fromisoformat(str(p["earliest"]))),
        latest=v.date(date.fromisoformat(str(p["latest"]))),
    ),
    "not_text": lambda v, _: v.say("I can read only words. Nothing was changed. Please write, or tap a button."),
    "edited_after": lambda v, _: v.say(
        "You changed a message that was sent already. I keep what it said before. To change an answer, tap My answers "
        "in the menu."
    ),
    "answer_required": lambda v, _: v.say("This question needs an answer before it goes on."),
    "moved_on": lambda v, _: v.say("This question moved on. The newest message shows where you are. Or send /start."),
    "not_understood": lambda v, _: v.say(
        "Nothing waits for a written answer here, and nothing was changed. "
        "Tap a button above, or send /start to see where you are."
    ),
    "conflict": lambda v, _: v.say("Two things happened at once and this one was not saved. Please try again."),
}


def _not_an_option(v: Voice, count: int, own: int) -> str:
    if own:
        return v.say(
            "That is not one of the answers. Tap a button, or write a number from 1 to {count}. "
            "To answer in your own words, write {own} first.",
            count=count,
            own=own,
        )
    return v.say("That is not one of the answers. Tap a button, or write a number from 1 to {count}.", count=count)


def general_help(v: Voice) -> str:
    """What can be done from anywhere."""
    return v.say("/start shows where you are, /menu what else you can do. You can also write back, skip or later.")


def explain(code: str, parameters: Parameters, voice: Voice) -> str:
    """The words for a problem, in Telegram's HTML."""
    return WORDS[code](voice, parameters)
