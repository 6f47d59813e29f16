"""The process in which pictures and files are made: one, started when it is first needed, and now and then anew.

Drawing takes a tenth of a second, and libraries that the bot itself never loads. In a process it holds up nobody, and
what it has taken is given back. The process stands at the end of a pipe (`bot/workbench.py`), not in a
ProcessPoolExecutor: that one has its processes import the bot, leaves them behind when the bot is killed, and can hang
where they are replaced.
"""

from __future__ import annotations

import asyncio
import os
import pickle
import sys
from asyncio.subprocess import PIPE, Process
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from struct import calcsize, pack, unpack
from typing import Any, Final

import structlog

from bot.errors import DrawingFailed
from bot.workbench import ANSWER, JOB

log = structlog.get_logger()

COMMAND: Final = (sys.executable, "-P", "-m", "bot.workbench")
TRIES: Final = 2
JOBS: Final = 100
"""After so many a new process takes over: no library leaks for long."""

THREADS: Final = ("OPENBLAS_NUM_THREADS", "VECLIB_MAXIMUM_THREADS", "OMP_NUM_THREADS")
"""What OpenBLAS, Apple's Accelerate and OpenMP ask, once, when they are loaded."""

SECONDS: Final = 30.0
"""For one job, the start of the process included; the largest poster takes half a second."""


class Worker:
    """Makes one thing at a time; whoever comes meanwhile waits."""

    def __init__(self, *, jobs: int = JOBS, seconds: float = SECONDS):
        self._jobs = jobs
        self._seconds = seconds
        self._process: Process | None = None
        self._done = 0
        self._closed = False
        self._alone = asyncio.Lock()

    async def draw(self, function: Callable[[Any], bytes], argument: Any) -> bytes:
        """What the function makes of the argument; both have to be found by name in modules.

        Raises DrawingFailed when the function fails, and when the process dies or hangs over it twice.
        """
        job = pickle.dumps((function, argument))
        async with self._alone:
            for _ in range(TRIES):
                try:
                    well, answer = await self._try(job)
                except (EOFError, OSError) as error:  # TimeoutError among them
                    log.warning("worker_died", over=function.__qualname__, error=type(error).__name__)
                    continue
                if well:
                    return answer
                log.error("drawing_failed", over=function.__qualname__, error=answer.decode())
                break
        raise DrawingFailed(function.__qualname__)

    @property
    def pid(self) -> int | None:
        """Of its process, while there is one."""
        return None if self._process is None else self._process.pid

    async def close(self) -> None:
        """End the process, and start none any more. Whatever it is at is given up."""
        self._closed = True
        if self._process is not None:
            _kill(self._process)
        async with self._alone:
            await self._end()

    async def _try(self, job: bytes) -> tuple[bool, bytes]:
        """Whether it went well, and the bytes or what went wrong. A process that still owes an answer is ended."""
        owes = True
        try:
            async with asyncio.timeout(self._seconds):
                answer = await _ask(await self._ready(), job)
            owes = False
        finally:
            self._done += 1
            if owes or self._done >= self._jobs:
                await self._end()
        return answer

    async def _ready(self) -> Process:
        if self._closed:
            raise DrawingFailed("closed")
        if self._process is None or self._process.returncode is not None:
            self._process = await asyncio.create_subprocess_exec(*COMMAND, stdin=PIPE, stdout=PIPE, env=_environment())
            self._done = 0
        return self._process

    async def _end(self) -> None:
        process, self._process = self._process, None
        if process is not None:
            _kill(process)
            await process.communicate()


def _environment() -> dict[str, str]:
    """Ours, so that the process finds the same modules as we do; and what calculates in it takes one core, not all."""
    places = os.pathsep.join(str(Path(place).absolute()) for place in sys.path)
    return {**os.environ, **dict.fromkeys(THREADS, "1"), "PYTHONPATH": places}


def _kill(process: Process) -> None:
    with suppress(ProcessLookupError):
        process.kill()


async def _ask(process: Process, job: bytes) -> tuple[bool, bytes]:
    jobs, answers = process.stdin, process.stdout
    if jobs is None or answers is None:
        raise EOFError
    jobs.write(pack(JOB, len(job)) + job)
    await jobs.drain()
    well, size = unpack(ANSWER, await answers.readexactly(calcsize(ANSWER)))
    return well, await answers.readexactly(size)
