"""python-telegram-bot as it comes: its Application, its Updater, its httpx. Stores nothing, confirms first."""

import sys
from typing import Any

from telegram import Update
from telegram.ext import Application, CallbackQueryHandler

AT_ONCE = 256


async def tapped(update: Update, _: Any) -> None:
    """The two calls, and nothing else."""
    query = update.callback_query
    if query is not None:
        await query.answer()
        await query.edit_message_text(f"Saved: {query.data}")


def main(api: str) -> None:
    """Poll until terminated."""
    builder = Application.builder().token("1000001:bench").base_url(f"{api}/bot").concurrent_updates(AT_ONCE)
    application = builder.connection_pool_size(AT_ONCE).pool_timeout(60).build()
    application.add_handler(CallbackQueryHandler(tapped))
    application.run_polling(allowed_updates=["callback_query"])


if __name__ == "__main__":
    main(sys.argv[1])
