"""Reads the parameters of a Bot API call from wherever a client may put them: query, JSON, form or multipart.

Uploaded files come out in place of the parameter that names them, directly or by `attach://`. No parameter is judged
here.
"""

import json
from typing import Final

from aiohttp import web

from sandbox.errors import ApiError, bad_request
from sandbox.uploads import Upload
from sandbox.world import Json

ATTACHED: Final = "attach://"


async def read_parameters(request: web.Request) -> Json:
    parameters: Json = dict(request.query)
    if request.content_type == "application/json":
        return parameters | await _json_body(request)
    try:
        parts = await request.post()
    except web.HTTPRequestEntityTooLarge as problem:
        raise ApiError(413, "Request Entity Too Large") from problem
    return _attach(parameters | {name: _value(part) for name, part in parts.items()})


def _value(part: str | bytes | bytearray | web.FileField) -> str | Upload:
    if isinstance(part, web.FileField):
        return Upload(part.filename, part.content_type, part.file.read())
    return part if isinstance(part, str) else part.decode()


async def _json_body(request: web.Request) -> Json:
    return _parsed((await request.read()).decode(errors="replace") or "{}")


def _parsed(text: str) -> Json:
    try:
        body = json.loads(text)
    except ValueError as problem:
        raise bad_request("can't parse JSON object") from problem
    if not isinstance(body, dict):
        raise bad_request("expected JSON object")
    return body


def _attach(parameters: Json) -> Json:
    """Put each upload where `attach://<its part>` stands, at the top or inside a nested `media`."""
    used: set[str] = set()

    def resolve(value: object) -> object:
        if not isinstance(value, str) or not value.startswith(ATTACHED):
            return value
        part = value.removeprefix(ATTACHED)
        used.add(part)
        return parameters.get(part, value)

    resolved = {name: resolve(value) for name, value in parameters.items()}
    if isinstance(media := resolved.get("media"), str):
        nested = _parsed(media)
        resolved["media"] = nested | {"media": resolve(nested.get("media"))}
    return {name: value for name, value in resolved.items() if name not in used}
