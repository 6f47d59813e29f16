"""What the request class brings to a real server, and what it makes of a whole answer."""

import asyncio
import base64
import io
import json
import re
from collections.abc import AsyncIterator
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
)
from telegram.request import HTTPXRequest

from bot.telegram.request import AiohttpRequest, Ambiguous, NotSent
from tests.bot.servers import (
    MESSAGE,
    TOKEN,
    answering,
    bot_at,
    form,
    ok,
    refused_address,
    request_head,
    serving,
    url,
    wire,
)

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

    def normalised(self) -> str:
        """With the random names of attachments replaced by the order in which they first appear."""
        seen: dict[str, str] = {}
        return re.sub(
            "attached[0-9a-f]{32}", lambda found: seen.setdefault(found[0], f"file{len(seen)}"), repr(self.calls)
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
    method, _, fields = recorder.calls[2]
    assert (method, fields["photo"][2]) == ("sendPhoto", bytes(range(256)))


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
        assert list(map(str, await asyncio.gather(*calls))) == [str(n) for n in range(200)]
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
            assert list(await asyncio.gather(request.post(url(address)), request.post(url(address)))) == [1, 1]

    asyncio.run(life())
    asyncio.run(life())


def test_it_tells_its_read_timeout() -> None:
    assert AiohttpRequest().read_timeout == 5.0
    assert AiohttpRequest(read_timeout=None).read_timeout is None


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
