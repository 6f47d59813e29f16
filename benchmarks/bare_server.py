"""A server in Telegram's place that costs next to nothing, the same for every contender, in a process of its own.

It hands out taps (`bare_town`), notes when the calls for each arrive, and checks nothing: a strict server would be the
bottleneck and measure itself; this one takes a twentieth of a core at 600 taps a second. The one limit it knows is
Telegram's 30 new messages in any second, kept strictly. Under /control/ it is told what load to make and asked what
came of it.
"""

from __future__ import annotations

import asyncio
import json
import math
import re
import sys
from collections import deque
from collections.abc import Callable
from time import monotonic
from typing import Any, cast

from benchmarks.bare_town import BOT, KEYBOARD, TEXT, Load, Town, read_people

ALLOWED, WINDOW = 30, 1.0
"""New messages in any so many seconds."""

LENGTH = re.compile(rb"(?i)\r\ncontent-length: *(\d+)")
SECONDS = re.compile(rb'timeout"?[=:] ?(\d+)')
QUERY = re.compile(rb"callback_query_id=(\d+)")
CHAT = re.compile(rb"chat_id=(\d+)")
CONTENT = json.dumps({"from": BOT, "date": 1_800_000_000, "text": TEXT, "reply_markup": KEYBOARD}).encode()
MESSAGE = b'{"ok":true,"result":{"message_id":%d,"chat":{"id":%d,"type":"private"},' + CONTENT[1:] + b"}"
"""A message as Telegram gives it back, whole."""

Say = Callable[[bytes], None]


def http(body: bytes, status: bytes = b"200 OK") -> bytes:
    """A whole answer."""
    return b"HTTP/1.1 %b\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n%b" % (status, len(body), body)


TRUE = http(b'{"ok":true,"result":true}')
ME = http(b'{"ok":true,"result":%b}' % json.dumps(BOT).encode())


class Connection(asyncio.Protocol):
    """HTTP/1.1 as the contenders' clients speak it: kept alive, bodies with a length."""

    def __init__(self, api: Api):
        self._api = api
        self._heard = b""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast(asyncio.Transport, transport)

    def data_received(self, data: bytes) -> None:
        self._heard += data
        while (request := self._next()) is not None:
            self._api.take(*request, self._say)

    def _next(self) -> tuple[bytes, bytes] | None:
        """Path and body of the next request that is here as a whole."""
        head, gap, rest = self._heard.partition(b"\r\n\r\n")
        length = LENGTH.search(head)
        size = int(length[1]) if length else 0
        if not gap or len(rest) < size:
            return None
        self._heard = rest[size:]
        return head.split(b" ", 2)[1], rest[:size]

    def _say(self, answer: bytes) -> None:
        if not self._transport.is_closing():
            self._transport.write(answer)


class Api:
    """The methods that the contenders call; any other is answered with True."""

    def __init__(self, town: Town):
        self._town = town
        self._sent: list[float] = []
        self._in_window: deque[float] = deque(maxlen=ALLOWED)
        self._refused = 0
        self._polled = False

    def take(self, path: bytes, body: bytes, say: Say) -> None:
        """One call: noted at once, answered after the latency that the load asks for."""
        where, _, method = path.partition(b"?")[0].rpartition(b"/")
        if where == b"/control":
            say(http(json.dumps(self._control(method, body)).encode()))
        elif method == b"getUpdates":
            self._poll(body, say)
        else:
            self._late(say, self._answer(method, body))

    def _answer(self, method: bytes, body: bytes) -> bytes:
        match method:
            case b"answerCallbackQuery":
                self._town.answered(_number(QUERY, body))
                return TRUE
            case b"editMessageText":
                chat = _number(CHAT, body)
                self._town.edited(chat)
                return http(MESSAGE % (chat, chat))
            case b"sendMessage":
                return self._send(_number(CHAT, body))
            case b"getMe":
                return ME
        return TRUE

    def _poll(self, body: bytes, say: Say) -> None:
        self._polled = True
        seconds = _number(SECONDS, body) if SECONDS.search(body) else 0

        def take(updates: list[dict[str, Any]]) -> None:
            self._late(say, http(json.dumps({"ok": True, "result": updates}).encode()))

        self._town.poll(seconds, take)

    def _send(self, chat: int) -> bytes:
        now = monotonic()
        if len(self._in_window) == ALLOWED and now - self._in_window[0] < WINDOW:
            self._refused += 1
            wait = math.ceil(WINDOW - (now - self._in_window[0]))
            refusal = {"ok": False, "error_code": 429, "parameters": {"retry_after": wait}}
            refusal["description"] = f"Too Many Requests: retry after {wait}"
            return http(json.dumps(refusal).encode(), b"429 Too Many Requests")
        self._in_window.append(now)
        self._sent.append(now)
        return http(MESSAGE % (len(self._sent), chat))

    def _late(self, say: Say, answer: bytes) -> None:
        if latency := self._town.load.latency:
            asyncio.get_running_loop().call_later(latency, say, answer)
        else:
            say(answer)

    def _control(self, method: bytes, body: bytes) -> Any:
        match method:
            case b"begin":
                self._town.begin(Load(**json.loads(body)))
            case b"taps":
                return self._town.taps
            case b"sent":
                return self._sent
        town = self._town
        return {
            "polled": self._polled,
            "idle": town.idle(),
            "finished": town.finished,
            "sent": len(self._sent),
            "refused": self._refused,
        }


def _number(pattern: re.Pattern[bytes], body: bytes) -> int:
    found = pattern.search(body)
    if found is None:
        raise ValueError(f"{pattern.pattern!r} is not in the call")
    return int(found[1])


async def serve(people: str) -> None:
    """Listen on a free port of loopback, print it, and answer until killed."""
    api = Api(Town(read_people(people)))
    server = await asyncio.get_running_loop().create_server(lambda: Connection(api), "127.0.0.1", 0)
    print(server.sockets[0].getsockname()[1], flush=True)
    await server.serve_forever()


if __name__ == "__main__":
    asyncio.run(serve(sys.argv[1]))
