"""A tap as handlers get it, whatever Telegram says of the message that the button hangs on."""

from __future__ import annotations

import json
from typing import Any

import pytest
from telegram import Bot, CallbackQuery, Message, Update

from bot.receiving.parsing import update_of
from handlers.turn import sender_of

BOT = Bot("1:quiet")
SOMEBODY = {"id": 7, "is_bot": False, "first_name": "Ada", "language_code": "nl-BE"}
CHAT = {"id": -5, "type": "supergroup", "title": "Garden", "is_forum": True}
SIZE = {"file_id": "f", "file_unique_id": "u", "width": 1, "height": 1}
MESSAGE = {"message_id": 9, "date": 1_800_000_000, "chat": CHAT, "from": {"id": 1, "is_bot": True, "first_name": "Bot"}}


def tap(message: Any) -> dict[str, Any]:
    query = {"id": "33", "from": SOMEBODY, "chat_instance": "1", "data": "token.2.o.rent"}
    return {"update_id": 4, "callback_query": query if message is None else query | {"message": message}}


def read(message: Any) -> tuple[Update, CallbackQuery]:
    update = update_of(json.dumps(tap(message)), BOT)
    assert update.callback_query is not None
    return update, update.callback_query


@pytest.mark.parametrize(
    ("said", "photo"),
    [
        ({"text": "Question", "entities": [{"type": "bold", "offset": 0, "length": 3}], "reply_markup": {}}, False),
        ({"photo": [SIZE], "caption": "Question"}, True),
        ({"date": 0}, False),  # one that Telegram does not show any more
        ({"something": {"new": [1]}}, False),
    ],
)
def test_a_tap_says_who_where_on_what_and_whether_that_is_a_photo(said: dict[str, Any], photo: bool) -> None:
    update, query = read(MESSAGE | said)
    sender = sender_of(update)
    assert sender is not None
    assert (sender.person, sender.chat, sender.language) == (7, -5, "nl")
    assert query.message is not None
    assert (query.id, query.data, query.message.message_id) == ("33", "token.2.o.rent", 9)
    assert (isinstance(query.message, Message) and bool(query.message.photo)) is photo


def test_a_tap_on_what_is_no_message_here_is_from_nowhere() -> None:
    update, query = read(None)
    assert query.message is None
    assert sender_of(update) is None


@pytest.mark.parametrize("message", [[], "text", 3, {"chat": CHAT}, {"message_id": 9, "date": 1, "chat": []}])
def test_what_no_telegram_sends_is_refused(message: Any) -> None:
    with pytest.raises((TypeError, KeyError, ValueError, AttributeError)):
        read(message)
