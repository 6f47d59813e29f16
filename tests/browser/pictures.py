"""`make pictures`: takes the README's pictures anew, of the town that `make demo` shows, so that they stay true."""

from __future__ import annotations

import asyncio
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final

import aiohttp
from playwright.async_api import Browser, Locator, Page, async_playwright

from tests.browser.conftest import QUIET, program
from tests.browser.stage import PaneSeen

HERE: Final = Path(__file__).parents[2]
FOLDER: Final = HERE / "docs" / "pictures"
COMMAND: Final = ("-c", "from bot.cli.main import main; raise SystemExit(main())", "demo", "--port", "0")
TELEPHONE: Final = 400, 780
SHEET: Final = 600, 1088
"""Of the shape that a chat has on the telephone, so that all stand side by side."""

SHARP: Final = 1.5
"""Points of a chat's picture for one of the page."""

PATIENCE: Final = 120_000
BETWEEN_TAPS: Final = 1.5
"""Seconds; the first tap on a poll says what is kept, and the second must not be the same movement of a finger."""

Json = dict[str, Any]


async def main() -> None:
    """Start the town, look at it, and write four pictures."""
    path = program()
    if path is None:
        raise SystemExit("There is no browser. Install Chromium.")
    FOLDER.mkdir(exist_ok=True)
    pipe = asyncio.subprocess.PIPE
    demo = await asyncio.create_subprocess_exec(sys.executable, "-u", *COMMAND, cwd=HERE, stdout=pipe)
    try:
        async with asyncio.timeout(300), async_playwright() as playwright, aiohttp.ClientSession() as http:
            browser = await playwright.chromium.launch(executable_path=path, args=QUIET)
            url, panes = (await _address(demo)).split("/#panes=")
            await _Pictures(browser, http, url).take(panes.split(","))
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


class _Pictures:
    def __init__(self, browser: Browser, http: aiohttp.ClientSession, url: str):
        self._browser = browser
        self._http = http
        self._url = url

    async def take(self, panes: list[str]) -> None:
        _, olga, group, _ = panes
        await self._chat()
        await self._poll(group)
        await self._summary(olga)
        await self._report(olga)

    async def _chat(self) -> None:
        eva = await self._pane("?start=c_lindner-court_en&name=Eva&language=en")
        for words, label in (
            ("340 flats", "Begin"),
            ("Before you begin", "agree"),
            ("1 of 8", "I can stay in my flat"),
        ):
            await eva.sees(words)
            await eva.press(label)
        await eva.sees("Chosen")
        await _keep(eva.whole, "chat")

    async def _poll(self, group: str) -> None:
        """With the votes of everybody who is there."""
        pane = await self._pane(f"#panes={group}")
        await pane.sees("repair café")
        chat = group.split(":")[1]
        (there,) = await self._ask("/groups")
        for _ in range(2):
            await asyncio.gather(*(self._vote(chat, who) for who in there["members"]))
            await asyncio.sleep(BETWEEN_TAPS)
        await pane.sees("At least 10 people")
        await _keep(pane.whole, "poll")

    async def _vote(self, chat: str, who: int) -> None:
        poll = next(each for each in await self._ask(f"/chats/{chat}?as={who}", "messages") if each.get("reply_markup"))
        tap = {"from": who, "message_id": poll["id"], "row": who % 3, "col": 0}
        async with self._http.post(f"{self._url}/sandbox/chats/{chat}/taps", json=tap) as answer:
            answer.raise_for_status()

    async def _summary(self, organiser: str) -> None:
        pane = await self._pane(f"#panes={organiser}")
        await pane.sees("Report, pictures and more")
        await pane.whole.get_by_role("button", name="Picture, open it large").wait_for()
        await _keep(pane.whole, "summary")
        await pane.press("Report, pictures and more")
        await pane.sees("random sample")
        await pane.press("Full report")
        await pane.sees("The report of")

    async def _report(self, organiser: str) -> None:
        """The file that came, opened as anybody would open it."""
        messages = await self._ask(f"/chats/{organiser}?as={organiser}", "messages")
        files = [each["file"] for each in messages if each.get("document", {}).get("mime_type") == "text/html"]
        async with self._http.get(self._url + files[-1]) as response:
            content = await response.read()
        with TemporaryDirectory() as folder:
            file = Path(folder) / "report.html"
            file.write_bytes(content)
            page = await self._page(file.as_uri(), SHEET, 1)
            await page.goto(f"{file.as_uri()}#q4")
            await page.evaluate("scrollBy(0, -24)")
            await _keep(page, "report")

    async def _pane(self, path: str) -> PaneSeen:
        page = await self._page(f"{self._url}/{path}", TELEPHONE, SHARP)
        return PaneSeen(page.get_by_role("region").first)

    async def _page(self, address: str, size: tuple[int, int], sharp: float) -> Page:
        page = await self._browser.new_page(
            viewport={"width": size[0], "height": size[1]},
            device_scale_factor=sharp,
            reduced_motion="reduce",
            timezone_id="Europe/Warsaw",
            locale="en-GB",
        )
        page.set_default_timeout(PATIENCE)
        await page.goto(address)
        return page

    async def _ask(self, path: str, part: str = "") -> list[Json]:
        async with self._http.get(f"{self._url}/sandbox{path}") as response:
            answer = await response.json()
        return list(answer[part] if part else answer)


async def _keep(what: Page | Locator, name: str) -> None:
    page = what if isinstance(what, Page) else what.page
    await page.mouse.move(0, 0)
    await page.wait_for_timeout(1_000)  # what is still being drawn
    await what.screenshot(path=FOLDER / f"{name}.png")
    print(FOLDER / f"{name}.png")  # noqa: T201


if __name__ == "__main__":
    asyncio.run(main())
