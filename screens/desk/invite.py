"""Inviting somebody: as what, and for whom."""

from __future__ import annotations

from deliberation.roles import INVITABLE
from deliberation.use_cases.matters.team import Inviting
from screens.card import Card
from screens.desk.buttons import do, home
from screens.team import role_name, what_it_may
from screens.voice import Voice


def inviting_card(matter: Inviting, v: Voice) -> Card:
    """The roles, each with what it may do; then the note."""
    if matter.role is None:
        lines = [v.say("<b>Whom do you invite, as what?</b>"), *(what_it_may(role, v) for role in INVITABLE)]
        roles = [(do(role_name(role, v).capitalize(), f"role-{role}"),) for role in INVITABLE]
        return Card("\n".join(lines), (*roles, (home(v),)))
    text = v.say(
        "<b>For whom is it?</b>\nWrite a note for yourself, such as a first name. Administrators see it in the team. "
        "It is deleted with the role."
    )
    return Card(text, ((do(v.say("Without a note"), "nonote"),), (do(v.say("‹ Back"), "invite"), home(v))))
