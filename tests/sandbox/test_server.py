"""The server and its page: where it listens, that it comes and goes, and that the page asks for nothing elsewhere."""

import re
from pathlib import Path

import aiohttp
import pytest

import sandbox as package
from sandbox import Sandbox
from tests.sandbox.town import Town

PAGE = Path(package.__file__).parent / "page"


@pytest.mark.parametrize("host", ["0.0.0.0", "192.0.2.7", "::"])  # noqa: S104 -- what must be refused
async def test_it_listens_on_this_machine_only(host: str) -> None:
    with pytest.raises(ValueError, match="this machine"):
        await Sandbox().start(host=host)


async def test_it_keeps_its_world_over_a_restart(town: Town) -> None:
    ana = await town.person()
    await town.sandbox.stop()
    await town.sandbox.start()
    async with aiohttp.ClientSession(town.sandbox.url) as http, http.get("/sandbox/people") as answer:
        assert [each["id"] for each in await answer.json()] == [ana]


async def test_a_token_is_digits_and_letters() -> None:
    with pytest.raises(ValueError, match="token"):
        Sandbox(token="nonsense")


@pytest.mark.parametrize("path", ["/", *(f"/page/{each.name}" for each in sorted(PAGE.iterdir()))])
async def test_the_page_is_served_whole(town: Town, path: str) -> None:
    async with town.http.get(path) as answer:
        assert answer.status == 200
        text = await answer.text()
        assert answer.headers["Content-Security-Policy"].startswith("default-src 'self'; ")
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert not re.search(r"""(?:src|href|url)\s*[=(]\s*["']?(?:https?:)?//""", text)
    assert not re.search(r"innerHTML|insertAdjacentHTML|style=|<script>|\son\w+=", text)


def test_the_page_names_every_file_that_it_needs() -> None:
    served = {path.name for path in PAGE.iterdir()}
    named = {name for path in PAGE.iterdir() for name in re.findall(r'"/page/([\w.]+)"', path.read_text())}
    assert served == named | {"index.html"}


async def test_what_somebody_sends_runs_nowhere(town: Town) -> None:
    """The page and its files share an address; a document must not be able to speak for everybody here."""
    ana = await town.person()
    document = {"file_name": "a.html", "mime_type": "text/html", "content": "<script>fetch('/sandbox/people')</script>"}
    await town.act("POST", f"/chats/{ana}/messages", **{"from": ana, "document": document})
    async with town.http.get((await town.seen(ana))[-1]["file"]) as answer:
        assert answer.headers["Content-Security-Policy"].startswith("sandbox; default-src 'none'; ")
        assert answer.charset == "utf-8"


async def test_calls_are_listed_without_what_was_said(town: Town) -> None:
    ana = await town.person("Anastasia")
    await town.ok("sendMessage", chat_id=ana, text="a secret")
    before = (await town.act("GET", "/calls"))["calls"]
    await town.ok("getMe")
    after = (await town.act("GET", f"/calls?after={before[-1]['seq']}"))["calls"]
    assert [(each["method"], each["outcome"]) for each in after] == [("getMe", "ok")]
    assert before[-1].keys() == {"seq", "method", "chat_id", "time", "outcome"}
    state = str(await town.act("GET", "/state"))
    assert not any(word in str(before) + state for word in ("a secret", "Anastasia", "123456:TEST"))
