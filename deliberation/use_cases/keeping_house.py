"""What Telegram reports about chats, and being forgotten."""

from __future__ import annotations

from dataclasses import dataclass

from deliberation.errors import MovedOn, NotUnderstood
from deliberation.events import ChatLost, ChatMigrated, ChatRegained, PersonErased
from deliberation.kept import Kind, Person
from deliberation.participation import ERASE
from deliberation.ports import Transaction
from deliberation.roles import Capability
from deliberation.use_cases.callers import own_view
from deliberation.use_cases.commands import Sender, requires
from deliberation.use_cases.mirroring import mirror_anew
from deliberation.use_cases.registering import free_places


@dataclass(frozen=True)
class ChangeReach:
    """The bot was blocked or put out of a chat (`reachable` False), or let in again."""

    sender: Sender
    now: int
    chat: int
    reachable: bool


@dataclass(frozen=True)
class MigrateChat:
    sender: Sender
    now: int
    chat: int
    new_chat: int


@dataclass(frozen=True)
class Forget:
    """Delete everything about the sender: the button of the view that asked for it once more, or its words, written
    while that is the view (`token` None).
    """

    sender: Sender
    now: int
    token: str | None = None
    revision: int = 0


@requires(Capability.KEEP_HOUSE)
async def change_reach(tx: Transaction, command: ChangeReach) -> None:
    """Leave a chat in peace, or meet it again."""
    if command.reachable and await tx.regain_chat(command.chat):
        await tx.note(ChatRegained(), actor=None, subject="chat", now=command.now)
    if not command.reachable and await tx.lose_chat(command.chat, command.now):
        await tx.note(ChatLost(), actor=None, subject="chat", now=command.now)


@requires(Capability.KEEP_HOUSE)
async def migrate_chat(tx: Transaction, command: MigrateChat) -> None:
    """A group has become a supergroup and has a new id. Reported twice, from both chats: the second changes nothing."""
    if await tx.migrate_chat(command.chat, command.new_chat):
        await mirror_anew(tx, command.new_chat, command.now)
        await tx.note(ChatMigrated(), actor=None, subject="chat", now=command.now)


@requires(Capability.TAKE_PART)
async def forget(tx: Transaction, command: Forget) -> None:
    """Erase the sender from every table. What stays is that somebody was erased, at that time.

    Raises `MovedOn` and `Forbidden` as every button does.
    """
    person = await _asked(tx, command)
    await free_places(tx, person, command.now)
    await tx.erase(person)
    await tx.note(PersonErased(), actor=None, subject="person", now=command.now)


async def _asked(tx: Transaction, command: Forget) -> Person:
    """The person, once it is sure that the question stands in front of them."""
    written = await tx.latest_view(command.sender.chat) if command.token is None else None
    token = written.token if written else command.token
    if token is None:
        raise NotUnderstood
    view, person = await own_view(tx, command.sender, token, Kind.PARTICIPATION, Kind.ACCOUNT)
    if command.token is not None and (view.retired or view.wanted != command.revision):
        raise MovedOn
    place = view.subject if view.kind is Kind.ACCOUNT else (await tx.participation(view.subject)).place
    if place != ERASE:
        raise NotUnderstood
    return person
