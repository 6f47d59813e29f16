"""getMe and the two ways to receive updates: long polling and webhooks, never both at once."""

import re
from dataclasses import dataclass
from ipaddress import ip_address
from typing import Final
from urllib.parse import urlsplit

from sandbox.core import Core
from sandbox.errors import ApiError, bad_request
from sandbox.methods.contract import Method
from sandbox.updates import Update
from sandbox.webhooks import Webhook, describe
from sandbox.world import Json

MAX_BATCH: Final = 100
MAX_TIMEOUT: Final = 50
SECRET: Final = re.compile(r"[A-Za-z0-9_-]{1,256}")


async def get_me(core: Core, _arguments: Json) -> Json:
    return core.bot() | {
        "can_join_groups": True,
        "can_read_all_group_messages": False,
        "supports_inline_queries": False,
        "can_connect_to_business": False,
        "has_main_web_app": False,
    }


async def get_updates(core: Core, arguments: Json) -> list[Json]:
    if core.webhooks.active:
        raise ApiError(
            409,
            "Conflict: can't use getUpdates method while webhook is active; "
            "use deleteWebhook to delete the webhook first",
        )
    _remember_allowed(core, arguments)
    confirmed = core.updates.confirm_before(arguments.get("offset") or 0)
    again = confirmed if confirmed and core.faults.take("duplicate_update", "getUpdates") else []
    size = min(max(arguments.get("limit") or MAX_BATCH, 1), MAX_BATCH)
    timeout = 0 if again else min(max(arguments.get("timeout") or 0, 0), MAX_TIMEOUT)
    batch = await _Poll(core, size).wait(timeout)
    return [update.as_json() for update in again + batch][:size]


@dataclass
class _Poll:
    """One long poll. A newer one, or a webhook, ends it."""

    core: Core
    size: int

    def __post_init__(self) -> None:
        self.core.updates.counters.polls += 1
        self._turn = self.core.updates.counters.polls
        self.core.updates.news.ring()

    async def wait(self, seconds: float) -> list[Update]:
        end = self.core.clock.now() + seconds
        while not (batch := self._batch()) and (left := end - self.core.clock.now()) > 0:
            await self.core.updates.news.wait(left)
            self._check_turn()
        return batch

    def _batch(self) -> list[Update]:
        if self.core.updates.waiting() and self.core.faults.take("reorder_updates", "getUpdates"):
            self.core.updates.taps_first()
        return self.core.updates.waiting()[: self.size]

    def _check_turn(self) -> None:
        if self.core.webhooks.active:
            raise ApiError(409, "Conflict: terminated by setWebhook request")
        if self.core.updates.counters.polls != self._turn:
            raise ApiError(
                409,
                "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running",
            )


async def set_webhook(core: Core, arguments: Json) -> bool:
    if not arguments.get("url"):
        return await delete_webhook(core, arguments)
    webhook = Webhook(
        _checked_url(arguments["url"]),
        _checked_secret(arguments.get("secret_token")),
        min(max(arguments.get("max_connections") or 40, 1), 100),
    )
    _remember_allowed(core, arguments)
    await _switch(core, webhook, arguments)
    return True


async def delete_webhook(core: Core, arguments: Json) -> bool:
    await _switch(core, None, arguments)
    return True


async def get_webhook_info(core: Core, _arguments: Json) -> Json:
    return describe(core.webhooks, len(core.updates.waiting()), core.updates.allowed)


async def _switch(core: Core, webhook: Webhook | None, arguments: Json) -> None:
    if arguments.get("drop_pending_updates"):
        core.updates.drop_all()
    await core.webhooks.set(webhook)
    core.updates.news.ring()


def _remember_allowed(core: Core, arguments: Json) -> None:
    """An empty list means Telegram's usual kinds; none given keeps what was asked for before."""
    if arguments.get("allowed_updates") is not None:
        core.updates.allowed = frozenset(map(str, arguments["allowed_updates"]))


def _checked_url(url: str) -> str:
    """Telegram wants https on port 443, 80, 88 or 8443; here it is plain http, on any port of this machine only."""
    parts = urlsplit(url)
    if parts.scheme != "http" or not _is_loopback(parts.hostname or ""):
        raise bad_request("bad webhook: the sandbox delivers to http on this machine only")
    return url


def _is_loopback(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _checked_secret(secret: str | None) -> str:
    if secret and not SECRET.fullmatch(secret):
        raise bad_request("secret token contains unallowed characters")
    return secret or ""


METHODS: Final[dict[str, Method]] = {
    "getMe": get_me,
    "getUpdates": get_updates,
    "setWebhook": set_webhook,
    "deleteWebhook": delete_webhook,
    "getWebhookInfo": get_webhook_info,
}
