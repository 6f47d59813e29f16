"""What Telegram sent, as the library has it. What the library cannot read of a message must not hide that there is one.

The library takes fields for granted that the newest Telegram sends: a poll or a gift from an older or a newer server is
an error. So where a message cannot be read whole, it is read without what no handler looks at.
"""

from __future__ import annotations

import json
from typing import Any, Final

import structlog
from telegram import Bot, Update

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
        return Update.de_json(_lean(update), bot)
    except (TypeError, KeyError, ValueError, AttributeError) as error:
        log.warning("update_read_in_part", **safe_error(error))
        return Update.de_json(_bare(update), bot)


def _lean(update: dict[str, Any]) -> dict[str, Any]:
    """Without what the tapped message showed: no handler reads it, and parsing it is a twelfth of the cost of a tap."""
    message = (update.get("callback_query") or {}).get("message") or {}
    for shown in ("text", "entities", "caption", "caption_entities", "reply_markup"):
        message.pop(shown, None)
    return update


def _bare(update: dict[str, Any]) -> dict[str, Any]:
    return {kind: _bare_content(kind, content) for kind, content in update.items()}


def _bare_content(kind: str, content: Any) -> Any:
    if kind == "poll_answer":  # an older server names the options by their places alone
        return {"option_persistent_ids": []} | content
    return {key: value for key, value in content.items() if key in READ} if kind.endswith("message") else content
