"""One update's turn, as handlers get it: a unit of work, and the chance to show at once what came of it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from telegram.ext import Application

from bot.ids import moment, random_id, random_secret, random_token
from bot.receiving.parsing import update_of
from bot.sending.delivery import Delivery
from bot.sending.gateway import Gateway
from bot.sending.limiter import Lane
from deliberation.drafting.sheet import Town
from deliberation.use_cases.callers import Fresh
from deliberation.use_cases.commands import Command, UseCase
from deliberation.use_cases.viewing import Showing
from handlers.turn import CURRENT
from storage.inbox import Waiting
from storage.store import Store

C = TypeVar("C", bound=Command)
R = TypeVar("R")

AnyApplication = Application[Any, Any, Any, Any, Any, Any]


class LiveTurn:
    """Fulfils `handlers.turn.Turn`. `error` is what a handler raised: the application would swallow it."""

    def __init__(self, turns: Turns, row: Waiting):
        self._turns = turns
        self._row = row
        self.now = turns.now()
        self.town = turns.town
        self.performed = False
        self.error: BaseException | None = None

    def fresh(self) -> Fresh:
        new_id = self._turns.new_id
        return Fresh(
            person=new_id(), chat=new_id(), participation=random_id(), token=random_token(), secret=random_secret()
        )

    async def fetch(self, file_id: str) -> bytes:
        return await self._turns.gateway.fetch(file_id)

    async def perform(self, use_case: UseCase[C, R], command: C) -> R:
        if self.performed:
            raise RuntimeError("an update has one unit of work, and this one's is committed")
        result = await self._turns.store.perform(use_case, command, self._row.id)
        self.performed = True
        return result

    async def show(self, shown: Showing) -> None:
        await self._turns.delivery.show(shown, Lane.TOUCHED_VIEW)

    async def answer_tap(self, query: str, text: str | None = None, *, alert: bool = False) -> None:
        await self._turns.gateway.answer_tap(query, text, alert=alert)
        self._turns.answered(self._turns.now() - moment(self._row.id))

    async def say(self, chat: int, text: str) -> None:
        await self._turns.gateway.send_text(chat, text, lane=Lane.TOUCHED_VIEW, attempts=0)

    async def say_instead(self, chat: int, message: int, text: str) -> None:
        await self._turns.gateway.say_instead(chat, message, text)

    async def runs_things(self, person: int) -> bool:
        return bool(await self._turns.store.look(lambda tx: tx.roles(person)))

    async def forget_menu(self, chat: int) -> None:
        await self._turns.gateway.offer_commands(chat, (), lane=Lane.TOUCHED_VIEW, attempts=0)

    async def language(self, person: int) -> str | None:
        known = await self._turns.store.look(lambda tx: tx.person(person))
        return None if known is None else known.language


class Turns:
    """Gives each update of the inbox its turn. `answered` hears how long after its arrival a tap was answered."""

    def __init__(
        self,
        store: Store,
        delivery: Delivery,
        gateway: Gateway,
        application: AnyApplication,
        *,
        now: Callable[[], int],
        new_id: Callable[[], str],
        town: Town,
        answered: Callable[[int], None] = lambda _: None,
    ):
        self.store = store
        self.delivery = delivery
        self.gateway = gateway
        self.now = now
        self.new_id = new_id
        self.town = town
        self.answered = answered
        self._application = application
        application.add_error_handler(_remember)

    async def process(self, row: Waiting) -> None:
        """Parse one update, let a handler take it, and be done with it. Raises what went wrong before the commit."""
        turn = LiveTurn(self, row)
        CURRENT.set(turn)
        if row.body is not None:
            await self._application.process_update(update_of(row.body, self._application.bot))
        if turn.error is not None and not turn.performed:
            raise turn.error
        if not turn.performed:
            await self.store.inbox.finish(row.id)


async def _remember(_: object, context: Any) -> None:
    """The application's error handler: puts the error where `process` finds it."""
    turn = CURRENT.get()
    if isinstance(turn, LiveTurn):
        turn.error = context.error
