"""Telegram as this configuration meets it: the token, the way of the updates, and whether its clock is ours."""

from __future__ import annotations

import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from email.utils import parsedate_to_datetime
from typing import Final

import aiohttp
from telegram import Bot, WebhookInfo
from telegram.error import InvalidToken, TelegramError

from bot.config import Config
from bot.examining.finding import Finding
from bot.telegram.request import AiohttpRequest

PENDING: Final = 1000
RECENT: Final = 3600
OFF: Final = 10.0
"""Seconds by which our clock may differ from Telegram's."""

PATIENCE: Final = aiohttp.ClientTimeout(total=10)


async def token(config: Config) -> Finding:
    """Whether Telegram knows it."""
    if not config.token.reveal():
        return Finding(
            False, "no token. Put it into a file named by [telegram] token_file, or into FAIRDEAL_TELEGRAM_TOKEN."
        )
    try:
        async with _bot(config) as bot:
            return Finding(True, f"the token is valid, the bot is @{bot.username}.")
    except InvalidToken:
        return Finding(False, "the token is not valid. Check it with @BotFather.")
    except TelegramError as error:
        return Finding(False, f"not reachable ({type(error).__name__}). Check the network and [telegram] api.")


async def updates(config: Config) -> Finding | None:
    """Whether they come the way they should; nothing where Telegram cannot be asked."""
    if not config.token.reveal():
        return None
    try:
        async with _bot(config) as bot:
            return judged(config, await bot.get_webhook_info(), time.time())
    except TelegramError:
        return None


def judged(config: Config, info: WebhookInfo, now: float) -> Finding:
    """What Telegram says of the way to us, held against the configuration."""
    wanted = config.webhook_url if config.receive == "webhook" else ""
    waiting = f"{info.pending_update_count} wait at Telegram"
    if info.url != wanted and not wanted:
        return Finding(False, f"a webhook is set, so no poll gets any; {waiting}. Starting the bot takes it away.")
    if info.url != wanted:
        where = "another address" if info.url else "no webhook"
        return Finding(False, f"Telegram has {where}, not [webhook] url; {waiting}. Starting the bot sets it.")
    if wanted and info.last_error_date is not None and now - info.last_error_date.timestamp() < RECENT:
        ago = now - info.last_error_date.timestamp()
        return Finding(False, f"{ago:,.0f} s ago Telegram could not bring one: {info.last_error_message}. {waiting}.")
    if info.pending_update_count > PENDING:
        return Finding(False, f"{waiting}. Is the bot running?")
    return Finding(True, f"they come by {config.receive}; {waiting}.")


async def clock(config: Config) -> Finding | None:
    """Reminders and closes go by our clock."""
    try:
        async with (
            aiohttp.ClientSession(timeout=PATIENCE) as session,
            session.get(config.api, proxy=config.proxy, allow_redirects=False) as answer,
        ):
            return compared(answer.headers.get("Date", ""), time.time())
    except (aiohttp.ClientError, TimeoutError):
        return None


def compared(date: str, now: float) -> Finding | None:
    """The time in the head of an answer, held against ours."""
    try:
        off = now - parsedate_to_datetime(date).timestamp()
    except ValueError:
        return None
    if abs(off) <= OFF:
        return Finding(True, "right.")
    return Finding(
        False, f"{abs(off):,.0f} s {'ahead' if off > 0 else 'behind'} of Telegram's. Let the machine keep time by NTP."
    )


@asynccontextmanager
async def _bot(config: Config) -> AsyncIterator[Bot]:
    request = AiohttpRequest(proxy=config.proxy)
    async with Bot(config.token.reveal(), base_url=f"{config.api}/bot", request=request) as bot:
        yield bot
