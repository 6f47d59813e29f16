"""Before the first question: what this is, whom it is for, in which language, and consent. And after the last word."""

from __future__ import annotations

from html import unescape

from deliberation.definition import Words
from deliberation.definition.kinds.statements import Statements
from deliberation.definition.sharing import Sharing
from deliberation.participation import LANGUAGES
from screens.card import MOST_BUTTONS, Action, Button, Card, page_of, rows_of
from screens.languages import own_name
from screens.participation.drawing import Drawing

MINUTES_A_QUESTION, MINUTES_A_STATEMENT = 0.5, 0.12


def welcome_card(drawing: Drawing) -> Card:
    """What is asked, by whom, who decides, and the languages first."""
    parts = [f"<b>{drawing.words(drawing.consultation.title)}</b>", *_about(drawing), *_for_whom(drawing)]
    return Card("\n".join(parts), (*_languages(drawing), *_way_in(drawing)))


def consent_card(drawing: Drawing) -> Card:
    """What is kept and who reads it, before anything is asked."""
    say, about = drawing.say, drawing.consultation
    text = say(
        "<b>Before you begin</b>\nI am a program. I keep no name and no phone number. "
        "Telegram keeps a copy of what you write.\n"
        "{who_gets_what}\n"
        "You can change your answers until {day}, and delete them at any time.",
        who_gets_what=unescape(_others_too(drawing) if shown_to_others(drawing) else _who_gets_what(drawing)),
        day=drawing.day(drawing.shown.closes),
    )
    if drawing.open_count:
        text += "\n" + say("Open count: all can see it while this runs.")
    agree = Button(say("I am {age} or older and agree", age=about.age), Action.AGREE)
    return Card(text, ((agree,), (drawing.stored(),), (drawing.back(),)))


def shown_to_others(drawing: Drawing) -> bool:
    """Whether others are shown something of what one may write."""
    return any(isinstance(step, Statements) and step.heard for step in drawing.consultation.steps())


def _who_gets_what(drawing: Drawing) -> str:
    """What those who ask will see of the answers, as this version of the file says."""
    say, about = drawing.say, drawing.consultation
    who = drawing.raw(about.asked_by)
    match about.sharing:
        case Sharing(quotes=False, rows=False):
            return say("{who} gets counts, not what you answered.", who=who)
        case Sharing(quotes=True, rows=False):
            return say("{who} gets counts, and may quote what you write, without your name.", who=who)
        case Sharing(quotes=False, rows=True):
            return say("{who} gets your answers under a number, without your name.", who=who)
    return say("{who} gets your answers under a number, and may quote what you write, without your name.", who=who)


def _others_too(drawing: Drawing) -> str:
    """The same where others are shown something of what one may write."""
    say, about = drawing.say, drawing.consultation
    who = drawing.raw(about.asked_by)
    match about.sharing:
        case Sharing(quotes=False, rows=False):
            return say("{who} gets counts. Others read your statements and reasons, without your name.", who=who)
        case Sharing(quotes=True, rows=False):
            return say(
                "{who} gets counts and may quote you. Others read your statements and reasons. All without your name.",
                who=who,
            )
        case Sharing(quotes=False, rows=True):
            return say(
                "{who} gets your answers under a number. Others read your statements and reasons. "
                "All without your name.",
                who=who,
            )
    return say(
        "{who} gets your answers under a number and may quote you. Others read your statements and reasons. "
        "All without your name.",
        who=who,
    )


def outside_card(drawing: Drawing) -> Card:
    """It is for others, and nothing is lost."""
    text = drawing.say("This one is for others, so there is nothing for you to answer. Nothing about you is counted.")
    lines = (f"<b>{drawing.words(drawing.consultation.title)}</b>", *_for_whom(drawing), text)
    return Card("\n".join(lines), ((drawing.stored(),), (drawing.back(),)))


