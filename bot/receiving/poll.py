"""Asks Telegram for updates: kept first, confirmed after. The token is in the address, so no address is ever logged."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from typing import Any

import aiohttp
import structlog

from bot.errors import Fatal, Misconfigured, TryLater
from bot.receiving.arrivals import arrival
from bot.sending.outcomes import pause
from storage.inbox import Arrival

log = structlog.get_logger()

BATCH = 100
GRACE = 15.0
"""Seconds that an answer may take beyond the time for which Telegram was asked to wait."""

Keep = Callable[[Sequence[Arrival]], Awaitable[None]]


class Poller:
    """`keep` makes a batch durable. `last_success` is when (seconds of `clock`) Telegram last answered."""

    def __init__(
        self,
        api: str,
        *,
        keep: Keep,
        allowed: Sequence[str],
        wait: int,
        proxy: str | None,
        clock: Callable[[], float],
    ):
        self._url = f"{api}/getUpdates"
        self._keep = keep
        self._allowed = list(allowed)
        self._wait = wait
        self._proxy = proxy
        self._clock = clock
        self._offset: int | None = None
        self.last_success = clock()

    async def run(self) -> None:
        """Poll until cancelled. Raises `Fatal` when only a person can help."""
        failures = 0
        timeout = aiohttp.ClientTimeout(total=self._wait + GRACE)
        async with aiohttp.ClientSession(timeout=timeout, proxy=self._proxy) as session:
            while True:
                try:
                    seconds = await self._once(session)
                    failures = 0
                except Fatal:
                    raise
                except Exception as error:
                    log.warning("poll_failed", error=type(error).__name__, failures=failures)
                    seconds, failures = min(pause(failures), 30.0), failures + 1
                if seconds:
                    await asyncio.sleep(seconds)

    async def _once(self, session: aiohttp.ClientSession) -> float:
        """One request. Returns the seconds to wait before the next."""
        question: dict[str, Any] = {"timeout": self._wait, "limit": BATCH, "allowed_updates": self._allowed}
        if self._offset is not None:
            question["offset"] = self._offset
        async with session.post(self._url, json=question) as response:
            answer = await response.json(content_type=None)
        if not answer.get("ok"):
            return _refused(answer)
        self.last_success = self._clock()
        await self._take(answer["result"])
        return 0.0

    async def _take(self, updates: list[dict[str, Any]]) -> None:
        """Keep a batch and only then let the next request confirm it.

        Once an empty answer has shown that everything is confirmed, the offset is forgotten: after a quiet week
        Telegram begins its numbers anew, perhaps below it.
        """
        if not updates:
            self._offset = None
            return
        await self._keep([arrival(update) for update in updates])
        self._offset = max(int(update["update_id"]) for update in updates) + 1


def _refused(answer: dict[str, Any]) -> float:
    code = answer.get("error_code")
    if code in {401, 404}:
        raise Misconfigured("Telegram does not know this bot's token. Put a valid one in place and start again.")
    if code == 409:
        raise TryLater(
            "Another program receives this bot's updates, or a webhook is set. Stop the other one, then start again."
        )
    log.warning("poll_refused", code=code)
    return float(answer.get("parameters", {}).get("retry_after", 3))
