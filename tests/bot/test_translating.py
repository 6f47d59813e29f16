"""Every answer that a translating server can give is understood for what it is, and nothing secret comes out of it."""

from __future__ import annotations

import asyncio
import json
import traceback
from collections.abc import AsyncIterator, Iterable
from contextlib import AsyncExitStack, asynccontextmanager
from typing import Any

import aiohttp
import pytest
from aiohttp import web

from bot.config import Secret, read_config
from bot.examining.statements import translation
from bot.translating import DAY, HOUR, LARGEST, MINUTE, LibreTranslate, NotTranslated, Why, translator_of
from tests.bot.servers import Handler, refused_address, serving

KEY = "a-key-that-is-told-to-nobody"
TEXT = "CANARY: the neighbour's heating is broken"
KNOWN = {"en": ["en", "es", "pl"], "es": ["en", "es"], "pl": ["pl"]}
SAID = {"es": "La calefacción del vecino está rota", "pl": "Ogrzewanie sąsiada jest zepsute"}
SOON = aiohttp.ClientTimeout(total=0.3)


class Strict:
    """A server that refuses what LibreTranslate refuses, in its words, and remembers what came."""

    def __init__(self, key: str = "", limit: int = 1000):
        self.key = key
        self.limit = limit
        self.bodies: list[dict[str, Any]] = []
        self.at_once = self.most_at_once = 0

    async def answer(self, request: web.Request) -> web.StreamResponse:
        if (request.method, request.path) == ("GET", "/languages"):
            return web.json_response([{"code": c, "name": c, "targets": targets} for c, targets in KNOWN.items()])
        if (request.method, request.path) != ("POST", "/translate"):
            raise web.HTTPNotFound
        self.bodies.append(body := await request.json())
        self.at_once += 1
        self.most_at_once = max(self.most_at_once, self.at_once)
        await asyncio.sleep(0.01)
        self.at_once -= 1
        return self._answer(body, english=request.headers.get("Accept-Language") == "en")

    def _answer(self, body: dict[str, Any], *, english: bool) -> web.Response:
        missing = [name for name in ("q", "source", "target") if not body.get(name)]
        if missing:
            return error(400, f"Invalid request: missing {missing[0]} parameter")
        if self.key and "api_key" not in body:
            return error(400, "Please contact the server operator to get an API key")
        if self.key and body["api_key"] != self.key:
            return error(403, "Invalid API key")
        if body.get("format") != "text" or set(body) - {"q", "source", "target", "format", "api_key"}:
            return error(400, "Invalid request")
        if len(body["q"]) > self.limit:
            return error(400, f"Invalid request: request ({len(body['q'])}) exceeds text limit ({self.limit})")
        if unknown := [body[name] for name in ("source", "target") if body[name] not in KNOWN]:
            return error(400, f"{unknown[0]} is not supported" if english else f"{unknown[0]} wird nicht unterstützt")
        if body["target"] not in KNOWN[body["source"]]:
            return error(400, "Polish (pl) is not available as a target language from Spanish (es)")
        return web.json_response({"translatedText": f"{SAID.get(body['target'], body['q'])}\n"})


def error(status: int, words: str, **headers: str) -> web.Response:
    return web.json_response({"error": words}, status=status, headers=headers)


def always(status: int, body: bytes, **headers: str) -> Handler:
    async def handler(_: web.Request) -> web.Response:
        return web.Response(
            status=status, body=body, headers={name.replace("_", "-"): v for name, v in headers.items()}
        )

    return handler


class Clock:
    now = 1000.0

    def __call__(self) -> float:
        return self.now


@asynccontextmanager
async def asking(handler: Handler, key: str = "", clock: Clock | None = None) -> AsyncIterator[LibreTranslate]:
    async with serving(handler) as address:
        yield LibreTranslate(f"{address}/", Secret(key), patience=SOON, clock=clock or Clock())


