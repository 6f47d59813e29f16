"""The switches of whoever rehearses: the clock, what lies ahead, faults; and a sandbox that goes and comes back."""

import re
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from urllib.parse import urlsplit

import pytest
from playwright.async_api import expect

from sandbox import Moment
from tests.browser.conftest import Look
from tests.browser.scenes import acquainted, bot_on_the_sandboxs_clock, said
from tests.process.consultation import LINK, SOURCE
from tests.process.town import Town

pytestmark = pytest.mark.asyncio(loop_scope="session")

DAYS = 86_400


def moments(town: Town, *ahead: tuple[float, str]) -> None:
    begun = town.sandbox.clock.now()

    async def told() -> Sequence[Moment]:
        return [Moment(begun + days * DAYS, title) for days, title in ahead]

    town.sandbox.moments = told


async def test_the_clock_jumps_to_the_close(town: Town, look: Look) -> None:
    """A town hears of its result in the rehearsal as it will in June: the resident after the night, as ever."""
    closes = datetime.now(UTC).date() + timedelta(days=10)
    await town.launch(SOURCE.replace('"roof"', '"soon"').replace("closes = 2100-01-01", f"closes = {closes}"))
    moments(town, (12, "“Soon” is closed"))
    async with bot_on_the_sandboxs_clock(town):
        stage = await look(f"/?start={LINK.replace('roof', 'soon')}&name=Ana&language=en")
        ana = stage.pane("Ana")
        for words, label in (("A new roof.", "Begin"), ("Before you begin", "agree"), ("1 of 4", "3 Third")):
            await ana.sees(words)
            await ana.press(label)
        await ana.sees("2 of 4")
        panel = await stage.rehearse()
        await panel.get_by_role("button", name="“Soon” is closed").click()
        await expect(panel.get_by_text("days ahead of your own clock")).to_have_text(re.compile("^12 days"))
        await expect(panel.get_by_role("button", name="“Soon” is closed")).to_have_count(0)
        await panel.get_by_role("button", name="Tomorrow 9:00").click()
        await expect(panel.locator("#time")).to_have_text("09:00")
        await ana.sees("has closed")
        await stage.picture("closed")


async def test_every_way_to_move_the_clock(town: Town, look: Look) -> None:
    stage = await look("/")
    await stage.page.keyboard.press("Escape")
    panel = await stage.rehearse()
    begun = town.sandbox.clock.now()
    await panel.get_by_role("button", name="+ 1 hour").click()
    await expect(panel.get_by_text("1 hour ahead of your own clock")).to_be_visible()
    await panel.get_by_role("button", name="+ 1 week").click()
    await expect(panel.get_by_text("7 days ahead of your own clock")).to_be_visible()
    assert 0 <= town.sandbox.clock.now() - begun - 7 * DAYS - 3600 < 60
    await panel.get_by_label("Another time").fill("2090-06-03T19:00")
    await panel.get_by_role("button", name="Go").click()
    await expect(panel.locator("#day")).to_have_text("Saturday, 3 June 2090")
    await expect(panel.locator("#time")).to_have_text("19:00")
    await stage.picture("clock")


async def test_faults_are_switched_on_strike_and_are_cleared(town: Town, look: Look) -> None:
    ana = await acquainted(town, "Ana")
    stage = await look(f"/#panes={ana}")
    panel = await stage.rehearse()
    await town.faults({"kind": "cut_before", "times": 3})
    await expect(panel.get_by_text("Also set: cut_before.")).to_be_visible()
    for name in ("Server errors", "Slow network"):
        await panel.get_by_role("switch", name=name).click()
        await expect(panel.get_by_role("switch", name=name)).to_be_checked()
    await expect(stage.page.get_by_text("3 faults")).to_be_visible()
    kinds = {rule["kind"] for rule in (await town.ask("/faults"))["faults"]}
    assert kinds == {"cut_before", "500", "latency"}
    await stage.picture("faults")
    await panel.get_by_role("switch", name="Server errors").click()
    await expect(panel.get_by_role("switch", name="Server errors")).not_to_be_checked()
    await panel.get_by_role("button", name="Clear all faults").click()
    await expect(panel.get_by_role("switch", name="Slow network")).not_to_be_checked()
    assert (await town.ask("/faults"))["faults"] == []
    await said(town, ana, "All is well")
    await stage.pane("Ana").sees("All is well")


async def test_a_bot_in_a_bad_network_loses_nothing(town: Town, look: Look) -> None:
    await town.bot()
    stage = await look(f"/?start={LINK}&name=Ana&language=en")
    ana = stage.pane("Ana")
    panel = await stage.rehearse()
    for name in ("Server errors", "Answers get lost", "Updates twice", "Updates out of order"):
        await panel.get_by_role("switch", name=name).click()
    for words, label in (("A new roof.", "Begin"), ("Before you begin", "agree"), ("1 of 4", "3 Third")):
        await ana.sees(words)
        await ana.press(label)
    await ana.sees("2 of 4")
    assert list((await town.ledger.answers()).values()) == [1]


async def test_a_sandbox_that_goes_away_is_told_and_found_again(town: Town, look: Look) -> None:
    ana = await acquainted(town, "Ana")
    stage = await look(f"/#panes={ana}")
    pane, port = stage.pane("Ana"), urlsplit(town.sandbox.url).port
    await pane.sees("/start")
    await town.sandbox.stop()
    await expect(stage.page.get_by_text("The sandbox does not answer. Trying again")).to_be_visible()
    await pane.write("Not lost")
    await expect(pane.toast).to_have_text("The sandbox does not answer.")
    await expect(pane.field).to_have_value("Not lost")
    await stage.is_accessible()
    await stage.picture("away")
    await town.sandbox.start(port=port or 0)
    await expect(stage.page.get_by_text("The sandbox does not answer. Trying again")).to_be_hidden()
    await pane.field.press("Enter")
    await pane.sees("Not lost")


async def test_another_town_at_the_same_address_is_not_taken_for_this_one(town: Town, look: Look) -> None:
    ana = await acquainted(town, "Ana")
    stage = await look(f"/#panes={ana}")
    await stage.pane("Ana").sees("/start")
    town.sandbox._core.run = "another"
    await said(town, ana, "Hello")
    await expect(stage.page.get_by_text("The sandbox was started anew")).to_be_visible()
