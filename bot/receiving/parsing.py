"""What Telegram sent, as the library has it. What the library cannot read of a message must not hide that there is one.

The library takes fields for granted that the newest Telegram sends: a poll or a gift from an older or a newer server is
an error. So where a message cannot be read whole, it is read without what no handler looks at.
"""

from __future__ import annotations

import json
from typing import Any, Final

import structlog
from telegram import Bot, CallbackQuery, Chat, InaccessibleMessage, Message, Update, User

from bot.logs import safe_error

log = structlog.get_logger()

READ: Final = frozenset(
    {
        *("message_id", "date", "edit_date", "chat", "from", "text", "entities"),
        *("migrate_from_chat_id", "migrate_to_chat_id"),
    }
)
"""What handlers read of a message."""


def update_of(body: str, bot: Bot) -> Update:
    """The update. Raises what the library raises where not even who wrote when can be read."""
    update = json.loads(body)
    try:
        return _tap(update, bot) if "callback_query" in update else Update.de_json(update, bot)
    except (TypeError, KeyError, ValueError, AttributeError) as error:
        log.warning("update_read_in_part", **safe_error(error))
        return Update.de_json(_bare(update), bot)


def _tap(update: dict[str, Any], bot: Bot) -> Update:
    """A tapped button, with no more of its message than handlers look at: which it is, and whether it is a photo.

    To read all that a message may hold is a sixth of the cost of a tap.
    """
    query = update["callback_query"]
    tapped = CallbackQuery(
        id=query["id"],
        from_user=User.de_json(query["from"], bot),
        chat_instance=query["chat_instance"],
        message=_tapped_message(query.get("message"), bot),
        data=query.get("data"),
    )
    return Update(update["update_id"], callback_query=tapped)


def _tapped_message(message: dict[str, Any] | None, bot: Bot) -> Message | InaccessibleMessage | None:
    if message is None:
        return None
    if "photo" in message:
        return Message.de_json({key: message[key] for key in ("message_id", "date", "chat", "photo")}, bot)
    return InaccessibleMessage(Chat.de_json(message["chat"], bot), message["message_id"])


def _bare(update: dict[str, Any]) -> dict[str, Any]:
    return {kind: _bare_content(kind, content) for kind, content in update.items()}


def _bare_content(kind: str, content: Any) -> Any:
    if kind == "poll_answer":  # an older server names the options by their places alone
        return {"option_persistent_ids": []} | content
    return {key: value for key, value in content.items() if key in READ} if kind.endswith("message") else content
