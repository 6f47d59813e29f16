"""`fairdeal doctor`: is everything in order, and what to do where it is not."""

from __future__ import annotations

import shutil
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Final

from telegram import Bot
from telegram.error import InvalidToken, TelegramError

from bot.app import wall_clock
from bot.cli.consultations import store_of
from bot.config import Config
from bot.errors import Fatal
from bot.telegram.request import AiohttpRequest
from storage.database import StorageError
from storage.migrate import schema_state

Finding = tuple[bool, str]
"""Whether it is in order, and a sentence."""

LEAST_FREE: Final = 200 * 1024 * 1024
LONGEST_WAIT: Final = 60_000


async def doctor(config: Config) -> int:
    """Print one line for each thing looked at; exit status 1 when something is not in order."""
    looks: tuple[Callable[[Config], Awaitable[Finding]], ...] = (_disk, _schema, _waiting, _telegram)
    in_order = True
    for look in looks:
        try:
            fine, sentence = await look(config)
        except (Fatal, StorageError) as error:
            fine, sentence = False, str(error)
        in_order = in_order and fine
        print(f"{'ok     ' if fine else 'PROBLEM'}  {sentence}")
    return 0 if in_order else 1


async def _disk(_: Config) -> Finding:
    free = shutil.disk_usage(Path.cwd()).free
    return free >= LEAST_FREE, f"Disk: {free // 1024**2} MB free here; {LEAST_FREE // 1024**2} MB are needed."


async def _schema(config: Config) -> Finding:
    state = await schema_state(config.database)
    if state.applied == state.available:
        return True, f"Database: up to date (version {state.applied})."
    if state.applied > state.available:
        return False, "Database: made by a newer version of this program. Install that version."
    return False, f"Database: version {state.applied} of {state.available}. Run 'fairdeal migrate'."


async def _waiting(config: Config) -> Finding:
    async with store_of(config) as store:
        count, oldest = await store.inbox.load()
    age = 0 if oldest is None else wall_clock() - oldest
    if age <= LONGEST_WAIT:
        return True, f"Inbox: {count} updates wait."
    return False, f"Inbox: {count} updates wait, the oldest for {age // 1000} s. Is the bot running?"


async def _telegram(config: Config) -> Finding:
    if not config.token.reveal():
        return (
            False,
            "Telegram: no token. Put it into FAIRDEAL_TELEGRAM_TOKEN, or a file named by [telegram] token_file.",
        )
    try:
        async with Bot(
            config.token.reveal(), base_url=f"{config.api}/bot", request=AiohttpRequest(proxy=config.proxy)
        ) as bot:
            return True, f"Telegram: the token is valid, the bot is @{bot.username}."
    except InvalidToken:
        return False, "Telegram: the token is not valid. Check it with @BotFather."
    except TelegramError as error:
        return False, f"Telegram: not reachable ({type(error).__name__}). Check the network and [telegram] api."
