"""What arrives is begun with at once and in order, and nobody who has waited for longer is overtaken."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import ExitStack, asynccontextmanager
from typing import cast

import pytest

from bot.receiving import workers as module
from bot.receiving.workers import AHEAD, Workers
from storage.inbox import Inbox, Waiting


@pytest.fixture(autouse=True)
def no_sweep(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing here may need it."""
    monkeypatch.setattr(module, "SWEEP", 3600.0)


class Rows:
    """An inbox in memory. It counts how often it was read, and reading takes a while."""

    def __init__(self, *rows: Waiting) -> None:
        self.rows = list(rows)
        self.read = 0

    async def waiting(self, after: str, count: int) -> list[Waiting]:
        page = [row for row in self.rows if row.id > after][:count]
        await asyncio.sleep(0.01)
        self.read += 1
        return page


class Work:
    """Notes which rows are worked on, and lets nobody finish before `go`."""

    def __init__(self, rows: Rows) -> None:
        self._rows = rows
        self.begun: list[str] = []
        self.go = asyncio.Event()

    async def process(self, row: Waiting) -> None:
        self.begun.append(row.id)
        await self.go.wait()
        self._rows.rows.remove(row)


def row(number: int, person: int | None = None) -> Waiting:
    return Waiting(f"{number:05}", number if person is None else person, "{}")


@asynccontextmanager
async def working(rows: Rows, work: Work) -> AsyncIterator[Workers]:
    workers = Workers(cast("Inbox", rows), work.process, asyncio.get_running_loop().time)
    running = asyncio.create_task(workers.run())
    try:
        yield workers
    finally:
        work.go.set()
        running.cancel()
        await workers.drain(1)


async def arrive(rows: Rows, workers: Workers, *new: Waiting) -> None:
    """They are told of before they are kept, as where units run in order, and keeping takes longer than looking."""
    with workers.arriving() as begin:
        begin(new)
        await asyncio.sleep(0.05)
        rows.rows += new


async def until(holds: Callable[[], bool]) -> None:
    async with asyncio.timeout(5):
        while not holds():  # noqa: ASYNC110 - nothing tells when a row is begun
            await asyncio.sleep(0)


async def test_what_arrives_is_begun_with_and_the_inbox_is_not_read_for_it() -> None:
    rows = Rows()
    work = Work(rows)
    async with working(rows, work) as workers:
        await until(lambda: rows.read == 1)
        await arrive(rows, workers, row(1), row(2))
        await until(lambda: work.begun == ["00001", "00002"])
        assert rows.read == 1


async def test_one_persons_rows_are_taken_one_after_the_other() -> None:
    rows = Rows()
    work = Work(rows)
    async with working(rows, work) as workers:
        await until(lambda: rows.read == 1)
        await arrive(rows, workers, row(1, person=7), row(2, person=7), row(3, person=8))
        await until(lambda: work.begun == ["00001", "00003"])
        work.go.set()
        await until(lambda: work.begun == ["00001", "00003", "00002"])


async def test_what_waited_when_the_process_began_goes_first() -> None:
    rows = Rows(row(1, person=7))
    work = Work(rows)
    async with working(rows, work) as workers:
        await arrive(rows, workers, row(2, person=7))
        work.go.set()
        await until(lambda: work.begun == ["00001", "00002"])


async def test_nobody_overtakes_those_for_whom_there_was_no_room() -> None:
    """More wait than are held in memory; as soon as there is room, something new arrives for the last one's person."""
    rows = Rows()
    work = Work(rows)
    last = 4 * AHEAD
    async with working(rows, work) as workers:
        await until(lambda: rows.read == 1)
        await arrive(rows, workers, *map(row, range(last)))
        await until(lambda: len(work.begun) > 0)
        work.go.set()
        await until(lambda: len(rows.rows) < last)
        await arrive(rows, workers, row(last, person=last - 1))
        await until(lambda: not rows.rows)
        assert work.begun == sorted(work.begun)


@pytest.mark.parametrize("at", ["while it is kept", "once it is kept"])
async def test_a_batch_that_had_to_be_left_is_not_overtaken_by_the_next(at: str) -> None:
    rows = Rows()
    work = Work(rows)
    async with working(rows, work) as workers:
        with ExitStack() as later:
            with workers.arriving() as begin:
                begin([row(1, person=7)])  # nobody knows yet what has waited for longer
                await until(lambda: rows.read == 1)
                if at == "while it is kept":
                    later.enter_context(workers.arriving())([row(2, person=7)])
                rows.rows.append(row(1, person=7))
            if at == "once it is kept":
                later.enter_context(workers.arriving())([row(2, person=7)])
            rows.rows.append(row(2, person=7))
        work.go.set()
        await until(lambda: not rows.rows)
        assert work.begun == ["00001", "00002"]
