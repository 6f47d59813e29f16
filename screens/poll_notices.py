"""What is told about polls: in groups, and to who put them up."""

from __future__ import annotations

from html import unescape

from deliberation.definition import Consultation
from deliberation.notices import GoOnInPrivate, PollResult, Posted
from deliberation.use_cases.telling import Told
from screens.card import Action, Button, Card
from screens.links import Link, LinkKind, start_parameter
from screens.poll import head_of, result_lines
from screens.voice import Voice


def poll_notice(told: Told, v: Voice) -> Card | None:
    """The message; None for a notice that is about something else."""
    match told:
        case Told(GoOnInPrivate()):
            return _go_on(v)
        case Told(Posted(_, _, group), Consultation() as about):
            return Card(_posted(about, group, v))
        case Told(PollResult(), Consultation() as about, summary) if told.standing is not None:
            return Card("\n".join((v.say("<b>The result</b>"), *result_lines(about, told.standing, summary, v))))
    return None


def _go_on(v: Voice) -> Card:
    ask = Button(v.say("Ask in private"), Action.LINK, start_parameter(Link(LinkKind.DESK, "poll")))
    text = v.say("To ask here at once, write: /poll Question? | answer | answer. Or let me ask you in private.")
    return Card(text, ((ask,),))


def _posted(about: Consultation, group: str, v: Voice) -> str:
    return v.say(
        "“{title}” stands in the group {group} now. To see how it goes, give it more time or close it, send /running.",
        title=unescape(head_of(about, v)),
        group=group,
    )
