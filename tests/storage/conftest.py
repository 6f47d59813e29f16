"""A tiny town for the engines: a counter and its entries, so that collisions happen."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from storage.database import Database, open_database
from storage.migrate import migrate
from tests.storage.town import SCHEMA


@pytest.fixture
async def town_url(database_url: str, tmp_path: Path) -> str:
    """A database that has the tiny town's schema."""
    folder = tmp_path / "migrations"
    folder.mkdir()
    (folder / "0001_town.sql").write_text(SCHEMA)
    await migrate(database_url, now_ms=0, folder=folder)
    return database_url


@pytest.fixture
async def database(town_url: str) -> AsyncIterator[Database]:
    """The tiny town, open."""
    opened = await open_database(town_url)
    yield opened
    await opened.close()
