"""`make pictures`: takes the README's pictures anew, of the town that `make demo` shows, so that they stay true."""

from __future__ import annotations

import asyncio
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

import aiohttp
from playwright.async_api import Browser, Page, async_playwright

from tests.browser.conftest import QUIET, program
from tests.browser.stage import PaneSeen

HERE: Final = Path(__file__).parents[2]
FOLDER: Final = HERE / "docs" / "pictures"
COMMAND: Final = ("-c", "from bot.cli.main import main; raise SystemExit(main())", "demo", "--port", "0")
TELEPHONE, DESK = (400, 780), (1000, 1250)
SHARP: Final = 1.5
"""Points of the picture for one of the page."""


async def main() -> None:
    """Start the town, look at it, and write four pictures."""
    FOLDER.mkdir(exist_ok=True)
    words = ("-u", *COMMAND)
    demo = await asyncio.create_subprocess_exec(sys.executable, *words, cwd=HERE, stdout=asyncio.subprocess.PIPE)
    try:
        async with asyncio.timeout(300), async_playwright() as playwright:
            browser = await playwright.chromium.launch(executable_path=program(), args=QUIET)
            await _take(browser, await _address(demo))
            await browser.close()
    finally:
        demo.terminate()
        await demo.wait()


async def _address(demo: asyncio.subprocess.Process) -> str:
    """What the demo prints: the page with its panes."""
    assert demo.stdout is not None
    async for line in demo.stdout:
        if b"#panes=" in line:
            return line.decode().strip()
    raise RuntimeError("the demo did not start")


async def _take(browser: Browser, address: str) -> None:
    url, panes = address.split("/#panes=")
    _, olga, group, _ = panes.split(",")
    chat = await _page(browser, f"{url}/?start=c_lindner-court_en&name=Eva&language=en", TELEPHONE)
    eva = PaneSeen(chat.get_by_role("region", name="Eva"))
    await eva.press("Begin")
    await eva.press("agree")
    await eva.sees("1 of 8")
    await _keep(chat, "chat")
    poll = await _page(browser, f"{url}/#panes={group}", TELEPHONE)
    await _seen(poll, "repair café")
    await _keep(poll, "poll")
    summary = await _page(browser, f"{url}/#panes={olga}", TELEPHONE)
    await _seen(summary, "Report, pictures and more")
    pane = PaneSeen(summary.get_by_role("region").first)
    await summary.wait_for_timeout(3_000)  # the picture comes after the words
    await _keep(summary, "summary")
    await pane.press("Report, pictures and more")
    await pane.sees("random sample")
    await pane.press("Full report")
    await pane.sees("The report of")
    await _report(browser, url, olga)


async def _report(browser: Browser, url: str, organiser: str) -> None:
    """The file that came, opened as anybody would open it."""
    async with aiohttp.ClientSession() as http:
        async with http.get(f"{url}/sandbox/chats/{organiser}?as={organiser}") as response:
            messages = (await response.json())["messages"]
        files = [each["file"] for each in messages if each.get("document", {}).get("file_name", "").endswith(".html")]
        async with http.get(url + files[-1]) as response:
            content = await response.read()
    with TemporaryDirectory() as folder:
        file = Path(folder) / "report.html"
        file.write_bytes(content)
        await _keep(await _page(browser, file.as_uri(), DESK), "report")


async def _page(browser: Browser, address: str, size: tuple[int, int]) -> Page:
    page = await browser.new_page(
        viewport={"width": size[0], "height": size[1]},
        device_scale_factor=SHARP,
        reduced_motion="reduce",
        timezone_id="Europe/Warsaw",
        locale="en-GB",
    )
    page.set_default_timeout(120_000)
    await page.goto(address)
    return page


async def _seen(page: Page, words: str) -> None:
    await page.get_by_text(words).last.wait_for()


async def _keep(page: Page, name: str) -> None:
    await page.wait_for_timeout(1_000)  # what is still being drawn
    await page.screenshot(path=FOLDER / f"{name}.png")


if __name__ == "__main__":
    asyncio.run(main())
