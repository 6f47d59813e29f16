"""How late a loop is while the worker is at work, and how much the worker takes."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from bot.worker import Worker

EVERY, IDLE = 0.001, 5.0
"""Seconds between two looks; seconds for which a loop without anything to do is watched."""


class Loop:
    """How late a task of this loop came at worst, in milliseconds."""

    def __init__(self) -> None:
        self.worst = 0.0

    @asynccontextmanager
    async def watched(self) -> AsyncIterator[None]:
        watching = asyncio.create_task(self._watch())
        try:
            yield
        finally:
            watching.cancel()
            await asyncio.gather(watching, return_exceptions=True)

    async def _watch(self) -> None:
        while True:
            before = time.perf_counter()
            await asyncio.sleep(EVERY)
            self.worst = max(self.worst, (time.perf_counter() - before - EVERY) * 1000)


def most_memory(worker: Worker) -> float:
    """MB that its process ever had resident."""
    status = Path(f"/proc/{worker.pid}/status").read_text(encoding="utf-8")
    return next(int(line.split()[1]) / 1024 for line in status.splitlines() if line.startswith("VmHWM"))
