"""What Telegram reports about chats: the bot blocked or let in again, a group that has a new id."""

from __future__ import annotations

from typing import Any

from telegram import ChatMember, Update

from deliberation.use_cases.commands import HOUSE_ITSELF
from deliberation.use_cases.keeping_house import ChangeReach, MigrateChat, change_reach, migrate_chat
from handlers.turn import CURRENT


async def membership_changed(update: Update, _: Any) -> None:
    """The bot's own membership of a chat, or a person's block."""
    turn, changed = CURRENT.get(), update.my_chat_member
    if changed is None:
        return
    reachable = changed.new_chat_member.status not in {ChatMember.LEFT, ChatMember.BANNED}
    await turn.perform(change_reach, ChangeReach(HOUSE_ITSELF, turn.now, changed.chat.id, reachable))


async def migrated(update: Update, _: Any) -> None:
    """A group became a supergroup; Telegram says so in the old chat and in the new one."""
    turn, message = CURRENT.get(), update.effective_message
    if message is None:
        return
    old = message.migrate_from_chat_id or message.chat.id
    new = message.migrate_to_chat_id or message.chat.id
    await turn.perform(migrate_chat, MigrateChat(HOUSE_ITSELF, turn.now, old, new))
