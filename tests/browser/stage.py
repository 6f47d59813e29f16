"""A window on the sandbox's page, with words for what people do and see there."""

import os
import re
from pathlib import Path
from typing import Any, Self

from axe_playwright_python.async_playwright import Axe
from playwright.async_api import Browser, Locator, Page, expect

PATIENCE_MILLISECONDS = 40_000

WIDE, PHONE = (1280, 800), (375, 667)
FOLDER = os.environ.get("FAIRDEAL_SCREENSHOTS")
"""Where pictures of the tests go, for whoever wants to look at them."""

TOO_WIDE = """
() => [...document.querySelectorAll("html, #top, .pane, .log, .bubble, .text, button, dialog, #rehearsal, .menu")]
  .filter((each) => each.checkVisibility() && !each.matches(".quote, .unseen, .plain"))
  .filter((each) => each.scrollWidth > each.clientWidth + 1 && getComputedStyle(each).display !== "inline")
  .map((each) => `${each.tagName}.${each.className}: ${each.textContent.trim().slice(0, 60)}`)
"""


class Stage:
    def __init__(self, page: Page, url: str) -> None:
        self.page = page
        self.url = url
        self.complaints: list[str] = []
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.on("console", lambda line: self._hear(line.type, line.text))
        page.on("request", lambda request: self._watch(request.url))

    @classmethod
    async def begin(
        cls, browser: Browser, url: str, *, size: tuple[int, int] = WIDE, dark: bool = False, calm: bool = True
    ) -> Self:
        """`calm` is for people who do not want movement."""
        context = await browser.new_context(
            viewport={"width": size[0], "height": size[1]},
            color_scheme="dark" if dark else "light",
            reduced_motion="reduce" if calm else "no-preference",
            timezone_id="Europe/Warsaw",
            locale="en-GB",
        )
        context.set_default_timeout(PATIENCE_MILLISECONDS)
        return cls(await context.new_page(), url)

    def _hear(self, kind: str, text: str) -> None:
        """A refusal by the sandbox is no mistake of the page."""
        if kind in ("error", "warning") and not text.startswith("Failed to load resource"):
            self.complaints.append(text)

    def _watch(self, address: str) -> None:
        if not address.startswith((self.url, "data:", "blob:")):
            self.complaints.append(f"asked for {address}")

    async def go(self, path: str) -> None:
        await self.page.goto(self.url + path)
        await expect(self.page).to_have_title(re.compile("in rehearsal$"))

    async def end(self) -> None:
        await self.page.context.close()
        assert not self.complaints, self.complaints

    def pane(self, label: str) -> "PaneSeen":
        return PaneSeen(self.page.get_by_role("region", name=label, exact=True))

    async def turned(self, label: str) -> "PaneSeen":
        """To a pane that is open: on a telephone by its tab."""
        name = re.compile(rf"^{re.escape(label)}( \d+ new)?$")
        pane, tab = self.pane(label), self.page.get_by_role("navigation").get_by_role("button", name=name)
        await (tab.click() if await tab.is_visible() else pane.field.focus())
        await expect(pane.whole).to_be_visible()
        return pane

    def button(self, name: str) -> Locator:
        return self.page.get_by_role("button", name=name, exact=True)

    @property
    def dialog(self) -> Locator:
        return self.page.get_by_role("dialog")

    async def choose(self, name: str) -> None:
        """An item of the menu that is open."""
        await self.page.get_by_role("menuitem", name=name).click()

    async def rehearse(self) -> Locator:
        """Open the panel for whoever rehearses."""
        await self.button("Rehearsal").click()
        panel = self.page.get_by_role("complementary", name="Rehearsal")
        await expect(panel).to_be_visible()
        return panel

    async def picture(self, name: str, page: Page | None = None) -> None:
        """Of the window, or of another that was opened from it."""
        if FOLDER:
            await (page or self.page).screenshot(path=Path(FOLDER) / f"{name}.png", full_page=page is not None)

    async def is_accessible(self) -> None:
        await checked_by_axe(self.page)

    async def fits(self) -> None:
        """Nothing is wider than what it stands in."""
        wide = await self.page.evaluate(TOO_WIDE)
        assert not wide, wide


async def checked_by_axe(page: Page) -> None:
    found: dict[str, Any] = (await Axe().run(page)).response
    wrong = [(each["id"], [node["html"][:200] for node in each["nodes"]]) for each in found["violations"]]
    assert not wrong, wrong


class PaneSeen:
    """One person in one chat."""

    def __init__(self, whole: Locator) -> None:
        self.whole = whole
        self.field = whole.get_by_role("textbox", name="Message")
        self.messages = whole.get_by_role("article")
        self.toast = whole.get_by_role("status")
        self.who = whole.get_by_role("combobox", name="Person")
        self.where = whole.get_by_role("combobox", name="Chat")

    def button(self, words: str) -> Locator:
        """The newest button with these words on it."""
        return self.whole.locator(".keyboard").get_by_role("button", name=words).last

    async def press(self, words: str) -> None:
        await self.button(words).click()

    async def sees(self, words: str) -> Locator:
        """Wait until a message says so; it is scrolled to, if need be."""
        message = self.messages.filter(has_text=words).last
        await expect(message).to_be_visible()
        return message

    async def ends_with(self, words: str) -> None:
        """Wait until the newest message says so, whatever older ones say."""
        await expect(self.messages.last).to_contain_text(words)

    async def write(self, text: str) -> None:
        await self.field.fill(text)
        await self.field.press("Enter")

    async def ask(self, name: str) -> None:
        """Open one of its menus."""
        await self.whole.get_by_role("button", name=name, exact=True).first.click()