async def refusal(asked: LibreTranslate, text: str = TEXT, source: str = "en", target: str = "es") -> NotTranslated:
    with pytest.raises(NotTranslated) as refused:
        await asked.translate(text, source, target)
    told = "".join(traceback.format_exception(refused.value))
    assert TEXT not in told + repr(vars(refused.value))
    assert KEY not in told + repr(vars(refused.value))
    return refused.value


async def test_a_text_is_translated_by_a_server_as_strict_as_the_real_one() -> None:
    server = Strict(KEY)
    async with asking(server.answer, KEY) as asked:
        assert await asked.translate(TEXT, "en", "es") == SAID["es"]
        assert await asked.translate(TEXT, "en", "pl") == SAID["pl"]
        assert await asked.languages() == {code: frozenset(targets) for code, targets in KNOWN.items()}
    assert server.bodies[0] == {"q": TEXT, "source": "en", "target": "es", "format": "text", "api_key": KEY}


async def test_no_key_is_sent_where_there_is_none() -> None:
    server = Strict()
    async with asking(server.answer) as asked:
        await asked.translate(TEXT, "en", "es")
    assert "api_key" not in server.bodies[0]


@pytest.mark.parametrize(
    ("server", "key", "asked_for", "why", "wait"),
    [
        (Strict(KEY), "another", {}, Why.REFUSED, HOUR),
        (Strict(KEY), "", {}, Why.REFUSED, HOUR),
        (Strict(), "", {"text": ""}, Why.REFUSED, HOUR),
        (Strict(), "", {"source": "eu"}, Why.UNKNOWN_PAIR, None),
        (Strict(), "", {"target": "eu"}, Why.UNKNOWN_PAIR, None),
        (Strict(), "", {"source": "es", "target": "pl"}, Why.UNKNOWN_PAIR, None),
        (Strict(limit=5), "", {}, Why.TOO_LONG, None),
    ],
)
async def test_what_the_server_refuses(
    server: Strict, key: str, asked_for: dict[str, str], why: Why, wait: float | None
) -> None:
    async with asking(server.answer, key) as asked:
        refused = await refusal(asked, **asked_for)
    assert (refused.why, refused.wait) == (why, wait)


@pytest.mark.parametrize(
    ("handler", "why", "wait"),
    [
        (always(500, b'{"error": "CANARY: the neighbour\'s heating is broken"}'), Why.OFF, MINUTE),
        (always(502, b"<html>"), Why.OFF, MINUTE),
        (always(200, b"<html>hello"), Why.OFF, MINUTE),
        (always(200, b"\xff\xfe"), Why.OFF, MINUTE),
        (always(200, b"null"), Why.OFF, MINUTE),
        (always(200, b"[]"), Why.OFF, MINUTE),
        (always(200, b"[" * LARGEST), Why.OFF, MINUTE),
        (always(200, b'{"translatedText": ["one", "two"]}'), Why.OFF, MINUTE),
        (always(200, b'{"translatedText": "  "}'), Why.OFF, MINUTE),
        (always(200, json.dumps({"translatedText": "la " * 500}).encode()), Why.TOO_LONG, None),
        (always(200, json.dumps({"translatedText": "la " * LARGEST}).encode()), Why.OFF, MINUTE),
        (always(413, b""), Why.TOO_LONG, None),
        (always(404, b"<html>"), Why.REFUSED, HOUR),
        (always(400, b"<html>"), Why.REFUSED, HOUR),
        (always(308, b"", Location="https://elsewhere.example/translate"), Why.REFUSED, HOUR),
        (always(429, b"{}"), Why.BUSY, MINUTE),
        (always(429, b"{}", Retry_After="17"), Why.BUSY, 17),
        (always(429, b"{}", Retry_After="0"), Why.BUSY, 1),
        (always(429, b"{}", Retry_After="99999999"), Why.BUSY, DAY),
        (always(429, b"{}", Retry_After="soon"), Why.BUSY, MINUTE),
        (
            always(
                429, b"{}", Retry_After="Mon, 23 Nov 2026 12:02:00 GMT", Date="Mon, 23 Nov 2026 12:00:30 GMT"
            ),
            Why.BUSY,
            90,
        ),
    ],
)  # fmt: skip
async def test_what_else_may_come(handler: Handler, why: Why, wait: float | None) -> None:
    async with asking(handler) as asked:
        refused = await refusal(asked)
    assert (refused.why, refused.wait) == (why, wait)


