"""What people do in a chat: write, follow a deep link, edit, tap, and look at what is there."""

import re
from dataclasses import asdict
from typing import Final

from aiohttp import web

from sandbox import acts
from sandbox.core import Core
from sandbox.errors import InterfaceError
from sandbox.interface.messages import contents_of, shown
from sandbox.interface.reading import (
    body_of,
    chat_of,
    check_member,
    message_of,
    number,
    person_of,
    text_of,
    wait_of,
)
from sandbox.menus import offered
from sandbox.world import Json, Message

START: Final = re.compile(r"[A-Za-z0-9_-]{0,64}")


def routes(core: Core) -> list[web.RouteDef]:
    chats = Chats(core)
    return [
        web.get("/sandbox/chats/{id}", chats.look),
        web.post("/sandbox/chats/{id}/messages", chats.write),
        web.post("/sandbox/chats/{id}/start", chats.start),
        web.patch("/sandbox/chats/{id}/messages/{message_id}", chats.edit),
        web.post("/sandbox/chats/{id}/taps", chats.tap),
        web.post("/sandbox/chats/{id}/votes", chats.vote),
        web.get("/sandbox/taps/{query_id}", chats.look_at_tap),
        web.get("/sandbox/chats/{id}/commands", chats.commands),
    ]


class Chats:
    def __init__(self, core: Core) -> None:
        self._core = core

    async def look(self, request: web.Request) -> web.Response:
        """What changed after `after`, waiting for it up to `wait` seconds."""
        chat = chat_of(self._core, request)
        person = person_of(self._core, request.query["as"]) if "as" in request.query else None
        if person:
            check_member(chat, person)
        after = number(request.query.get("after", "0"))
        if chat.seq <= after:
            await chat.news.wait(wait_of(request))
        news = [shown(self._core, each, person) for each in chat.messages.values() if each.seq > after]
        return web.json_response({"seq": chat.seq, "messages": news})

    async def write(self, request: web.Request) -> web.Response:
        body, chat = await body_of(request), chat_of(self._core, request)
        person = person_of(self._core, body.get("from"))
        reply_to = message_of(chat, body["reply_to"]) if "reply_to" in body else None
        contents = contents_of(self._core, body)
        written = [acts.write(self._core, chat, person, content, reply_to) for content in contents]
        return _written(*written)

    async def start(self, request: web.Request) -> web.Response:
        """A deep link: the app sends the payload as the argument of /start."""
        body, chat = await body_of(request), chat_of(self._core, request)
        payload = body.get("payload") or ""
        if not isinstance(payload, str) or not START.fullmatch(payload):
            raise InterfaceError(400, "a start parameter is at most 64 of A-Z, a-z, 0-9, _ and -")
        command = "/start" if chat.person else f"/start@{self._core.username}"  # in a group it says whom it is for
        content = acts.text_content(f"{command} {payload}".strip())
        return _written(acts.write(self._core, chat, person_of(self._core, body.get("from")), content))

    async def edit(self, request: web.Request) -> web.Response:
        body, chat = await body_of(request), chat_of(self._core, request)
        message = message_of(chat, request.match_info["message_id"])
        acts.edit(self._core, message, person_of(self._core, body.get("from")), text_of(body, "text"))
        return _written(message)

    async def tap(self, request: web.Request) -> web.Response:
        """A button with a link opens the link and tells the bot nothing."""
        body, chat = await body_of(request), chat_of(self._core, request)
        person = person_of(self._core, body.get("from"))
        check_member(chat, person)
        message = message_of(chat, body.get("message_id"))
        button = {"callback_data": text_of(body, "data")} if body.get("forged") else button_of(message, body)
        if "callback_data" not in button:
            return web.json_response({"query_id": None, "url": button.get("url")})
        return web.json_response({"query_id": acts.tap(self._core, message, person, button["callback_data"]).id})

    async def vote(self, request: web.Request) -> web.Response:
        """On a poll of Telegram's own: `options` are the places of all that is chosen, from 0."""
        body, chat = await body_of(request), chat_of(self._core, request)
        person, options = person_of(self._core, body.get("from")), body.get("options")
        check_member(chat, person)
        if not isinstance(options, list):
            raise InterfaceError(400, "options are a list of places")
        message = message_of(chat, body.get("message_id"))
        acts.vote(self._core, message, person, [number(place) for place in options])
        return web.json_response({})

    async def look_at_tap(self, request: web.Request) -> web.Response:
        tap = self._core.taps.get(request.match_info["query_id"])
        if tap is None:
            raise InterfaceError(404, "there is no such tap")
        if tap.answer is None:
            await tap.news.wait(wait_of(request))
        answer = asdict(tap.answer) if tap.answer else {"text": "", "show_alert": False, "url": ""}
        return web.json_response({"answered": tap.answer is not None} | answer)

    async def commands(self, request: web.Request) -> web.Response:
        """What the app offers somebody here, beside the field for writing."""
        chat, person = chat_of(self._core, request), person_of(self._core, request.query.get("as"))
        check_member(chat, person)
        return web.json_response({"commands": offered(self._core, chat, person)})


def button_of(message: Message, wanted: Json) -> Json:
    """The button on the message as it now stands, by its data, its label, or its place."""
    rows: list[list[Json]] = (message.reply_markup or {}).get("inline_keyboard", [])
    for row, buttons in enumerate(rows):
        for col, button in enumerate(buttons):
            if _is_wanted(button, row, col, wanted):
                return button
    raise InterfaceError(409, "there is no such button on the message now")


def _is_wanted(button: Json, row: int, col: int, wanted: Json) -> bool:
    if "data" in wanted:
        return bool(button.get("callback_data") == wanted["data"])
    if "button" in wanted:
        return bool(button["text"] == wanted["button"])
    return (wanted.get("row"), wanted.get("col")) == (row, col)


def _written(*messages: Message) -> web.Response:
    ids = [message.id for message in messages]
    return web.json_response({"message_id": ids[0], "message_ids": ids})
