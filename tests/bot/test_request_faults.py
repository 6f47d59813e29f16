"""What is known after a fault: surely not sent, or ambiguous. And that no fault tells the token."""

import asyncio
import logging
import re
import traceback

import pytest
from aiohttp import web
from telegram.error import (
    TelegramError,
    TimedOut,
)
from telegram.request import BaseRequest

from bot.telegram.request import AiohttpRequest, Ambiguous, AmbiguousTimeout, NotSent, NotSentTimeout
from tests.bot.servers import (
    TOKEN,
    Wire,
    form,
    ok,
    photo,
    refused_address,
    request_head,
    serving,
    silent,
    url,
    wire,
)

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
    """A server that stops three times for less than the time-out, together for more."""

    async def slowly(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        length = int(re.search(rb"Content-Length: (\d+)", await request_head(reader))[1])  # type: ignore[index]
        for part in (length // 3, length // 3, length - 2 * (length // 3)):
            await asyncio.sleep(0.75)
            await reader.readexactly(part)
        writer.write(b'HTTP/1.1 200 OK\r\nContent-Length: 22\r\n\r\n{"ok":true,"result":1}')

    async with wire(slowly) as address, AiohttpRequest(media_write_timeout=2.0, read_timeout=None) as request:
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
