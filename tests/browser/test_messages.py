"""What messages offer: toasts and alerts, links and codes, commands, files both ways, answers and changes."""

import re
from io import BytesIO
from pathlib import Path

import aiohttp
import pytest
from playwright.async_api import expect

from reports.pictures.qr import qr
from tests.browser.conftest import Look
from tests.browser.scenes import acquainted, group, messages, person, said, tapped
from tests.browser.stage import PHONE
from tests.deliberation.pictures import png
from tests.process.town import TOKEN, Town

pytestmark = pytest.mark.asyncio(loop_scope="session")

LINK = "https://t.me/fairdeal_bot?start=c_roof_en"
READER = f"""
window.BarcodeDetector = class {{
  async detect(image) {{ return image.width > 100 ? [{{ rawValue: "{LINK}" }}] : []; }}
}};
"""
"""What browsers that can read codes have; the one of these tests cannot."""


async def upload(town: Town, method: str, name: str, data: bytes, kind: str, **fields: str) -> None:
    form = aiohttp.FormData(fields)
    form.add_field("photo" if method == "sendPhoto" else "document", BytesIO(data), filename=name, content_type=kind)
    async with aiohttp.ClientSession() as http, http.post(f"{town.sandbox.url}/bot{TOKEN}/{method}", data=form) as sent:
        assert sent.status == 200


async def test_what_a_tap_is_answered_with(town: Town, look: Look) -> None:
    ana = await acquainted(town, "Ana")
    stage = await look(f"/#panes={ana}")
    pane = stage.pane("Ana")
    await said(town, ana, "Which?", ["One", "Two"])
    await pane.press("One")
    await town.ask_as_bot("answerCallbackQuery", callback_query_id=(await tapped(town))["id"], text="Saved: one")
    await expect(pane.toast).to_have_text("Saved: one")
    await pane.press("Two")
    alert = {"callback_query_id": (await tapped(town))["id"], "text": "Too late for this", "show_alert": True}
    await town.ask_as_bot("answerCallbackQuery", **alert)
    await expect(stage.dialog).to_contain_text("Too late for this")
    await stage.is_accessible()
    await stage.page.keyboard.press("Escape")
    await expect(stage.dialog).to_have_count(0)
    await expect(pane.button("Two")).to_be_focused()


async def test_a_button_that_went_meanwhile_says_why(town: Town, look: Look) -> None:
    ana = await acquainted(town, "Ana")
    stage = await look(f"/#panes={ana}")
    await said(town, ana, "Which?", ["One"])
    refusal = {"error": "there is no such button on the message now"}
    await stage.page.route("**/taps", lambda route: route.fulfill(status=409, json=refusal))
    await stage.pane("Ana").press("One")
    await expect(stage.pane("Ana").toast).to_have_text("There is no such button on the message now.")


async def test_a_link_to_the_bot_opens_here_or_as_somebody_else(town: Town, look: Look) -> None:
    ana, ben = await acquainted(town, "Ana"), await person(town, "Ben")
    neighbours = await group(town, "Neighbours", ana, ben)
    await said(town, neighbours, f"Take part: {LINK}. All of you.")
    stage = await look(f"/#panes={ana}:{neighbours}")
    pane = stage.pane("Ana in Neighbours")
    await pane.whole.get_by_role("link", name=LINK).click()
    await stage.pane("Ana").sees("/start c_roof_en")
    await stage.pane("Ana").where.select_option(label="Neighbours")
    await pane.whole.get_by_role("button", name="Open the link as").click()
    await stage.dialog.get_by_role("button", name="Ben").click()
    await stage.pane("Ben").sees("/start c_roof_en")
    await pane.whole.get_by_role("button", name="Open the link as").click()
    await stage.button("Somebody new …").click()
    await stage.page.get_by_label("First name").fill("Cem")
    await stage.button("Come in").click()
    await stage.pane("Cem").sees("/start c_roof_en")


