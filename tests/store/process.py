"""The process as far as it can be had without a network: real handlers, use cases, screens, store and delivery."""

from __future__ import annotations

from collections.abc import Callable
from types import SimpleNamespace
from typing import Any, cast

from telegram import Bot, Update
from telegram.ext import Application

from bot.comparing import Comparing
from bot.drawing import DrawUp, drawn_up, written
from bot.errors import Fatal
from bot.receiving.arrivals import arrival
from bot.receiving.parsing import update_of
from bot.sending.delivery import Delivery
from bot.sending.gateway import Gateway
from bot.sending.limiter import Lane
from bot.surveying import analysed, work_out
from bot.ticks import Ticks
from bot.turn import LiveTurn, Turns
from deliberation.drafting.sheet import Town as SaysTown
from deliberation.use_cases.callers import Fresh
from deliberation.use_cases.commands import HOUSE_ITSELF, UseCase
from deliberation.use_cases.mapping import KeepMap, keep_map, survey, to_map
from deliberation.use_cases.releasing import draw_up
from deliberation.use_cases.showing import LEASE
from handlers import register
from handlers.turn import CURRENT
from reports.attachments import attachment_of
from storage.database import Database
from storage.inbox import Waiting
from storage.store import Store
from tests.store.chats import Chats, Crash
from tests.store.town import THRESHOLD, Town

SAYS = SaysTown("City of Wrocław", "town-hall@town.example", "Europe/Warsaw", "en")
"""What the town has said about itself."""


class QuietBot(Bot):
    """A bot that knows its name without asking anybody."""

    @property
    def username(self) -> str:
        return "town_bot"


class Turn(LiveTurn):
    """With ids that are the same in every run. What was committed stands in the process, also when it ended there."""

    def __init__(self, process: Process, row: Waiting) -> None:
        super().__init__(cast("Turns", process), row)
        self._town = process.town
        self._committed = process.committed
        self.town = SAYS  # type: ignore[assignment]

    def fresh(self) -> Fresh:
        return self._town.fresh()

    async def perform(self, use_case: UseCase[Any, Any], command: Any) -> Any:
        try:
            return await super().perform(use_case, command)
        except Crash:
            self.performed = True
            raise
        finally:
            if self.performed:
                self._committed.append(command)


class Process:
    """Everything in memory is made anew by `restart`. The clock and the ids are the town's."""

    def __init__(self, database: Database, chats: Chats) -> None:
        self.town = Town(database)
        self.committed: list[Any] = []
        self.gateway = chats
        self.application = Application.builder().bot(QuietBot("1:quiet")).updater(None).build()
        register(self.application)
        self.restart()

    def restart(self, database: Database | None = None) -> None:
        """The same town, or one over a database that fails."""
        self.town.restart(database)
        gateway = cast("Gateway", self.gateway)
        self.delivery = Delivery(self.store, gateway, self.now, _never, attach=attachment_of, draw=_draw)
        self.comparing = Comparing(self.store, _draw, self.now)
        self.ticks = Ticks(
            self.store, now=self.now, new_id=self.new_id, draw=self._draw_up, database="", threshold=THRESHOLD
        )

    async def _draw_up(self, function: Callable[[Any], bytes], wanted: DrawUp) -> bytes:
        """As the worker does it, over this database, which may fail."""
        assert function is drawn_up
        return written(await self.store.look(lambda tx: draw_up(tx, wanted.phase, wanted.threshold, analysed)))

    async def work_out(self, consultation: str) -> None:
        """The maps of its steps of statements, as the worker does it."""
        steps, _ = await self.store.look(lambda tx: to_map(tx, self.now(), None))
        for about in [about for about in steps if about.consultation == consultation]:
            found = await self.store.look(lambda tx, about=about: survey(tx, about, THRESHOLD))  # type: ignore[misc]
            if found is not None:
                worked = work_out(found, about, THRESHOLD)
                await self.store.perform(keep_map, KeepMap(HOUSE_ITSELF, self.now(), about, worked))

    @property
    def store(self) -> Store:
        return self.town.store

    @property
    def new_id(self) -> Callable[[], str]:
        return self.town.new_id

    def answered(self, milliseconds: int) -> None:
        """Nobody counts here."""

    def now(self) -> int:
        return self.town.now

    async def receive(self, *updates: dict[str, Any]) -> None:
        await self.store.inbox.receive([arrival(update) for update in updates], self.now())

    async def process(self, row: Waiting) -> None:
        """As a worker does it: give one update its effect, and be done with it."""
        turn = Turn(self, row)
        CURRENT.set(turn)
        await self._handle(update_of(row.body or "{}", self.application.bot))
        if not turn.performed:
            await self.store.inbox.finish(row.id)

    async def _handle(self, update: Update) -> None:
        for handler in self.application.handlers[0]:
            check = handler.check_update(update)
            if check is None or check is False:
                continue
            context = cast("Any", SimpleNamespace(args=None))
            handler.collect_additional_context(context, update, self.application, check)
            await handler.handle_update(update, self.application, check, context)
            return

    async def send(self) -> int:
        """One round of the loop that makes the world agree; returns how much there was to do."""
        now = self.now()
        notices = await self.store.deliveries.take_notices(now, now + LEASE, 10)
        views = await self.store.deliveries.take_views(now, now + LEASE, 10)
        for notice in notices:
            self.gateway.notice = notice.id
            await self.delivery.tell(notice)
        for view in views:
            await self.delivery.show(view.shown, Lane.VIEW, view.attempts)
        return len(notices) + len(views)


async def _draw(function: Callable[[Any], bytes], argument: Any) -> bytes:
    """In this process, where the worker does it in another."""
    return function(argument)


def _never(error: Fatal) -> None:
    raise error
