"""One update's chance to do something: what a handler may ask of the process."""

from __future__ import annotations

from contextvars import ContextVar
from typing import Protocol, TypeVar

from telegram import Update

from deliberation.drafting.sheet import Town
from deliberation.use_cases.callers import Fresh
from deliberation.use_cases.commands import Command, Sender, UseCase
from deliberation.use_cases.viewing import Showing

C = TypeVar("C", bound=Command)
R = TypeVar("R")


class Turn(Protocol):
    """Given to handlers by the worker that processes an update."""

    @property
    def now(self) -> int:
        """Milliseconds UTC at which this update was taken up."""
        ...

    @property
    def town(self) -> Town:
        """What the town has said about itself."""
        ...

    async def fetch(self, file_id: str) -> bytes:
        """What somebody sent. Raises `FileLost` when Telegram does not have it any more."""
        ...

    def fresh(self) -> Fresh:
        """Ids for what may have to be made."""
        ...

    async def perform(self, use_case: UseCase[C, R], command: C) -> R:
        """Run a use case; the update is done with in the same unit of work. Raises what the use case raises."""
        ...

    async def show(self, shown: Showing) -> None:
        """Bring the view just touched up to date at once; should that fail, the loop of views repairs it."""
        ...

    async def answer_tap(self, query: str, text: str | None = None, *, alert: bool = False) -> None:
        """Let the button go, with a passing line or without; `alert`: one that has to be put away."""
        ...

    async def say(self, chat: int, text: str) -> None:
        """Say something. Nothing may depend on its arrival."""
        ...

    async def say_instead(self, chat: int, message: int, text: str) -> None:
        """Put a text in the place of a message. Nothing may depend on its arrival."""
        ...

    async def runs_things(self, person: int) -> bool:
        """Whether this person has any role besides resident."""
        ...

    async def forget_menu(self, chat: int) -> None:
        """Have Telegram offer there what it offers everywhere. Nothing may depend on its arrival."""
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
