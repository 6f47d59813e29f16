"""The running bot as it is seen from outside: well or not, and figures in which nobody can be found."""

import os
import socket
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from typing import Any

import aiohttp

from tests.process.program import Program
from tests.process.town import Town
from tests.process.waiting import until

_ports = iter(range(10_000 + os.getpid() * 41 % 20_000, 32_000))
Get = Callable[[str], Awaitable[tuple[int, str]]]


def _free_port() -> int:
    for port in _ports:
        with socket.socket() as tried:
            if tried.connect_ex(("127.0.0.1", port)):
                return port
    raise AssertionError("no free port")


@asynccontextmanager
async def watched(town: Town, **environment: str) -> AsyncIterator[tuple[Program, Get]]:
    """A bot that can be looked at."""
    port = _free_port()
    bot = await town.bot(FAIRDEAL_HEALTH_PORT=str(port), **environment)
    async with aiohttp.ClientSession() as http:

        async def get(path: str) -> tuple[int, str]:
            async with http.get(f"http://127.0.0.1:{port}{path}") as answer:
                return answer.status, await answer.text()

        yield bot, get


async def figures(get: Get) -> dict[str, float]:
    status, page = await get("/metrics")
    assert status == 200
    lines = (line.rpartition(" ") for line in page.splitlines() if not line.startswith("#"))
    return {name: float(figure) for name, _, figure in lines}


async def test_a_bot_at_work_is_well_and_counts_what_it_does(town: Town) -> None:
    async with watched(town) as (_, get):
        resident = await town.participant()
        await resident.press("2 Second")
        await resident.see("2 of 4")
        await town.at_rest()
        status, words = await get("/healthz")
        assert (status, words[:11]) == (200, '{"ok": true')
        counted = await figures(get)
        assert counted["fairdeal_updates_received_total"] == 4
        assert counted['fairdeal_updates_processed_total{outcome="done"}'] == 4
        assert counted['fairdeal_api_calls_total{method="answerCallbackQuery",outcome="ok"}'] == 3
        assert counted["fairdeal_tap_answer_seconds_count"] == 3
        assert counted["fairdeal_tap_answer_seconds_sum"] < 60
        assert counted["fairdeal_database_bytes"] > 4096
        page = (await get("/metrics"))[1]
        assert str(resident.id) not in page
        assert str(resident.id) not in words


async def test_a_telegram_that_is_away_is_seen_while_it_is_waited_for(small_town: Town) -> None:
    port = _free_port()
    hurried = "import bot.health.watching as w; w.SILENCE_SECONDS = 0.5"
    await small_town.command(
        "run", prelude=hurried, FAIRDEAL_TELEGRAM_API="http://127.0.0.1:9", FAIRDEAL_HEALTH_PORT=str(port)
    )
    async with aiohttp.ClientSession() as http:

        async def not_well() -> Any:
            try:
                async with http.get(f"http://127.0.0.1:{port}/healthz") as answer:
                    return answer.status == 503 and await answer.json()
            except aiohttp.ClientError:
                return None

        said = await until(not_well, "a bot that says it is not well")
    assert [name for name, check in said["checks"].items() if not check["ok"]] == ["telegram"]


async def test_a_port_that_is_taken_ends_it(small_town: Town) -> None:
    async with watched(small_town) as (bot, _):
        with socket.socket() as taken:
            taken.bind(("127.0.0.1", 0))
            taken.listen()
            await bot.stop()
            status, said = await small_town.said("run", FAIRDEAL_HEALTH_PORT=str(taken.getsockname()[1]))
    assert status == 78
    assert "[health] cannot listen on 127.0.0.1:" in said
    assert "ResourceWarning" not in said
