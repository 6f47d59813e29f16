"""Makes the world agree with what is committed: takes what is due in hand, a few at a time, and delivers it."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine
from typing import Any

import structlog

from bot.logs import safe_error
from bot.sending.delivery import Delivery
from bot.sending.limiter import Lane
from deliberation.use_cases.polling import PollShown
from deliberation.use_cases.viewing import Showing
from storage.deliveries import DueView
from storage.store import Store

log = structlog.get_logger()

IN_HAND = 32
"""Notices, and as many views, that are being delivered at once."""

LEASE = 600_000
"""Milliseconds for which what was taken is ours: longer than any call can take. A start takes leases back at once."""

LOOK_AGAIN = 1.0
"""Seconds after which the outbox looks for what has become due by itself."""


def _lane(shown: Showing) -> Lane:
    """What a group sees of its votes changes all the time, and may wait; its first message is one like others."""
    return Lane.OPEN_TALLY if isinstance(shown, PollShown) and shown.view.message is not None else Lane.VIEW


class Outbox:
    """Runs until cancelled. `stir` tells it that something new is committed."""

    def __init__(self, store: Store, delivery: Delivery, now: Callable[[], int]):
        self._store = store
        self._delivery = delivery
        self._now = now
        self._stirred = asyncio.Event()
        self._notices: set[asyncio.Task[None]] = set()
        self._views: set[asyncio.Task[None]] = set()

    def stir(self) -> None:
        """Something waits; look at once."""
        self._stirred.set()

    async def run(self) -> None:
        """Deliver until cancelled, beginning with what an earlier process had in hand."""
        begun = False
        while True:
            self._stirred.clear()
            try:
                if not begun:
                    await self._store.deliveries.release_leases()
                begun = True
                await self._take()
            except Exception as error:  # a database that is busy or away must not end all delivery
                log.error("outbox_stalled", **safe_error(error))
            await self._rest()

    async def drain(self, seconds: float) -> None:
        """Finish what is in hand within so many seconds; what is left is taken up by the next start."""
        in_hand = self._notices | self._views
        if in_hand:
            _, late = await asyncio.wait(in_hand, timeout=seconds)
            for task in late:
                task.cancel()
            await asyncio.gather(*late, return_exceptions=True)

    async def _take(self) -> None:
        now = self._now()
        if room := IN_HAND - len(self._notices):
            for notice in await self._store.deliveries.take_notices(now, now + LEASE, room):
                self._start(self._notices, self._delivery.tell(notice))
        if room := IN_HAND - len(self._views):
            for view in await self._store.deliveries.take_views(now, now + LEASE, room):
                self._start(self._views, self._show(view))

    async def _show(self, due: DueView) -> None:
        await self._delivery.show(due.shown, _lane(due.shown), due.attempts)

    async def _rest(self) -> None:
        try:
            async with asyncio.timeout(LOOK_AGAIN):
                await self._stirred.wait()
        except TimeoutError:
            return

    def _start(self, tasks: set[asyncio.Task[None]], work: Coroutine[Any, Any, None]) -> None:
        task = asyncio.create_task(work)
        tasks.add(task)
        task.add_done_callback(lambda done: self._finished(tasks, done))

    def _finished(self, tasks: set[asyncio.Task[None]], done: asyncio.Task[None]) -> None:
        tasks.discard(done)
        self.stir()  # a place is free, and perhaps more waits
        if not done.cancelled() and (error := done.exception()) is not None:
            log.error("delivery_failed", **safe_error(error))  # the lease runs out, and it is tried again
