"""Delivery of updates to the bot's own web server, in the order and with the patience that Telegram has.

One update at a time for each lane (a chat's messages, a person's taps), different lanes side by side up to
`max_connections`. Anything but a 2xx is tried again with growing pauses, until the update expires. A 503 may name its
own pause in `Retry-After`.
"""

import asyncio
from dataclasses import dataclass
from typing import Final

import aiohttp

from sandbox.clock import SandboxClock
from sandbox.faults import Faults
from sandbox.updates import Update, Updates
from sandbox.world import Json

LONGEST_PAUSE: Final = 120.0
ANSWER_WITHIN: Final = aiohttp.ClientTimeout(total=60)
SECRET_HEADER: Final = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105 -- a name, not a secret


@dataclass(frozen=True)
class Webhook:
    url: str
    secret_token: str = ""
    max_connections: int = 40


@dataclass
class Failure:
    date: int
    reason: str


class Webhooks:
    """Which webhook is set, and the task that serves it."""

    def __init__(self, clock: SandboxClock, updates: Updates, faults: Faults) -> None:
        self._faults = faults
        self._clock = clock
        self._updates = updates
        self._task: asyncio.Task[None] | None = None
        self.active: Webhook | None = None
        self.last_failure: Failure | None = None

    async def set(self, webhook: Webhook | None) -> None:
        """Deliver there from now on, or nowhere. What was in the middle of delivery will be delivered again."""
        await self.stop()
        self.active, self.last_failure = webhook, None
        if webhook:
            self._task = asyncio.create_task(self._deliver(webhook))

    async def stop(self) -> None:
        if self._task:
            self._task.cancel()
            await asyncio.gather(self._task, return_exceptions=True)
            self._task = None

    async def _deliver(self, webhook: Webhook) -> None:
        """Keeps one task for each lane that has something to deliver."""
        busy: dict[tuple[str, int], asyncio.Task[None]] = {}
        slots = asyncio.Semaphore(webhook.max_connections)
        async with aiohttp.ClientSession(timeout=ANSWER_WITHIN) as session, asyncio.TaskGroup() as group:
            while True:
                for lane in {update.lane for update in self._updates.waiting()}:
                    if lane not in busy or busy[lane].done():
                        busy[lane] = group.create_task(self._serve(lane, webhook, session, slots))
                await self._updates.news.wait(LONGEST_PAUSE)

    async def _serve(
        self,
        lane: tuple[str, int],
        webhook: Webhook,
        session: aiohttp.ClientSession,
        slots: asyncio.Semaphore,
    ) -> None:
        """Deliver a lane's updates one after the other until there are none."""
        tries = 0
        while head := next((each for each in self._updates.waiting() if each.lane == lane), None):
            async with slots:
                pause = await self._post(head, webhook, session)
            if pause is None:
                tries = 0
                self._confirm(head)
            else:
                tries += 1
                await self._clock.sleep(pause or min(2.0 ** (tries - 1), LONGEST_PAUSE))

    def _confirm(self, update: Update) -> None:
        """Unless a fault wants it delivered twice; then it stays and is the head of its lane again."""
        if not self._faults.take("duplicate_update", "getUpdates"):
            self._updates.confirm([update])

    async def _post(self, update: Update, webhook: Webhook, session: aiohttp.ClientSession) -> float | None:
        """None when the bot took it; otherwise the pause it asked for, 0 when it named none."""
        headers = {SECRET_HEADER: webhook.secret_token} if webhook.secret_token else {}
        try:
            async with session.post(webhook.url, json=update.as_json(), headers=headers) as answer:
                if answer.ok:
                    return None
                reason = f"Wrong response from the webhook: {answer.status} {answer.reason}"
                pause = _retry_after(answer)
        except (aiohttp.ClientError, TimeoutError):
            reason, pause = "Connection failed", 0.0
        self.last_failure = Failure(int(self._clock.now()), reason)
        return pause


def _retry_after(answer: aiohttp.ClientResponse) -> float:
    named = answer.headers.get("Retry-After", "")
    return min(float(named), LONGEST_PAUSE) if answer.status == 503 and named.isdigit() else 0.0


def describe(webhooks: Webhooks, waiting: int, allowed: frozenset[str]) -> Json:
    """The WebhookInfo of `getWebhookInfo`."""
    active, failure = webhooks.active, webhooks.last_failure
    info: Json = {"url": active.url if active else "", "has_custom_certificate": False, "pending_update_count": waiting}
    info |= {"max_connections": active.max_connections} if active else {}
    info |= {"last_error_date": failure.date, "last_error_message": failure.reason} if failure else {}
    return info | ({"allowed_updates": sorted(allowed)} if allowed else {})
