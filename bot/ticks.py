"""What is due by time alone. Looked up in our own tables, so a tick that is missed or repeated changes nothing."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import UTC
from time import monotonic
from typing import Final

import structlog
from apscheduler.schedulers.asyncio import AsyncIOScheduler

from bot.drawing import DrawUp, drawn, drawn_up
from bot.errors import DrawingFailed
from bot.ids import random_id
from bot.logs import safe_error
from bot.sending.delivery import Draw
from deliberation.kept import PhaseTimes
from deliberation.use_cases.commands import HOUSE_ITSELF
from deliberation.use_cases.digests import SendDigest, send_digest
from deliberation.use_cases.long_waits import RemindModerators, remind_moderators
from deliberation.use_cases.publishing import SayOverdue, say_overdue
from deliberation.use_cases.releasing import KeepTexts, Release, keep_texts, release
from deliberation.use_cases.reminding import Remind, remind
from deliberation.use_cases.running import ClosePhase, SpreadBroadcast, close_phase, spread_broadcast
from deliberation.use_cases.voting import ForgetNoticed, forget_noticed
from storage.store import Store

log = structlog.get_logger()

EVERY: Final = 2
"""Seconds between ticks."""

HOUR: Final = 3_600_000
KEEP_UPDATES: Final = 48 * HOUR
"""Milliseconds for which the number of an update is kept; Telegram hands nothing over again after 24 hours."""

KEEP_POISON: Final = 30 * 24 * HOUR
"""For an update that was set aside, with what it says: long enough for somebody to look at it."""

KEEP_NOTICES: Final = 30 * 24 * HOUR


class Ticks:
    """`now` gives milliseconds UTC; `new_id` makes row ids; `draw` has something made in the worker, of the `database`
    too; `threshold` is the k of disclosure control; `observe` hears how long each tick took, and whether it went well.
    """

    def __init__(
        self,
        store: Store,
        *,
        now: Callable[[], int],
        new_id: Callable[[], str],
        draw: Draw,
        database: str,
        threshold: int,
        observe: Callable[[float, bool], None] = lambda _, __: None,
    ):
        self._store = store
        self._observe = observe
        self._now = now
        self._new_id = new_id
        self._draw = draw
        self._database = database
        self._threshold = threshold
        self._purged = self._reminded = 0
        self._scheduler = AsyncIOScheduler(timezone=UTC)

    def start(self) -> None:
        """Tick from now on."""
        self._scheduler.add_job(
            self._guarded, "interval", seconds=EVERY, misfire_grace_time=None, coalesce=True, max_instances=1
        )
        self._scheduler.start()

    def stop(self) -> None:
        """Tick no more."""
        if self._scheduler.running:
            self._scheduler.shutdown(wait=False)

    async def tick(self) -> None:
        """Do what is due: close phases, freeze their results, write broadcasts out, forget what has had its time.

        What was erased leaves the files as soon as nobody is in the way.
        """
        for phase in await self._store.look(lambda tx: tx.phases_to_close(self._now())):
            await self._store.perform(close_phase, ClosePhase(HOUSE_ITSELF, self._now(), phase, self._new_id()))
        for phase in await self._store.look(lambda tx: tx.phases_to_release()):
            await self._release(phase)
        while await self._store.perform(say_overdue, SayOverdue(HOUSE_ITSELF, self._now())):
            pass
        while await self._store.perform(spread_broadcast, SpreadBroadcast(HOUSE_ITSELF, self._now())):
            pass
        while await self._store.perform(remind, Remind(HOUSE_ITSELF, self._now())):
            pass
        while await self._store.perform(send_digest, SendDigest(HOUSE_ITSELF, self._now())):
            pass
        await self._remind_moderators()
        await self._purge()
        await self._store.scrub()

    async def _release(self, phase: PhaseTimes) -> None:
        """Have the result drawn up elsewhere. Its texts are kept before it is frozen, so that none is ever missing."""
        try:
            answer = await self._draw(drawn_up, DrawUp(self._database, phase, self._threshold))
        except DrawingFailed:  # everything else goes on, and the next tick tries again
            log.error("result_not_drawn_up", consultation=phase.consultation, phase=phase.phase)
            return
        found = drawn(answer)
        for piece in found.texts():
            await self._store.perform(keep_texts, KeepTexts(HOUSE_ITSELF, self._now(), phase.consultation, piece))
        await self._store.perform(release, Release(HOUSE_ITSELF, self._now(), phase, random_id(), found.summary))

    async def _guarded(self) -> None:
        began, well = monotonic(), True
        try:
            await self.tick()
        except Exception as error:  # the next tick finds the same work
            well = False
            log.error("tick_failed", **safe_error(error))
        except asyncio.CancelledError:  # the process stops; the next start finds the same work
            return
        self._observe(monotonic() - began, well)

    async def _remind_moderators(self) -> None:
        """Who has waited is known by the hour."""
        now = self._now()
        if now - self._reminded >= HOUR:
            await self._store.perform(remind_moderators, RemindModerators(HOUSE_ITSELF, now))
            self._reminded = now

    async def _purge(self) -> None:
        now = self._now()
        if now - self._purged < HOUR:
            return
        await self._store.inbox.purge(now - KEEP_UPDATES, now - KEEP_POISON)
        await self._store.deliveries.purge(now - KEEP_NOTICES)
        await self._store.perform(forget_noticed, ForgetNoticed(HOUSE_ITSELF, now))
        await self._store.forget_strangers()
        await self._store.forget_invitations(now, now - HOUR)
        self._purged = now
