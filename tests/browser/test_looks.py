"""How it looks: for every eye and at every width, long words and other scripts included, and with no movement asked."""

import pytest
from playwright.async_api import expect

from tests.browser.conftest import Look
from tests.browser.scenes import acquainted, group, said
from tests.browser.stage import PHONE, WIDE
from tests.process.town import Town

pytestmark = pytest.mark.asyncio(loop_scope="session")

SIZES = pytest.mark.parametrize("size", [PHONE, WIDE], ids=["phone", "wide"])
SCHEMES = pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])

LONG = {
    "eu": (
        "Etxebizitza publikoaren birgaitze-prozesuari galdeketa: azpiegituretarakoenganakakoarengandikakoetarako.",
        ["1 Bizilagunen erkidegoarekin…", "2 Birgaitze-prozesuarenganako…"],
        ["Aurrekoarengana", "Ez nago ados"],
    ),
    "pl": (
        "Konstantynopolitańczykowianeczka pyta o dziewięćsetdziewięćdziesięciodziewięciotysięcznika w spółdzielni.",
        ["1 Przeciwdziałanie ubóstwu…", "Dziewięćdziesięciodziewięciolatkowie"],
        ["Niezdecydowana", "Współodpowiedzialność", "Przeciwdziałanie"],
    ),
}
RING = """
(({ activeElement: node }) => node === document.body
  ? ["", "left the page"]
  : [node.ariaLabel ?? node.textContent.trim(), getComputedStyle(node).outlineStyle])(document)
"""
ARABIC = "هل تريد أن تبقى في شقتك؟ اكتب لنا رأيك قبل 14 يونيو في https://lindner.example"


@SIZES
@SCHEMES
async def test_nobody_is_left_out(town: Town, look: Look, size: tuple[int, int], dark: bool) -> None:
    """Axe finds nothing, whatever is open."""
    ana, nora = await acquainted(town, "Ana"), await acquainted(town, "Nora")
    neighbours = await group(town, "Neighbours", ana, nora)
    await said(town, ana, "<b>Which?</b> See /help or https://t.me/fairdeal_bot?start=x", ["1 One"], parse_mode="HTML")
    await town.act(f"/chats/{neighbours}/messages", **{"from": nora, "text": "Hello"})
    await town.act(f"/chats/{ana}/messages", **{"from": ana, "document": {"file_name": "a.toml"}})
    options = [{"text": "Saturday"}, {"text": "Sunday"}]
    await town.ask_as_bot("sendPoll", chat_id=neighbours, question="When?", options=options, is_anonymous=False)
    stage = await look(f"/#panes={ana},{nora}:{neighbours}", size=size, dark=dark)
    name = f"{size[0]}-{'dark' if dark else 'light'}"
    await stage.pane("Ana").sees("Which?")
    await stage.is_accessible()
    await stage.fits()
    await stage.picture(f"look-{name}-chats")
    await stage.pane("Ana").ask("More")
    await stage.is_accessible()
    await stage.picture(f"look-{name}-menu")
    await stage.page.keyboard.press("Escape")
    await stage.rehearse()
    await stage.is_accessible()
    await stage.fits()
    await stage.picture(f"look-{name}-rehearsal")
    await stage.page.keyboard.press("Escape")
    await expect(stage.button("Rehearsal")).to_be_focused()
    await stage.button("People").click()
    await stage.dialog.get_by_text("A new group").click()
    await stage.is_accessible()
    await stage.fits()
    await stage.picture(f"look-{name}-people")


@SIZES
async def test_long_words_find_their_place(town: Town, look: Look, size: tuple[int, int]) -> None:
    stages = []
    for language, (text, *rows) in LONG.items():
        who = await acquainted(town, language)
        await said(town, who, text, *[[label] for label in rows[0]], *rows[1:])
        stages.append(str(who))
    stage = await look(f"/#panes={','.join(stages)}", size=size)
    await stage.pane("eu").sees("azpiegitur")
    await stage.fits()
    await stage.picture(f"long-{size[0]}")
    if size == PHONE:
        await stage.page.get_by_role("navigation").get_by_role("button", name="pl").click()
        await stage.fits()
        await stage.picture("long-375-pl")


async def test_arabic_runs_from_right_to_left(town: Town, look: Look) -> None:
    ana = await acquainted(town, "Ana")
    await said(town, ana, ARABIC, ["أوافق", "لا أوافق"])
    stage = await look(f"/#panes={ana}", size=PHONE)
    message = await stage.pane("Ana").sees("هل تريد")
    direction = "node => getComputedStyle(node).direction"
    assert await message.locator(".content").evaluate(direction) == "rtl"
    assert await stage.pane("Ana").button("لا أوافق").evaluate(direction) == "rtl"
    text, time = [await message.locator(part).bounding_box() for part in (".content", ".when")]
    assert text and time
    assert time["x"] - text["x"] < 5  # where a line ends
    await stage.pane("Ana").field.fill("مرحبا")
    assert await stage.pane("Ana").field.evaluate(direction) == "rtl"
    await stage.fits()
    await stage.picture("arabic")


async def test_whoever_is_at_the_end_stays_there_at_every_width(town: Town, look: Look) -> None:
    ana, ben = await acquainted(town, "Ana"), await acquainted(town, "Ben")
    for number in range(12):
        text = f"{number}: as long as a line that is broken at one width and not at another"
        await town.act(f"/chats/{ana}/messages", **{"from": ana, "text": text})
    await said(town, ana, "The end", ["One"], ["Two"])
    stage = await look(f"/#panes={ana},{ben}")
    await stage.pane("Ana").sees("The end")
    for width in (1280, 700, 375, 760, 1280, 375):
        await stage.page.set_viewport_size({"width": width, "height": 800 if width > 400 else 500})
        await expect(stage.pane("Ana").button("Two")).to_be_in_viewport(ratio=1)
        await expect(stage.pane("Ana").whole.get_by_role("button", name="Newest")).to_be_hidden()


async def test_nothing_moves_for_who_wants_no_movement(town: Town, look: Look) -> None:
    ana = await acquainted(town, "Ana")
    for calm in (True, False):
        stage = await look(f"/#panes={ana}", calm=calm)
        message = await stage.pane("Ana").sees("/start")
        assert (await message.evaluate("node => getComputedStyle(node).animationName") == "none") == calm
        assert (
            await stage.button("People").evaluate("node => getComputedStyle(node).transitionDuration") == "0s"
        ) == calm


async def test_the_focus_is_always_to_be_seen(town: Town, look: Look) -> None:
    ana = await acquainted(town, "Ana")
    await said(town, ana, "Which?", ["One"])
    stage = await look(f"/#panes={ana}")
    await stage.pane("Ana").sees("Which?")
    await stage.page.evaluate("document.activeElement.blur()")
    seen = set()
    for _ in range(14):
        await stage.page.keyboard.press("Tab")
        label, outline = await stage.page.evaluate(RING)
        seen.add(label)
        assert outline != "none", label
    assert {"People", "Rehearsal", "Person", "Chat", "More", "One", "Message", "Send"} <= seen
