"""The request class against real servers on this machine: what arrives there, and what is known after a fault."""

import asyncio
import base64
import io
import json
import logging
import re
import traceback
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from typing import Any

import pytest
from aiohttp import web
from telegram import Bot, InlineKeyboardButton, InlineKeyboardMarkup, InputFile, InputMediaPhoto
from telegram.error import (
    BadRequest,
    ChatMigrated,
    Conflict,
    Forbidden,
    InvalidToken,
    NetworkError,
    RetryAfter,
    TelegramError,
    TimedOut,
)
from telegram.request import BaseRequest, HTTPXRequest, RequestData
from telegram.request._requestparameter import RequestParameter

from bot.telegram.request import AiohttpRequest, Ambiguous, AmbiguousTimeout, NotSent, NotSentTimeout

TOKEN = "4711:CANARY-in-a-coal-mine"
MESSAGE = {"message_id": 7, "date": 1, "chat": {"id": 1, "type": "private"}, "text": "x"}

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]
Wire = Callable[[asyncio.StreamReader, asyncio.StreamWriter], Awaitable[None]]


@asynccontextmanager
async def serving(handler: Handler) -> AsyncIterator[str]:
    """An HTTP server with one handler for everything; gives its address."""
    app = web.Application(client_max_size=64 * 2**20)
    app.router.add_route("*", "/{path:.*}", handler)
    runner = web.AppRunner(app, handler_cancellation=True, shutdown_timeout=0)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    try:
        yield site.name
    finally:
        await runner.cleanup()


