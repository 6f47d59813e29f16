"""One update's chance to do something: what a handler may ask of the process."""

from __future__ import annotations

from contextvars import ContextVar
from typing import Protocol, TypeVar

from telegram import Update

from deliberation.use_cases.commands import Command, Sender, UseCase
from deliberation.use_cases.showing import Shown
from deliberation.use_cases.taking_part import Fresh

C = TypeVar("C", bound=Command)
R = TypeVar("R")


class Turn(Protocol):
    """Given to handlers by the worker that processes an update."""

    @property
    def now(self) -> int:
        """Milliseconds UTC at which this update was taken up."""
        ...

    def fresh(self) -> Fresh:
        """Ids for what may have to be made."""
        ...

    async def perform(self, use_case: UseCase[C, R], command: C) -> R:
        """Run a use case; the update is done with in the same unit of work. Raises what the use case raises."""
        ...

    async def show(self, shown: Shown) -> None:
        """Bring the view just touched up to date at once; should that fail, the loop of views repairs it."""
        ...

    async def answer_tap(self, query: str, text: str | None = None) -> None:
        """Let the button go, with a passing line or without."""
        ...

    async def say(self, chat: int, text: str) -> None:
        """Say something. Nothing may depend on its arrival."""
        ...

    async def say_instead(self, chat: int, message: int, text: str) -> None:
        """Put a text in the place of a message. Nothing may depend on its arrival."""
        ...

    async def language(self, person: int) -> str | None:
        """The language this person has chosen; None for a stranger."""
        ...


CURRENT: ContextVar[Turn] = ContextVar("turn")
"""The turn of the update that this task is processing."""


def sender_of(update: Update) -> Sender | None:
    """Who sent an update and where; None for what nobody in particular sent."""
    person, chat = update.effective_user, update.effective_chat
    if person is None or chat is None:
        return None
    return Sender(person.id, chat.id, (person.language_code or "en").split("-")[0])
