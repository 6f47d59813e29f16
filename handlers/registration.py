"""Which handler takes which update. The first that fits takes it; what nobody takes is done with."""

from __future__ import annotations

from typing import Any

from telegram.ext import (
    Application,
    CallbackQueryHandler,
    ChatMemberHandler,
    CommandHandler,
    MessageHandler,
    PollAnswerHandler,
    filters,
)

from handlers.chats import membership_changed, migrated
from handlers.files import sent
from handlers.groups import poll_answered, poll_in_group, started_in_group
from handlers.polls import poll_in_private
from handlers.private import commanded, edited, started, written
from handlers.taps import tapped

ALLOWED_UPDATES = ("message", "edited_message", "callback_query", "my_chat_member", "poll_answer")
"""What Telegram is asked to send; nothing that no handler takes."""


def register(application: Application[Any, Any, Any, Any, Any, Any]) -> None:
    """Give the application every handler."""
    private, groups = filters.ChatType.PRIVATE, filters.ChatType.GROUPS & filters.UpdateType.MESSAGE
    application.add_handlers(
        [
            CallbackQueryHandler(tapped),
            MessageHandler(private & filters.UpdateType.EDITED_MESSAGE, edited),
            CommandHandler("start", started, private),
            CommandHandler("poll", poll_in_private, private),
            MessageHandler(private & filters.COMMAND, commanded),
            CommandHandler("start", started_in_group, groups),
            CommandHandler("poll", poll_in_group, groups),
            MessageHandler(filters.StatusUpdate.MIGRATE, migrated),
            MessageHandler(private & (filters.Document.ALL | filters.PHOTO), sent),
            MessageHandler(private & ~filters.StatusUpdate.ALL, written),
            ChatMemberHandler(membership_changed, ChatMemberHandler.MY_CHAT_MEMBER),
            PollAnswerHandler(poll_answered),
        ]
    )
