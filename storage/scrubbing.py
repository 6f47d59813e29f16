"""When the files are rewritten so that what was deleted leaves them: soon after an erasure, and never for nothing.

Whoever presses the button over and over must not keep everybody else waiting. So a rewriting is followed by a rest;
what is asked for meanwhile stays owed, and is done by the first to come after it.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from time import monotonic
from typing import Final, Protocol

REST: Final = 9
"""A rest is so many times as long as the rewriting before it, which leaves a tenth of the time to rewriting at most."""


class Debts(Protocol):
    """Where it is kept what is owed, so that it outlives the process."""

    async def owed(self) -> int:
        """How often a rewriting was asked for since the last one."""

    async def settled(self, owed: int) -> bool:
        """So much is owed no more. Returns whether nothing else is."""


class Scrubbing:
    """`rewrite` is the engine's. What an earlier process left owing is owed by this one."""

    def __init__(self, rewrite: Callable[[], Awaitable[None]], debts: Debts, clock: Callable[[], float] = monotonic):
        self._rewrite = rewrite
        self._debts = debts
        self._clock = clock
        self._look = True
        self._rests_until = clock()
        self._alone = asyncio.Lock()

    def owe(self) -> None:
        """Something was deleted, and that is committed with the debt."""
        self._look = True

    async def settle(self) -> None:
        """Rewrite, if something is owed and there is no rest. Raises what the engine raises, and still owes it then."""
        async with self._alone:
            if not self._look or self._clock() < self._rests_until:
                return
            self._look = False  # whoever comes from here on is looked for again
            try:
                if owed := await self._debts.owed():
                    await self._pay(owed)
            except BaseException:
                self._look = True
                raise

    async def _pay(self, owed: int) -> None:
        begun = self._clock()
        try:
            await self._rewrite()
        finally:
            self._rests_until = self._clock() + REST * (self._clock() - begun)
        if not await self._debts.settled(owed):
            self._look = True
