"""The one composition root: from a configuration to a running bot."""

from __future__ import annotations

import asyncio
import random
import time
from collections.abc import Callable, Coroutine, Sequence
from functools import partial
from typing import Any, Final
from urllib.parse import urlsplit

import structlog
from telegram import BotCommandScopeAllGroupChats, BotCommandScopeAllPrivateChats
from telegram.error import BadRequest, InvalidToken, NetworkError, RetryAfter, TelegramError
from telegram.ext import ApplicationBuilder, ExtBot

from bot.backups import LONGEST, Backups, erased_of, newest
from bot.comparing import Comparing
from bot.config import Config
from bot.drawing import Attaching
from bot.errors import Fatal, Misconfigured
from bot.health.watch import Watch
from bot.health.watching import SILENCE_SECONDS, State, Work
from bot.ids import IdSource
from bot.interpreting import Interpreter
from bot.logs import safe_error
from bot.mapping import LONGEST as LONGEST_SURVEY
from bot.mapping import Mapper
from bot.receiving.poll import Poller
from bot.receiving.webhook import Webhook
from bot.receiving.workers import Workers
from bot.sending.delivery import Delivery
from bot.sending.gateway import Gateway
from bot.sending.limiter import Limiter, PtbRateLimiter, Rates
from bot.sending.outbox import Outbox
from bot.telegram.request import AiohttpRequest
from bot.ticks import Ticks
from bot.translating import translator_of
from bot.turn import Turns
from bot.worker import Worker
from deliberation.use_cases.commands import HOUSE_ITSELF
from deliberation.use_cases.menus import RenewMenus, renew_menus
from handlers import register
from handlers.registration import ALLOWED_UPDATES
from screens.commands import commands, edition, group_commands
from screens.voice import SOURCE, spoken
from storage.backlog import size
from storage.database import StorageError, open_database
from storage.inbox import Arrival
from storage.instance import Say
from storage.store import Store

log = structlog.get_logger()

IN_HAND_SECONDS: Final = 10.0
"""What a stop gives to updates and deliveries that are in hand."""

BEAT_SECONDS: Final = 20.0
"""How often a word is left for `fairdeal doctor`."""

REACH_AGAIN_SECONDS: Final = 3.0
JITTER_SECONDS: Final = 0.5


def wall_clock() -> int:
    """Milliseconds UTC."""
    return time.time_ns() // 1_000_000


