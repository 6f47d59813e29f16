"""Has what somebody is about to say compared with what others have said, and shows them what is close.

It is done in the worker's process. Where that fails they go on without: nobody is kept from speaking by a machine.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Final

import structlog

from bot.errors import DrawingFailed
from bot.ids import random_token
from bot.logs import safe_error
from bot.meaning import Likening, nearest, nearest_in
from bot.sending.delivery import Draw
from deliberation.use_cases.commands import HOUSE_ITSELF
from deliberation.use_cases.comparing import Among, Compared, compared, to_compare
from storage.store import Store

log = structlog.get_logger()

LOOK_AGAIN: Final = 2.0
"""Seconds after which it looks for what was left behind, by a process that ended."""


class Comparing:
    """Runs until cancelled. `stir` tells it that something waits; `now` gives milliseconds UTC."""

    def __init__(self, store: Store, draw: Draw, now: Callable[[], int]):
        self._store = store
        self._draw = draw
        self._now = now
        self._stirred = asyncio.Event()

    def stir(self) -> None:
        """Something waits; look at once."""
        self._stirred.set()

    async def run(self) -> None:
        """Compare whatever comes."""
        while True:
            self._stirred.clear()
            try:
                while await self.once():
                    pass
            except Exception as error:  # a database that is busy or away: the next look finds the same work
                log.error("comparing_stalled", **safe_error(error))
            await self._rest()

    async def once(self) -> bool:
        """Compare one that waits; whether there was one."""
        among = await self._store.look(to_compare)
        if among is None:
            return False
        near = await self._near(among)
        found = Compared(HOUSE_ITSELF, self._now(), among.comparison, near, random_token())
        await self._store.perform(compared, found)
        return True

    async def _near(self, among: Among) -> tuple[int, ...]:
        if not among.others:
            return ()
        try:
            found = await self._draw(nearest, Likening(among.comparison.text, among.language, among.others))
        except DrawingFailed:
            log.error("not_compared")
            return ()
        return tuple(one.number for one in nearest_in(found))

    async def _rest(self) -> None:
        try:
            async with asyncio.timeout(LOOK_AGAIN):
                await self._stirred.wait()
        except TimeoutError:
            return
