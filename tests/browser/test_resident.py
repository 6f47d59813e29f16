"""A resident's whole way on the page, in front of the real bot: by taps, by typing, and with the keyboard alone."""

from datetime import UTC, datetime

import pytest
from playwright.async_api import expect

from bot.cli.spring import EXAMPLE, EXAMPLES, dated
from tests.browser.conftest import Look
from tests.browser.stage import PHONE, PaneSeen, Stage
from tests.process.consultation import LINK
from tests.process.town import Town

pytestmark = pytest.mark.asyncio(loop_scope="session")

WAY = (
    ("Before you begin", "I am 16 or older and agree"),
    ("1 of 8", "I can stay in my flat"),
    ("Chosen", "Done ›"),
    ("2 of 8", "I rent from the housing"),
    ("3 of 8", "3"),
    ("4 of 8", "The housing company"),
    ("5 of 8", "A board with residents"),
    ("6 of 8", "Older or ill people"),
    ("6 of 8", "Done ›"),
    ("7 of 8", "I know of no harm"),
    ("8 of 8", "Skip ›"),
)


@pytest.mark.parametrize("size", [PHONE, (1280, 800)], ids=["phone", "wide"])
async def test_from_the_link_to_the_last_card_by_taps_alone(town: Town, look: Look, size: tuple[int, int]) -> None:
    await town.launch(dated(EXAMPLES[EXAMPLE].read_text(encoding="utf-8"), datetime.now(UTC).date()))
    await town.bot()
    stage = await look("/?start=c_lindner-court&name=Ana&language=en", size=size)
    ana = stage.pane("Ana")
    await ana.sees("Renovating Lindner Court")
    await ana.press("Begin ›")
    for card, label in WAY:
        await ana.sees(card)
        await ana.press(label)
        await stage.fits()
        await stage.picture(f"way-{size[0]}-{card.replace(' ', '-')}")
    await ana.sees("Finished, thank you")
    await stage.picture(f"way-{size[0]}-end")
    assert await town.ledger.count("participations", "status = 'completed'") == 1
    await stage.page.reload()
    await ana.sees("Finished, thank you")
    assert len(await town.ask("/people")) == 1  # the link is followed once


async def test_by_typing(town: Town, look: Look) -> None:
    await town.bot()
    stage = await look(f"/?start={LINK}&name=Ana&language=en")
    ana = stage.pane("Ana")
    await _begin(ana)
    await ana.write("2")
    await ana.sees("2 of 4")
    await ana.write("second")
    await ana.sees("3 of 4")
    await ana.write("3")
    await ana.sees("4 of 4")
    await ana.field.fill("Two lines,")
    await ana.field.press("Shift+Enter")
    await stage.page.keyboard.type("and <b>tags</b>")
    await ana.field.press("Enter")
    await ana.sees("4 of 4 answered")
    await expect(await ana.sees("Two lines,\nand <b>tags</b>")).to_be_visible()
    await expect(ana.field).to_have_value("")
    await expect(ana.field).to_be_focused()


async def _begin(ana: PaneSeen) -> None:
    await ana.sees("A new roof.")
    await ana.press("Begin")
    await ana.sees("Before you begin")
    await ana.press("agree")
    await ana.sees("1 of 4")


async def test_with_the_keyboard_alone(town: Town, look: Look) -> None:
    """From the field one goes back to the newest buttons; arrows lead from one to the next, Enter taps."""
    await town.bot()
    stage = await look(f"/?start={LINK}&name=Ana&language=en")
    ana, keys = stage.pane("Ana"), stage.page.keyboard
    await ana.sees("A new roof.")
    await expect(ana.field).to_be_focused()
    await _to_the_buttons(stage)
    await expect(ana.button("Español")).to_be_focused()
    await keys.press("ArrowDown")
    await expect(ana.button("Begin")).to_be_focused()
    await keys.press("Enter")
    await ana.sees("Before you begin")
    await expect(ana.whole.locator(".keyboard button:focus")).to_have_count(1)  # the focus stays among the buttons
    await keys.press("Home")
    await expect(ana.button("agree")).to_be_focused()
    await keys.press("Enter")
    await ana.sees("1 of 4")
    await keys.press("Home")
    await expect(ana.button("1 First")).to_be_focused()
    await keys.press("ArrowRight")
    await keys.press("Space")
    await ana.sees("2 of 4")
    await stage.picture("keyboard")


async def _to_the_buttons(stage: Stage) -> None:
    for _ in range(6):
        await stage.page.keyboard.press("Shift+Tab")
        if await stage.page.evaluate("document.activeElement.closest('.keyboard') !== null"):
            return
    raise AssertionError("no button was reached")
