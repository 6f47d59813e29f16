"""Takes updates that Telegram brings: kept first, answered after. Whoever lacks the secret learns nothing."""

from __future__ import annotations

import hmac
import json
from typing import Final

import structlog
from aiohttp import web

from bot.logs import safe_error
from bot.receiving.arrivals import arrival
from bot.receiving.poll import Keep

log = structlog.get_logger()

LARGEST: Final = 1024 * 1024
"""Bytes of a request; Telegram's updates are far smaller."""

HEADER: Final = "X-Telegram-Bot-Api-Secret-Token"
BUSY_SECONDS: Final = 2


class Webhook:
    """A listening endpoint. `keep` makes an update durable before it is acknowledged."""

    def __init__(self, *, path: str, secret: str, keep: Keep):
        self._secret = secret.encode()
        self._keep = keep
        application = web.Application(client_max_size=LARGEST)
        application.router.add_post(path, self._receive)
        self._runner = web.AppRunner(application, access_log=None)

    async def listen(self, host: str, port: int) -> None:
        """Accept connections from now on. Raises `OSError` when the place is taken."""
        await self._runner.setup()
        await web.TCPSite(self._runner, host, port).start()

    async def close(self) -> None:
        """Accept no more, and finish what is being received."""
        await self._runner.cleanup()

    async def _receive(self, request: web.Request) -> web.Response:
        given = request.headers.get(HEADER, "").encode("utf-8", "surrogateescape")
        if not hmac.compare_digest(given, self._secret):
            return web.Response(status=403)
        try:
            row = arrival(json.loads(await request.read()))
        except (ValueError, AttributeError, RecursionError):
            return web.Response(status=400)
        try:
            await self._keep([row])
        except Exception as error:
            log.error("webhook_cannot_keep", **safe_error(error))
            return web.Response(status=503, headers={"Retry-After": str(BUSY_SECONDS)})
        return web.Response()
