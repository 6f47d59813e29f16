"""How the worker reads the database itself: with a connection of its own that only reads."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine
from typing import Any, TypeVar

from bot.ids import random_id
from storage.database import open_database
from storage.store import Store
from storage.transaction import SqlTransaction

R = TypeVar("R")


def read(database: str, reader: Callable[[SqlTransaction], Coroutine[Any, Any, R]]) -> R:
    """What the reader finds, over one snapshot."""

    async def work() -> R:
        store = Store(await open_database(database), random_id)
        try:
            return await store.look(reader)
        finally:
            await store.close()

    return asyncio.run(work())
