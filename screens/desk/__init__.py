"""The cards of a desk, from which somebody runs things: one module for each group of places."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from deliberation.use_cases.matters import Matter
from deliberation.use_cases.matters.audit import Audit
from deliberation.use_cases.matters.digest import Hearing
from deliberation.use_cases.matters.drafts import Drafting, Drafts, Examples
from deliberation.use_cases.matters.home import Home
from deliberation.use_cases.matters.meeting import Calling, Convening, Meetings
from deliberation.use_cases.matters.moderation import Moderation
from deliberation.use_cases.matters.poll import AskingPoll, PollDraft
from deliberation.use_cases.matters.review import Review
from deliberation.use_cases.matters.rows import Rows
from deliberation.use_cases.matters.running import Running, Steering
from deliberation.use_cases.matters.summaries import Reading, Summaries
from deliberation.use_cases.matters.team import Inviting, Leaving, Team
from deliberation.use_cases.viewing import DeskShown
from screens.card import Card, rows_of
from screens.desk.audit import audit_card
from screens.desk.digest import digest_card
from screens.desk.drafts import drafting_card, drafts_card, examples_card
from screens.desk.home import home_card
from screens.desk.invite import inviting_card
from screens.desk.meeting import calling_card, convening_card, meetings_card
from screens.desk.moderation import moderation_card
from screens.desk.poll import asking_card, poll_draft_card
from screens.desk.review import review_card
from screens.desk.rows import rows_card
from screens.desk.running import running_card, steering_card
from screens.desk.summaries import reading_card, summaries_card
from screens.desk.team import leaving_card, team_card
from screens.problems import explain
from screens.voice import Voice, voice

CARDS: Mapping[type[Matter], Callable[[Any, Voice], Card]] = {
    Examples: examples_card,
    Drafts: drafts_card,
    Drafting: drafting_card,
    Running: running_card,
    Steering: steering_card,
    Team: team_card,
    Leaving: leaving_card,
    Inviting: inviting_card,
    Audit: audit_card,
    AskingPoll: asking_card,
    PollDraft: poll_draft_card,
    Home: home_card,
    Meetings: meetings_card,
    Calling: calling_card,
    Convening: convening_card,
    Summaries: summaries_card,
    Reading: reading_card,
    Review: review_card,
    Moderation: moderation_card,
    Rows: rows_card,
    Hearing: digest_card,
}
"""By what stands there."""


def desk_card(shown: DeskShown) -> Card:
    """What stands on the desk now, and above it what there is to say."""
    v = voice(shown.language)
    card = _laid_out(CARDS[type(shown.matter)](shown.matter, v))
    remark = shown.view.remark
    if remark is None:
        return card
    return replace(card, text=f"{explain(remark.code, remark.parameters, v)}\n\n{card.text}")


def _laid_out(card: Card) -> Card:
    """With every row as wide as its labels allow: in another language two may not fit beside each other."""
    return replace(card, rows=tuple(fitted for row in card.rows for fitted in rows_of([*row])))
