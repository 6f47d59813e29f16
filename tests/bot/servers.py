"""Servers of every kind on this machine, and requests to make to them."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager

from aiohttp import web
from telegram import Bot, InputFile
from telegram.request import BaseRequest, RequestData
from telegram.request._requestparameter import RequestParameter

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
