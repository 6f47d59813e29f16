"""Machine translations, by a server that speaks as LibreTranslate does. None unless the configuration names one.

What people wrote goes to that server, so it should be the town's own. Neither a text nor the key is ever logged or
quoted: not by us, and not in an error, whose message may come from the server. Every failure is one of these:

| what happened                                                       | `Why`          | worth asking again     |
|---------------------------------------------------------------------|----------------|------------------------|
| no connection, no answer in time, 5xx, an answer that is none       | `OFF`          | in a minute            |
| 429                                                                 | `BUSY`         | when the server says   |
| 401, 403; any other answer that is not a translation (a wrong path) | `REFUSED`      | in an hour             |
| 400 that names a language                                           | `UNKNOWN_PAIR` | never, for these two   |
| 400 that names the limit, 413; a translation of improbable length   | `TOO_LONG`     | never, for this text   |

As long as the server is off, is busy or refuses, nobody asks it: every call fails at once, in the same way.
"""

from __future__ import annotations

import asyncio
import json
import re
import time
from collections.abc import Callable, Mapping
from email.utils import parsedate_to_datetime
from enum import StrEnum
from typing import Any, Final, NamedTuple

import aiohttp

from bot.config import Config, Secret
from deliberation.ports import Translator

PATIENCE: Final = aiohttp.ClientTimeout(total=30, connect=5)
MINUTE, HOUR, DAY = 60.0, 3600.0, 86400.0

LARGEST: Final = 64 * 1024
"""Bytes of an answer."""

TIMES: Final = 5
AND_MORE: Final = 200
"""A translation is at most so many times as long as the text, and so many characters more: models can stammer."""

ENGLISH: Final = {"Accept-Language": "en"}
"""For the errors: which of them it is can be read from their words alone."""

LANGUAGE: Final = re.compile(r"is not (supported|available as a target language)")
LIMIT: Final = re.compile(r"exceeds .*limit")


class Why(StrEnum):
    """Why there is no translation."""

    OFF = "off"
    BUSY = "busy"
    REFUSED = "refused"
    UNKNOWN_PAIR = "unknown_pair"
    TOO_LONG = "too_long"


class NotTranslated(Exception):
    """There is no translation; `wait` is in how many seconds asking again is worth it, None for never."""

    def __init__(self, why: Why, wait: float | None = None):
        super().__init__(why.value)
        self.why = why
        self.wait = wait


class LibreTranslate:
    """Asks one thing at a time. The clock counts seconds, from anywhere."""

    def __init__(
        self,
        url: str,
        key: Secret,
        *,
        patience: aiohttp.ClientTimeout = PATIENCE,
        clock: Callable[[], float] = time.monotonic,
    ):
        self._url = url.rstrip("/")
        self._key = key
        self._patience = patience
        self._clock = clock
        self._alone = asyncio.Lock()
        self._held: tuple[Why, float] | None = None

    async def translate(self, text: str, source: str, target: str) -> str:
        """The text in the language `target`. Raises `NotTranslated`."""
        wanted = {"q": text, "source": source, "target": target, "format": "text"}
        if self._key.reveal():
            wanted["api_key"] = self._key.reveal()
        answer = await self._ask("POST", "translate", wanted)
        translated = answer.get("translatedText") if isinstance(answer, dict) else None
        if not isinstance(translated, str) or not translated.strip():
            raise self._hold(Why.OFF, MINUTE)
        if len(translated) > TIMES * len(text) + AND_MORE:
            raise NotTranslated(Why.TOO_LONG)
        return translated.strip()

    async def languages(self) -> Mapping[str, frozenset[str]]:
        """From which languages it translates, and into which. Raises `NotTranslated`."""
        answer = await self._ask("GET", "languages", None)
        try:
            return {one["code"]: frozenset(one.get("targets", ())) for one in answer}
        except (TypeError, KeyError, AttributeError):
            raise self._hold(Why.REFUSED, HOUR) from None

    async def _ask(self, method: str, path: str, body: Mapping[str, str] | None) -> Any:
        async with self._alone:
            if self._held is not None and self._clock() < self._held[1]:
                why, until = self._held
                raise NotTranslated(why, until - self._clock())
            self._held = None
            answer = await self._called(method, f"{self._url}/{path}", body)
            failure = _failure(answer)
            if failure is None:
                return answer.content
            if failure.wait is not None:
                raise self._hold(failure.why, failure.wait)
            raise failure

    async def _called(self, method: str, url: str, body: Mapping[str, str] | None) -> _Answer:
        """Whatever goes wrong ends here: an error of the client holds what was sent."""
        try:
            async with (
                aiohttp.ClientSession(timeout=self._patience, headers=ENGLISH) as session,
                session.request(method, url, json=body, allow_redirects=False) as response,
            ):
                return _Answer(response.status, response.headers, await _content(response))
        except (aiohttp.ClientError, TimeoutError, ValueError):
            return _Answer(0, {}, None)

    def _hold(self, why: Why, wait: float) -> NotTranslated:
        self._held = why, self._clock() + wait
        return NotTranslated(why, wait)


class _Answer(NamedTuple):
    """`content` is None for what is no JSON. A status of 0: there was no answer."""

    status: int
    headers: Mapping[str, str]
    content: Any


def translator_of(config: Config) -> Translator | None:
    """None where it is off."""
    return LibreTranslate(config.translation_url, config.translation_key) if config.translation_url else None


async def _content(response: aiohttp.ClientResponse) -> Any:
    body = b""
    while len(body) <= LARGEST and (piece := await response.content.read(LARGEST)):
        body += piece
    try:
        return json.loads(body) if len(body) <= LARGEST else None
    except (ValueError, RecursionError):
        return None


def _failure(answer: _Answer) -> NotTranslated | None:
    match answer.status:
        case 200 if answer.content is not None:
            return None
        case 429:
            return NotTranslated(Why.BUSY, _retry_after(answer.headers))
        case 413:
            return NotTranslated(Why.TOO_LONG)
        case 400:
            return _bad_request(answer.content)
        case status if status in {0, 200} or status >= 500:
            return NotTranslated(Why.OFF, MINUTE)
    return NotTranslated(Why.REFUSED, HOUR)


def _bad_request(content: Any) -> NotTranslated:
    said = str(content.get("error", "")) if isinstance(content, dict) else ""
    if LIMIT.search(said):
        return NotTranslated(Why.TOO_LONG)
    if LANGUAGE.search(said):
        return NotTranslated(Why.UNKNOWN_PAIR)
    return NotTranslated(Why.REFUSED, HOUR)


def _retry_after(headers: Mapping[str, str]) -> float:
    """In seconds or until a date, which is held against the server's own."""
    said = headers.get("Retry-After", "")
    if said.isdecimal():
        return min(max(float(said), 1.0), DAY)
    try:
        seconds = (parsedate_to_datetime(said) - parsedate_to_datetime(headers.get("Date", ""))).total_seconds()
    except (ValueError, TypeError):
        return MINUTE
    return min(max(seconds, 1.0), DAY)
