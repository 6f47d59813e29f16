"""Works the map of statements out again while people vote: at most a tenth of the time, and in no tap's way.

The worker reads the votes and does the reckoning; here nothing is done but to ask for it and to keep what came of it.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from time import monotonic
from typing import Final

import structlog

from bot.logs import safe_error
from bot.sending.delivery import Draw
from bot.surveying import WorkOut, worked, worked_out
from deliberation.use_cases.commands import HOUSE_ITSELF
from deliberation.use_cases.mapping import KeepMap, keep_map, to_map
from storage.store import Store

log = structlog.get_logger()

EVERY: Final = 20.0
"""Seconds, at the least, from one map of a step to the next."""

REST: Final = 9
"""How much longer than it took nothing is worked out afterwards."""

LONGEST: Final = 55.0
"""Seconds for one map. The largest conversation there has been takes a tenth of that."""


class Mapper:
    """`now` gives milliseconds UTC; `draw` has something made in a worker, which reads the `database` itself."""

    def __init__(
        self,
        store: Store,
        *,
        now: Callable[[], int],
        draw: Draw,
        database: str,
        threshold: int,
        clock: Callable[[], float] = monotonic,
    ):
        self._store = store
        self._now = now
        self._draw = draw
        self._database = database
        self._threshold = threshold
        self._clock = clock
        self._since: str | None = None

    async def run(self) -> None:
        """Until it is cancelled."""
        while True:
            began = self._clock()
            try:
                await self.look()
            except Exception as error:  # the next look finds the same work
                log.error("map_failed", **safe_error(error))
            took = self._clock() - began
            await asyncio.sleep(max(EVERY - took, REST * took))

    async def look(self) -> None:
        """Work out what has changed, one step after another."""
        steps, newest = await self._store.look(lambda tx: to_map(tx, self._now(), self._since))
        for about in steps:
            answer = await self._draw(worked_out, WorkOut(self._database, about, self._threshold))
            found = worked(answer)
            if found is not None:
                await self._store.perform(keep_map, KeepMap(HOUSE_ITSELF, self._now(), about, found))
        self._since = newest