@asynccontextmanager
async def wire(talk: Wire, scheme: str = "http") -> AsyncIterator[str]:
    """A bare TCP server for what no proper server does; gives its address and closes what `talk` left open."""
    writers: list[asyncio.StreamWriter] = []

    async def connected(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writers.append(writer)
        await talk(reader, writer)

    server = await asyncio.start_server(connected, "127.0.0.1", 0)
    try:
        yield f"{scheme}://127.0.0.1:{server.sockets[0].getsockname()[1]}"
    finally:
        server.close()
        for writer in writers:
            writer.transport.abort()
        await server.wait_closed()


@asynccontextmanager
async def bot_at(address: str, request: BaseRequest) -> AsyncIterator[Bot]:
    """A real Bot without the `getMe` that its own initialisation makes."""
    async with request:
        yield Bot(TOKEN, base_url=f"{address}/bot", base_file_url=f"{address}/file/bot", request=request)


def url(address: str, method: str = "sendMessage") -> str:
    return f"{address}/bot{TOKEN}/{method}"


def form(**fields: str) -> RequestData:
    return RequestData([RequestParameter(name, value, None) for name, value in fields.items()])


def photo(size: int) -> RequestData:
    return RequestData([RequestParameter.from_input("photo", InputFile(bytes(size)))])


def answering(status: int, body: bytes) -> Handler:
    async def handler(request: web.Request) -> web.Response:
        await request.read()
        return web.Response(status=status, body=body)

    return handler


def ok(result: object = True) -> web.Response:
    return web.json_response({"ok": True, "result": result})


async def silent(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    """Accepts, and neither reads nor answers."""


async def request_head(reader: asyncio.StreamReader) -> bytes:
    return await reader.readuntil(b"\r\n\r\n")


async def refused_address() -> str:
    async with wire(silent) as address:
        return address


# What arrives


class Recorder:
    """Answers each method plausibly and keeps what came, as a form parser sees it."""

    def __init__(self) -> None:
        self.calls: list[tuple[str, str, dict[str, Any]]] = []

    async def answer(self, request: web.Request) -> web.Response:
        method = request.path.rpartition("/")[2]
        fields = {name: self._plain(value) for name, value in (await request.post()).items()}
        self.calls.append((method, request.headers["User-Agent"], fields))
        return ok([MESSAGE] if method == "sendMediaGroup" else MESSAGE)

    @staticmethod
    def _plain(value: Any) -> Any:
        if isinstance(value, web.FileField):
            return value.filename, value.content_type, value.file.read()
        return value

    def normalised(self) -> list[Any]:
        """With the random names of attachments replaced by the order in which they first appear."""
        seen: dict[str, str] = {}
        return eval(  # noqa: S307 - our own repr, whose random part is to be the same in two runs
            re.sub("attached[0-9a-f]{32}", lambda m: seen.setdefault(m[0], f"file{len(seen)}"), repr(self.calls))
        )


async def every_kind_of_call(bot: Bot) -> None:
    keyboard = InlineKeyboardMarkup([[InlineKeyboardButton("Sí & no = ½ 🌱", callback_data="a.1.b+c")]])
    await bot.send_message(-100, "¿Qué? 🏘️ a&b=c+d %20\n\ttab 'q' \"Q\"", reply_markup=keyboard)
    await bot.send_message(1, "", disable_notification=True, read_timeout=3)
    await bot.send_photo(1, bytes(range(256)), caption="gráfico 📊", filename='a "ñ"\r\n \\ %.png')
    await bot.send_document(1, b"")
    pictures = [InputMediaPhoto(b"one", caption="ü"), InputMediaPhoto(b"two" * 70_000)]
    await bot.send_media_group(1, pictures)
    with io.BytesIO(b"line\r\n--line" * 9) as file:
        await bot.send_document(1, InputFile(file, filename="notes.txt", read_file_handle=False))
    await bot.delete_webhook()


async def test_a_server_sees_the_same_call_as_from_the_stock_client() -> None:
    seen = []
    for request in (HTTPXRequest(), AiohttpRequest()):
        recorder = Recorder()
        async with serving(recorder.answer) as address, bot_at(address, request) as bot:
            await every_kind_of_call(bot)
        seen.append(recorder.normalised())
    assert seen[1] == seen[0]
    assert [method for method, _, _ in seen[1]][:3] == ["sendMessage", "sendMessage", "sendPhoto"]
    assert seen[1][2][2]["photo"][2] == bytes(range(256))


async def test_a_file_comes_down_as_it_is() -> None:
    content = bytes(range(256)) * 9000

    async def handler(request: web.Request) -> web.Response:
        if request.path.startswith(f"/file/bot{TOKEN}/"):
            assert request.method == "GET"
            return web.Response(body=content)
        return ok({"file_id": "f", "file_unique_id": "u", "file_path": "docs/a.bin"})

    async with serving(handler) as address, bot_at(address, AiohttpRequest()) as bot:
        file = await bot.get_file("f")
        assert bytes(await file.download_as_bytearray()) == content


async def test_two_hundred_at_once_share_the_connections() -> None:
    ports: set[int] = set()

    async def handler(request: web.Request) -> web.Response:
        assert request.transport is not None
        ports.add(request.transport.get_extra_info("peername")[1])
        return ok((await request.post())["text"])

    async with serving(handler) as address, AiohttpRequest(connections=8, pool_timeout=None) as request:
        calls = [request.post(url(address), form(text=str(n))) for n in range(200)]
        assert await asyncio.gather(*calls) == [str(n) for n in range(200)]
    assert len(ports) == 8


async def test_cookies_are_neither_kept_nor_sent() -> None:
    async def handler(request: web.Request) -> web.Response:
        answer = ok("Cookie" in request.headers)
        answer.set_cookie("who", "you")
        return answer

    async with serving(handler) as address, AiohttpRequest() as request:
        # By name: no client keeps cookies of a bare address.
        named = url(address.replace("127.0.0.1", "localhost"))
        assert [await request.post(named), await request.post(named)] == [False, False]


# A life


async def test_it_opens_and_closes_any_number_of_times() -> None:
    async with serving(answering(200, b'{"ok":true,"result":1}')) as address:
        request = AiohttpRequest()
        for _ in range(2):
            await request.initialize()
            await request.initialize()
            assert await request.post(url(address)) == 1
            await request.shutdown()
            await request.shutdown()
        with pytest.raises(NotSent, match="not initialised"):
            await request.post(url(address))


def test_it_serves_one_event_loop_after_another() -> None:
    request = AiohttpRequest(connections=1)

    async def life() -> None:
        async with serving(answering(200, b'{"ok":true,"result":1}')) as address, request:
            assert await asyncio.gather(request.post(url(address)), request.post(url(address))) == [1, 1]

    asyncio.run(life())
    asyncio.run(life())


def test_it_tells_its_read_timeout() -> None:
    assert AiohttpRequest().read_timeout == 5.0
    assert AiohttpRequest(read_timeout=None).read_timeout is None


# Time-outs


@pytest.mark.parametrize("given_with", ["construction", "call"])
async def test_no_answer_in_time_is_ambiguous(given_with: str) -> None:
    default, given = (0.05, BaseRequest.DEFAULT_NONE) if given_with == "construction" else (None, 0.05)
    async with wire(silent) as address, AiohttpRequest(read_timeout=default) as request:
        with pytest.raises(AmbiguousTimeout) as caught:
            await request.post(url(address), form(text="x"), read_timeout=given)
    assert isinstance(caught.value, Ambiguous) and isinstance(caught.value, TimedOut)
    assert not isinstance(caught.value, NotSent)


async def test_a_body_that_stops_in_the_middle_is_ambiguous() -> None:
    async def half(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await request_head(reader)
        writer.write(b'HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\n{"ok":')

    async with wire(half) as address, AiohttpRequest(read_timeout=0.05) as request:
        with pytest.raises(AmbiguousTimeout):
            await request.post(url(address))


@pytest.mark.parametrize("given_with", ["construction", "call"])
async def test_no_connection_in_time_was_not_sent(given_with: str) -> None:
    """The server accepts and never shakes hands for TLS."""
    default, given = (0.05, BaseRequest.DEFAULT_NONE) if given_with == "construction" else (None, 0.05)
    async with wire(silent, "https") as address, AiohttpRequest(connect_timeout=default) as request:
        with pytest.raises(NotSentTimeout) as caught:
            await request.post(url(address), connect_timeout=given)
    assert isinstance(caught.value, NotSent) and isinstance(caught.value, TimedOut)


@pytest.mark.parametrize("given_with", ["construction", "call"])
async def test_no_free_connection_in_time_was_not_sent(given_with: str) -> None:
    default, given = (0.01, BaseRequest.DEFAULT_NONE) if given_with == "construction" else (None, 0.01)
    arrived, answer = asyncio.Queue[str](), asyncio.Event()

    async def handler(request: web.Request) -> web.Response:
        arrived.put_nowait(request.path)
        await answer.wait()
        return ok()

    async with serving(handler) as address, AiohttpRequest(connections=1, pool_timeout=default) as request:
        first = asyncio.create_task(request.post(url(address, "first")))
        await arrived.get()
        with pytest.raises(NotSentTimeout, match="became free"):
            await request.post(url(address, "second"), pool_timeout=given)
        answer.set()
        assert await first is True
        assert await request.post(url(address, "third")) is True
    assert arrived.get_nowait().endswith("third")


@pytest.mark.parametrize("given_with", ["construction", "call"])
async def test_an_upload_that_stalls_is_ambiguous(given_with: str) -> None:
    default, given = (0.1, BaseRequest.DEFAULT_NONE) if given_with == "construction" else (None, 0.1)
    request = AiohttpRequest(media_write_timeout=default, read_timeout=None)
    async with wire(silent) as address, request:
        with pytest.raises(AmbiguousTimeout):
            await request.post(url(address), photo(48 * 2**20), write_timeout=given)


async def test_an_upload_may_take_longer_than_its_write_timeout_while_it_moves() -> None:
    """A server that stops twice for less than the time-out, together for more."""

    async def slowly(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        length = int(re.search(rb"Content-Length: (\d+)", await request_head(reader))[1])  # type: ignore[index]
        for part in (length // 2, length - length // 2):
            await asyncio.sleep(0.3)
            await reader.readexactly(part)
        writer.write(b'HTTP/1.1 200 OK\r\nContent-Length: 22\r\n\r\n{"ok":true,"result":1}')

    async with wire(slowly) as address, AiohttpRequest(media_write_timeout=0.5, read_timeout=None) as request:
        assert await request.post(url(address), photo(48 * 2**20)) == 1


# Cut and refused


async def test_refused_was_not_sent() -> None:
    async with AiohttpRequest() as request:
        with pytest.raises(NotSent, match="ECONNREFUSED"):
            await request.post(url(await refused_address()))


async def test_an_unknown_name_was_not_sent() -> None:
    async with AiohttpRequest() as request:
        with pytest.raises(NotSent):
            await request.post(url("http://nobody.invalid"))


@pytest.mark.parametrize("address", ["ftp://host", "http://", "http://host:port"])
async def test_an_address_that_cannot_be_called_was_not_sent(address: str) -> None:
    async with AiohttpRequest() as request:
        with pytest.raises(NotSent):
            await request.post(url(address))


async def cut_at_once(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    writer.transport.abort()


async def cut_after_reading(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    await request_head(reader)
    writer.transport.abort()


async def cut_in_the_answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    await request_head(reader)
    writer.write(b'HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\n{"ok":')
    writer.close()


async def not_http(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    await request_head(reader)
    writer.write(b"SMTP here\r\n\r\n")


@pytest.mark.parametrize("talk", [cut_at_once, cut_after_reading, cut_in_the_answer, not_http])
async def test_a_cut_connection_is_ambiguous(talk: Wire) -> None:
    async with wire(talk) as address, AiohttpRequest() as request:
        with pytest.raises(Ambiguous) as caught:
            await request.post(url(address), form(text="x"))
    assert not isinstance(caught.value, TimedOut)


async def test_a_cut_upload_is_ambiguous() -> None:
    async with wire(cut_after_reading) as address, AiohttpRequest() as request:
        with pytest.raises(Ambiguous):
            await request.post(url(address), photo(8 * 2**20))


async def test_a_post_that_a_kept_connection_lost_is_not_repeated() -> None:
    heads: list[bytes] = []

    async def once(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        heads.append(await request_head(reader))
        writer.write(b'HTTP/1.1 200 OK\r\nContent-Length: 22\r\n\r\n{"ok":true,"result":1}')
        heads.append(await request_head(reader))
        writer.transport.abort()

    async with wire(once) as address, AiohttpRequest() as request:
        assert await request.post(url(address)) == 1
        with pytest.raises(Ambiguous):
            await request.post(url(address))
    assert len(heads) == 2


async def test_cancelling_closes_the_connection_and_frees_its_place() -> None:
    arrived, gone = asyncio.Event(), asyncio.Event()

    async def handler(request: web.Request) -> web.Response:
        if request.path.endswith("quick"):
            return ok()
        arrived.set()
        try:
            await asyncio.Event().wait()
        finally:
            gone.set()
        raise AssertionError

    async with serving(handler) as address, AiohttpRequest(connections=1) as request:
        call = asyncio.create_task(request.post(url(address)))
        await arrived.wait()
        call.cancel()
        with pytest.raises(asyncio.CancelledError):
            await call
        await gone.wait()
        assert await request.post(url(address, "quick"), pool_timeout=0.01) is True


# What the server says


@pytest.mark.parametrize(
    ("status", "error", "parameters"),
    [
        (400, BadRequest, {}),
        (400, ChatMigrated, {"migrate_to_chat_id": -1007}),
        (401, InvalidToken, {}),
        (403, Forbidden, {}),
        (404, InvalidToken, {}),
        (409, Conflict, {}),
        (429, RetryAfter, {"retry_after": 3}),
        (500, NetworkError, {}),
        (502, NetworkError, {}),
    ],
)
async def test_an_error_of_the_bot_api_keeps_its_kind(
    status: int, error: type[TelegramError], parameters: dict[str, int]
) -> None:
    body = {"ok": False, "error_code": status, "description": "Bad Request: said so", "parameters": parameters}
    async with serving(answering(status, json.dumps(body).encode())) as address, AiohttpRequest() as request:
        with pytest.raises(error) as caught:
            await request.post(url(address), form(text="x"))
    assert type(caught.value) is error
    assert parameters or "aid so" in str(caught.value)


async def test_a_redirect_is_not_followed() -> None:
    paths: list[str] = []

    async def handler(request: web.Request) -> web.Response:
        paths.append(request.path)
        return web.Response(status=302, headers={"Location": "/elsewhere"})

    async with serving(handler) as address, AiohttpRequest() as request:
        with pytest.raises(NetworkError, match="302"):
            await request.post(url(address))
    assert paths == [f"/bot{TOKEN}/sendMessage"]


@pytest.mark.parametrize("status", [302, 400, 404, 407, 502, 599])
async def test_an_error_page_of_something_else_is_a_network_fault_only(status: int) -> None:
    async with serving(answering(status, b"<html>no</html>")) as address, AiohttpRequest() as request:
        with pytest.raises(NetworkError, match=f"status {status}") as caught:
            await request.post(url(address))
    assert type(caught.value) is NetworkError


@pytest.mark.parametrize("body", [b"", b"<html>welcome to this hotel", b"[1]", b'{"ok":true}', b'"\xff'])
async def test_success_with_a_body_of_something_else_is_ambiguous(body: bytes) -> None:
    async with serving(answering(200, body)) as address, AiohttpRequest() as request:
        with pytest.raises(Ambiguous):
            await request.post(url(address))


# Proxies


@asynccontextmanager
async def forward_proxy(heads: list[bytes]) -> AsyncIterator[str]:
    """Forwards plain HTTP to the host in the request line, and refuses every tunnel."""

    async def forward(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        head = await request_head(reader)
        heads.append(head)
        if head.startswith(b"CONNECT"):
            writer.write(b"HTTP/1.1 407 Proxy Authentication Required\r\nContent-Length: 0\r\n\r\n")
            return
        method, target, rest = head.split(b" ", 2)
        host, _, path = target.removeprefix(b"http://").partition(b"/")
        name, _, port = host.decode().partition(":")
        down, up = await asyncio.open_connection(name, int(port))
        rest = rest.replace(b"\r\n", b"\r\nConnection: close\r\n", 1)
        length = int(re.search(rb"Content-Length: (\d+)", head)[1])  # type: ignore[index]
        up.write(method + b" /" + path + b" " + rest + await reader.readexactly(length))
        writer.write(await down.read())
        writer.close()
        up.close()

    async with wire(forward) as address:
        yield address


@pytest.mark.parametrize("login", ["", "town:s3cret@"])
async def test_a_call_goes_through_a_proxy(login: str) -> None:
    heads: list[bytes] = []
    recorder = Recorder()
    async with serving(recorder.answer) as address, forward_proxy(heads) as proxy:
        request = AiohttpRequest(proxy=proxy.replace("://", f"://{login}"))
        async with bot_at(address, request) as bot:
            assert (await bot.send_message(1, "añ")).message_id == 7
    assert recorder.calls[0][2] == {"chat_id": "1", "text": "añ"}
    authorization = b"Proxy-Authorization: Basic " + base64.b64encode(login[:-1].encode())
    assert (authorization in heads[0]) is bool(login)


async def test_a_proxy_that_refuses_the_tunnel_sent_nothing() -> None:
    heads: list[bytes] = []
    async with forward_proxy(heads) as proxy, AiohttpRequest(proxy=proxy) as request:
        with pytest.raises(NotSent):
            await request.post(url("https://api.example.org"))
    assert TOKEN.encode() not in heads[0]


async def test_a_proxy_that_is_not_there_sent_nothing() -> None:
    async with AiohttpRequest(proxy=await refused_address()) as request:
        with pytest.raises(NotSent, match="Proxy"):
            await request.post(url("http://api.example.org"))


def test_a_socks_proxy_is_refused_with_a_way_out_and_without_its_password() -> None:
    with pytest.raises(ValueError, match="install Privoxy") as caught:
        AiohttpRequest(proxy="socks5://town:s3cret@127.0.0.1:1080")
    assert "s3cret" not in str(caught.value)


# The token


def everything_in(error: BaseException | None) -> str:
    """All that a logger could print of an error, suppressed context included."""
    if error is None:
        return ""
    own = "".join(traceback.format_exception(error)) + repr(error) + repr(error.args)
    return own + everything_in(error.__cause__) + everything_in(error.__context__)


async def echo(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    """A helpful error page, as a proxy writes it."""
    head = await request_head(reader)
    writer.write(b"HTTP/1.1 502 Bad Gateway\r\nContent-Length: %d\r\n\r\n" % len(head) + head)


async def welcome(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    head = await request_head(reader)
    writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n" % len(head) + head)


async def malformed(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    writer.write(b"HTTP/1.1 200 OK\r\n: " + await request_head(reader))


async def redirect(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    target = (await request_head(reader)).split()[1]
    writer.write(b"HTTP/1.1 302 Found\r\nContent-Length: 0\r\nLocation: " + target + b"\r\n\r\n")


FAULTS = [silent, cut_at_once, cut_after_reading, cut_in_the_answer, not_http, echo, welcome, malformed, redirect]


@pytest.mark.parametrize("talk", FAULTS)
@pytest.mark.parametrize("scheme", ["http", "https"])
async def test_no_fault_of_a_server_tells_the_token(talk: Wire, scheme: str, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    asyncio.get_running_loop().set_debug(True)
    request = AiohttpRequest(read_timeout=0.05, connect_timeout=0.05)
    async with wire(talk, scheme) as address, request:
        with pytest.raises(TelegramError) as caught:
            await request.post(url(address), form(text="x"))
    assert TOKEN not in everything_in(caught.value)
    assert TOKEN not in caplog.text and "CANARY" not in caplog.text


@pytest.mark.parametrize("address", ["ftp://host", "http://", "http://host:port", "http://nobody.invalid", "refused"])
async def test_no_address_at_fault_tells_the_token(address: str, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    address = await refused_address() if address == "refused" else address
    async with AiohttpRequest() as request:
        with pytest.raises(TelegramError) as caught:
            await request.post(url(address), form(text="x"))
    assert TOKEN not in everything_in(caught.value)
    assert TOKEN not in caplog.text