async def test_a_button_that_leads_into_a_group_asks_into_which(town: Town, look: Look) -> None:
    ana = await acquainted(town, "Ana")
    await group(town, "Neighbours", ana)
    parents = await group(town, "Parents", ana)
    rows = [[{"text": "Post it", "url": "https://t.me/fairdeal_bot?startgroup=p_roof"}]]
    await town.ask_as_bot("sendMessage", chat_id=ana, text="Where?", reply_markup={"inline_keyboard": rows})
    stage = await look(f"/#panes={ana}")
    await stage.pane("Ana").press("Post it")
    await stage.dialog.get_by_role("button", name="Parents").click()
    await stage.pane("Ana in Parents").sees("/start@fairdeal_bot p_roof")
    assert (await messages(town, parents))[-1]["text"] == "/start@fairdeal_bot p_roof"


@pytest.mark.parametrize("reads", [False, True], ids=["by the link below", "by the code itself"])
async def test_a_code_is_scanned_by_somebody_else(town: Town, look: Look, reads: bool) -> None:
    ana = await acquainted(town, "Ana")
    await person(town, "Ben")
    stage = await look("/")
    if reads:
        await stage.page.add_init_script(READER)
    await stage.page.reload()
    caption = "Pass it on." if reads else f"Pass it on: {LINK}"
    await upload(town, "sendPhoto", "code.png", qr(LINK), "image/png", chat_id=str(ana), caption=caption)
    await stage.go(f"/#panes={ana}")
    await stage.page.reload()
    await stage.picture("code")
    await stage.pane("Ana").whole.get_by_role("button", name="Scan the code as").click()
    await stage.dialog.get_by_role("button", name="Ben").click()
    await stage.pane("Ben").sees("/start c_roof_en")


async def test_pictures_open_large_and_documents_come_down(town: Town, look: Look) -> None:
    ana = await acquainted(town, "Ana")
    chat = {"chat_id": str(ana)}
    await upload(town, "sendPhoto", "chart.png", png(400, 300), "image/png", **chat, caption="Most agree")
    await upload(town, "sendDocument", "rows.csv", b"a,b\n", "text/csv", **chat)
    report = b"<!doctype html><title>Report</title><p>Caf\xc3\xa9<script>document.title = 'bad'</script>"
    await upload(town, "sendDocument", "report.html", report, "text/html", **chat)
    stage = await look(f"/#panes={ana}", size=PHONE)
    pane = stage.pane("Ana")
    await pane.whole.get_by_role("button", name="Picture").click()
    await expect(stage.dialog.get_by_role("img")).to_be_visible()
    await stage.is_accessible()
    await stage.page.keyboard.press("Escape")
    await expect(await pane.sees("rows.csv")).to_contain_text("4 bytes")
    async with stage.page.expect_download() as coming:
        await pane.whole.get_by_role("link", name="rows.csv", exact=True).click()
    assert (await (await coming.value).path()).read_bytes() == b"a,b\n"
    async with stage.page.expect_popup() as opening:
        await pane.whole.get_by_role("link", name="report.html", exact=True).click()
    opened = await opening.value
    await expect(opened.get_by_text("Café")).to_be_visible()
    assert await opened.title() == "Report"  # a file that somebody sent can do nothing here


async def test_a_file_goes_up_with_its_caption(town: Town, look: Look, tmp_path: Path) -> None:
    ana = await acquainted(town, "Ana")
    source = tmp_path / "school-street.toml"
    source.write_text('id = "school"\n', encoding="utf-8")
    picture = tmp_path / "plan.png"
    picture.write_bytes(png(300, 200))
    stage = await look(f"/#panes={ana}")
    choosing = stage.pane("Ana").whole.locator("input[type=file]")
    await choosing.set_input_files(source)
    await expect(stage.dialog).to_contain_text("school-street.toml, 14 bytes")
    await stage.page.get_by_label("Caption").fill("Ours")
    await stage.is_accessible()
    await stage.dialog.get_by_role("button", name="Send").click()
    await stage.pane("Ana").sees("school-street.toml")
    await choosing.set_input_files(picture)
    await stage.picture("upload")
    await stage.page.keyboard.press("Enter")
    await expect(stage.pane("Ana").whole.get_by_role("button", name="Picture")).to_be_visible()
    document, photo = (await messages(town, ana))[-2:]
    assert (document["document"]["file_name"], document["caption"]) == ("school-street.toml", "Ours")
    assert (photo["photo"][0]["width"], photo["photo"][0]["height"]) == (300, 200)
    async with aiohttp.ClientSession() as http, http.get(town.sandbox.url + document["file"]) as sent:
        assert await sent.read() == source.read_bytes()


