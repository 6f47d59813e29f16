"""Where a way ends for now: all is answered, nothing is open, or the chat went on below."""

from __future__ import annotations

from html import escape

from screens.card import Button, Card, beginning
from screens.participation.drawing import Drawing

MOST_OF_A_REPLY = 600
"""Characters: the card may stand below a picture. All of it came as a message."""


def finished_card(drawing: Drawing) -> Card:
    """All is answered: that it is saved, what can still be changed, what happens next and by when."""
    say = drawing.say
    text = "\n".join(
        (
            *drawing.saved(),
            say("<b>Finished, thank you.</b>"),
            say("{number} of {count} answered and saved.", number=drawing.answered(), count=len(drawing.questions())),
            say("You can change them until {day}.", day=drawing.day(drawing.shown.closes)),
            *_reply(drawing),
        )
    )
    return Card(text, ((drawing.my_answers(),), (drawing.back(), drawing.menu())))


def between_card(drawing: Drawing) -> Card:
    """No phase is open: it has closed, or the next opens later."""
    say, coming = drawing.say, drawing.shown.opens
    news = (
        say("This part has closed. The next opens on {day}.", day=drawing.day(coming))
        if coming is not None
        else " ".join((say("This has closed."), *(() if drawing.shown.reply else _reply(drawing))))
    )
    rows: tuple[tuple[Button, ...], ...] = ((drawing.stored(),),)
    if drawing.participation.answers:
        rows = ((drawing.my_answers(),), *rows)
    return Card("\n".join((f"<b>{drawing.words(drawing.consultation.title)}</b>", news, *_replied(drawing))), rows)


def left_behind_card(drawing: Drawing) -> Card:
    """A message that a newer one has replaced: it keeps the question and the answer, or what the picture was about, and
    has no buttons.
    """
    view = drawing.shown.view
    place = view.left_at
    if place is not None and view.photo and (picture := drawing.consultation.picture(place)) is not None:
        title = f"<b>{drawing.words(drawing.consultation.step(place).question)}</b>"
        seen = drawing.say("<i>In the picture: {alt}</i>", alt=drawing.raw(picture.alt))
        return Card(f"{title}\n{seen}\n{drawing.say('This continues below.')}")
    answer = drawing.participation.answers.get(place or "")
    if place is None or answer is None:
        return Card(drawing.say("This continues below."))
    step = drawing.consultation.step(place)
    saved = drawing.say("Saved ✓ “{answer}”", answer=drawing.quote(step, answer))
    return Card(f"{drawing.words(step.question)}\n{saved}")


def _replied(drawing: Drawing) -> tuple[str, ...]:
    """What the town will do, as it was written, once that was said."""
    reply = drawing.shown.reply
    if reply is None:
        return ()
    who, day = drawing.raw(drawing.consultation.asked_by), drawing.day(reply.made)
    said = drawing.say("{who} replied on {day}:", who=who, day=day)
    return (f"\n{said}\n{escape(beginning(reply.text, MOST_OF_A_REPLY), quote=False)}",)


def _reply(drawing: Drawing) -> tuple[str, ...]:
    """By when there is a reply, where one is promised."""
    about = drawing.consultation
    if not about.promises_reply:
        return ()
    who, day = drawing.raw(about.asked_by), drawing.day(about.reply_by)
    return (drawing.say("{who} promises a reply by {day}.", who=who, day=day),)
