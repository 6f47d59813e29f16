"""A real browser for all the tests of one process, and a town for each test."""

import shutil
from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path

import pytest
import pytest_asyncio
from playwright.async_api import Browser, async_playwright, expect

from tests.browser.stage import PATIENCE_MILLISECONDS, Stage
from tests.process.town import Town, founded

NAMES = ("chromium", "chromium-browser", "google-chrome")
QUIET = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)

expect.set_options(timeout=PATIENCE_MILLISECONDS)


def program() -> str | None:
    """The browser of this machine, where it has one."""
    return next(filter(None, map(shutil.which, NAMES)), None)


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def browser() -> AsyncIterator[Browser]:
    """Started when the first test asks for it: it takes a second, and a page of its own takes none."""
    path = program()
    if path is None:
        pytest.skip(f"no browser: none of {', '.join(NAMES)}")
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=path, args=QUIET)
        yield browser
        await browser.close()


@pytest_asyncio.fixture(loop_scope="session")
async def town(tmp_path: Path) -> AsyncIterator[Town]:
    """No bot runs in it yet."""
    async with founded(f"sqlite:///{tmp_path}/town.db", tmp_path) as town:
        yield town


Look = Callable[..., Awaitable[Stage]]


@pytest_asyncio.fixture(loop_scope="session")
async def look(browser: Browser, town: Town) -> AsyncIterator[Look]:
    """Opens windows on the page. What the page complained of in any of them fails the test."""
    stages: list[Stage] = []

    async def begin(path: str = "/", **how: object) -> Stage:
        stage = await Stage.begin(browser, town.sandbox.url, **how)  # type: ignore[arg-type]
        stages.append(stage)
        await stage.go(path)
        return stage

    yield begin
    for stage in stages:
        await stage.end()
