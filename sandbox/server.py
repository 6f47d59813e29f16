"""The sandbox as a server: starts and stops it, and puts the Bot API, the people's interface and the page on one
loopback port.

It must never listen where another machine could reach it: whoever can reach it can speak for every person in it.
"""

from collections.abc import Awaitable, Callable
from ipaddress import ip_address
from pathlib import Path
from typing import Final

from aiohttp import web

from sandbox import interface
from sandbox.api import BotApi
from sandbox.clock import Moments, SandboxClock
from sandbox.core import Core
from sandbox.errors import ApiError, InterfaceError
from sandbox.faults import Faults
from sandbox.limits import Limiter, Limits
from sandbox.taps import Taps
from sandbox.updates import Updates
from sandbox.uploads import MAX_UPLOAD
from sandbox.webhooks import Webhooks
from sandbox.world import World

PAGE: Final = Path(__file__).parent / "page"
# A request may be a little more than the file in it.
MAX_REQUEST: Final = MAX_UPLOAD + 1024 * 1024


OWN: Final = {
    "Content-Security-Policy": (
        "default-src 'self'; img-src 'self' data: blob:; object-src 'none'; "
        "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    ),
    "Cache-Control": "no-cache",
}
"""The page asks for nothing elsewhere, and runs nothing but its own files."""

FOREIGN: Final = {
    "Content-Security-Policy": "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src data:",
}
"""A file that somebody has sent is shown, and can do nothing."""

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


class Sandbox:
    def __init__(
        self,
        token: str = "123456:TEST",  # noqa: S107 -- opens nothing but this sandbox
        bot_username: str = "fairdeal_bot",
        clock: SandboxClock | None = None,
        limits: Limits | None = None,
    ) -> None:
        self.clock = clock or SandboxClock()
        self._core = _core(token, bot_username, self.clock, limits or Limits())
        self._runner: web.AppRunner | None = None
        self.url = ""

    @property
    def moments(self) -> Moments | None:
        """What lies ahead that is worth a jump of the clock: told to the page by whoever runs the sandbox."""
        return self._core.moments

    @moments.setter
    def moments(self, moments: Moments | None) -> None:
        self._core.moments = moments
        self._core.world.changed()

    async def start(self, host: str = "127.0.0.1", port: int = 0) -> None:
        """Listen on a loopback address; port 0 takes a free one. `url` is known afterwards."""
        if not ip_address(host).is_loopback:
            raise ValueError("the sandbox listens on this machine only")
        # The page's own requests would fill an access log, and their addresses hold the token.
        self._runner = web.AppRunner(_application(self._core), access_log=None, shutdown_timeout=0.2)
        await self._runner.setup()
        await web.TCPSite(self._runner, host, port).start()
        bound_port = self._runner.addresses[0][1]
        self.url = f"http://{f'[{host}]' if ':' in host else host}:{bound_port}"

    async def stop(self) -> None:
        await self._core.webhooks.stop()
        if self._runner:
            await self._runner.cleanup()
            self._runner = None


def _core(token: str, username: str, clock: SandboxClock, limits: Limits) -> Core:
    updates, faults = Updates(clock), Faults()
    return Core(
        token=token,
        username=username,
        clock=clock,
        limiter=Limiter(limits, clock),
        world=World(clock),
        updates=updates,
        webhooks=Webhooks(clock, updates, faults),
        taps=Taps(clock),
        faults=faults,
    )


def _application(core: Core) -> web.Application:
    application = web.Application(client_max_size=MAX_REQUEST, middlewares=[_say_refusals])
    application.add_routes([*interface.routes(core), *BotApi(core).routes()])
    application.add_routes([web.get("/", _index), web.static("/page", PAGE)])
    application.on_response_prepare.append(_guard)
    return application


async def _index(_request: web.Request) -> web.FileResponse:
    return web.FileResponse(PAGE / "index.html")


async def _guard(request: web.Request, response: web.StreamResponse) -> None:
    """What a browser may do with an answer, whoever made it."""
    response.headers["X-Content-Type-Options"] = "nosniff"
    if request.path == "/" or request.path.startswith("/page/"):
        response.headers.update(OWN)
    elif request.path.startswith("/sandbox/files/"):
        response.headers.update(FOREIGN)


@web.middleware
async def _say_refusals(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Refusals in the form that each of the two parties expects."""
    try:
        return await handler(request)
    except InterfaceError as refusal:
        return web.json_response({"error": refusal.reason}, status=refusal.status)
    except ApiError as refusal:
        return web.json_response(refusal.as_json(), status=refusal.code)
