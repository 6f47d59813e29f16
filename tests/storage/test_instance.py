"""One running bot for each database, and a crash that leaves no lock behind."""

import asyncio
import sys
from asyncio.subprocess import PIPE

import pytest

from storage.database import open_database
from storage.instance import AlreadyRunning, hold
from tests.storage.town import entry, names

HOLDER = """
import asyncio, sys
from storage.instance import hold

async def main():
    async with hold(sys.argv[1]):
        print("held", flush=True)
        await asyncio.Event().wait()

asyncio.run(main())
"""


async def test_a_second_instance_is_refused_until_the_first_is_gone(database_url: str) -> None:
    async with hold(database_url):
        with pytest.raises(AlreadyRunning):
            async with hold(database_url):
                pass
    async with hold(database_url):
        pass


async def test_a_killed_instance_leaves_no_lock(database_url: str) -> None:
    holder = await asyncio.create_subprocess_exec(sys.executable, "-c", HOLDER, database_url, stdout=PIPE)
    assert holder.stdout is not None
    assert await holder.stdout.readline() == b"held\n"
    with pytest.raises(AlreadyRunning):
        async with hold(database_url):
            pass
    holder.kill()
    await holder.wait()
    async with hold(database_url):
        pass


async def test_short_commands_work_beside_the_running_bot(town_url: str) -> None:
    async with hold(town_url):
        database = await open_database(town_url)
        await database.unit(entry("a"))
        assert await names(database) == ["a"]
        await database.close()
