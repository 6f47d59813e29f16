"""What happens in a town before somebody looks: people, groups, and what the bot is made to say where none runs."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from bot.app import run_bot
from bot.config import read_config
from bot.ids import random_secret
from deliberation.roles import Role
from deliberation.use_cases.commands import HOUSE_ITSELF
from deliberation.use_cases.inviting import Invite, invite
from screens.links import Link, LinkKind, start_parameter
from tests.process.town import Town

Json = dict[str, Any]


@asynccontextmanager
async def bot_on_the_sandboxs_clock(town: Town, **environment: str) -> AsyncIterator[None]:
    """In this process, for only here is that clock."""
    stop = asyncio.Event()
    config = read_config(None, town.environment | environment)
    bot = asyncio.create_task(run_bot(config, stop, lambda: milliseconds(town)))
    try:
        yield
    finally:
        stop.set()
        await bot


def milliseconds(town: Town) -> int:
    return int(town.sandbox.clock.now() * 1000)


async def invited(town: Town, role: Role) -> str:
    """What a link that gives this role carries."""
    secret = random_secret()
    async with town.store() as store:
        await store.perform(invite, Invite(HOUSE_ITSELF, milliseconds(town), role, secret))
    return start_parameter(Link(LinkKind.INVITATION, secret))


async def person(town: Town, name: str, language: str = "en") -> int:
    return int((await town.act("/people", first_name=name, language_code=language))["id"])


async def acquainted(town: Town, name: str) -> int:
    """Somebody whom the bot may write to, where no bot runs."""
    who = await person(town, name)
    await town.act(f"/chats/{who}/start", **{"from": who})
    return who


async def group(town: Town, title: str, *members: int) -> int:
    return int((await town.act("/groups", title=title, members=members, bot_admin=True))["id"])


async def said(town: Town, chat: int, text: str, *rows: list[str], **more: Any) -> int:
    """What the bot says, with buttons that carry their own label; the message's id."""
    keyboard = {"inline_keyboard": [[{"text": each, "callback_data": each[:20]} for each in row] for row in rows]}
    markup = {"reply_markup": keyboard} if rows else {}
    sent = await town.ask_as_bot("sendMessage", chat_id=chat, text=text, **markup, **more)
    return int(sent["message_id"])


async def messages(town: Town, chat: int) -> list[Json]:
    return list((await town.ask(f"/chats/{chat}"))["messages"])


async def tapped(town: Town) -> Json:
    """The tap that waits for the bot."""
    updates = await town.ask_as_bot("getUpdates", allowed_updates=[])
    return dict(next(each["callback_query"] for each in reversed(updates) if "callback_query" in each))
