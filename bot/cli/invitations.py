"""`fairdeal invite`."""

from __future__ import annotations

from telegram import Bot
from telegram.error import TelegramError

from bot.app import wall_clock
from bot.cli.consultations import store_of
from bot.config import Config
from bot.errors import Misconfigured
from bot.ids import random_secret
from bot.telegram.request import AiohttpRequest
from deliberation.errors import TooLong
from deliberation.roles import Role
from deliberation.use_cases.commands import HOUSE_ITSELF
from deliberation.use_cases.inviting import LONGEST_NOTE, Invite
from deliberation.use_cases.inviting import invite as invite_use_case
from screens.links import Link, LinkKind, deep_link, start_parameter


async def invite(config: Config, role: str, note: str) -> int:
    """Make an invitation and print its link; it is shown this once and kept nowhere."""
    secret = random_secret()
    async with store_of(config) as store:
        try:
            await store.perform(invite_use_case, Invite(HOUSE_ITSELF, wall_clock(), Role(role), secret, note.strip()))
        except TooLong:
            raise Misconfigured(f"The note has more than {LONGEST_NOTE} characters; nothing was changed.") from None
    link = Link(LinkKind.INVITATION, secret)
    username = await _username(config)
    where = deep_link(username, link) if username else f"write to the bot: /start {start_parameter(link)}"
    print(f"For one {role}, within a week, once:\n  {where}")
    return 0


async def _username(config: Config) -> str | None:
    """The bot's name, which only Telegram knows."""
    request = AiohttpRequest(proxy=config.proxy)
    try:
        async with Bot(config.token.reveal(), base_url=f"{config.api}/bot", request=request) as bot:
            return bot.username
    except TelegramError:
        return None