def withdrawn_card(drawing: Drawing) -> Card:
    """All answers were taken back."""
    say, closes = drawing.say, drawing.shown.closes
    lines = [say("<b>Your answers are taken back.</b>"), say("They are deleted here and not counted any more.")]
    rows: list[tuple[Button, ...]] = []
    if closes is not None:
        lines.append(say("You can take part again until {day}.", day=drawing.day(closes)))
        rows.append((Button(say("Take part again"), Action.BEGIN),))
    return Card("\n".join(lines), (*rows, (drawing.stored(),)))


def languages_card(drawing: Drawing) -> Card:
    """All languages, each in its own script; on several pages where there are many."""
    buttons = [Button(own_name(code), Action.LANGUAGE, code) for code in drawing.consultation.languages]
    ways = [*drawing.back_and_menu()]
    room = MOST_BUTTONS - len(ways)
    if len(buttons) > room:
        page = page_of(len(buttons), room - 1, drawing.participation.page)
        buttons = buttons[page.items]
        ways.append(drawing.more(page))
    return Card(drawing.say("<b>Which language do you read?</b>"), (*rows_of(buttons), tuple(ways)))


def _about(drawing: Drawing) -> list[str]:
    """What it is about, as far as its file says: a poll may leave most of it out."""
    say, raw, about = drawing.say, drawing.raw, drawing.consultation
    who, decides = raw(about.asked_by), raw(about.decided_by)
    asks = (
        say("Asks: {who}. Decides: {decides}.", who=who, decides=decides) if decides else say("Asks: {who}.", who=who)
    )
    lines = (
        drawing.words(about.proposal),
        asks,
        say("Still open: {what}", what=raw(about.still_open)) if about.still_open else "",
        say("Already fixed: {what}", what=raw(about.already_fixed)) if about.already_fixed else "",
        _how_long(drawing),
    )
    return [line for line in lines if line]


def _how_long(drawing: Drawing) -> str:
    count = len(drawing.questions())
    voted_on = sum(len(step.seeds) for step in drawing.questions() if isinstance(step, Statements))
    minutes = max(1, round(count * MINUTES_A_QUESTION + voted_on * MINUTES_A_STATEMENT))
    questions = drawing.voice.count("{number} question", "{number} questions", count)
    duration = drawing.voice.count("about {number} minute", "about {number} minutes", minutes)
    until = drawing.say("until {day}.", day=drawing.day(drawing.shown.closes))
    length = f"{questions}, {duration}, {until}"
    if not drawing.consultation.promises_reply:
        return length
    return f"{length} " + drawing.say("Reply by {day}.", day=drawing.day(drawing.consultation.reply_by))


def _for_whom(drawing: Drawing) -> tuple[str, ...]:
    """Whom it is for, unless it is for everybody."""
    audience, say = drawing.consultation.audience, drawing.say
    if audience.districts:
        return (say("For people who live in {where}.", where=_either(drawing, audience.districts)),)
    if audience.interests:
        return (say("For people who care about {what}.", what=_either(drawing, audience.interests)),)
    if audience.languages:
        names = drawing.voice.either([own_name(code) for code in audience.languages])
        return (say("For people who read {languages}.", languages=names),)
    return ()


def _either(drawing: Drawing, names: tuple[Words, ...]) -> str:
    return drawing.voice.either([drawing.raw(name) for name in names])


def _way_in(drawing: Drawing) -> tuple[tuple[Button, ...], ...]:
    audience, say = drawing.consultation.audience, drawing.say
    if not audience.asks:
        return ((Button(say("Begin ›"), Action.BEGIN),),)
    yes = say("I live there. Begin ›") if audience.districts else say("I care about it. Begin ›")
    return (Button(yes, Action.BEGIN),), (Button(say("That is not me"), Action.STAY_OUT),)


def _languages(drawing: Drawing) -> tuple[tuple[Button, ...], ...]:
    others = [code for code in drawing.consultation.languages if code != drawing.shown.language]
    room = MOST_BUTTONS - len(_way_in(drawing))
    buttons = [Button(own_name(code), Action.LANGUAGE, code) for code in others]
    if len(buttons) <= room:
        return rows_of(buttons)
    return (*rows_of(buttons[: room - 1]), (drawing.visit(drawing.say("Language") + " …", LANGUAGES),))
