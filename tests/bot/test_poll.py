"""The poll loop keeps before it confirms, and does not hold on to an offset that Telegram may fall below."""

from __future__ import annotations

import asyncio
import json
from collections import deque
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from typing import Any

import pytest
from aiohttp import web

from bot.errors import Misconfigured, TryLater
from bot.receiving.poll import Poller
from storage.inbox import Arrival
from tests.bot.servers import serving

Answer = tuple[int, dict[str, Any]]


def update(number: int) -> dict[str, Any]:
    return {"update_id": number, "message": {"from": {"id": 5}, "chat": {"id": 5}, "text": "hello"}}


def given(*numbers: int) -> Answer:
    return 200, {"ok": True, "result": [update(number) for number in numbers]}


class Telegram:
    """Answers getUpdates by a script, then hangs; `asked` are the questions."""

    def __init__(self, *script: Answer):
        self._script = deque(script)
        self.asked: list[dict[str, Any]] = []
        self.silent = asyncio.Event()

    async def answer(self, request: web.Request) -> web.Response:
        self.asked.append(json.loads(await request.read()))
        if not self._script:
            self.silent.set()
            await asyncio.Event().wait()
        status, body = self._script.popleft()
        return web.json_response(body, status=status)


@asynccontextmanager
async def polling(telegram: Telegram, kept: list[int], failures: int = 0) -> AsyncIterator[asyncio.Task[None]]:
    left = failures

    async def keep(arrivals: Sequence[Arrival]) -> None:
        nonlocal left
        if left:
            left -= 1
            raise OSError("disk full")
        kept.extend(arrival.update_id for arrival in arrivals)

    clock = asyncio.get_running_loop().time
    async with serving(telegram.answer) as address:
        api = f"{address}/bot1:abc"
        poller = Poller(api, keep=keep, allowed=("message",), wait=1, proxy=None, clock=clock)
        task = asyncio.create_task(poller.run())
        try:
            yield task
        finally:
            task.cancel()
            await asyncio.gather(task, return_exceptions=True)


async def test_a_batch_is_confirmed_by_the_next_question_and_the_offset_then_forgotten() -> None:
    telegram, kept = Telegram(given(7, 8), given(), given(3)), list[int]()
    async with polling(telegram, kept):
        await telegram.silent.wait()
    assert kept == [7, 8, 3]
    assert [question.get("offset") for question in telegram.asked] == [None, 9, None, 4]
    assert all(question["allowed_updates"] == ["message"] for question in telegram.asked)


async def test_what_could_not_be_kept_is_not_confirmed() -> None:
    telegram, kept = Telegram(given(7), given(7)), list[int]()
    async with polling(telegram, kept, failures=1):
        await telegram.silent.wait()
    assert [question.get("offset") for question in telegram.asked] == [None, None, 8]
    assert kept == [7]


@pytest.mark.parametrize(("code", "error"), [(401, Misconfigured), (404, Misconfigured), (409, TryLater)])
async def test_what_only_a_person_can_mend_ends_the_loop(code: int, error: type[Exception]) -> None:
    telegram = Telegram((code, {"ok": False, "error_code": code, "description": "no"}))
    async with polling(telegram, []) as task:
        with pytest.raises(error) as raised:
            await task
    assert "1:abc" not in str(raised.value)
