"""Where somebody who runs things is in their own chat with the bot: a place, and what it is about.

What they see there is gathered anew each time (`use_cases/matters/`); only the place is kept.
"""

from __future__ import annotations

from dataclasses import dataclass

HOME = "home"
"""What can be begun from here, and what is running."""

RUNNING = "running"
"""The list of what somebody offers; of all that is offered, for those who may steer it."""

OFFER = "offer"
"""One consultation: how it goes, and what can be done about it."""

EXAMPLES = "examples"
DRAFTS = "drafts"
DRAFT = "draft"
FILLING = "filling"
"""What a draft lacks is being asked for."""

PICTURES = "pictures"
"""Pictures that a draft names are being waited for."""

CHANGING = "changing"
"""What of a draft can be changed."""

QUESTIONS = "questions"
"""The questions of a draft, to choose one."""

QUESTION = "question"
"""One question of a draft."""

DELETING = "deleting"
EDITING = "editing"
"""Something of a draft is being written anew; `asking` says what."""

CLOSING = "closing"
EXTENDING = "extending"
LINKS = "links"

TEAM, LEAVING, INVITE, INVITE_NOTE, AUDIT = "team", "leaving", "invite", "invite-note", "audit"
"""Who has which role; one that is to be taken away; whom to invite, as what and then for whom; what was done."""


POLL, POLL_ANSWERS, POLL_UNTIL, POLL_WHO = "poll", "poll-answers", "poll-until", "poll-who"
"""A poll is being asked for: its question, its answers (the subject is the question itself), its end, who asks."""

POLL_DRAFT, POLL_CHANGE = "poll-draft", "poll-change"
"""A poll as it will stand in a group, and what can be changed about it."""


MEETINGS, CALLING, MEETING = "meetings", "calling", "meeting"
"""Meetings that were called; one that is being prepared; one of them. `asking` says what is asked for, if anything."""

SUMMARIES, SUMMARY, CHARTS = "summaries", "summary", "charts"
"""The list of what there is to read; what came of one consultation; which of its questions as a picture."""

REVIEW = "review"
"""What residents wrote, one text after another."""

MODERATION = "moderation"
"""What residents say among statements, one thing after another; `asking` is where somebody is with it."""

ROWS = "rows"
"""The answers themselves are asked for: with what."""

PUBLISHING, REPLY, REPLYING = "publishing", "reply", "replying"
"""The result as residents would be told; the reply is being written; it is shown once more (`asking` is its text)."""

DIGEST = "digest"
"""How often somebody wants to hear what changed."""


@dataclass(frozen=True)
class Desk:
    """`subject` is the id of what the place is about; `asking` names what waits to be written; `page` counts from 0
    where a place has several. `preview` is a way through a draft, while it is looked at as a resident.
    """

    person: str
    place: str = HOME
    subject: str = ""
    asking: str = ""
    page: int = 0
    preview: str | None = None
