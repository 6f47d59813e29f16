"""A town's spring on the page, in front of the real bot: a launch from a plain message, a poll in a group, a meeting of
which one is reminded, and a result from the close to the reply.
"""

import asyncio
from collections.abc import AsyncIterator
from datetime import datetime, timedelta
from io import BytesIO
from pathlib import Path
from zoneinfo import ZoneInfo

import aiohttp
import pytest
import pytest_asyncio
import zxingcpp
from openpyxl import load_workbook
from PIL import Image
from playwright.async_api import expect

from bot.cli.spring import dated
from deliberation.roles import Role
from sandbox.residents import TEXTS, let_in
from tests.browser.conftest import Look
from tests.browser.scenes import bot_on_the_sandboxs_clock, group, invited, messages, person
from tests.browser.stage import PHONE, WIDE, PaneSeen, Stage, checked_by_axe
from tests.process.town import Town

pytestmark = pytest.mark.asyncio(loop_scope="session")

ZONE = ZoneInfo("Europe/Warsaw")
"""Of the town, and of whoever sits before the page."""

SETTINGS = {
    "FAIRDEAL_TOWN_NAME": "City of Wrocław",
    "FAIRDEAL_TOWN_CONTACT": "green-deal@wroclaw.example",
    "FAIRDEAL_TOWN_TIMEZONE": ZONE.key,
}
MESSAGE = """School street, what do you think?
How do your children get to school? - on foot - by bike - by bus - by car
Should cars stay out from 7:30 to 8:15? - yes - no - only in summer
What would have to be solved first?"""
MISSING = (
    ("Who decides about it?", "the school board, in summer"),
    ("By which day will people get a reply?", "in 60 days"),
    ("What can still change?", "where the cars turn"),
    ("What is already fixed?", "nothing"),
)
POLL = "/poll When should the repair café open? | Saturday morning | Saturday afternoon | Wednesday evening"
YARD = Path(__file__).parents[1] / "consultations" / "greener-yard.toml"


@pytest_asyncio.fixture(loop_scope="session")
async def running(town: Town) -> AsyncIterator[Town]:
    """A town with its bot, at ten in the morning: at night nobody is told anything."""
    await town.act("/clock", to=_at(town, 1, 10).timestamp())
    async with bot_on_the_sandboxs_clock(town, **SETTINGS):
        yield town


def _at(town: Town, days: int, hour: int) -> datetime:
    today = datetime.fromtimestamp(town.sandbox.clock.now(), ZONE)
    return (today + timedelta(days=days)).replace(hour=hour, minute=0, second=0, microsecond=0)


async def _jump(stage: Stage, to: datetime) -> None:
    panel = await stage.rehearse()
    await panel.get_by_label("Another time").fill(f"{to:%Y-%m-%dT%H:%M}")
    await panel.get_by_role("button", name="Go").click()
    await expect(panel.locator("#time")).to_have_text(f"{to:%H:%M}")
    await panel.get_by_role("button", name="Close the rehearsal panel").click()


async def _shown(stage: Stage, name: str) -> None:
    """Held against what everybody needs, on a telephone and on a desk, in light and dark; and kept to be looked at."""
    for size, scheme in ((PHONE, "light"), (WIDE, "dark")):
        await stage.page.set_viewport_size({"width": size[0], "height": size[1]})
        await stage.page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
        await stage.picture(f"town-{name}-{size[0]}")
        await stage.fits()
        await stage.is_accessible()


async def _file(town: Town, chat: int, name: str) -> bytes:
    """The newest file of this name in somebody's chat."""
    (*_, path) = [each["file"] for each in await messages(town, chat) if _called(each, name)]
    async with aiohttp.ClientSession() as http, http.get(town.sandbox.url + path) as answer:
        return await answer.read()


def _called(message: dict[str, dict[str, str]], name: str) -> bool:
    return message.get("document", {}).get("file_name") == name


def _codes(picture: bytes) -> list[str]:
    return [each.text for each in zxingcpp.read_barcodes(Image.open(BytesIO(picture)).convert("L"))]


