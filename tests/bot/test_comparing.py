"""What somebody is about to say is compared in the worker's process, soon, and goes on without where that fails."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest

from bot.comparing import Comparing
from bot.errors import DrawingFailed
from bot.meaning import installed
from bot.sending.delivery import Draw
from bot.worker import Worker
from deliberation.definition import Tapped
from deliberation.statements.sitting import Page, Sitting
from storage.database import open_database
from storage.migrate import migrate
from tests.deliberation.files import phase, statements, table, toml
from tests.store.sitting import at, sitting
from tests.store.town import Town

IDEAS = toml(table(phase(statements(own=True)), id="ideas"))
SECONDS = 25.0


@pytest.fixture
async def town(tmp_path: Path) -> AsyncIterator[Town]:
    """Somebody is about to write a statement of their own."""
    await migrate(url := f"sqlite:///{tmp_path}/town.db", now_ms=0)
    database = await open_database(url)
    town = Town(database)
    await town.launch(IDEAS)
    await town.tap(await town.agreed(1, "ideas"), Tapped("say"))
    yield town
    await database.close()


@pytest.fixture
async def worker() -> AsyncIterator[Worker]:
    worker = Worker()
    yield worker
    await worker.close()


async def previewed(town: Town) -> Sitting:
    """What lies before them as soon as something was found."""
    async with asyncio.timeout(SECONDS):
        while (there := sitting(await at(town, 1))).page is Page.CHECK:  # noqa: ASYNC110 (read as the bot reads it)
            await asyncio.sleep(0.05)
    return there


@asynccontextmanager
async def at_work(town: Town, draw: Draw) -> AsyncIterator[None]:
    comparing = Comparing(town.store, draw, lambda: town.now)
    town.store.on_comparison = comparing.stir
    running = asyncio.create_task(comparing.run())
    yield
    running.cancel()


@pytest.mark.parametrize(
    ("text", "near"),
    [("Benches in the shadow", (1,)), ("Bänke im Schatten", (1,)), ("Who pays for all of this?", ())],
)
async def test_what_is_close_is_found_by_the_worker(
    town: Town, worker: Worker, text: str, near: tuple[int, ...]
) -> None:
    if "ä" in text and not installed():
        pytest.skip("the sentence encoder is not installed")
    async with at_work(town, worker.draw):
        await town.write(1, text)
        there = await previewed(town)
    assert (there.page, there.text) == (Page.PREVIEW, text)
    assert there.near[:1] == near
    assert await town.rows("comparisons") == []


async def test_where_the_worker_fails_they_go_on_without(town: Town) -> None:
    async def fail(function: Callable[[Any], bytes], argument: Any) -> bytes:
        raise DrawingFailed(function.__qualname__)

    async with at_work(town, fail):
        await town.write(1, "Benches in the shadow")
        there = await previewed(town)
    assert (there.page, there.near) == (Page.PREVIEW, ())


async def test_what_a_process_left_behind_is_found_by_the_next(town: Town) -> None:
    """Nobody stirs it: the text was kept before this process began."""
    await town.write(1, "Benches in the shadow")
    town.restart()
    found: list[str] = []

    async def near(function: Callable[[Any], bytes], argument: Any) -> bytes:
        found.append(argument.text)
        return b"[[1, 0.9]]"

    async with at_work(town, near):
        there = await previewed(town)
    assert (there.page, there.near, found) == (Page.PREVIEW, (1,), ["Benches in the shadow"])


async def test_whoever_is_stirred_looks_at_once(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.comparing.LOOK_AGAIN", 1000.0)

    async def near(function: Callable[[Any], bytes], argument: Any) -> bytes:
        return b"[]"

    async with at_work(town, near):
        await asyncio.sleep(0.1)  # it has looked, and found nothing
        await town.write(1, "Benches in the shadow")
        assert (await previewed(town)).page is Page.PREVIEW


async def test_a_database_that_is_away_for_a_while_ends_nothing(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.comparing.LOOK_AGAIN", 0.05)
    failures = iter([RuntimeError("away"), RuntimeError("away")])
    look = town.store.look

    async def away(reader: Any) -> Any:
        for failure in failures:
            raise failure
        return await look(reader)

    async def near(function: Callable[[Any], bytes], argument: Any) -> bytes:
        return b"[]"

    await town.write(1, "Benches in the shadow")
    monkeypatch.setattr(town.store, "look", away)
    async with at_work(town, near):
        assert (await previewed(town)).page is Page.PREVIEW
