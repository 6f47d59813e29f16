"""What a message says above its card: why the last message was no answer, or what can be done here."""

from __future__ import annotations

from deliberation.errors import MovedOn
from deliberation.notices import Explained
from deliberation.participation import ANSWERS, CONSENT, WELCOME
from deliberation.use_cases.explaining import HELP
from screens.card import beginning, length
from screens.participation.drawing import Drawing
from screens.problems import explain, general_help
from screens.steps import help_text


def remark_text(remark: Explained, drawing: Drawing, room: int) -> str:
    """The words, in Telegram's HTML. What was written is quoted as far as there is room."""
    if remark.code == HELP:
        return f"{_help_here(drawing)}\n{general_help(drawing.voice)}"
    if remark.code == MovedOn.code:
        return drawing.say("This question moved on. You are here:")
    if "text" not in remark.parameters:
        return explain(remark.code, remark.parameters, drawing.voice)
    around = length(explain(remark.code, {**remark.parameters, "text": ""}, drawing.voice))
    quoted = beginning(str(remark.parameters["text"]), room - around)
    return explain(remark.code, {**remark.parameters, "text": quoted}, drawing.voice)


def _help_here(drawing: Drawing) -> str:
    """What can be done where one is."""
    participation, say = drawing.participation, drawing.say
    if drawing.shown.closes is None:
        return say("Nothing is open at the moment.")
    if participation.step is not None:
        return help_text(drawing.consultation.step(participation.step), drawing.voice)
    here = {
        WELCOME: say("Read this, choose your language, then tap Begin."),
        CONSENT: say("Nothing is asked before you agree."),
        ANSWERS: say("Tap Change, or write the number, to answer again."),
    }
    return here.get(participation.place, say("Tap a button, or write what it says."))
