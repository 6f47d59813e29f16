"""A message in private goes to whichever conversation stands in its chat: a consultation, or a desk."""

from __future__ import annotations

from collections.abc import Mapping

from deliberation.desk import (
    CALLING,
    DIGEST,
    DRAFT,
    DRAFTS,
    EDITING,
    EXAMPLES,
    FILLING,
    HOME,
    INVITE_NOTE,
    MEETING,
    MEETINGS,
    MODERATION,
    OFFER,
    POLL,
    POLL_ANSWERS,
    POLL_UNTIL,
    POLL_WHO,
    REPLY,
    REPLYING,
    REVIEW,
    ROWS,
    RUNNING,
    SUMMARIES,
    SUMMARY,
)
from deliberation.engine import Given, Said, Visit
from deliberation.errors import NotUnderstood
from deliberation.kept import Kind, View
from deliberation.participation import ERASE, LANGUAGES
from deliberation.ports import Transaction
from deliberation.roles import Capability
from deliberation.use_cases.accounts import Speak
from deliberation.use_cases.asking import write_answers, write_poll, write_until, write_who
from deliberation.use_cases.callers import meet
from deliberation.use_cases.calling import write_meeting
from deliberation.use_cases.commands import UseCase, requires
from deliberation.use_cases.desks import DeskWords
from deliberation.use_cases.drafting import fill_in, from_message
from deliberation.use_cases.editing import edit
from deliberation.use_cases.inviting import write_note
from deliberation.use_cases.meeting_desk import write_to_meeting
from deliberation.use_cases.moderating import write_to_moderation
from deliberation.use_cases.previewing import write_preview
from deliberation.use_cases.publishing import write_reply
from deliberation.use_cases.taking_part import Prefer, Wish, Write, look_up, write
from deliberation.use_cases.viewing import Showing, bring

HEARS: Mapping[str, UseCase[DeskWords, Showing]] = {
    **dict.fromkeys((HOME, EXAMPLES, DRAFTS, DRAFT, RUNNING, OFFER, SUMMARIES, SUMMARY), from_message),
    FILLING: fill_in,
    **dict.fromkeys((MEETINGS, REVIEW, ROWS, DIGEST), from_message),
    MODERATION: write_to_moderation,
    CALLING: write_meeting,
    MEETING: write_to_meeting,
    POLL: write_poll,
    POLL_ANSWERS: write_answers,
    POLL_UNTIL: write_until,
    POLL_WHO: write_who,
    EDITING: edit,
    INVITE_NOTE: write_note,
    **dict.fromkeys((REPLY, REPLYING), write_reply),
}
"""By place of the desk: what is done with words there."""

OF_THE_PERSON = (LANGUAGES, ERASE)
"""Side pages that somebody has who takes part in nothing."""


@requires(Capability.TAKE_PART)
async def hear(tx: Transaction, command: Write) -> Showing:
    """Take what was written. Raises `NotUnderstood` where nothing waits for words."""
    view = await tx.latest_view(command.sender.chat)
    if isinstance(command.meaning, Visit) and not command.text:
        return await _visit(tx, command, view, command.meaning.page)
    if view is None or view.kind is Kind.DESK:
        return await _at_desk(tx, command)
    if view.kind is Kind.PREVIEW:
        return await write_preview(tx, view, command, Said(command.text, _given(command.meaning)))
    try:
        return await write(tx, command)
    except NotUnderstood:  # nothing waits for words: somebody who runs things may begin something new
        return await _begin(tx, command)


async def _visit(tx: Transaction, command: Write, view: View | None, page: str) -> Showing:
    """A command that names a side page: of the consultation somebody takes part in, also from elsewhere."""
    person, chat = await meet(tx, command.sender, command.fresh)
    if view is None or view.kind is not Kind.PARTICIPATION:
        last = await tx.last_consultation(person.id)
        known = None if last is None else await tx.find_participation(person.id, last)
        if known is None:
            if page not in OF_THE_PERSON:
                raise NotUnderstood
            return await bring(tx, (Kind.ACCOUNT, page), person, chat, command)
        return await look_up(tx, command, known)
    return await write(tx, command)


async def _begin(tx: Transaction, command: Write) -> Showing:
    if not await tx.roles(command.sender.person):
        raise NotUnderstood
    return await from_message(tx, _words(command))


async def _at_desk(tx: Transaction, command: Write) -> Showing:
    if not await tx.roles(command.sender.person):
        raise NotUnderstood
    person = await tx.person(command.sender.person)
    desk = None if person is None else await tx.desk(person.id)
    use_case = None if desk is None else HEARS.get(desk.place)
    if use_case is None:
        raise NotUnderstood
    return await use_case(tx, _words(command))


def _words(command: Write) -> DeskWords:
    return DeskWords(command.sender, command.now, command.text, command.fresh, command.town)


def _given(meaning: Wish | None) -> Given | None:
    """What a word means in a preview; a preference about messages means nothing there."""
    return None if isinstance(meaning, Speak | Prefer) else meaning
