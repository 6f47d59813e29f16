"""Webhook mode: who lacks the secret learns nothing, and nothing is acknowledged before it is on disk."""

import asyncio
import json
import os
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from io import BytesIO
from typing import Any

import aiohttp
import pytest

from tests.process.consultation import LINK
from tests.process.program import Program
from tests.process.town import Town
from tests.process.waiting import until

SECRET = "the-secret-of-a-webhook"
HEADER = "X-Telegram-Bot-Api-Secret-Token"
PLAIN_HTTP = "import bot.config; bot.config._address = lambda *_: lambda _: None"
"""The sandbox brings updates over http; the real thing wants https, and a test of the configuration says so."""

_ports = iter(range(10_000 + os.getpid() * 37 % 20_000, 32_000))
"""Until the bot takes its port nobody else may: they lie below those that anybody is given who asks for any, and other
processes of tests begin elsewhere."""


class Door:
    """The bot's own endpoint, at which anybody can knock."""

    def __init__(self, http: aiohttp.ClientSession, url: str, bot: Program) -> None:
        self._http = http
        self.url = url
        self.bot = bot

    async def knock(self, body: bytes, secret: str | None = SECRET) -> int:
        headers = {} if secret is None else {HEADER: secret}
        async with self._http.post(self.url, data=BytesIO(body), headers=headers) as answer:
            return answer.status


@asynccontextmanager
async def listening(town: Town) -> AsyncIterator[Door]:
    """A bot that is brought its updates."""
    url = f"http://127.0.0.1:{_free_port()}/hook"
    bot = await town.bot(
        PLAIN_HTTP,
        FAIRDEAL_TELEGRAM_RECEIVE="webhook",
        FAIRDEAL_WEBHOOK_URL=url,
        FAIRDEAL_WEBHOOK_PORT=url.rsplit(":", 1)[1].split("/", maxsplit=1)[0],
        FAIRDEAL_WEBHOOK_SECRET=SECRET,
    )
    async with aiohttp.ClientSession() as http:
        yield Door(http, url, bot)


async def test_a_resident_takes_part_by_webhook(town: Town) -> None:
    async with listening(town):
        resident = await town.participant()
        await resident.press("2 Second")
        await resident.see("2 of 4")
    assert await town.ledger.answers() == {(resident.id, "rent", "second"): 1}


async def test_a_stop_takes_no_time_in_webhook_mode_either(small_town: Town) -> None:
    async with listening(small_town) as door:
        await small_town.participant()
        assert await door.bot.stop(seconds=5.0) == 0
        assert "ResourceWarning" not in door.bot.output


@pytest.mark.parametrize("secret", [None, "", "wrong", SECRET[:-1], SECRET + "x", SECRET.upper(), "ü\udcff"])
async def test_without_the_secret_nothing_comes_in(small_town: Town, secret: str | None) -> None:
    async with listening(small_town) as door:
        assert await door.knock(_update(1), secret) == 403
        assert await door.knock(b"x" * 2_000_000, secret) == 403
    assert await small_town.ledger.count("inbox") == 0


GARBAGE = {
    "nothing": b"",
    "no JSON": b"{",
    "no text": b"\xff\xfe",
    "a list": b"[]",
    "a number": b"7",
    "null": b"null",
    "without a number": b'{"message": {}}',
    "a true number": b'{"update_id": true}',
    "a number too large": b'{"update_id": 9223372036854775808}',
    "a number far too large": b'{"update_id": ' + b"9" * 5000 + b"}",
    "too deep": b'{"update_id": 1, "x": ' + b"[" * 100_000 + b"]" * 100_000 + b"}",
}


async def test_garbage_is_refused_and_the_bot_goes_on(small_town: Town) -> None:
    async with listening(small_town) as door:
        assert {name: await door.knock(body) for name, body in GARBAGE.items()} == dict.fromkeys(GARBAGE, 400)
        assert await door.knock(b" " * 1024 * 1024 + _update(1)) == 413
        assert await small_town.ledger.count("inbox") == 0
        assert await door.knock(_update(1)) == 200
        assert await door.knock(_update(1)) == 200
    assert await small_town.ledger.count("inbox") == 1


async def test_an_update_is_acknowledged_when_it_is_on_disk_and_not_before(small_town: Town) -> None:
    async with listening(small_town) as door:
        await small_town.at_rest()
        with small_town.ledger.locked():
            knocking = asyncio.create_task(door.knock(_update(1)))
            done, _ = await asyncio.wait({knocking}, timeout=1.0)
            assert not done
        assert await knocking == 200
        assert await small_town.ledger.count("inbox", "update_id = 1") == 1


async def test_an_update_that_cannot_be_kept_is_brought_again(town: Town) -> None:
    async with listening(town) as door:
        await town.ledger.rows("ALTER TABLE inbox RENAME TO inbox_away")
        assert await _retry_after(door) == (503, "2")
        resident = await town.resident()
        await resident.start(LINK)
        await until(lambda: _refused(town), "an update that Telegram could not bring")
        await town.ledger.rows("ALTER TABLE inbox_away RENAME TO inbox")
        await resident.see("A new roof.")


async def _refused(town: Town) -> bool:
    return "503" in (await town.ask_as_bot("getWebhookInfo")).get("last_error_message", "")


async def _retry_after(door: Door) -> tuple[int, str | None]:
    request = aiohttp.request("POST", door.url, data=_update(1), headers={HEADER: SECRET})
    async with request as answer:
        return answer.status, answer.headers.get("Retry-After")


def _update(number: int, **content: Any) -> bytes:
    return json.dumps({"update_id": number, **content}).encode()


def _free_port() -> int:
    for port in _ports:
        with socket.socket() as taken, suppress(OSError):
            taken.bind(("127.0.0.1", port))
            return port
    raise AssertionError("no port is free")
