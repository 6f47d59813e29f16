"""A sandbox of its own for each test."""

from collections.abc import AsyncIterator

import aiohttp
import pytest

from sandbox import Sandbox
from tests.sandbox.town import TOKEN, Town


@pytest.fixture
async def town() -> AsyncIterator[Town]:
    sandbox = Sandbox(token=TOKEN)
    await sandbox.start()
    async with aiohttp.ClientSession(sandbox.url) as http:
        yield Town(sandbox, http)
    await sandbox.stop()
