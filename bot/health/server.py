"""`/healthz` for whoever restarts or alarms, `/metrics` for Prometheus. Neither says anything about a person."""

from __future__ import annotations

import asyncio

import structlog
from aiohttp import web

from bot.health.meter import Meter
from bot.health.metrics import CONTENT_TYPE
from bot.health.watching import ANSWER_SECONDS, Look, State
from bot.logs import safe_error

log = structlog.get_logger()


class HealthServer:
    """Listens beside the bot. A bot that cannot even be looked at is not well."""

    def __init__(self, look: Look, meter: Meter):
        self._look = look
        self._meter = meter
        application = web.Application()
        application.add_routes([web.get("/healthz", self._healthz), web.get("/metrics", self._figures)])
        self._runner = web.AppRunner(application, access_log=None, shutdown_timeout=1.0)

    async def listen(self, host: str, port: int) -> None:
        """Accept connections from now on. Raises `OSError` when the place is taken."""
        await self._runner.setup()
        await web.TCPSite(self._runner, host, port).start()

    async def close(self) -> None:
        await self._runner.cleanup()

    async def _healthz(self, _: web.Request) -> web.Response:
        state = await self._seen()
        if state is None:
            return web.json_response({"ok": False, "checks": {"database": {"ok": False}}}, status=503)
        checks = {name: {"ok": well, "seconds": round(figure, 3)} for name, (well, figure) in state.checks().items()}
        well = all(check["ok"] for check in checks.values())
        return web.json_response({"ok": well, "checks": checks}, status=200 if well else 503)

    async def _figures(self, _: web.Request) -> web.Response:
        state = await self._seen()
        if state is None:
            return web.Response(status=503)
        return web.Response(body=self._meter.page(state), headers={"Content-Type": CONTENT_TYPE})

    async def _seen(self) -> State | None:
        try:
            async with asyncio.timeout(ANSWER_SECONDS):
                return await self._look()
        except Exception as error:
            log.error("health_unknown", **safe_error(error))
            return None
