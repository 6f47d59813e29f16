"""People side by side: who is shown, what the address remembers, groups, and one at a time on a telephone."""

import re

import pytest
from playwright.async_api import expect

from tests.browser.conftest import Look
from tests.browser.scenes import acquainted, group, messages, person, said
from tests.browser.stage import PHONE
from tests.process.town import Town

pytestmark = pytest.mark.asyncio(loop_scope="session")


async def _writes(town: Town, who: int, lines: int) -> None:
    for number in range(lines):
        await town.act(f"/chats/{who}/messages", **{"from": who, "text": f"Line {number}"})


async def test_two_side_by_side_see_their_own_chat_and_nothing_else(town: Town, look: Look) -> None:
    ana, ben = await acquainted(town, "Ana"), await acquainted(town, "Ben")
    stage = await look(f"/#panes={ana},{ben}")
    await said(town, ana, "For Ana alone")
    await stage.pane("Ana").sees("For Ana alone")
    await expect(stage.pane("Ben").messages.filter(has_text="For Ana alone")).to_have_count(0)
    left, right = [await stage.pane(name).whole.bounding_box() for name in ("Ana", "Ben")]
    assert left and right
    assert left["x"] + left["width"] <= right["x"] + 1
    await stage.pane("Ben").write("Hello from Ben")
    await stage.pane("Ben").sees("Hello from Ben")
    assert [each["text"] for each in await messages(town, ben)] == ["/start", "Hello from Ben"]


async def test_the_address_opens_the_page_as_it_was(town: Town, look: Look) -> None:
    ana, ben = await person(town, "Ana"), await person(town, "Ben")
    neighbours = await group(town, "Neighbours", ana, ben)
    stage = await look(f"/#panes={ana}")
    ben_in_group = f"{ben}:{neighbours}"
    await stage.button("People").click()
    await stage.dialog.get_by_role("button", name="Ben in Neighbours").click()
    await expect(stage.page).to_have_url(re.compile(f"/#panes={ana},{ben_in_group}$"))
    second = await look(stage.page.url.removeprefix(stage.url))
    await expect(second.pane("Ana").whole).to_be_visible()
    await expect(second.pane("Ben in Neighbours").whole).to_be_visible()
    await second.pane("Ana").whole.get_by_role("button", name="Close this chat").click()
    await expect(second.page).to_have_url(re.compile(f"/#panes={ben_in_group}$"))
    old = await look(f"/#person={ana}")  # as links were written before
    await expect(old.pane("Ana").whole).to_be_visible()


async def test_an_address_of_another_town_says_so(look: Look) -> None:
    stage = await look("/#panes=77,78:-5")
    await expect(stage.dialog.first).to_contain_text("Not everybody is here")


async def test_in_one_pane_another_person_and_another_chat(town: Town, look: Look) -> None:
    ana, ben = await acquainted(town, "Ana"), await acquainted(town, "Ben")
    neighbours = await group(town, "Neighbours", ana, ben)
    await town.act(f"/chats/{neighbours}/messages", **{"from": ben, "text": "Is anybody here?"})
    stage = await look(f"/#panes={ana}")
    await stage.pane("Ana").field.fill("half a thought")
    await stage.pane("Ana").where.select_option(label="Neighbours")
    there = stage.pane("Ana in Neighbours")
    await expect(await there.sees("Is anybody here?")).to_contain_text("Ben")
    await expect(there.field).to_have_value("")
    await there.where.select_option(label="fairdeal_bot")
    await expect(stage.pane("Ana").field).to_have_value("half a thought")
    await stage.pane("Ana").who.select_option(label="Ben")
    await expect(stage.pane("Ben").whole).to_be_visible()
    await stage.pane("Ben").sees("/start")


