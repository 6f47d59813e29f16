"""Waiting for something to become true. Nothing in these tests sleeps and hopes."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import TypeVar

T = TypeVar("T")

PATIENCE = 120.0
"""Seconds after which what has not happened will not, on a machine that is busy with other tests."""


async def until(condition: Callable[[], Awaitable[T | None]], what: str, seconds: float = PATIENCE) -> T:
    """Ask again and again until the answer is true, and return it; say what was waited for when it never is."""
    try:
        async with asyncio.timeout(seconds):
            while not (answer := await condition()):  # noqa: ASYNC110 - what is waited for is in another process
                await asyncio.sleep(0.02)
    except TimeoutError:
        raise AssertionError(f"not within {seconds:g} s: {what}") from None
    return answer
