"""When the files are rewritten so that what was deleted leaves them: soon after an erasure, and never for nothing.

Whoever presses the button over and over must not keep everybody else waiting. So a rewriting is followed by a rest;
what is asked for meanwhile stays owed, and is done by the first to come after it.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from time import monotonic
from typing import Final

REST: Final = 9
"""A rest is so many times as long as the rewriting before it, which leaves a tenth of the time to rewriting at most."""


class Scrubbing:
    """`rewrite` is the engine's. A process begins with a debt: another may have ended before it could rewrite."""

    def __init__(self, rewrite: Callable[[], Awaitable[None]], clock: Callable[[], float] = monotonic):
        self._rewrite = rewrite
        self._clock = clock
        self._owed = 1
        self._done = 0
        self._rests_until = clock()
        self._alone = asyncio.Lock()

    def owe(self) -> None:
        """Something was deleted, and that is committed."""
        self._owed += 1

    async def settle(self) -> None:
        """Rewrite, if something is owed and there is no rest. Raises what the engine raises, and still owes it then."""
        async with self._alone:
            owed, begun = self._owed, self._clock()
            if self._done == owed or begun < self._rests_until:
                return
            try:
                await self._rewrite()
                self._done = owed
            finally:
                self._rests_until = self._clock() + REST * (self._clock() - begun)