async def test_a_server_that_is_slow_or_not_there_is_off() -> None:
    async def slow(_: web.Request) -> web.StreamResponse:
        await asyncio.sleep(30)
        raise AssertionError

    async with asking(slow) as asked:
        assert (await refusal(asked)).why is Why.OFF
    assert (await refusal(LibreTranslate(await refused_address(), Secret(KEY), patience=SOON))).why is Why.OFF


async def test_a_server_that_is_busy_is_left_alone_for_as_long_as_it_says() -> None:
    asked_at: list[float] = []
    clock = Clock()

    async def busy(_: web.Request) -> web.StreamResponse:
        asked_at.append(clock.now)
        return error(429, "Slowdown: 10 per 1 minute", **{"Retry-After": "30"})

    async with asking(busy, clock=clock) as asked:
        for later in (0, 12, 17.5, 1):
            clock.now += later
            refused = await refusal(asked)
            assert refused.why is Why.BUSY
            assert refused.wait == 30 - (clock.now - asked_at[-1])
    assert asked_at == [1000, 1030.5]


async def test_one_text_that_cannot_be_translated_does_not_hold_up_the_next() -> None:
    async with asking(Strict(limit=100).answer) as asked:
        await refusal(asked, text=TEXT * 3)
        await refusal(asked, target="eu")
        assert await asked.translate(TEXT, "en", "es") == SAID["es"]


async def test_one_thing_is_asked_at_a_time() -> None:
    server = Strict()
    async with asking(server.answer) as asked:
        await asyncio.gather(*(asked.translate(TEXT, "en", "es") for _ in range(5)))
    assert (len(server.bodies), server.most_at_once) == (5, 1)


async def test_it_is_off_until_a_server_is_named() -> None:
    assert translator_of(read_config(None, {}, needs_token=False)) is None
    assert translator_of(read_config(None, {"FAIRDEAL_TRANSLATION_URL": "http://x"}, needs_token=False)) is not None


async def doctor_says(handlers: Iterable[Handler], **environment: str) -> list[tuple[bool, str]]:
    said = []
    async with AsyncExitStack() as stack:
        for handler in handlers:
            address = await stack.enter_async_context(serving(handler))
            config = read_config(None, {"FAIRDEAL_TRANSLATION_URL": address, **environment}, needs_token=False)
            finding = await translation(config)
            assert finding is not None
            said.append(tuple(finding))
    return said  # type: ignore[return-value]


async def test_the_doctor_says_whether_it_works_and_what_to_do() -> None:
    assert await translation(read_config(None, {}, needs_token=False)) is None
    key = {"FAIRDEAL_TRANSLATION_KEY": KEY}
    assert await doctor_says([Strict(KEY).answer], **key) == [(True, "it translates en into 2 languages.")]
    said = await doctor_says([Strict("another").answer, always(500, b""), always(200, b"[1]"), always(429, b"")], **key)
    refuses = "it refuses. Check [translation] url, and the key in [translation] key_file."
    assert said == [
        (False, refuses),
        (False, "it does not answer as it should. Start it, or correct [translation] url."),
        (False, refuses),
        (False, "it has had too many requests. Later it may work."),
    ]
    (alone,) = await doctor_says([Strict().answer], FAIRDEAL_TOWN_LANGUAGE="pl")
    assert alone == (False, "it answers, but does not translate pl, the town's language.")


def test_the_key_shows_nowhere_in_the_configuration() -> None:
    config = read_config(None, {"FAIRDEAL_TRANSLATION_KEY": KEY}, needs_token=False)
    assert config.translation_key.reveal() == KEY
    assert KEY not in repr(config)
