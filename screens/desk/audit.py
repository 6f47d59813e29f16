"""What was done, a page at a time."""

from __future__ import annotations

from deliberation.use_cases.matters.audit import Audit
from screens.audit import fact_line
from screens.card import Card
from screens.desk.buttons import do, home
from screens.voice import Voice


def audit_card(matter: Audit, v: Voice) -> Card:
    """The newest first."""
    lines = [
        v.say("<b>What was done</b>"),
        *(fact_line(fact, matter.team, matter.zone, v) for fact in matter.facts),
        v.say("What residents do is not listed."),
    ]
    newer = (do(v.say("‹ Newer"), f"page-{matter.page - 1}"),) if matter.page else ()
    older = (do(v.say("Older ›"), f"page-{matter.page + 1}"),) if matter.page + 1 < matter.pages else ()
    row = (*newer, *older)
    return Card("\n".join(lines), (*((row,) if row else ()), (home(v),)))
