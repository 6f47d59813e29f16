"""Where everything that somebody runs begins."""

from __future__ import annotations

from deliberation.roles import CAPABILITIES, Capability
from deliberation.use_cases.matters.home import Home
from screens.card import Button, Card
from screens.desk.buttons import do
from screens.voice import Voice


def home_card(matter: Home, v: Voice) -> Card:
    """What can be begun, by button, by message or by file; for each role what it may do."""
    may = frozenset[Capability]().union(*(CAPABILITIES[role] for role in matter.roles))
    if Capability.RUN_THINGS not in may:
        return Card(v.say("You run nothing here any more. /start shows what you can take part in."))
    text = v.say(
        "<b>What do you want to begin?</b>\nWrite me a title and your questions in one message, with options after "
        "dashes. Or send me a file. Nothing starts before you say so."
    )
    if matter.load:
        text += "\n\n" + v.count(
            "{number} thing that residents said waits to be looked through: tap Running.",
            "{number} things that residents said wait to be looked through: tap Running.",
            matter.load,
        )
    rows: list[tuple[Button, ...]] = [
        (do(v.say("From an example"), "examples"), do(v.say("A poll"), "poll")),
        (do(v.say("My drafts"), "drafts"), do(v.say("Running"), "running")),
    ]
    rows.append((do(v.say("Meetings"), "meetings"), do(v.say("Results"), "summaries")))
    if Capability.INVITE in may:
        rows.append((do(v.say("Team"), "team"), do(v.say("What was done"), "audit")))
    return Card(text, tuple(rows))