async def test_a_file_can_be_dropped(town: Town, look: Look) -> None:
    ana = await acquainted(town, "Ana")
    stage = await look(f"/#panes={ana}")
    dropped = "() => { const all = new DataTransfer(); all.items.add(new File(['x = 1'], 'a.toml')); return all; }"
    files = await stage.page.evaluate_handle(dropped)
    await stage.page.dispatch_event(".pane", "drop", {"dataTransfer": files})
    await stage.dialog.get_by_role("button", name="Send").click()
    await stage.pane("Ana").sees("a.toml")


async def test_the_bots_commands_are_offered(town: Town, look: Look) -> None:
    ana = await acquainted(town, "Ana")
    neighbours = await group(town, "Neighbours", ana)
    everywhere = [{"command": "menu", "description": "What else I can do"}]
    here = [{"command": "poll", "description": "Start a poll"}]
    await town.ask_as_bot("setMyCommands", commands=everywhere, scope={"type": "all_private_chats"})
    await town.ask_as_bot("setMyCommands", commands=here, scope={"type": "all_group_chats"})
    stage = await look(f"/#panes={ana},{ana}:{neighbours}")
    await stage.pane("Ana").ask("Commands")
    await expect(stage.page.get_by_role("menuitem")).to_have_count(1)
    await stage.is_accessible()
    await stage.page.keyboard.press("Enter")
    await stage.pane("Ana").sees("/menu")
    await stage.pane("Ana in Neighbours").ask("Commands")
    await stage.choose("/poll")
    await stage.pane("Ana in Neighbours").sees("/poll@fairdeal_bot")
    await said(town, ana, "To go on, send /start.")
    await stage.pane("Ana").whole.get_by_role("button", name="/start").last.click()
    await expect(stage.pane("Ana").messages.last).to_contain_text("/start")
    assert [each["text"] for each in await messages(town, ana)][-1] == "/start"


async def test_messages_are_answered_and_changed(town: Town, look: Look) -> None:
    ana = await acquainted(town, "Ana")
    asked = await said(town, ana, "What is it called?")
    stage = await look(f"/#panes={ana}")
    pane, keys = stage.pane("Ana"), stage.page.keyboard
    await (await pane.sees("What is it called?")).focus()
    await keys.press("Enter")
    await stage.choose("Answer")
    await keys.type("School stret")
    await keys.press("Enter")
    await expect(await pane.sees("School stret")).to_contain_text("What is it called?")
    assert (await messages(town, ana))[-1]["reply_to"] == asked
    await keys.press("ArrowUp")
    await expect(pane.field).to_have_value("School stret")
    await pane.write("School street")
    await expect(await pane.sees("School street")).to_contain_text("edited")
    assert (await messages(town, ana))[-1]["text"] == "School street"


async def test_who_blocks_the_bot_and_who_is_gone(town: Town, look: Look) -> None:
    ana = await acquainted(town, "Ana")
    stage = await look(f"/#panes={ana}")
    pane = stage.pane("Ana")
    await pane.ask("More")
    await stage.choose("Block the bot")
    await expect(pane.whole).to_contain_text("The bot is blocked.")
    await expect(pane.field).to_be_hidden()
    await stage.button("Unblock").click()
    await expect(pane.field).to_be_visible()
    await pane.ask("More")
    await stage.choose("Delete the account")
    await stage.is_accessible()
    await stage.button("Delete").click()
    await expect(pane.whole).to_contain_text("This account is deleted.")
    assert (await town.ask("/people"))[0]["deactivated"]


