"""What stands on the desk of somebody who runs things, gathered as plain data: one module for each group of places."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping

from deliberation.desk import (
    AUDIT,
    CALLING,
    CHANGING,
    CHARTS,
    CLOSING,
    DELETING,
    DIGEST,
    DRAFT,
    DRAFTS,
    EDITING,
    EXAMPLES,
    EXTENDING,
    FILLING,
    HOME,
    INVITE,
    INVITE_NOTE,
    LEAVING,
    LINKS,
    MEETING,
    MEETINGS,
    MODERATION,
    OFFER,
    PICTURES,
    POLL,
    POLL_ANSWERS,
    POLL_CHANGE,
    POLL_DRAFT,
    POLL_UNTIL,
    POLL_WHO,
    PUBLISHING,
    QUESTION,
    QUESTIONS,
    REPLY,
    REPLYING,
    REVIEW,
    ROWS,
    RUNNING,
    SUMMARIES,
    SUMMARY,
    TEAM,
)
from deliberation.ports import Transaction
from deliberation.use_cases.matters.at import At
from deliberation.use_cases.matters.audit import Audit, audit
from deliberation.use_cases.matters.digest import Hearing, hearing
from deliberation.use_cases.matters.drafts import Drafting, Drafts, Examples, drafting, drafts, examples
from deliberation.use_cases.matters.home import Home, home
from deliberation.use_cases.matters.meeting import Calling, Convening, Meetings, calling, convening, meetings
from deliberation.use_cases.matters.moderation import Moderation, moderation
from deliberation.use_cases.matters.poll import AskingPoll, PollDraft, asking_poll, poll_draft
from deliberation.use_cases.matters.review import Review, review
from deliberation.use_cases.matters.rows import Rows, rows
from deliberation.use_cases.matters.running import Running, Steering, running, steering
from deliberation.use_cases.matters.summaries import Reading, Summaries, reading, summaries
from deliberation.use_cases.matters.team import Inviting, Leaving, Team, inviting, leaving, team

__all__ = ["At", "Matter", "matter"]

Matter = (
    Home
    | Examples
    | Drafts
    | Drafting
    | Running
    | Steering
    | Team
    | Leaving
    | Inviting
    | Audit
    | AskingPoll
    | PollDraft
    | Meetings
    | Calling
    | Convening
    | Summaries
    | Reading
    | Review
    | Moderation
    | Rows
    | Hearing
)

Gather = Callable[[Transaction, At], Awaitable[Matter]]

GATHER: Mapping[str, Gather] = {
    HOME: home,
    EXAMPLES: examples,
    DRAFTS: drafts,
    **dict.fromkeys((DRAFT, FILLING, PICTURES, CHANGING, QUESTIONS, QUESTION, EDITING, DELETING), drafting),
    **dict.fromkeys((POLL, POLL_ANSWERS), asking_poll),
    MEETINGS: meetings,
    CALLING: calling,
    MEETING: convening,
    **dict.fromkeys((POLL_DRAFT, POLL_CHANGE, POLL_UNTIL, POLL_WHO), poll_draft),
    RUNNING: running,
    OFFER: steering,
    CLOSING: steering,
    EXTENDING: steering,
    LINKS: steering,
    TEAM: team,
    LEAVING: leaving,
    INVITE: inviting,
    INVITE_NOTE: inviting,
    AUDIT: audit,
    SUMMARIES: summaries,
    REVIEW: review,
    MODERATION: moderation,
    ROWS: rows,
    DIGEST: hearing,
    **dict.fromkeys((SUMMARY, CHARTS, PUBLISHING, REPLY, REPLYING), reading),
}
"""By place. A place that this version does not know any more leads home."""


async def matter(tx: Transaction, at: At) -> Matter:
    """What is to be seen at this place. What a place is about may be gone by now: that leads home too."""
    try:
        return await GATHER.get(at.desk.place, home)(tx, at)
    except KeyError:
        return await home(tx, at)
