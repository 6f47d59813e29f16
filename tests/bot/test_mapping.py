"""The map is worked out while people vote, by a process of its own, from the votes in the database."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import AsyncIterator
from typing import Any

import pytest

from bot.errors import DrawingFailed
from bot.mapping import Mapper
from bot.surveying import WorkOut, worked, worked_out
from bot.worker import Worker
from deliberation.use_cases.mapping import ToMap
from storage.database import open_database
from storage.migrate import migrate
from tests.store.test_maps import ABOUT, IDEAS, changes, crowd
from tests.store.town import THRESHOLD, Town

LOADED = """
import sys
import bot.app
loaded = {name.partition(".")[0] for name in sys.modules}
assert not {"numpy", "resvg_py", "xlsxwriter"} & loaded, "the bot itself loads none of these"
"""


@pytest.fixture
async def town(database_url: str) -> AsyncIterator[Town]:
    await migrate(database_url, now_ms=0)
    database = await open_database(database_url)
    town = Town(database)
    await town.launch(IDEAS)
    await crowd(town)
    yield town
    await database.close()


@pytest.fixture
async def worker() -> AsyncIterator[Worker]:
    worker = Worker(jobs=1, seconds=30)
    yield worker
    await worker.close()


class Drawing:
    """What was asked of the worker."""

    def __init__(self, worker: Worker | None):
        self._worker = worker
        self.wanted: list[ToMap] = []

    async def __call__(self, function: Any, argument: WorkOut) -> bytes:
        assert function is worked_out
        self.wanted.append(argument.about)
        if self._worker is None:
            raise DrawingFailed("worked_out")
        return await self._worker.draw(function, argument)


def mapper(town: Town, draw: Drawing, url: str) -> Mapper:
    return Mapper(town.store, now=lambda: town.now, draw=draw, database=url, threshold=THRESHOLD)


async def test_votes_become_a_map_and_priorities(town: Town, worker: Worker, database_url: str) -> None:
    draw = Drawing(worker)
    here = mapper(town, draw, database_url)
    await here.look()
    kept = await town.store.look(lambda tx: tx.kept_map("ideas", "ideas"))
    assert kept is not None
    assert kept.found is not None
    assert kept.found.people == 16
    assert len(kept.found.groups) == 2
    assert set(await town.store.look(lambda tx: tx.priorities("ideas", "ideas"))) == set(range(6))
    assert kept.made == town.now
    await here.look()
    assert draw.wanted == [ABOUT]  # nothing changed since
    await changes(town, 1)
    await here.look()
    assert draw.wanted == [ABOUT, ABOUT]


async def test_what_was_worked_out_is_not_worked_out_again_after_a_restart(
    town: Town, worker: Worker, database_url: str
) -> None:
    await mapper(town, Drawing(worker), database_url).look()
    again = await worker.draw(worked_out, WorkOut(database_url, ABOUT, THRESHOLD))
    assert worked(again) is None


async def test_what_failed_is_tried_again(town: Town, worker: Worker, database_url: str) -> None:
    draw = Drawing(None)
    here = mapper(town, draw, database_url)
    with pytest.raises(DrawingFailed):
        await here.look()
    assert await town.store.look(lambda tx: tx.kept_map("ideas", "ideas")) is None
    with pytest.raises(DrawingFailed):
        await here.look()
    assert len(draw.wanted) == 2


async def test_the_same_votes_make_the_same_map(town: Town, worker: Worker, database_url: str) -> None:
    wanted = WorkOut(database_url, ABOUT, THRESHOLD)
    assert await worker.draw(worked_out, wanted) == await worker.draw(worked_out, wanted)


def test_the_bot_itself_never_loads_what_calculates() -> None:
    subprocess.run([sys.executable, "-c", LOADED], check=True, timeout=60)