async def test_a_group_becomes_a_supergroup_and_throws_the_bot_out(town: Town, look: Look) -> None:
    ana = await person(town, "Ana")
    neighbours = await group(town, "Neighbours", ana)
    stage = await look(f"/#panes={ana}:{neighbours}")
    pane = stage.pane("Ana in Neighbours")
    await pane.ask("More")
    await stage.choose("Make it a supergroup")
    await expect(stage.page).to_have_url(re.compile(f"{ana}:-100"))
    await pane.ask("More")
    await stage.choose("Throw the bot out")
    await expect(stage.page.get_by_role("menu")).to_have_count(0)
    grown = (await town.ask("/groups"))[-1]
    assert (grown["kind"], grown["bot_status"]) == ("supergroup", "kicked")


async def test_telegrams_own_poll_shows_ones_vote(town: Town, look: Look) -> None:
    ana = await person(town, "Ana")
    neighbours = await group(town, "Neighbours", ana)
    options = [{"text": "Saturday"}, {"text": "Sunday"}]
    await town.ask_as_bot("sendPoll", chat_id=neighbours, question="When?", options=options, is_anonymous=False)
    stage = await look(f"/#panes={ana}:{neighbours}")
    sunday = stage.page.get_by_role("button", name="Sunday")
    await sunday.click()
    await expect(sunday).to_have_attribute("aria-pressed", "true")
    await expect(sunday).to_contain_text("1 · 100 %")
    await expect(sunday).to_be_focused()
    await stage.page.reload()
    await expect(sunday).to_have_attribute("aria-pressed", "true")
    await stage.button("Retract vote").click()
    await expect(sunday).to_contain_text("0 · 0 %")


async def test_the_bot_is_seen_at_work(town: Town, look: Look) -> None:
    """Until its message comes, or for five seconds."""
    ana, ben = await acquainted(town, "Ana"), await acquainted(town, "Ben")
    stage = await look(f"/#panes={ana},{ben}")
    await stage.pane("Ana").field.focus()
    for who, action in ((ana, "upload_document"), (ben, "upload_photo")):
        await town.ask_as_bot("sendChatAction", chat_id=who, action=action)
    await expect(stage.pane("Ana").whole.get_by_text("fairdeal_bot is sending a file …")).to_be_in_viewport()
    await expect(stage.pane("Ben").whole.get_by_text("fairdeal_bot is sending a picture …")).to_be_visible()
    await expect(stage.page.locator("#spoken p")).to_have_text(["fairdeal_bot is sending a file …"])
    await stage.is_accessible()
    await stage.picture("busy")
    await said(town, ana, "Here it is")
    await expect(stage.pane("Ana").whole.get_by_text("is sending")).to_be_hidden()
    await expect(stage.pane("Ben").whole.get_by_text("is sending")).to_be_visible()
    await town.act("/clock", advance=6)
    await expect(stage.pane("Ben").whole.get_by_text("is sending")).to_be_hidden()


async def test_what_the_bot_says_is_spoken_once(town: Town, look: Look) -> None:
    ana, ben = await acquainted(town, "Ana"), await acquainted(town, "Ben")
    await said(town, ana, "Before anybody looked")
    stage = await look(f"/#panes={ana},{ben}")
    await stage.pane("Ana").field.focus()
    spoken = stage.page.locator("#spoken p")
    sent = await said(town, ana, "First", ["One"])
    await expect(spoken).to_have_text(["fairdeal_bot First"])
    await town.ask_as_bot("editMessageText", chat_id=ana, message_id=sent, text="First")  # without the button
    await town.ask_as_bot("editMessageText", chat_id=ana, message_id=sent, text="Second")
    await said(town, ben, "For Ben")
    await stage.pane("Ben").sees("For Ben")
    await expect(spoken).to_have_text(["fairdeal_bot First", "fairdeal_bot changed: Second"])
    await expect(stage.page.get_by_role("log").first).to_have_attribute("aria-live", "off")
