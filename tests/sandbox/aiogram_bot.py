"""The unrelated client as a bot, in a module of its own because importing the client takes seconds."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from aiogram import Bot, Dispatcher, F, Router, exceptions, types
from aiogram.client.default import DefaultBotProperties
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.filters import CommandObject, CommandStart
from aiogram.types import CallbackQuery, InlineKeyboardButton, InlineKeyboardMarkup, Message

from tests.sandbox.town import TOKEN

__all__ = ["BUTTONS", "bot_at", "exceptions", "polling", "types"]

BUTTONS = InlineKeyboardMarkup(inline_keyboard=[[InlineKeyboardButton(text="Agree", callback_data="agree")]])


def bot_at(url: str) -> Bot:
    session = AiohttpSession(api=TelegramAPIServer.from_base(url))
    return Bot(TOKEN, session=session, default=DefaultBotProperties(parse_mode="HTML"))


def conversation() -> Router:
    router = Router()

    @router.message(CommandStart())
    async def start(message: Message, command: CommandObject) -> None:
        await message.answer(f"<b>Welcome</b> by {command.args}", reply_markup=BUTTONS)

    @router.callback_query(F.data == "agree")
    async def agree(query: CallbackQuery) -> None:
        assert isinstance(query.message, Message)
        await query.message.edit_text("Saved.")
        await query.answer("Thank you")

    @router.message(F.document)
    async def receive(message: Message, bot: Bot) -> None:
        assert message.document is not None
        content = await bot.download(message.document)
        assert content is not None
        await message.reply(content.read().decode())

    return router


@asynccontextmanager
async def polling(bot: Bot) -> AsyncIterator[None]:
    dispatcher = Dispatcher()
    dispatcher.include_router(conversation())
    task = asyncio.create_task(dispatcher.start_polling(bot, handle_signals=False, close_bot_session=False))
    yield
    await dispatcher.stop_polling()
    await task
