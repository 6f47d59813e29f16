"""Into a group: a poll that is answered there, or the way into a consultation that takes a chat of one's own."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

from deliberation.drafting.poll import read_poll
from deliberation.drafting.sheet import Town, missing
from deliberation.errors import Closed, DraftIncomplete, PollUnclear, UnknownConsultation
from deliberation.events import ConsultationPosted
from deliberation.kept import Address, Kind, Person, Urgency, View
from deliberation.notices import Explained, GoOnInPrivate, Posted
from deliberation.ports import Transaction
from deliberation.roles import Capability
from deliberation.use_cases.asking import launch_poll, source_of
from deliberation.use_cases.callers import Fresh
from deliberation.use_cases.commands import Sender, requires
from deliberation.use_cases.drafts import draft_owner, previewed
from deliberation.use_cases.mirroring import end_mirrors, put_up_mirror
from deliberation.use_cases.polling import PollShown, poll_shown
from deliberation.use_cases.running import Launch, launch
from deliberation.use_cases.showing import LEASE

QUIET: Final = 600_000
"""Milliseconds in which a group is told once at most why something could not be done."""


@dataclass(frozen=True)
class Post:
    """`/start` in a group, as a link leads there. `title` is the group's."""

    sender: Sender
    now: int
    consultation: str
    title: str = field(repr=False)
    fresh: Fresh


@dataclass(frozen=True)
class AskInGroup:
    """`/poll` in a group: `text` is all that was written."""

    sender: Sender
    now: int
    text: str = field(repr=False)
    title: str = field(repr=False)
    town: Town
    fresh: Fresh


IntoGroup = Post | AskInGroup


@dataclass(frozen=True)
class SayWhy:
    """Something could not be done in a group: the code and parameters of a problem."""

    sender: Sender
    now: int
    problem: Explained
    fresh: Fresh


async def owner_of_posted(tx: Transaction, about: Post) -> str | None:
    """Who offers what is to be posted, or is preparing it."""
    return await tx.consultation_owner(about.consultation) or await draft_owner(tx, about.consultation)


@requires(Capability.STEER, owner=owner_of_posted)
async def post(tx: Transaction, command: Post) -> PollShown:
    """A new message in the group; one about the same that stands there already is left behind. The draft of a poll is
    launched by that.

    Raises `UnknownConsultation`, `DraftIncomplete`, and `Closed` and `DayPassed` for what is over.
    """
    person = await tx.meet(Person(command.fresh.person, command.sender.person, command.sender.language))
    return await put_into(tx, command, person, await _offered(tx, command, person))


@requires(Capability.LAUNCH)
async def ask_in_group(tx: Transaction, command: AskInGroup) -> PollShown | None:
    """`/poll` with a question and answers: asked there at once. None where it is to be asked for in private, which the
    group is told. Raises the `Rejected` that says what is wrong with it.
    """
    asked = read_poll(command.text)
    person = await tx.meet(Person(command.fresh.person, command.sender.person, command.sender.language))
    if asked is not None and asked.mistakes:
        raise PollUnclear
    source = (
        None
        if asked is None
        else await source_of(tx, asked, command.town.speaking(person.language), person.id, command.now)
    )
    if source is None or missing(source):
        await _send_to_private(tx, command)
        return None
    offered = await launch(tx, Launch(command.sender, command.now, source))
    return await put_into(tx, command, person, offered.id)


async def put_into(tx: Transaction, by: IntoGroup, person: Person, consultation: str) -> PollShown:
    """The message itself, of a consultation that is offered; who put it up is told how to steer it."""
    chat = await tx.meet_chat(by.fresh.chat, by.sender.chat)
    await tx.name_chat(chat, by.title)
    await end_mirrors(tx, consultation, by.now, chat)
    await tx.retire_posted(chat, consultation)
    view = View(by.fresh.token, chat, by.sender.chat, None, consultation, Kind.POLL)
    shown = await poll_shown(tx, view, by.now)
    if shown.closes is None:
        phases = await tx.phases(consultation, hold=False)
        raise Closed(closed=max(phase.closes for phase in phases), zone=shown.consultation.timezone)
    await tx.add_view(view, now=by.now, lease=by.now + LEASE)
    await put_up_mirror(tx, shown, by.now)
    await tx.note(ConsultationPosted(chat), actor=person.id, subject=consultation, now=by.now)
    private = await tx.chat_of(person.id)
    if private is not None:
        told = Posted(consultation, shown.consultation.version, by.title)
        await tx.notify(Address(private, person.id), told, Urgency.ANSWER, by.now, None)
    return shown


async def _offered(tx: Transaction, command: Post, person: Person) -> str:
    """What is to be posted, launched where it is the draft of a poll."""
    if await tx.current_version(command.consultation) is not None:
        return command.consultation
    if await draft_owner(tx, command.consultation) != person.id:
        raise UnknownConsultation
    draft = await tx.draft(command.consultation)
    if missing(draft.source) or previewed(draft).poll is None:
        raise DraftIncomplete
    offered = await launch_poll(tx, command.sender, command.now, draft)
    await tx.want_views(Kind.DESK, person.id)
    return offered


async def _send_to_private(tx: Transaction, by: AskInGroup) -> None:
    chat = await tx.meet_chat(by.fresh.chat, by.sender.chat)
    language, occurrence = by.sender.language, f"private:{chat}:{by.now // QUIET}"
    await tx.tell_group(chat, language, GoOnInPrivate(), Urgency.ANSWER, now=by.now, occurrence=occurrence)


@requires(Capability.TAKE_PART)
async def say_why(tx: Transaction, command: SayWhy) -> None:
    """Say in the group why it could not be done. Whoever tries again and again does not fill it."""
    chat = await tx.meet_chat(command.fresh.chat, command.sender.chat)
    occurrence = f"why:{chat}:{command.problem.code}:{command.now // QUIET}"
    language, now = command.sender.language, command.now
    await tx.tell_group(chat, language, command.problem, Urgency.ANSWER, now=now, occurrence=occurrence)
