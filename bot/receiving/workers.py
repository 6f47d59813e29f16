"""Works through the inbox: one person's updates in order, different people side by side.

An update that fails is tried again before the same person's next one, and set aside after the third try.
"""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Final

import structlog

from bot.logs import safe_error
from storage.inbox import Begin, DoneBefore, Inbox, Waiting

log = structlog.get_logger()

AT_ONCE: Final = 64
"""People who are served at the same time."""

AHEAD: Final = 1000
"""Updates that are held in memory; the rest wait in the inbox."""

PAGE: Final = 500
"""Updates that are read at once."""

SWEEP: Final = 1.0
"""Seconds after which the inbox is looked through from its beginning: a batch may be committed after a later one."""

PAUSES: Final = (0.2, 1.0)
"""Seconds before the second and the third try."""

Process = Callable[[Waiting], Awaitable[None]]


class Workers:
    """`process` gives one update its effect. `arriving` tells by what the inbox grows. `observe` hears of each try."""

    def __init__(
        self,
        inbox: Inbox,
        process: Process,
        clock: Callable[[], float],
        observe: Callable[[str], None] = lambda _: None,
    ):
        self._inbox = inbox
        self._process = process
        self._clock = clock
        self._observe = observe
        self._news = asyncio.Event()
        self._lanes: dict[int, deque[Waiting]] = {}
        self._in_hand: set[str] = set()
        self._ready: deque[int] = deque()
        self._tasks: set[asyncio.Task[None]] = set()
        self._last = ""
        self._swept = clock()
        self._behind = True
        self._left = 0

    @contextmanager
    def arriving(self) -> Iterator[Begin]:
        """While a batch is being kept. Its rows are begun with as they come, unless others in the inbox have waited for
        longer or there is no room: then they are looked for once they are kept.
        """
        left = False

        def begin(rows: Sequence[Waiting]) -> None:
            nonlocal left
            left = self._behind or self._left > 0 or len(self._in_hand) + len(rows) > AHEAD
            self._left += left
            for row in () if left else rows:
                self._queue(row)

        try:
            yield begin
        finally:
            if left:
                self._left -= 1
                self._behind = True
                self._news.set()

    async def run(self) -> None:
        """Work until cancelled."""
        while True:
            self._news.clear()
            try:
                await self._fetch()
            except Exception as error:  # a database that is away for a moment must not end all work
                log.error("inbox_unreadable", **safe_error(error))
            try:
                async with asyncio.timeout(SWEEP):
                    await self._news.wait()
            except TimeoutError:
                continue

    async def drain(self, seconds: float) -> None:
        """Begin nothing more; finish what is in hand within so many seconds. The rest waits for the next start."""
        self._ready.clear()
        self._lanes.clear()
        if self._tasks:
            _, late = await asyncio.wait(self._tasks, timeout=seconds)
            for task in late:
                task.cancel()
            await asyncio.gather(*late, return_exceptions=True)

    async def _fetch(self) -> None:
        if self._clock() - self._swept >= SWEEP:
            self._last, self._swept = "", self._clock()
        self._behind = full_page = True
        while full_page:
            rows = await self._inbox.waiting(self._last, PAGE)
            full_page = len(rows) == PAGE
            for row in rows:
                if len(self._in_hand) >= AHEAD:
                    return
                self._last = row.id
                if row.id not in self._in_hand:
                    self._queue(row)
        self._behind = self._news.is_set()

    def _queue(self, row: Waiting) -> None:
        self._in_hand.add(row.id)
        lane = self._lanes.get(row.person)
        if lane is None:
            self._lanes[row.person] = deque((row,))
            self._ready.append(row.person)
            self._start()
        else:
            lane.append(row)

    def _start(self) -> None:
        while self._ready and len(self._tasks) < AT_ONCE:
            task = asyncio.create_task(self._serve(self._ready.popleft()))
            self._tasks.add(task)
            task.add_done_callback(self._served)

    def _served(self, task: asyncio.Task[None]) -> None:
        self._tasks.discard(task)
        if not task.cancelled() and (error := task.exception()) is not None:
            log.error("update_left_waiting", **safe_error(error))  # the next sweep finds it
        self._start()
        if self._behind and len(self._in_hand) < AHEAD // 2:
            self._news.set()

    async def _serve(self, person: int) -> None:
        """One update of this person; then the next person's turn."""
        row = self._lanes[person].popleft()
        try:
            await self._until_done(row)
        finally:
            self._in_hand.discard(row.id)
            if self._lanes.get(person):
                self._ready.append(person)
            else:
                self._lanes.pop(person, None)

    async def _until_done(self, row: Waiting) -> None:
        for seconds in (*PAUSES, None):
            try:
                await self._process(row)
                self._observe("done")
                return
            except DoneBefore:
                return
            except Exception as error:
                log.warning("update_failed", update=row.id, **safe_error(error))
            if await self._inbox.fail(row.id):
                self._observe("set_aside")
                log.error("update_set_aside", update=row.id)
                return
            self._observe("failed")
            if seconds is not None:
                await asyncio.sleep(seconds)
