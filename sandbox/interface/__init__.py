"""The HTTP interface for people and for whoever runs a test: everything under /sandbox.

Used by the page, by simulated residents and by tests. Bodies and answers are JSON; a refusal is {"error": sentence}
with a 4xx status.
"""

from aiohttp import web

from sandbox.core import Core
from sandbox.interface import chats, control, news, people


def routes(core: Core) -> list[web.RouteDef]:
    return [*people.routes(core), *chats.routes(core), *news.routes(core), *control.routes(core)]
