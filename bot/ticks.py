"""What is due by time alone. Looked up in our own tables, so a tick that is missed or repeated changes nothing."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC
from typing import Final

import structlog
from apscheduler.schedulers.asyncio import AsyncIOScheduler

from bot.ids import random_id
from bot.logs import safe_error
from deliberation.use_cases.commands import HOUSE_ITSELF
from deliberation.use_cases.reminding import Remind, remind
from deliberation.use_cases.running import (
    ClosePhase,
    Release,
    SpreadBroadcast,
    close_phase,
    draw_up,
    release,
    spread_broadcast,
)
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
    """`now` gives milliseconds UTC; `new_id` makes row ids; `threshold` is the k of disclosure control."""

    def __init__(self, store: Store, *, now: Callable[[], int], new_id: Callable[[], str], threshold: int):
        self._store = store
        self._now = now
        self._new_id = new_id
        self._threshold = threshold
        self._purged = 0
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
            summary = await self._store.look(lambda tx, phase=phase: draw_up(tx, phase, self._threshold))  # type: ignore[misc]
            await self._store.perform(release, Release(HOUSE_ITSELF, self._now(), phase, random_id(), summary))
        while await self._store.perform(spread_broadcast, SpreadBroadcast(HOUSE_ITSELF, self._now())):
            pass
        while await self._store.perform(remind, Remind(HOUSE_ITSELF, self._now())):
            pass
        await self._purge()
        await self._store.scrub()

    async def _guarded(self) -> None:
        try:
            await self.tick()
        except Exception as error:  # the next tick finds the same work
            log.error("tick_failed", **safe_error(error))

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