async def test_somebody_new_comes_in_and_a_group_is_founded(town: Town, look: Look) -> None:
    ana = await person(town, "Ana")
    stage = await look(f"/#panes={ana}")
    await stage.button("People").click()
    await stage.page.get_by_label("First name").fill("Ben")
    await stage.page.get_by_label("Language").fill("eu")
    await stage.page.get_by_label("Code from a link").fill("https://t.me/fairdeal_bot?start=c_roof")
    await stage.button("Come in").click()
    await stage.pane("Ben").sees("/start c_roof")
    assert [each["language_code"] for each in await town.ask("/people")] == ["en", "eu"]
    await stage.button("People").click()
    await stage.page.get_by_text("A new group").click()
    await stage.page.get_by_label("Title").fill("Neighbours")
    await stage.button("Found it").click()
    await expect(stage.dialog).to_contain_text("Choose who is in the group.")
    await stage.dialog.get_by_label("Ben").check()
    await stage.dialog.get_by_label("Ana").check()
    await stage.button("Found it").click()
    await stage.pane("Ana in Neighbours").sees("The group was set up.")
    (founded,) = await town.ask("/groups")
    assert (len(founded["members"]), founded["bot_status"]) == (2, "member")


async def test_one_at_a_time_on_a_telephone(town: Town, look: Look) -> None:
    ana, ben = await acquainted(town, "Ana"), await acquainted(town, "Ben")
    await _writes(town, ben, 20)
    stage = await look(f"/#panes={ana},{ben}", size=PHONE)
    tabs = stage.page.get_by_role("navigation", name="Open chats")
    await expect(stage.pane("Ana").whole).to_be_visible()
    await expect(stage.pane("Ben").whole).to_be_hidden()
    await (await stage.turned("Ben")).sees("Line 19")
    await stage.turned("Ana")
    await said(town, ben, "For Ben", *(["One"], ["Two"], ["Three"]))
    await expect(tabs.get_by_role("button", name="Ben 1 new")).to_be_visible()
    await stage.picture("phone-tabs")
    await tabs.get_by_role("button", name="Ben").click()
    await expect(stage.pane("Ana").whole).to_be_hidden()
    await expect(stage.pane("Ben").button("Three")).to_be_in_viewport()
    await expect(tabs.get_by_role("button", name="Ben", exact=False)).to_have_attribute("aria-current", "true")
    await expect(tabs.get_by_text("new")).to_have_count(0)


async def test_a_button_far_up_can_be_reached_by_keyboard_on_a_telephone(town: Town, look: Look) -> None:
    """Focusing it must not lead back to the end."""
    ana = await acquainted(town, "Ana")
    await said(town, ana, "Which?", ["One"])
    await _writes(town, ana, 20)
    stage = await look(f"/#panes={ana}", size=PHONE)
    await stage.pane("Ana").sees("Line 19")
    await stage.pane("Ana").button("One").focus()
    await expect(stage.pane("Ana").button("One")).to_be_in_viewport()


async def test_twelve_panes_need_one_connection(town: Town, look: Look) -> None:
    """A browser opens six to a server: with one for each pane, nobody could tap any more."""
    people = [await acquainted(town, f"Resident {number}") for number in range(12)]
    stage = await look(f"/#panes={','.join(map(str, people))}")
    for number, who in enumerate(people):
        await said(town, who, f"Number {number}", ["Yes"])
    await stage.pane("Resident 11").sees("Number 11")
    await stage.pane("Resident 11").press("Yes")
    await expect(stage.pane("Resident 11").button("Yes")).to_have_attribute("aria-busy", "true")
    updates = await town.ask_as_bot("getUpdates")
    assert updates[-1]["callback_query"]["from"]["id"] == people[11]


async def test_three_hundred_messages_and_one_stays_where_one_reads(town: Town, look: Look) -> None:
    ana = await acquainted(town, "Ana")
    await _writes(town, ana, 300)
    stage = await look(f"/#panes={ana}")
    pane = stage.pane("Ana")
    await expect(await pane.sees("Line 299")).to_be_in_viewport()
    await (await pane.sees("Line 20")).scroll_into_view_if_needed()
    await said(town, ana, "News at the end")
    await expect(pane.whole.get_by_role("button", name="1 new")).to_be_visible()
    await expect(await pane.sees("Line 20")).to_be_in_viewport()
    await pane.whole.get_by_role("button", name="1 new").click()
    await expect(await pane.sees("News at the end")).to_be_in_viewport()
