"""Pages that one looks at and comes back from."""

from __future__ import annotations

from deliberation.participation import ERASE, LANGUAGES, LATER, STORED
from screens.card import Action, Button, Card
from screens.participation.doors import shown_to_others
from screens.participation.drawing import Drawing


def menu_card(drawing: Drawing) -> Card:
    """Everything else that can be done from anywhere."""
    say = drawing.say
    lines = [f"<b>{drawing.words(drawing.consultation.title)}</b>", _so_far(drawing)]
    if drawing.shown.new_messages:
        lines.append(say("Each step comes as a new message."))
        prefer = Button(say("One message that changes"), Action.PREFER, "edit")
    else:
        lines.append(say("One message changes at each step."))
        prefer = Button(say("A new message each step"), Action.PREFER, "new")
    several = len(drawing.consultation.languages) > 1
    rows = (
        (drawing.on(),),
        (drawing.my_answers(),),
        (drawing.visit(say("Later"), LATER),),
        *(((drawing.visit(say("Language"), LANGUAGES),),) if several else ()),
        (prefer,),
        (drawing.visit(say("What is stored, and deleting"), STORED),),
    )
    return Card("\n".join(lines), rows)


def later_card(drawing: Drawing) -> Card:
    """Stopping here is no loss, and how to come back."""
    until = drawing.say(
        "You can go on until {day}: tap Go on here, or write /start.", day=drawing.day(drawing.shown.closes)
    )
    return Card(f"{_so_far(drawing)}\n{until}", ((drawing.on(),), (drawing.my_answers(),), (drawing.menu(),)))


def stored_card(drawing: Drawing) -> Card:
    """What is kept about its reader, who sees it, and the way to have it deleted."""
    say, contact = drawing.say, drawing.consultation.contact
    text = "\n".join(
        (
            say("<b>What is stored</b>"),
            say("Stored: the number Telegram gave you, your language, your answers, and when."),
            say("Not stored: your name, your phone number, your picture."),
            _who_sees(drawing),
            *((say("Questions: {contact}", contact=contact),) if contact else ()),
        )
    )
    return Card(text, ((drawing.visit(say("Delete everything about me"), ERASE),), drawing.back_and_menu()))


def _who_sees(drawing: Drawing) -> str:
    if drawing.open_count:
        return drawing.say(
            "Open count: all can see it while this runs, also when few have answered. "
            "Whoever runs this bot can see what is stored."
        )
    who, sharing = drawing.raw(drawing.consultation.asked_by), drawing.consultation.sharing
    gets = (
        drawing.say("{who} gets your answers under a number, not your name.", who=who)
        if sharing.rows
        else drawing.say("{who} gets counts, never about fewer than five people.", who=who)
    )
    runs = drawing.say("Whoever runs this bot can see what is stored.")
    return " ".join((gets, _words_said(drawing), runs))


def _words_said(drawing: Drawing) -> str:
    """What becomes of one's own words."""
    say, quotes = drawing.say, drawing.consultation.sharing.quotes
    match shown_to_others(drawing), quotes:
        case True, True:
            return say("Others read your statements and reasons; your words may be quoted, without your name.")
        case True, False:
            return say("Others read your statements and reasons, without your name.")
        case False, True:
            return say("Somebody looks through what you write; then it may be quoted without your name.")
    return say("What you write is counted, not quoted.")


def erase_card(drawing: Drawing) -> Card:
    """Asked once more, with what cannot be recalled."""
    say = drawing.say
    text = say(
        "<b>Delete everything about you?</b>\nYour answers and your number are removed at once, for good. "
        "Counts already published stay. Telegram keeps its own copy of this chat until you delete it."
    )
    text += " " + say("Backups lose them too, when they end.")
    return Card(text, ((Button(say("Yes, delete everything"), Action.FORGET),), drawing.back_and_menu()))


def withdraw_card(drawing: Drawing) -> Card:
    """Asked once more."""
    say = drawing.say
    text = say(
        "<b>Take all your answers back?</b>\nThey are deleted here and not counted any more. "
        "Counts already published stay. You can take part again until {day}.",
        day=drawing.day(drawing.shown.closes),
    )
    return Card(text, ((Button(say("Yes, take them back"), Action.WITHDRAW),), drawing.back_and_menu()))


def _so_far(drawing: Drawing) -> str:
    return drawing.say(
        "{number} of {count} answered and saved.", number=drawing.answered(), count=len(drawing.questions())
    )
