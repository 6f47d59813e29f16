"""aiogram as it comes: its Dispatcher polls, many updates at a time. Stores nothing; confirms before handling."""

import asyncio
import sys

from aiogram import Bot, Dispatcher
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.types import CallbackQuery, Message


async def tapped(query: CallbackQuery) -> None:
    """The two calls, and nothing else."""
    await query.answer()
    if isinstance(query.message, Message):
        await query.message.edit_text(f"Saved: {query.data}")


async def main(api: str) -> None:
    """Poll until terminated."""
    bot = Bot("1000001:bench", session=AiohttpSession(api=TelegramAPIServer.from_base(api)))
    dispatcher = Dispatcher()
    dispatcher.callback_query.register(tapped)
    await dispatcher.start_polling(bot, allowed_updates=["callback_query"], handle_signals=False)


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1]))
