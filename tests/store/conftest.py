"""A real store with the real schema, empty or with a consultation that is open, on both engines."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from storage.database import Database, open_database
from storage.migrate import migrate
from tests.store.town import Town


@pytest.fixture
async def database(database_url: str) -> AsyncIterator[Database]:
    await migrate(database_url, now_ms=0)
    opened = await open_database(database_url)
    yield opened
    await opened.close()


@pytest.fixture
async def town(database: Database) -> Town:
    """With the tiny consultation, which takes answers."""
    town = Town(database)
    await town.launch()
    return town