async def test_a_launch_from_a_plain_message(running: Town, look: Look) -> None:
    code = await invited(running, Role.FACILITATOR)
    stage = await look(f"/?start={code}&name=Nora&language=en")
    nora = stage.pane("Nora")
    await nora.sees("You are a facilitator here now.")
    await nora.write(MESSAGE)
    await nora.sees("A draft: 3 questions")
    await _shown(stage, "draft")
    await nora.press("Add what is missing")
    for asked, said in MISSING:
        await nora.sees(asked)
        await nora.write(said)
    await nora.sees("Nothing is missing.")
    await _preview(stage, nora)
    await nora.press("Launch it now")
    await nora.sees("It is saved and set to go.")
    await nora.press("Link and poster")
    await nora.sees("school-street-en-poster.png")
    await _shown(stage, "launched")
    await _opens_them(stage, nora)
    link = "https://t.me/fairdeal_bot?start=c_school-street_en"
    who = int((await running.ask("/people"))[0]["id"])
    assert _codes(await _file(running, who, "school-street-en-poster.png")) == [link]
    await _comes_by_it(stage, nora)
    assert await running.ledger.count("participations") == 1  # a look at it as a resident is none


async def _preview(stage: Stage, nora: PaneSeen) -> None:
    await nora.press("See it as a resident")
    await nora.sees("Nothing of it is counted.")
    await nora.press("Begin")
    await nora.sees("Before you begin")
    await nora.press("agree")
    await nora.sees("1 of 3")
    await nora.press("1 on foot")
    await nora.sees("2 of 3")
    await stage.fits()
    await stage.picture("town-preview")
    await nora.press("Leave the preview")
    await nora.ends_with("Nothing is missing.")


async def _opens_them(stage: Stage, nora: PaneSeen) -> None:
    await nora.whole.get_by_role("button", name="Picture, open it large").click()
    await expect(stage.dialog.get_by_role("img")).to_be_visible()
    await stage.page.keyboard.press("Escape")
    async with stage.page.expect_popup() as opening:
        await nora.whole.get_by_role("link", name="school-street-en-poster.png", exact=True).click()
    poster = await opening.value
    await expect(poster.get_by_role("img")).to_be_visible()
    await poster.close()


async def _comes_by_it(stage: Stage, nora: PaneSeen) -> None:
    """A passer-by scans the poster."""
    poster = await nora.sees("school-street-en-poster.png")
    await poster.get_by_role("button", name="Scan the code as").click()
    await stage.button("Somebody new …").click()
    await stage.page.get_by_label("First name").fill("Ana")
    await stage.button("Come in").click()
    ana = stage.pane("Ana")
    await ana.sees("School street, what do you think?")
    await ana.press("Begin")
    await ana.sees("Before you begin")
    await ana.press("agree")
    await ana.sees("1 of 3")
    await _shown(stage, "comes")


async def test_a_poll_in_a_group(running: Town, look: Look) -> None:
    names = ("Ana", "Ben", "Cem", "Dora", "Eva")
    nora, *voters = [await person(running, name) for name in ("Nora", *names)]
    await running.act(f"/chats/{nora}/start", **{"from": nora, "payload": await invited(running, Role.FACILITATOR)})
    place = await group(running, "Neighbours", nora, *voters)
    stage = await look(f"/#panes={nora},{nora}:{place},{voters[0]}:{place},{voters[1]}:{place}")
    await stage.pane("Nora").sees("You are a facilitator here now.")
    await (await stage.turned("Nora in Neighbours")).write(POLL)
    for name in names[:2]:
        voter = await stage.turned(f"{name} in Neighbours")
        await voter.sees("Until")
        await _vote(running, stage, voter)
    await stage.fits()
    for voter_id in voters[2:]:
        await _vote_unseen(running, voter_id, place)
    poll = await voter.sees("At least 5 people, one vote each")
    await expect(poll).not_to_contain_text("morning: ")  # not before the close
    await _shown(stage, "poll")
    await _close(await stage.turned("Nora"))
    voter = await stage.turned("Ben in Neighbours")
    await expect(voter.whole.get_by_role("button", name="Picture, open it large")).to_be_visible()
    await expect(await voter.sees("The result")).to_contain_text("5 people voted.")
    await _shown(stage, "poll-result")


