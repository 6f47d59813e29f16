"""One's own answers, a few at a time, each with its button."""

from __future__ import annotations

from deliberation.participation import WITHDRAW
from screens.card import Action, Button, Card, cut, page_of, rows_of
from screens.participation.drawing import Drawing

A_PAGE = 4
"""Answers on a page."""

SHORT = 36
"""Characters of a question or an answer that are shown."""


def answers_card(drawing: Drawing) -> Card:
    """What was answered, to change it or to take all of it back while it is open."""
    say, answers = drawing.say, drawing.participation.answers
    steps = [step for step in drawing.consultation.way(answers) if step.asks]
    page = page_of(len(steps), A_PAGE, drawing.participation.page)
    open_now = {step.id for step in drawing.consultation.way(answers, drawing.shown.phases)}
    lines, buttons = [say("<b>Your answers</b>")], []
    for number, step in list(enumerate(steps, start=1))[page.items]:
        lines.append(say("{number} {label}", number=number, label=cut(drawing.raw(step.question), SHORT)))
        ballot = answers.get(step.id)
        lines.append(
            say("No answer.") if ballot is None else say("“{answer}”", answer=drawing.quote(step, ballot, SHORT))
        )
        if step.id in open_now:
            buttons.append(Button(say("Change {number}", number=number), Action.CHANGE, step.id))
    ways = [*drawing.back_and_menu()]
    if page.count > 1:
        lines.append(say("<i>Page {page} of {pages}.</i>", page=page.number + 1, pages=page.count))
        ways.append(drawing.more(page))
    back_out = ((drawing.visit(say("Take all of them back"), WITHDRAW),),) if open_now else ()
    return Card("\n".join(lines), (*rows_of(buttons), *back_out, tuple(ways)))
