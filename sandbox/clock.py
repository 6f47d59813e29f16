"""The sandbox's one clock and its one way to wait, so that a test can move a day ahead without waiting for it.

Everything that Telegram does by time (retention, limits, expiry, retries) asks this clock. Nothing here may read a
calendar or a time zone: Telegram's times are seconds since 1970.
"""

import asyncio
import time
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass


class Bell:
    """Wakes whoever waits for news; a ring with nobody waiting is forgotten, so look before you wait."""

    def __init__(self) -> None:
        self._waiting: set[asyncio.Future[None]] = set()

    def ring(self) -> None:
        for future in self._waiting:
            if not future.done():
                future.set_result(None)

    async def wait(self, seconds: float) -> bool:
        """Whether it rang within so many seconds of real time."""
        future = asyncio.get_running_loop().create_future()
        self._waiting.add(future)
        try:
            async with asyncio.timeout(seconds):
                await future
        except TimeoutError:
            return False
        finally:
            self._waiting.discard(future)
        return True


@dataclass(frozen=True)
class Moment:
    """A time that is worth a jump, in seconds since 1970, and what happens then."""

    at: float
    title: str


Moments = Callable[[], Awaitable[Sequence[Moment]]]


class SandboxClock:
    """Wall time that never goes back (it follows the monotonic clock) and can be moved ahead."""

    def __init__(self) -> None:
        self._offset = time.time() - time.monotonic()
        self._moved = Bell()

    def now(self) -> float:
        """Seconds since 1970."""
        return time.monotonic() + self._offset

    def advance(self, seconds: float) -> None:
        if seconds < 0:
            raise ValueError("the sandbox's clock only moves ahead")
        self._offset += seconds
        self._moved.ring()

    async def sleep(self, seconds: float) -> None:
        """Sleep until so much of this clock's time has passed, which `advance` cuts short."""
        end = self.now() + seconds
        while (left := end - self.now()) > 0:
            await self._moved.wait(left)
