"""A question, or something to read: where one is, what is asked, and the ways back, on and out."""

from __future__ import annotations

from dataclasses import replace

from deliberation import engine
from deliberation.definition import Picture, Step
from deliberation.definition.kinds.statements import Statements
from screens.card import Action, Button, Card, rows_of
from screens.participation.drawing import Drawing
from screens.participation.statements import statements_card
from screens.steps import Asking, ask


def question_card(drawing: Drawing) -> Card:
    """The step that waits. The menu comes along where there is room; it can always be written."""
    step = drawing.consultation.step(drawing.participation.place)
    if isinstance(step, Statements):
        return statements_card(drawing, step)
    back, on = drawing.to_earlier(step), _on(drawing, step)
    room = drawing.most_buttons - len(back) - 1  # one for the way on, which an answer may bring
    asking = Asking(
        drawing.voice,
        drawing.shown.language,
        drawing.fallback,
        engine.sheet(drawing.participation, step.id),
        drawing.participation.page,
        room,
    )
    asked = ask(step, asking.plus((*drawing.saved(), *_head(drawing, step))))
    forward = (asked.forward,) if asked.forward else on
    ways = [*back, *((asked.more,) if asked.more else ()), *forward]
    if sum(map(len, asked.rows)) + len(ways) < drawing.most_buttons:
        ways.append(drawing.menu())
    return pictured(drawing, step.shows(), Card("\n".join(asked.lines), (*asked.rows, *rows_of(ways))))


def pictured(drawing: Drawing, picture: Picture | None, card: Card) -> Card:
    """The card below the picture, where there is one."""
    if picture is None:
        return card
    return replace(card, picture=picture.file, alt=drawing.raw(picture.alt))


def _head(drawing: Drawing, step: Step) -> tuple[str, ...]:
    question = drawing.words(step.question)
    help_line = (f"<i>{drawing.words(step.help)}</i>",) if step.help else ()
    if not step.asks:
        return (f"<b>{question}</b>", *help_line)
    order = [other.id for other in drawing.questions()]
    number = order.index(step.id) + 1 if step.id in order else 1
    where = drawing.say("<b>{number} of {count}</b> · ", number=number, count=len(order))
    return (where + question, *help_line)


def _on(drawing: Drawing, step: Step) -> tuple[Button, ...]:
    """The way on without answering now."""
    if step.id in drawing.participation.answers:
        return (Button(drawing.say("Keep ›"), Action.SKIP),)
    return () if step.required else (Button(drawing.say("Skip ›"), Action.SKIP),)
