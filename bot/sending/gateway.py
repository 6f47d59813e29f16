"""The one door to Telegram: cards and texts become calls, each in its lane, each with its outcome."""

from __future__ import annotations

import json
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any, Final

from telegram import BotCommandScopeChat, InputFile, PhotoSize, ReplyParameters
from telegram.constants import ChatAction, ParseMode
from telegram.error import BadRequest, TelegramError
from telegram.ext import ExtBot
from telegram.request import BaseRequest

from bot.sending.limiter import Lane
from bot.sending.outcomes import Outcome, outcome_of
from deliberation.errors import FileLost
from screens.card import Action, Button, Card, callback_data
from screens.commands import Commands
from screens.links import start_link
from screens.native_poll import NativePoll

_NO_PREVIEW: Final = {"link_preview_options": '{"is_disabled":true}'}

_NAMES_US: Final = (Action.LINK, Action.TO_GROUP)

_DIGESTING: Final = 30.0
"""Seconds that Telegram may take over a picture before it answers."""


@dataclass(frozen=True)
class Upload:
    """A picture that Telegram does not have yet."""

    name: str
    content: bytes = field(repr=False)


Photo = Upload | str
"""A picture; a text is what Telegram calls one that it has."""


class Gateway:
    """`bot` has the limiter through which every call passes."""

    def __init__(self, bot: ExtBot[Any]):
        self._bot = bot

    @property
    def username(self) -> str:
        """What the bot is called in links."""
        return self._bot.username

    async def send_card(
        self, chat: int, card: Card, token: str, revision: int, *, lane: Lane, attempts: int
    ) -> Outcome:
        """A new message with buttons that carry this token and revision."""
        call = self._bot.send_message(
            chat,
            card.text,
            parse_mode=ParseMode.HTML,
            rate_limit_args=lane,
            api_kwargs=_NO_PREVIEW | self._keyboard(card, token, revision),
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
            api_kwargs=_NO_PREVIEW | self._keyboard(card, token, revision),
        )
        return await outcome_of(call, attempts)

    async def send_photo(
        self, chat: int, card: Card, token: str, revision: int, photo: Photo, *, lane: Lane, attempts: int
    ) -> Outcome:
        """A new message: the picture, and below it what the card says."""
        call = self._bot.send_photo(
            chat,
            _as_given(photo),
            card.text,
            parse_mode=ParseMode.HTML,
            rate_limit_args=lane,
            read_timeout=_DIGESTING if isinstance(photo, Upload) else BaseRequest.DEFAULT_NONE,
            api_kwargs=self._keyboard(card, token, revision),
        )
        return await outcome_of(call, attempts)

    async def send_document(
        self, chat: int, card: Card, token: str, revision: int, document: Upload, *, lane: Lane, attempts: int
    ) -> Outcome:
        """A new message: a file, and below it what the card says."""
        call = self._bot.send_document(
            chat,
            InputFile(document.content, filename=document.name),
            card.text,
            parse_mode=ParseMode.HTML,
            rate_limit_args=lane,
            read_timeout=_DIGESTING,
            api_kwargs=self._keyboard(card, token, revision),
        )
        return await outcome_of(call, attempts)

    async def say_busy(self, chat: int, *, photo: bool, lane: Lane) -> None:
        """For some seconds the chat shows that something is on its way. Nothing depends on it."""
        action = ChatAction.UPLOAD_PHOTO if photo else ChatAction.UPLOAD_DOCUMENT
        with suppress(TelegramError):
            await self._bot.send_chat_action(chat, action, rate_limit_args=lane)

    async def edit_caption(
        self, chat: int, message: int, card: Card, token: str, revision: int, *, lane: Lane, attempts: int
    ) -> Outcome:
        """The same picture with something else below it."""
        call = self._bot.edit_message_caption(
            chat,
            message,
            caption=card.text,
            parse_mode=ParseMode.HTML,
            rate_limit_args=lane,
            api_kwargs=self._keyboard(card, token, revision),
        )
        return await outcome_of(call, attempts)

    async def send_text(self, chat: int, text: str, *, lane: Lane, attempts: int) -> Outcome:
        """A message without buttons."""
        call = self._bot.send_message(
            chat, text, parse_mode=ParseMode.HTML, rate_limit_args=lane, api_kwargs=_NO_PREVIEW
        )
        return await outcome_of(call, attempts)

    async def send_poll(self, chat: int, poll: NativePoll, beside: int | None, *, lane: Lane, attempts: int) -> Outcome:
        """A poll of Telegram's own, as an answer to the message `beside`, where there is one."""
        call = self._bot.send_poll(
            chat,
            poll.question,
            poll.options,
            is_anonymous=False,  # of anonymous votes nobody is told
            allows_multiple_answers=poll.several,
            allows_revoting=True,
            description=poll.description,
            reply_parameters=None if beside is None else ReplyParameters(beside, allow_sending_without_reply=True),
            rate_limit_args=lane,
        )
        return await outcome_of(call, attempts)

    async def stop_poll(self, chat: int, message: int, *, lane: Lane, attempts: int) -> Outcome:
        """No votes on Telegram's own poll from now on."""
        return await outcome_of(self._bot.stop_poll(chat, message, rate_limit_args=lane), attempts)

    async def offer_commands(self, chat: int, commands: Commands, *, lane: Lane, attempts: int) -> Outcome:
        """What Telegram offers in this chat, in place of what it offers everywhere; with nothing, that again."""
        scope = BotCommandScopeChat(chat)
        if commands:
            call = self._bot.set_my_commands(commands, scope=scope, rate_limit_args=lane)
        else:
            call = self._bot.delete_my_commands(scope=scope, rate_limit_args=lane)
        return await outcome_of(call, attempts)

    async def fetch(self, file_id: str) -> bytes:
        """A file that somebody sent. Raises `FileLost` when Telegram does not hand it over."""
        try:
            file = await self._bot.get_file(file_id, rate_limit_args=Lane.TOUCHED_VIEW)
            return bytes(await file.download_as_bytearray())
        except BadRequest:
            raise FileLost from None

    async def say_instead(self, chat: int, message: int, text: str) -> None:
        """Put a text in the place of a message; whether it arrives changes nothing."""
        call = self._bot.edit_message_text(
            text, chat, message, parse_mode=ParseMode.HTML, rate_limit_args=Lane.TOUCHED_VIEW
        )
        await outcome_of(call, 0)

    def _keyboard(self, card: Card, token: str, revision: int) -> dict[str, str]:
        """The buttons as the API takes them. Built by way of the library's classes they cost a tenth of a tap."""
        if not card.rows:
            return {}
        name = self._bot.username if any(b.action in _NAMES_US for row in card.rows for b in row) else ""
        rows = [[_button(button, token, revision, name) for button in row] for row in card.rows]
        return {"reply_markup": json.dumps({"inline_keyboard": rows})}

    async def answer_tap(self, query: str, text: str | None, *, alert: bool = False) -> None:
        """Let a button go. A tap that is too old to be answered is nobody's fault and harms nobody."""
        await _or_nothing(self._bot.answer_callback_query(query, text, alert or None, rate_limit_args=Lane.TAP_ANSWER))


def _as_given(photo: Photo) -> InputFile | PhotoSize:
    """As the library takes it. It would look for a bare text among this machine's files first."""
    if isinstance(photo, Upload):
        return InputFile(photo.content, filename=photo.name)
    return PhotoSize(photo, "", 0, 0)


async def _or_nothing(call: Any) -> None:
    try:
        await call
    except TelegramError:
        return


def _button(button: Button, token: str, revision: int, username: str) -> dict[str, str]:
    match button.action:
        case Action.LINK:
            return {"text": button.label, "url": start_link(username, button.argument)}
        case Action.TO_GROUP:
            return {"text": button.label, "url": start_link(username, button.argument, group=True)}
        case Action.URL:
            return {"text": button.label, "url": button.argument}
        case _:
            return {"text": button.label, "callback_data": callback_data(token, revision, button)}