async def _vote(town: Town, stage: Stage, voter: PaneSeen) -> None:
    """The first tap says what is kept; from one second later on the next one votes."""
    await voter.press("1 Saturday morning")
    await expect(stage.dialog).to_contain_text("Tap again within 10 minutes to vote.")
    await stage.picture("town-poll-notice")
    await stage.page.keyboard.press("Escape")
    await town.act("/clock", advance=2)
    await voter.press("1 Saturday morning")
    await expect(voter.toast).to_have_text("Your vote: Saturday morning.")


async def _vote_unseen(town: Town, who: int, place: int) -> None:
    poll = next(each for each in await messages(town, place) if each.get("reply_markup"))
    for _ in range(2):
        tap = {"from": who, "message_id": poll["id"], "row": 0, "col": 0}
        made = await town.act(f"/chats/{place}/taps", **tap)
        await town.ask(f"/taps/{made['query_id']}?wait=30")
        await town.act("/clock", advance=2)


async def _close(nora: PaneSeen) -> None:
    await nora.write("/running")
    await nora.sees("Which one?")
    await nora.press("1 When should the repair")
    await nora.sees("Close now")
    await nora.press("Close now")
    await nora.sees("This cannot be undone.")
    await nora.press("Yes, close it now")
    await nora.sees("Closed on")


async def test_the_day_before_a_meeting_one_is_reminded(running: Town, look: Look) -> None:
    starts = _at(running, 10, 19)
    stage = await look(f"/?start={await invited(running, Role.FACILITATOR)}&name=Nora&language=en")
    nora = stage.pane("Nora")
    await nora.sees("You are a facilitator here now.")
    await nora.write("/meeting")
    for asked, said in (
        ("1 of 5", "Who pays for warm homes?"),
        ("2 of 5", f"{starts:%Y-%m-%d %H:%M}"),
        ("3 of 5", "90"),
        ("4 of 5", "Town hall, room 2, https://meet.wroclaw.example/warm"),
        ("5 of 5", "40"),
    ):
        await nora.sees(asked)
        await nora.write(said)
    await nora.sees("Residents will see:")
    await nora.press("Call it")
    await nora.sees("It is called")
    await _shown(stage, "meeting")
    await nora.press("Link, poster")
    await nora.press("Link: English")
    await nora.whole.get_by_role("button", name="Scan the code as").click()
    await stage.button("Somebody new …").click()
    await stage.page.get_by_label("First name").fill("Ana")
    await stage.button("Come in").click()
    ana = stage.pane("Ana")
    await ana.sees("Those who organise it see how many come, not who.")
    await ana.press("I will come")
    await ana.sees("You are registered.")
    await ana.press("To my calendar")
    await ana.sees("who-pays-for-warm-homes.ics")
    await _jump(stage, starts - timedelta(days=1, hours=-1))
    reminder = await ana.sees("Tomorrow, ")
    await expect(reminder).to_contain_text("Who pays for warm homes?")
    await _shown(stage, "reminder")


async def test_the_close_brings_a_result_and_its_files(running: Town, look: Look) -> None:
    stage, olga, _ = await _closed(running, look)
    await expect(olga.whole.get_by_role("button", name="Picture, open it large")).to_be_visible()
    await olga.sees("24 people took part.")
    await _shown(stage, "summary")
    await _opens_results(olga)
    await _asks_for_the_report(olga)
    await _looks_well(stage, olga)
    assert not await _quoted(running)
    await olga.press("Spreadsheet")
    await olga.sees("greener-yard.xlsx")
    book = load_workbook(BytesIO(await _file(running, await _last(running), "greener-yard.xlsx")))
    assert len(book.sheetnames) > 2  # one for each question, and what everything means


