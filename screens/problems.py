"""Words for every code of `deliberation.errors`: what happened, that nothing is lost, and what to do."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date

from screens import team
from screens.voice import Voice

Parameters = Mapping[str, str | int]

WORDS: dict[str, Callable[[Voice, Parameters], str]] = {
    "forbidden": lambda v, _: v.say("This button belongs to somebody else. Nothing was changed."),
    "no_role": lambda v, _: v.say(
        "This takes a role that you do not have. Nothing was changed. You can take part with /start."
    ),
    "last_administrator": lambda v, _: v.say(
        "Nobody else could give roles here then. Please invite somebody in your place first. Nothing was changed."
    ),
    "role_welcomed": lambda v, p: team.welcome(str(p["role"]), v),
    "has_role": lambda v, p: team.has_role(str(p["role"]), v),
    "invitation_made": lambda v, _: v.say("The invitation is made. Its link comes in a message to pass on."),
    "invitation_withdrawn": lambda v, _: v.say("The invitation is withdrawn. Its link works no more."),
    "role_given_up": lambda v, p: team.lost_role(str(p["role"]), v),
    "role_taken": lambda v, p: team.role_taken(
        str(p["note"]) or v.label("number {number}", number=int(p["number"])), str(p["role"]), v
    ),
    "not_open_yet": lambda v, p: v.say(
        "This opens on {day}. Come back then.", day=v.day(int(p["opens"]), str(p["zone"]))
    ),
    "closed": lambda v, p: v.say(
        "This closed on {day}. Nothing was changed.", day=v.day(int(p["closed"]), str(p["zone"]))
    ),
    "unknown_consultation": lambda v, _: v.say("I do not know this link. Please check it, or send /start."),
    "poll_unclear": lambda v, _: v.say(
        "A poll needs a question and at least two answers, like this: /poll Question? | answer | answer. Nothing was "
        "posted."
    ),
    "not_in_groups": lambda v, _: v.say(
        "Polls are put up here by those who run them. To vote, tap a button of a poll."
    ),
    "nothing_open": lambda v, _: v.say("There is nothing to answer at the moment. You can come back with /start."),
    "not_for_you": lambda v, _: v.say("This one is for others. Please choose one of its languages if you read it."),
    "withdrawn": lambda v, _: v.say("You took your answers back. To answer again, tap Take part again."),
    "answered_already": lambda v, _: v.say("You have answered this already, and it is saved."),
    "help": lambda v, _: general_help(v),
    "no_picture": lambda v, _: v.say("That is no picture I can show. Please send a PNG or a JPEG."),
    "no_picture_awaited": lambda v, _: v.say(
        "No picture is waited for here. Send the file first that names it; then I ask for its pictures."
    ),
    "picture_too_large": lambda v, p: v.say(
        "That picture is too large: {most} MB fit. Please send a smaller one.", most=int(p["most"])
    ),
    "file_too_large": lambda v, p: v.say("That file is too large: {most} MB fit.", most=int(p["most"])),
    "file_lost": lambda v, _: v.say("Telegram did not hand me that file. Please send it again."),
    "definition_invalid": lambda v, _: v.say("Something in it cannot be used yet. Nothing was changed."),
    "removed": lambda v, p: _removed(v, str(p["contact"])),
    "author_asked": lambda v, _: v.say("Whoever said it is asked about this wording. Until then nothing changes."),
    "reworded": lambda v, _: v.say("It is worded so now. Its translations are gone, for they were of other words."),
    "translated": lambda v, _: v.say("The translation is kept."),
    "taken_out": lambda v, _: v.say("Whoever said that is taken out, and is told. You can take them back in."),
    "taken_in": lambda v, _: v.say("They are back in, and are told. All they said and voted counts again."),
    "draft_incomplete": lambda v, _: v.say("It cannot start yet: something is still missing. Nothing was changed."),
    "launched": lambda v, _: v.say("It is saved and set to go. Now people need its link."),
    "in_the_making": lambda v, _: v.say("It is being made, and comes here in a moment."),
    "changed_meanwhile": lambda v, _: v.say(
        "Something changed in the meantime, so nothing was done. This is how it stands now."
    ),
    "file_not_made": lambda v, _: v.say(
        "The file could not be made. Please try once more. If it fails again, tell whoever runs this bot."
    ),
    "results_told": lambda v, _: v.say("Everybody who took part is being told."),
    "reply_told": lambda v, _: v.say("The reply is kept. Everybody who took part is being told."),
    "changed": lambda v, _: v.say("Changed and saved."),
    "left_over": lambda v, p: v.say("I could not use this part of your message: {text}", text=str(p["text"])[:1000]),
    "reminded_already": lambda v, _: v.say("They were reminded already. That is done once, so that it stays welcome."),
    "no_rows": lambda v, _: v.say("The answers themselves cannot be had here. Nothing was sent."),
    "unknown_meeting": lambda v, _: v.say("I do not know this meeting. Please check the link, or send /start."),
    "meeting_off": lambda v, _: v.say("This meeting was cancelled. Nothing was changed."),
    "meeting_begun": lambda v, _: v.say("This meeting has begun or is over. Nothing was changed."),
    "meeting_ahead": lambda v, _: v.say("This meeting has not begun, so there is nothing to watch yet."),
    "places_taken": lambda v, p: v.count(
        "{number} person has a place already, and keeps it. Write a number that is not lower, or tap No limit.",
        "{number} people have a place already, and keep it. Write a number that is not lower, or tap No limit.",
        int(p["count"]),
    ),
    "not_a_time": lambda v, _: v.say(
        "I cannot read a day and a time in that. Write them like this: 3 June 19:00, tomorrow 19:00, "
        "or 2027-06-03 19:00."
    ),
    "time_passed": lambda v, _: v.say("That time is over. Please write one that lies ahead."),
    "not_a_link": lambda v, _: v.say(
        "I cannot open that. Write an address that begins with https:// and has no spaces."
    ),
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
    "too_short": lambda v, p: v.say(
        "That is too short for others to vote on. Please write at least {least} characters.", least=int(p["least"])
    ),
    "said_already": lambda v, _: v.say("You have said that already. Nothing was sent."),
    "enough_said": lambda v, p: v.say(
        "You have said {most} things here. That is as many as fit. Take one back to say another.", most=int(p["most"])
    ),
    "not_a_statement": lambda v, _: v.say(
        "That is no vote yet. Tap Agree, Disagree or Not sure, or write the number of a statement."
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
    "day_passed": lambda v, _: v.say("That day has passed. Please write one that is still to come."),
    "close_passed": lambda v, p: v.say(
        "It would have closed on {closes}, which has passed. Please move the close first.",
        closes=v.date(date.fromisoformat(str(p["closes"]))),
    ),
    "reply_too_early": lambda v, p: v.say(
        "It would close on {closes}, with a reply by {reply}. The reply has to come after the close.",
        closes=v.date(date.fromisoformat(str(p["closes"]))),
        reply=v.date(date.fromisoformat(str(p["reply"]))),
    ),
    "no_question": lambda v, _: v.say(
        "I cannot make a question of that. Please write it on one line, with its options after dashes: "
        "Which day? - Friday - Saturday"
    ),
    "no_options": lambda v, _: v.say("This question has no options to choose from. Nothing was changed."),
    "too_few_options": lambda v, p: v.count(
        "A question to choose from needs two options or more. I found {number}. Write them so: - yes - no",
        "A question to choose from needs two options or more. I found {number}. Write them so: - yes - no",
        int(p["count"]),
    ),
    "too_many_options": lambda v, p: v.count(
        "That is {count} options; {number} fits. Please take some out.",
        "That is {count} options; {number} fit. Please take some out.",
        int(p["most"]),
        count=int(p["count"]),
    ),
    "same_option": lambda v, p: v.say(
        "Two options are called “{text}”, so nobody can tell them apart. Please change one.", text=str(p["text"])
    ),
    "too_many_questions": lambda v, p: v.count(
        "Only {number} question fits. Nothing was changed. Please take one out first.",
        "Only {number} questions fit. Nothing was changed. Please take one out first.",
        int(p["most"]),
    ),
    "last_question": lambda v, _: v.say("This is the only question, so it has to stay. You can write it anew."),
    "depended_on": lambda v, p: v.say(
        "“{text}” is asked only after an answer to this one. Please take that question out first.", text=str(p["text"])
    ),
    "does_not_fit": lambda v, _: v.say("That does not fit here. Nothing was changed."),
    "moved_on": lambda v, _: v.say("This question moved on. The newest message shows where you are. Or send /start."),
    "not_understood": lambda v, _: v.say(
        "Nothing waits for a written answer here, and nothing was changed. "
        "Tap a button above, or send /start to see where you are."
    ),
    "conflict": lambda v, _: v.say("Two things happened at once and this one was not saved. Please try again."),
}


def _removed(v: Voice, contact: str) -> str:
    if not contact:
        return v.say("You were taken out of this by those who run it. Nothing was changed.")
    return v.say(
        "You were taken out of this by those who run it. Nothing was changed. To object, write to {contact}.",
        contact=contact,
    )


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
