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


def requires(capability: Capability) -> Callable[[UseCase[C, R]], UseCase[C, R]]:
    """Declare the capability that a use case takes; it is checked before anything else happens in the unit."""

    def declare(use_case: UseCase[C, R]) -> UseCase[C, R]:
        @wraps(use_case)
        async def authorised(tx: Transaction, command: C) -> R:
            await _authorise(tx, command.sender, capability)
            return await use_case(tx, command)

        authorised.capability = capability  # type: ignore[attr-defined]
        return authorised

    return declare


async def _authorise(tx: Transaction, sender: Sender, capability: Capability) -> None:
    if sender.person == HOUSE or capability is Capability.TAKE_PART:  # every tap: no need to look anybody up
        return
    authorise(await tx.roles(sender.person), capability)
