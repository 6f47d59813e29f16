"""The one door to Telegram: cards and texts become calls, each in its lane, each with its outcome."""

from __future__ import annotations

import json
from typing import Any, Final

from telegram.constants import ParseMode
from telegram.error import TelegramError
from telegram.ext import ExtBot

from bot.sending.limiter import Lane
from bot.sending.outcomes import Outcome, outcome_of
from screens.card import Card, callback_data

_NO_PREVIEW: Final = {"link_preview_options": '{"is_disabled":true}'}


class Gateway:
    """`bot` has the limiter through which every call passes."""

    def __init__(self, bot: ExtBot[Any]):
        self._bot = bot

    async def send_card(
        self, chat: int, card: Card, token: str, revision: int, *, lane: Lane, attempts: int
    ) -> Outcome:
        """A new message with buttons that carry this token and revision."""
        call = self._bot.send_message(
            chat,
            card.text,
            parse_mode=ParseMode.HTML,
            rate_limit_args=lane,
            api_kwargs=_NO_PREVIEW | _keyboard(card, token, revision),
        )
        return await outcome_of(call, attempts)

    async def edit_card(
        self, chat: int, message: int, card: Card, token: str, revision: int, *, lane: Lane, attempts: int
    ) -> Outcome:
        """The same message, saying something else."""
        call = self._bot.edit_message_text(
            card.text,
            chat,
            message,
            parse_mode=ParseMode.HTML,
            rate_limit_args=lane,
            api_kwargs=_NO_PREVIEW | _keyboard(card, token, revision),
        )
        return await outcome_of(call, attempts)

    async def send_text(self, chat: int, text: str, *, lane: Lane, attempts: int) -> Outcome:
        """A message without buttons."""
        call = self._bot.send_message(
            chat, text, parse_mode=ParseMode.HTML, rate_limit_args=lane, api_kwargs=_NO_PREVIEW
        )
        return await outcome_of(call, attempts)

    async def say_instead(self, chat: int, message: int, text: str) -> None:
        """Put a text in the place of a message; whether it arrives changes nothing."""
        call = self._bot.edit_message_text(
            text, chat, message, parse_mode=ParseMode.HTML, rate_limit_args=Lane.TOUCHED_VIEW
        )
        await outcome_of(call, 0)

    async def answer_tap(self, query: str, text: str | None) -> None:
        """Let a button go. A tap that is too old to be answered is nobody's fault and harms nobody."""
        await _or_nothing(self._bot.answer_callback_query(query, text, rate_limit_args=Lane.TAP_ANSWER))


async def _or_nothing(call: Any) -> None:
    try:
        await call
    except TelegramError:
        return


def _keyboard(card: Card, token: str, revision: int) -> dict[str, str]:
    """The buttons as the API takes them. Built by way of python-telegram-bot's classes they cost a tenth of a tap."""
    if not card.rows:
        return {}
    rows = [[{"text": b.label, "callback_data": callback_data(token, revision, b)} for b in row] for row in card.rows]
    return {"reply_markup": json.dumps({"inline_keyboard": rows})}
