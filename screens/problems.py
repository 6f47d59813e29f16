"""Words for every code of `deliberation.errors`: what happened, that nothing is lost, and what to do."""

from __future__ import annotations

from collections.abc import Callable, Mapping

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
    "invitation_refused": lambda v, _: v.say(
        "This invitation does not work: it is unknown, used or too old. Ask for a new one."
    ),
    "consent_missing": lambda v, _: v.say(
        "Nothing is saved yet. Please agree first, with the button in the message above."
    ),
    "not_an_option": lambda v, p: v.say(
        "That is not one of the answers. Tap a button, or write a number from 1 to {count}.", count=int(p["count"])
    ),
    "empty_text": lambda v, _: v.say("There was nothing in it to save. Please write your answer in words."),
    "too_long": lambda v, p: v.say(
        "That is {length} characters; {limit} fit. It is not saved yet. Here is your text, to shorten:\n\n{text}",
        length=int(p["length"]),
        limit=int(p["limit"]),
        text=str(p["text"])[:3000],
    ),
    "not_text": lambda v, _: v.say("I can read only words. Nothing was changed."),
    "answer_required": lambda v, _: v.say("This question needs an answer before it goes on."),
    "moved_on": lambda v, _: v.say("This moved on. The newest message shows where you are; /start brings it again."),
    "not_understood": lambda v, _: v.say(
        "Nothing waits for a written answer here, and nothing was changed. "
        "Tap a button above, or send /start to see where you are."
    ),
    "conflict": lambda v, _: v.say("Two things happened at once and this one was not saved. Please try again."),
}


def explain(code: str, parameters: Parameters, voice: Voice) -> str:
    """The words for a problem, in Telegram's HTML."""
    return WORDS[code](voice, parameters)