class App:
    """A bot. `now` gives milliseconds UTC; `say` leaves a word for whoever looks from outside."""

    def __init__(self, config: Config, store: Store, *, now: Callable[[], int], new_id: Callable[[], str], say: Say):
        self._config = config
        self._say = say
        self.store = store
        self._fatal: asyncio.Future[Fatal] = asyncio.get_running_loop().create_future()
        self._clock = asyncio.get_running_loop().time
        self._health = Watch(config, self._clock)
        self._begun = self._clock()
        self._poller: Poller | None = None
        self._updates_request = AiohttpRequest(proxy=config.proxy)
        self.bot = self._make_bot()
        application = ApplicationBuilder().bot(self.bot).updater(None).job_queue(None).build()
        register(application)
        self._application = application
        gateway = Gateway(self.bot)
        self._worker = Worker()
        meter = self._health.meter
        self._drawing = Work(self._worker.draw, self._clock, meter)
        self._backup_worker = Worker(jobs=1, seconds=LONGEST)
        self._backups = Backups(config, store.erased, self._backup_worker.draw, now, meter.backed_up)
        # Pictures do not wait for what takes long, and what that took of memory is given back.
        self._surveyor = Worker(jobs=1, seconds=LONGEST_SURVEY)
        self._surveying = Work(self._surveyor.draw, self._clock, meter)
        survey, database, threshold = self._surveying.draw, config.database, config.threshold
        self._mapper = Mapper(store, now=now, draw=survey, database=database, threshold=threshold)
        attach = Attaching(config.database, config.threshold)
        delivery = Delivery(store, gateway, now, self._fail, attach=attach, draw=self._drawing.draw)
        self.outbox = Outbox(store, delivery, now)
        store.on_told = self.outbox.stir
        self.comparing = Comparing(store, self._drawing.draw, now)
        store.on_comparison = self.comparing.stir
        self._interpreter = Interpreter(store, translator_of(config), now)
        town, answered = config.town, meter.answered
        turns = Turns(store, delivery, gateway, application, now=now, new_id=new_id, town=town, answered=answered)
        self.workers = Workers(store.inbox, turns.process, self._clock, meter.processed)
        self.ticks = Ticks(
            store,
            now=now,
            new_id=new_id,
            draw=survey,
            database=database,
            threshold=threshold,
            observe=meter.ticked,
        )
        self._now = now

    async def run(self, stop: asyncio.Event) -> None:
        """Work until `stop` is set. Raises `Fatal` when only a person can help."""
        try:
            async with self._health.open(self._look):
                await self._greet(stop)
                if not stop.is_set():
                    await self._work(stop)
        finally:
            await self._worker.close()
            await self._backup_worker.close()
            await self._surveyor.close()
            await self._application.shutdown()
            for request in self.bot.request, self._updates_request:  # a bot that never got in does not close them
                await request.shutdown()

    async def _work(self, stop: asyncio.Event) -> None:
        loops = (self.workers, self.outbox, self.comparing, self._backups, self._mapper, self._interpreter)
        background = [asyncio.create_task(work) for work in (*(loop.run() for loop in loops), self._beat())]
        self.ticks.start()
        try:
            await (self._poll(stop) if self._config.receive == "poll" else self._listen(stop))
        finally:
            self.ticks.stop()
            for task in background:
                task.cancel()
            await asyncio.gather(*background, return_exceptions=True)
            await asyncio.gather(self.workers.drain(IN_HAND_SECONDS), self.outbox.drain(IN_HAND_SECONDS))

    def _make_bot(self) -> ExtBot[Any]:
        loop = asyncio.get_running_loop()
        limiter = Limiter(Rates(), loop.time, loop.call_at, jitter=lambda: random.uniform(0, JITTER_SECONDS))  # noqa: S311
        return ExtBot(
            self._config.token.reveal(),
            base_url=f"{self._config.api}/bot",
            base_file_url=f"{self._config.api}/file/bot",
            request=AiohttpRequest(proxy=self._config.proxy),
            get_updates_request=self._updates_request,
            rate_limiter=PtbRateLimiter(limiter, self._health.meter.called),
        )

    async def _greet(self, stop: asyncio.Event) -> None:
        """Learn who we are, and that updates are to be asked for where they are."""
        await self._reach(self._application.initialize, stop)
        if self._config.receive == "poll":
            await self._reach(self.bot.delete_webhook, stop)
        await self._offer_commands()

    async def _offer_commands(self) -> None:
        """Let every private chat, and every group, offer its commands in its language. Nothing depends on it.

        Those of people with a role are told by the outbox.
        """
        await self.store.perform(renew_menus, RenewMenus(HOUSE_ITSELF, self._now(), edition()))
        private, groups = BotCommandScopeAllPrivateChats(), BotCommandScopeAllGroupChats()
        try:
            for language in spoken():
                code = None if language == SOURCE else language  # for whoever speaks none of the others
                await self.bot.set_my_commands(commands(language), scope=private, language_code=code)
                await self.bot.set_my_commands(group_commands(language), scope=groups, language_code=code)
        except TelegramError as error:
            log.warning("commands_not_offered", error=type(error).__name__)

    async def _reach(self, call: Callable[[], Coroutine[Any, Any, Any]], stop: asyncio.Event) -> None:
        """Make a call that there is no going on without; a network that is down for a while is waited for."""
        while not stop.is_set():
            try:
                await call()
                return
            except InvalidToken:
                raise Misconfigured("Telegram does not know this bot's token. Check it with @BotFather.") from None
            except BadRequest as error:
                raise Misconfigured(f"Telegram refuses the configuration: {error.message}.") from None
            except (NetworkError, RetryAfter) as error:
                log.warning("telegram_unreachable", error=type(error).__name__)
                await _within(stop.wait(), REACH_AGAIN_SECONDS)

    async def _poll(self, stop: asyncio.Event) -> None:
        api = f"{self._config.api}/bot{self._config.token.reveal()}"
        wait, proxy = self._config.poll_seconds, self._config.proxy
        poller = Poller(api, keep=self._keep, allowed=ALLOWED_UPDATES, wait=wait, proxy=proxy, clock=self._clock)
        watchdog = asyncio.create_task(self._hear(poller))
        try:
            await self._until(stop, poller.run())
        finally:
            watchdog.cancel()

    async def _listen(self, stop: asyncio.Event) -> None:
        config = self._config
        secret = config.webhook_secret.reveal()
        webhook = Webhook(path=urlsplit(config.webhook_url).path or "/", secret=secret, keep=self._keep)
        try:
            await webhook.listen(config.webhook_host, config.webhook_port)
        except OSError as error:
            where = f"{config.webhook_host}:{config.webhook_port}"
            raise Misconfigured(f"The webhook cannot listen on {where}: {error.strerror}.") from None
        announce = partial(
            self.bot.set_webhook, config.webhook_url, allowed_updates=ALLOWED_UPDATES, secret_token=secret
        )
        try:
            await self._reach(announce, stop)
            await self._until(stop, _for_ever())
        finally:
            await webhook.close()

    async def _until(self, stop: asyncio.Event, work: Coroutine[Any, Any, None]) -> None:
        """Run `work` until a stop is wanted, or something fatal happens in it or elsewhere."""
        working, stopping = asyncio.create_task(work), asyncio.create_task(stop.wait())
        try:
            waited: set[asyncio.Future[Any]] = {working, stopping, self._fatal}
            await asyncio.wait(waited, return_when=asyncio.FIRST_COMPLETED)
            if self._fatal.done():
                raise self._fatal.result()
            if working.done():
                working.result()
        finally:
            for task in (working, stopping):
                task.cancel()
            await asyncio.gather(working, stopping, return_exceptions=True)

    async def _hear(self, poller: Poller) -> None:
        self._poller = poller
        while True:
            await asyncio.sleep(SILENCE_SECONDS / 2)
            silence = self._silence()
            if silence > SILENCE_SECONDS:
                log.error("no_word_from_telegram", seconds=round(silence))

    def _silence(self) -> float:
        """Seconds since Telegram last answered a poll; 0 where it comes to us."""
        if self._config.receive == "webhook":
            return 0.0
        return self._clock() - (self._begun if self._poller is None else self._poller.last_success)

    async def _beat(self) -> None:
        """Leave word that we live, and when Telegram last did."""
        while True:
            try:
                await self._say(f"{self._config.receive} {self._now() - round(self._silence() * 1000)}")
            except (OSError, StorageError) as error:
                log.error("no_word_left", **safe_error(error))
            await asyncio.sleep(BEAT_SECONDS)

    async def _look(self) -> State:
        began, last = self._clock(), await asyncio.to_thread(newest, self._config)
        backlog = await self.store.backlog(self._now())
        return State(
            backlog=backlog,
            database=self._clock() - began,
            silence=self._silence(),
            lag=self._health.lag.worst,
            work=max(self._drawing.lasts, self._surveying.lasts),
            bytes=await size(self._config.database),
            backup_age=None if last is None else (self._now() - last.made) / 1000,
        )

    async def _keep(self, arrivals: Sequence[Arrival]) -> None:
        with self.workers.arriving() as begin:
            await self.store.inbox.receive(arrivals, self._now(), begin)
        self._health.meter.received(len(arrivals))

    def _fail(self, error: Fatal) -> None:
        if not self._fatal.done():
            self._fatal.set_result(error)


async def _to_nobody(word: str) -> None:
    """Nobody looks from outside."""


async def run_bot(
    config: Config, stop: asyncio.Event, now: Callable[[], int] = wall_clock, say: Say = _to_nobody
) -> None:
    """Open the store, run a bot until `stop`, and close the store. The schema must be up to date."""
    new_id = IdSource(now)
    store = Store(await open_database(config.database), new_id, erased=erased_of(config))
    try:
        await App(config, store, now=now, new_id=new_id, say=say).run(stop)
    finally:
        await store.close()


async def _within(work: Coroutine[Any, Any, Any], seconds: float) -> None:
    try:
        async with asyncio.timeout(seconds):
            await work
    except TimeoutError:
        return


async def _for_ever() -> None:
    await asyncio.Event().wait()
