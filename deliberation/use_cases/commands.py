"""What every command begins with: who wants it and when, and how a use case declares what right it takes."""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from dataclasses import dataclass
from functools import wraps
from typing import Any, Protocol, TypeVar

from deliberation.ports import Transaction
from deliberation.roles import Capability, authorise

HOUSE = 0
"""The sender of what the process itself does. Telegram gives nobody this id."""


@dataclass(frozen=True)
class Sender:
    """As Telegram reports it: ids of the person and of the chat, and the language of their telephone."""

    person: int
    chat: int
    language: str


HOUSE_ITSELF = Sender(person=HOUSE, chat=HOUSE, language="en")


class Command(Protocol):
    """What somebody wants: plain data, with the time and every random value in it."""

    @property
    def sender(self) -> Sender: ...
    @property
    def now(self) -> int: ...


C = TypeVar("C", bound=Command)
R = TypeVar("R")
UseCase = Callable[[Transaction, C], Coroutine[Any, Any, R]]


OwnerOf = Callable[[Transaction, Any], Coroutine[Any, Any, str | None]]
"""Whose the thing is that a command is about: a person's id; None for nobody's any more."""


def requires(capability: Capability, owner: OwnerOf | None = None) -> Callable[[UseCase[C, R]], UseCase[C, R]]:
    """Declare the capability that a use case takes; it is checked before anything else happens in the unit.

    `owner`, for what is about a thing of somebody's: over others' things a role has fewer rights.
    """

    def declare(use_case: UseCase[C, R]) -> UseCase[C, R]:
        @wraps(use_case)
        async def authorised(tx: Transaction, command: C) -> R:
            await _authorise(tx, command, capability, owner)
            return await use_case(tx, command)

        authorised.capability = capability  # type: ignore[attr-defined]
        authorised.owner = owner  # type: ignore[attr-defined]
        return authorised

    return declare


async def _authorise(tx: Transaction, command: C, capability: Capability, owner: OwnerOf | None) -> None:
    sender = command.sender
    if sender.person == HOUSE or capability is Capability.TAKE_PART:  # every tap: no need to look anybody up
        return
    authorise(await tx.roles(sender.person), capability)
    if owner is not None:
        await authorise_over(tx, sender, capability, await owner(tx, command))


async def authorise_over(tx: Transaction, sender: Sender, capability: Capability, owner: str | None) -> None:
    """Raises `Forbidden` unless the sender has the capability over a thing of this owner."""
    if sender.person == HOUSE:
        return
    person = await tx.person(sender.person)
    authorise(await tx.roles(sender.person), capability, own=person is not None and owner == person.id)