async def test_what_came_of_it_reaches_those_who_took_part(running: Town, look: Look) -> None:
    """Once somebody has looked through what they wrote, and the town has said what it will do."""
    stage, olga, resident = await _closed(running, look)
    await _opens_results(olga)
    await _looks_through(olga)
    await _asks_for_the_report(olga)
    assert await _quoted(running)
    await _publishes(stage, running, olga, resident)
    await _replies(stage, running, olga, resident)
    await _shown(stage, "replied")


async def _closed(town: Town, look: Look) -> tuple[Stage, PaneSeen, PaneSeen]:
    """An organiser and a resident on the morning after the close, up to which 24 have answered."""
    today = datetime.fromtimestamp(town.sandbox.clock.now(), ZONE).date()
    await town.launch(dated(YARD.read_text(encoding="utf-8"), today))
    await let_in(town.sandbox.url, "c_greener-yard", 24, seed=5, at_once=24, finished=lambda: None)
    ana = next(each for each in await town.ask("/people") if each["language_code"] == "en")
    code = await invited(town, Role.ORGANISER)
    stage = await look(f"/?start={code}&name=Olga&language=en#panes={ana['id']}")
    olga = stage.pane("Olga")
    await olga.sees("You are an organiser here now.")
    await _jump(stage, _at(town, 28, 10))
    return stage, olga, stage.pane(ana["first_name"])


async def _last(town: Town) -> int:
    """Who came last."""
    return max(int(each["id"]) for each in await town.ask("/people"))


async def _opens_results(olga: PaneSeen) -> None:
    await olga.press("Report, pictures and more")
    await expect(olga.button("Full report")).to_be_visible()


async def _asks_for_the_report(olga: PaneSeen) -> None:
    await olga.press("Full report")
    await olga.sees("greener-yard.html")


async def _looks_well(stage: Stage, olga: PaneSeen) -> None:
    """The report, where it can run nothing; so whoever is to check it gets the same on a page of its own."""
    async with stage.page.expect_popup() as opening:
        await olga.whole.get_by_role("link", name="greener-yard.html", exact=True).click()
    report, twin = await opening.value, await stage.page.context.new_page()
    await twin.set_content(await report.content())
    for size, scheme in ((PHONE, "light"), (WIDE, "dark")):
        for page in report, twin:
            await page.set_viewport_size({"width": size[0], "height": size[1]})
            await page.emulate_media(color_scheme=scheme)
        await stage.picture(f"town-report-{size[0]}", report)
        assert await report.evaluate("document.documentElement.scrollWidth") <= size[0]
        await checked_by_axe(twin)
    await expect(report.get_by_role("img").first).to_be_visible()
    assert await report.evaluate("getComputedStyle(document.querySelector('table')).borderCollapse") == "collapse"
    await asyncio.gather(report.close(), twin.close())


async def _looks_through(olga: PaneSeen) -> None:
    await olga.press("What people wrote")
    await olga.sees("texts left")
    await olga.press("Show all without a mark")
    await olga.press("Yes, show them")
    await olga.sees("All is looked through.")
    await olga.press("‹ Back")
    await expect(olga.button("Full report")).to_be_visible()


async def _quoted(town: Town) -> bool:
    """Whether the newest report has what somebody wrote."""
    report = (await _file(town, await _last(town), "greener-yard.html")).decode()
    return any(text in report for text in TEXTS)


async def _publishes(stage: Stage, town: Town, olga: PaneSeen, resident: PaneSeen) -> None:
    await olga.press("Tell residents the result")
    await olga.sees("Everybody who took part is told this")
    await olga.press("Tell them")
    await olga.sees("Everybody who took part is being told.")
    await _jump(stage, _at(town, 1, 10))
    await resident.sees("This came out.")


async def _replies(stage: Stage, town: Town, olga: PaneSeen, resident: PaneSeen) -> None:
    await olga.press("Record the reply")
    await olga.sees("What will the town do?")
    await olga.write("School kitchens buy from farms nearby, from September on.")
    await olga.sees("To change it, write it anew.")
    await olga.press("Tell them")
    await olga.sees("The reply is kept.")
    await _jump(stage, _at(town, 1, 10))
    await resident.sees("School kitchens buy from farms nearby")
