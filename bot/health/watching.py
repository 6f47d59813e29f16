"""Is anything not as it should be? Each check of the running bot has a limit beyond which a person should look."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any, Final

from bot.health.meter import Meter
from storage.backlog import Backlog

SILENCE_SECONDS: Final = 120.0
"""A poll that has not succeeded for so long is reported; one waits for 50 seconds at most."""

WAIT_SECONDS: Final = 60.0
"""An update that waits for so long is reported."""

LAG_SECONDS: Final = 1.0
ANSWER_SECONDS: Final = 5.0
WORK_SECONDS: Final = 120.0
"""Longer than the worker may take over a job, all tries together."""

EVERY: Final = 0.1
WINDOW: Final = 10.0

Look = Callable[[], Awaitable["State"]]
"""Looks at the bot now."""

Draw = Callable[[Callable[[Any], bytes], Any], Awaitable[bytes]]


@dataclass(frozen=True)
class State:
    """What was found; times in seconds. `silence` is 0 where Telegram comes to us."""

    backlog: Backlog
    database: float
    silence: float
    lag: float
    work: float
    bytes: int
    backup_age: float | None

    def checks(self) -> dict[str, tuple[bool, float]]:
        """Each thing that was looked at: whether it is in order, and the figure."""
        return {
            "database": (self.database <= ANSWER_SECONDS, self.database),
            "inbox": (self.backlog.oldest_update <= WAIT_SECONDS, self.backlog.oldest_update),
            "loop": (self.lag <= LAG_SECONDS, self.lag),
            "telegram": (self.silence <= SILENCE_SECONDS, self.silence),
            "worker": (self.work <= WORK_SECONDS, self.work),
        }


class Lag:
    """How late the event loop comes, by a clock in seconds. `worst` is that of the last ten to twenty seconds."""

    def __init__(self, clock: Callable[[], float], meter: Meter):
        self._clock = clock
        self._meter = meter
        self._turned = clock()
        self._before = self._since = 0.0

    @property
    def worst(self) -> float:
        return max(self._before, self._since)

    async def run(self) -> None:
        """Until cancelled."""
        while True:
            wanted = self._clock() + EVERY
            await asyncio.sleep(EVERY)
            self.came(self._clock() - wanted)

    def came(self, late: float) -> None:
        """So late."""
        self._meter.lagged(max(late, 0.0))
        if self._clock() - self._turned >= WINDOW:
            self._before, self._since, self._turned = self._since, 0.0, self._clock()
        self._since = max(self._since, late)


class Work:
    """The worker with a watch on it: how long it has been at what it is at, and how often it failed."""

    def __init__(self, draw: Draw, clock: Callable[[], float], meter: Meter):
        self._draw = draw
        self._clock = clock
        self._meter = meter
        self._begun: dict[int, float] = {}
        self._number = 0

    @property
    def lasts(self) -> float:
        """Seconds since the oldest job that is not done was given; 0 when there is none."""
        return self._clock() - min(self._begun.values()) if self._begun else 0.0

    async def draw(self, function: Callable[[Any], bytes], argument: Any) -> bytes:
        """As the worker does it."""
        self._number += 1
        number, outcome = self._number, "failed"
        self._begun[number] = self._clock()
        try:
            made = await self._draw(function, argument)
            outcome = "done"
            return made
        finally:
            del self._begun[number]
            self._meter.drew(outcome)
