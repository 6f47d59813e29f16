"""The HTTP interface for whoever runs a test: faults, the clock, and what the bot has called."""

from typing import Any

from aiohttp import web

from sandbox.core import Core
from sandbox.errors import InterfaceError


def routes(core: Core) -> list[web.RouteDef]:
    control = Control(core)
    return [
        web.post("/sandbox/faults", control.add_faults),
        web.delete("/sandbox/faults", control.clear_faults),
        web.post("/sandbox/clock", control.advance),
        web.get("/sandbox/state", control.state),
        web.get("/sandbox/calls", control.calls),
    ]


class Control:
    def __init__(self, core: Core) -> None:
        self._core = core

    async def add_faults(self, request: web.Request) -> web.Response:
        rules = await request.json()
        if not isinstance(rules, list) or not all(isinstance(rule, dict) for rule in rules):
            raise InterfaceError(400, "faults are a list of rules")
        self._core.faults.add(rules)
        return web.json_response({})

    async def clear_faults(self, _request: web.Request) -> web.Response:
        self._core.faults.clear()
        return web.json_response({})

    async def advance(self, request: web.Request) -> web.Response:
        seconds = (await request.json()).get("advance")
        if not isinstance(seconds, int | float) or seconds < 0:
            raise InterfaceError(400, "advance is a number of seconds, and time only moves ahead")
        self._core.clock.advance(seconds)
        return web.json_response({"now": self._core.clock.now()})

    async def state(self, _request: web.Request) -> web.Response:
        core = self._core
        updates: dict[str, Any] = {"waiting": len(core.updates.waiting())} | vars(core.updates.counters)
        body = {"bot": core.bot(), "now": core.clock.now(), "updates": updates, "people": len(core.world.people)}
        return web.json_response(body | core.journal.summary())

    async def calls(self, request: web.Request) -> web.Response:
        after = request.query.get("after", "0")
        if not after.isdigit():
            raise InterfaceError(400, "after is a number")
        return web.json_response({"calls": self._core.journal.after(int(after))})
