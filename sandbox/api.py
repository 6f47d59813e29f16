"""The Bot API over HTTP: token, method, parameters, faults and the journal around each call.

What a method does is in `methods/`; this module must treat all of them alike.
"""

import asyncio
from typing import Final

from aiohttp import web

from sandbox.core import Core
from sandbox.errors import ApiError
from sandbox.methods import ALL, find
from sandbox.parameters import check
from sandbox.requests import read_parameters
from sandbox.uploads import MAX_DOWNLOAD
from sandbox.world import Json

NOT_FOUND: Final = ApiError(404, "Not Found")


class Cut(Exception):
    """The connection ends here; the name is the outcome in the journal."""


class BotApi:
    def __init__(self, core: Core) -> None:
        self._core = core

    def routes(self) -> list[web.RouteDef]:
        return [
            web.route("*", "/bot{token:[^/]+}/{method:[^/]+}", self._answer),
            web.get("/file/bot{token:[^/]+}/{path:.+}", self._download),
            web.get("/sandbox/files/{path:.+}", self._show_file),
        ]

    async def _answer(self, request: web.Request) -> web.Response:
        self._check_token(request)
        method = find(request.match_info["method"])
        if method is None:
            raise NOT_FOUND
        given: Json = {}
        try:
            given = await read_parameters(request)
            body = {"ok": True, "result": await self._call(method, _chat_id(given), given)}
            status, outcome = 200, "ok"
        except ApiError as refusal:
            body, status, outcome = refusal.as_json(), refusal.code, str(refusal.code)
        except Cut as cut:
            body, status, outcome = {}, 200, str(cut)
            if request.transport:
                request.transport.abort()
        self._core.journal.note(method, _chat_id(given), self._core.clock.now(), outcome)
        return web.json_response(body, status=status)

    async def _call(self, method: str, chat_id: int | None, given: Json) -> object:
        """One call between the faults that may strike before and after it."""
        await self._strike(method, chat_id)
        arguments, unknown = check(method, given)
        self._core.journal.warn(method, unknown)
        result = await ALL[method](self._core, arguments)
        if self._core.faults.take("cut_after", method, chat_id):
            raise Cut("cut_after")
        return result

    async def _strike(self, method: str, chat_id: int | None) -> None:
        faults = self._core.faults
        if rule := faults.take("latency", method, chat_id):
            await asyncio.sleep(rule.seconds)
        if faults.take("cut_before", method, chat_id):
            raise Cut("cut_before")
        if faults.take("500", method, chat_id):
            raise ApiError(500, "Internal Server Error")
        if rule := faults.take("429", method, chat_id):
            self._core.limiter.refuse(chat_id, rule.retry_after)

    def _check_token(self, request: web.Request) -> None:
        if request.match_info["token"] != self._core.token:
            raise ApiError(401, "Unauthorized")

    async def _download(self, request: web.Request) -> web.Response:
        self._check_token(request)
        return self._file(request, MAX_DOWNLOAD)

    async def _show_file(self, request: web.Request) -> web.Response:
        """For people, who may see every file of a chat, whatever its size."""
        return self._file(request, None)

    def _file(self, request: web.Request, most: int | None) -> web.Response:
        stored = self._core.files.at_path(request.match_info["path"])
        if stored is None or (most is not None and stored.size > most):
            raise NOT_FOUND
        kind = stored.upload.mime_type
        charset = "utf-8" if kind.startswith("text/") else None
        return web.Response(body=stored.upload.data, content_type=kind, charset=charset)


def _chat_id(given: Json) -> int | None:
    """The chat that a call is about, for rules and journal, before anything is checked."""
    try:
        return int(given["chat_id"])
    except (KeyError, TypeError, ValueError):
        return None
