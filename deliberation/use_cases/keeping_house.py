"""What Telegram reports about chats, what could not be done for somebody, and being forgotten."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from deliberation.events import ChatLost, ChatMigrated, ChatRegained, PersonErased
from deliberation.notices import Explained, Helped, Notice
from deliberation.ports import Address, Transaction, Urgency
from deliberation.roles import Capability
from deliberation.use_cases.commands import Sender, requires
from deliberation.use_cases.taking_part import Fresh, meet, tapped_view


@dataclass(frozen=True)
class Explain:
    """Tell the sender what could not be done: the code and parameters of a `Problem`."""

    sender: Sender
    now: int
    code: str
    parameters: Mapping[str, str | int]
    fresh: Fresh


@dataclass(frozen=True)
class Help:
    sender: Sender
    now: int
    fresh: Fresh


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
    """Delete everything about the sender: the button of the view that asked for it once more."""

    sender: Sender
    now: int
    token: str
    revision: int


@requires(Capability.TAKE_PART)
async def explain(tx: Transaction, command: Explain) -> None:
    """Queue the words for a problem."""
    await _reply(tx, command, Explained(command.code, command.parameters))


@requires(Capability.TAKE_PART)
async def help_out(tx: Transaction, command: Help) -> None:
    """Queue what can be done here."""
    await _reply(tx, command, Helped())


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
        await tx.note(ChatMigrated(), actor=None, subject="chat", now=command.now)


@requires(Capability.TAKE_PART)
async def forget(tx: Transaction, command: Forget) -> None:
    """Erase the sender from every table. What stays is that somebody was erased, at that time.

    Raises `MovedOn` and `Forbidden` as every button does.
    """
    _, person = await tapped_view(tx, command.sender, command.token, command.revision)
    await tx.erase(person)
    await tx.note(PersonErased(), actor=None, subject="person", now=command.now)


async def _reply(tx: Transaction, command: Explain | Help, notice: Notice) -> None:
    person, chat = await meet(tx, command.sender, command.fresh)
    await tx.notify(Address(chat, person.id), notice, Urgency.ANSWER, command.now, None)
