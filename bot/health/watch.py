"""What watches the running bot, put together: shown on a port where there is one; else nothing of it is there."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

from bot.config import Config
from bot.errors import Misconfigured
from bot.health.meter import Meter, NoMeter
from bot.health.watching import Lag, Look


class Watch:
    """`meter` is for whoever has something to count. `clock` gives seconds."""

    def __init__(self, config: Config, clock: Callable[[], float]):
        self._host, self._port = config.health_host, config.health_port
        self.meter: Meter = NoMeter()
        if self._port:
            from bot.health.metrics import Metrics  # noqa: PLC0415 - its library takes memory

            self.meter = Metrics()
        self.lag = Lag(clock, self.meter)

    @asynccontextmanager
    async def open(self, look: Look) -> AsyncIterator[None]:
        """Show what `look` sees to whoever asks, for as long as this lasts."""
        if not self._port:
            yield
            return
        from bot.health.server import HealthServer  # noqa: PLC0415 - as above

        server = HealthServer(look, self.meter)
        try:
            await server.listen(self._host, self._port)
        except OSError as error:
            where = f"{self._host}:{self._port}"
            raise Misconfigured(f"[health] cannot listen on {where}: {error.strerror}.") from None
        lagging = asyncio.create_task(self.lag.run())
        try:
            yield
        finally:
            lagging.cancel()
            await server.close()
