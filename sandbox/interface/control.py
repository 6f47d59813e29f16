"""The HTTP interface for whoever runs a test: faults, the clock, and what the bot has called."""

import math
from dataclasses import asdict
from typing import Any

from aiohttp import web

from sandbox.core import Core
from sandbox.errors import InterfaceError
from sandbox.interface.reading import body_of


def routes(core: Core) -> list[web.RouteDef]:
    control = Control(core)
    return [
        web.post("/sandbox/faults", control.add_faults),
        web.get("/sandbox/faults", control.list_faults),
        web.delete("/sandbox/faults", control.clear_faults),
        web.get("/sandbox/clock", control.clock),
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
        self._core.world.changed()
        return web.json_response({})

    async def list_faults(self, _request: web.Request) -> web.Response:
        return web.json_response({"faults": self._core.faults.active()})

    async def clear_faults(self, request: web.Request) -> web.Response:
        """All, or with `?kind=` those of one kind."""
        self._core.faults.clear(request.query.get("kind"))
        self._core.world.changed()
        return web.json_response({})

    async def clock(self, _request: web.Request) -> web.Response:
        """What time it is, and the moments ahead, the next one first."""
        now = self._core.clock.now()
        moments = await self._core.moments() if self._core.moments else ()
        ahead = sorted((moment for moment in moments if moment.at > now), key=lambda moment: moment.at)
        return web.json_response({"now": now, "moments": [asdict(moment) for moment in ahead]})

    async def advance(self, request: web.Request) -> web.Response:
        """By `advance` seconds, or to the time `to`, in seconds since 1970."""
        body, clock = await body_of(request), self._core.clock
        if len(body.keys() & {"advance", "to"}) != 1:
            raise InterfaceError(400, "the clock moves by advance, or to a time")
        clock.advance(_ahead(body["advance"]) if "advance" in body else _ahead(body["to"], clock.now()))
        self._core.world.changed()
        return web.json_response({"now": clock.now()})

    async def state(self, _request: web.Request) -> web.Response:
        core = self._core
        updates: dict[str, Any] = {"waiting": len(core.updates.waiting())} | vars(core.updates.counters)
        who = {"run": core.run, "bot": core.bot(), "people": len(core.world.people)}
        return web.json_response(who | {"now": core.clock.now(), "updates": updates} | core.journal.summary())

    async def calls(self, request: web.Request) -> web.Response:
        after = request.query.get("after", "0")
        if not after.isdigit():
            raise InterfaceError(400, "after is a number")
        return web.json_response({"calls": self._core.journal.after(int(after))})


def _ahead(given: object, start: float = 0.0) -> float:
    """Seconds from `start`, which must not lie after what is given."""
    if not isinstance(given, int | float) or not math.isfinite(given) or given < start:
        raise InterfaceError(400, "a time is a number of seconds, and time only moves ahead")
    return given - start
