"""Pictures are made in a process of their own: what dies there is replaced, what fails is said, and nothing is left."""

from __future__ import annotations

import asyncio
import os
import signal
import subprocess
import sys
import time
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import psutil
import pytest

from bot.errors import DrawingFailed
from bot.worker import Worker
from reports.pictures.qr import qr

SECONDS = 20.0
LINK = "https://t.me/town_bot?start=c_tiny_en"


def whoami(_: Any) -> bytes:
    return str(os.getpid()).encode()


def die(_: Any) -> bytes:
    os.kill(os.getpid(), signal.SIGKILL)
    return b""


def die_once(flag: Path) -> bytes:
    if not flag.exists():
        flag.touch()
        os.kill(os.getpid(), signal.SIGKILL)
    return b"drawn"


def fail(what: str) -> bytes:
    raise ValueError(what)


def sleep(seconds: float) -> bytes:
    time.sleep(seconds)
    return b"woken"


def chatter(_: Any) -> bytes:
    sys.stdout.write("a library that prints")
    os.write(1, b"and one that writes")
    return b"drawn"


def signalled(number: int) -> bytes:
    os.kill(os.getpid(), number)
    return b"deaf"


def running() -> list[int]:
    return [child.pid for child in psutil.Process().children() if "bot.workbench" in child.cmdline()]


@pytest.fixture
async def worker() -> AsyncIterator[Worker]:
    made = Worker(seconds=SECONDS)
    yield made
    await made.close()


async def test_a_picture_is_made_elsewhere(worker: Worker) -> None:
    assert (await worker.draw(qr, LINK)).startswith(b"\x89PNG")
    assert int(await worker.draw(whoami, None)) != os.getpid()


async def test_several_at_once_each_get_their_own(worker: Worker) -> None:
    links = [f"{LINK}{number}" for number in range(10)]
    assert await asyncio.gather(*(worker.draw(qr, link) for link in links)) == [qr(link) for link in links]


async def test_a_process_that_died_is_replaced_and_the_job_done(worker: Worker, tmp_path: Path) -> None:
    assert await worker.draw(die_once, tmp_path / "flag") == b"drawn"


async def test_a_job_that_kills_twice_is_given_up_and_the_next_one_done(worker: Worker) -> None:
    with pytest.raises(DrawingFailed):
        await worker.draw(die, None)
    assert await worker.draw(sleep, 0) == b"woken"


async def test_a_job_that_hangs_is_ended() -> None:
    worker = Worker(seconds=1.0)
    with pytest.raises(DrawingFailed):
        await worker.draw(sleep, 600)
    await worker.close()
    assert running() == []


async def test_a_function_that_fails_says_so_without_what_it_was_given(
    worker: Worker, capfd: pytest.CaptureFixture[str]
) -> None:
    before = await worker.draw(whoami, None)
    with pytest.raises(DrawingFailed) as refused:
        await worker.draw(fail, "Nora's telephone number")
    assert await worker.draw(whoami, None) == before
    told = str(refused.value) + "".join(capfd.readouterr())
    assert "ValueError" in told
    assert "Nora" not in told


async def test_what_a_library_prints_is_no_answer(worker: Worker) -> None:
    assert await worker.draw(chatter, None) == b"drawn"


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
async def test_signals_that_are_sent_to_everybody_are_for_the_bot(worker: Worker, number: int) -> None:
    assert await worker.draw(signalled, number) == b"deaf"


async def test_a_process_has_had_its_time_after_so_many_jobs() -> None:
    worker = Worker(jobs=2, seconds=SECONDS)
    who = [await worker.draw(whoami, None) for _ in range(4)]
    await worker.close()
    assert who[0] == who[1] != who[2] == who[3]


async def test_whoever_waits_no_more_leaves_no_answer_behind_for_the_next(worker: Worker) -> None:
    with pytest.raises(TimeoutError):
        async with asyncio.timeout(0.5):
            await worker.draw(sleep, 600)
    assert await worker.draw(chatter, None) == b"drawn"


async def test_closing_ends_it_all_at_once() -> None:
    worker = Worker(seconds=SECONDS)
    await worker.draw(whoami, None)
    under_way = [asyncio.create_task(worker.draw(sleep, 600)) for _ in range(3)]
    await asyncio.sleep(0.1)
    begun = time.monotonic()
    await worker.close()
    assert time.monotonic() - begun < 5
    assert {type(each) for each in await asyncio.gather(*under_way, return_exceptions=True)} == {DrawingFailed}
    assert running() == []


async def test_nothing_is_started_before_it_is_needed() -> None:
    worker = Worker()
    assert running() == []
    await worker.close()
    with pytest.raises(DrawingFailed):
        await worker.draw(whoami, None)


def test_a_bot_that_is_killed_leaves_no_process_behind() -> None:
    program = (
        "import asyncio, os, signal\nfrom bot.worker import Worker\nfrom tests.bot.test_worker import whoami\n"
        "async def main():\n    print((await Worker().draw(whoami, None)).decode(), flush=True)\n"
        "    os.kill(os.getpid(), signal.SIGKILL)\nasyncio.run(main())"
    )
    ran = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, timeout=60, check=False)
    assert ran.returncode == -signal.SIGKILL, ran.stderr
    left = int(ran.stdout)
    deadline = time.monotonic() + 10
    while psutil.pid_exists(left) and psutil.Process(left).status() != psutil.STATUS_ZOMBIE:
        assert time.monotonic() < deadline
        time.sleep(0.02)


def test_the_bot_itself_never_loads_what_draws() -> None:
    program = (
        "import sys, bot.app, bot.worker, reports.attachments\n"
        "print(*({'resvg_py', 'segno', 'icalendar', 'xlsxwriter'} & set(sys.modules)))"
    )
    ran = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, timeout=60, check=False)
    assert (ran.stdout.strip(), ran.returncode) == ("", 0), ran.stderr
