"""Webhooks: the secret, order and patience of the deliveries, told by a web server that plays the bot's."""

import asyncio
from collections.abc import AsyncIterator, Callable
from itertools import pairwise

import pytest
from aiohttp import web

from sandbox import SandboxClock
from tests.sandbox.town import Json, Town, keyboard

STEP = 0.5
# Steps that pass between a delivery, its answer and the next look.
SLACK = 4.0
SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"


class Receiver:
    """The bot's side. `answer` decides each reply from the number of the delivery; deliveries can be waited for."""

    def __init__(self, clock: SandboxClock) -> None:
        self.clock = clock
        self.times: list[float] = []
        self.updates: list[Json] = []
        self.secrets: list[str | None] = []
        self.answer: Callable[[int], web.Response] = lambda _number: web.Response()
        self.gate = asyncio.Event()
        self.gate.set()
        self._news = asyncio.Condition()
        self.url = ""

    async def take(self, request: web.Request) -> web.Response:
        async with self._news:
            self.updates.append(await request.json())
            self.times.append(self.clock.now())
            self.secrets.append(request.headers.get(SECRET_HEADER))
            self._news.notify_all()
            number = len(self.updates)
        await self.gate.wait()
        return self.answer(number)

    async def wait_for(self, number: int) -> list[Json]:
        async with asyncio.timeout(10), self._news:
            await self._news.wait_for(lambda: len(self.updates) >= number)
        return self.updates

    def texts(self) -> list[str]:
        return [each["message"]["text"] for each in self.updates]


@pytest.fixture
async def receiver(town: Town) -> AsyncIterator[Receiver]:
    receiver = Receiver(town.sandbox.clock)
    application = web.Application()
    application.add_routes([web.post("/hook", receiver.take)])
    runner = web.AppRunner(application, access_log=None, shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    receiver.url = f"http://127.0.0.1:{runner.addresses[0][1]}/hook"
    yield receiver
    receiver.gate.set()
    await runner.cleanup()


async def pending(town: Town) -> int:
    return (await town.ok("getWebhookInfo"))["pending_update_count"]


async def settled(town: Town, waiting: int) -> None:
    """Until so many updates wait: an answer that was sent is not yet an answer that was read."""
    async with asyncio.timeout(10):
        while await pending(town) != waiting:
            pass


async def failed(town: Town, reason: str) -> Json:
    """Until the last failure reads so."""
    async with asyncio.timeout(10):
        while (info := await town.ok("getWebhookInfo")).get("last_error_message") != reason:
            pass
    return info


async def pauses_between(town: Town, receiver: Receiver, deliveries: int) -> list[float]:
    """Moves the clock on in small steps until so much was delivered; the seconds between the deliveries by it."""
    async with asyncio.timeout(60):
        while len(receiver.times) < deliveries:
            await pending(town)
            town.sandbox.clock.advance(STEP)
    return [after - before for before, after in pairwise(receiver.times)]


async def test_updates_arrive_with_the_secret(town: Town, receiver: Receiver) -> None:
    ana = await town.person()
    await town.write(ana, "before")
    await town.ok("setWebhook", url=receiver.url, secret_token="S3-cret_", max_connections=7)
    await town.write(ana, "after")
    await receiver.wait_for(2)
    assert receiver.texts() == ["before", "after"]
    assert receiver.secrets == ["S3-cret_", "S3-cret_"]
    await settled(town, 0)
    info = await town.ok("getWebhookInfo")
    assert (info["url"], info["max_connections"]) == (receiver.url, 7)


@pytest.mark.parametrize("secret", ["with space", "x" * 257, "ż"])
async def test_a_secret_of_other_characters_is_refused(town: Town, secret: str) -> None:
    reason = "Bad Request: secret token contains unallowed characters"
    assert await town.refused("setWebhook", url="http://127.0.0.1/hook", secret_token=secret) == reason


@pytest.mark.parametrize("url", ["http://example.org/hook", "ftp://127.0.0.1/", "nonsense"])
async def test_nothing_is_delivered_off_this_machine(town: Town, url: str) -> None:
    assert (await town.refused("setWebhook", url=url)).startswith("Bad Request: bad webhook: ")


async def test_waiting_updates_can_be_dropped(town: Town, receiver: Receiver) -> None:
    ana = await town.person()
    await town.write(ana, "old")
    await town.ok("setWebhook", url=receiver.url, drop_pending_updates=True)
    await town.write(ana, "new")
    await receiver.wait_for(1)
    assert receiver.texts() == ["new"]


async def test_a_chat_is_served_one_by_one_and_chats_side_by_side(town: Town, receiver: Receiver) -> None:
    ana, ben = await town.person(), await town.person("Ben")
    sent = await town.ok("sendMessage", chat_id=ana, text="?", reply_markup=keyboard(["a"]))
    receiver.gate.clear()
    await town.ok("setWebhook", url=receiver.url)
    await town.write(ana, "first")
    await town.write(ana, "second")
    await town.write(ben, "other chat")
    await town.tap(ana, sent["message_id"], data="a")
    at_once = await receiver.wait_for(3)
    kinds = sorted(each.get("message", each.get("callback_query"))["from"]["id"] for each in at_once)
    assert kinds == [ana, ana, ben]
    assert sum("callback_query" in each for each in at_once) == 1
    receiver.gate.set()
    last = (await receiver.wait_for(4))[-1]
    assert last["message"]["text"] == "second"


async def test_a_refusal_is_tried_again_with_growing_pauses(town: Town, receiver: Receiver) -> None:
    ana = await town.person()
    receiver.answer = lambda number: web.Response(status=500 if number < 10 else 200)
    await town.ok("setWebhook", url=receiver.url)
    await town.write(ana, "first")
    await town.write(ana, "second")
    pauses = await pauses_between(town, receiver, 11)
    for pause, expected in zip(pauses, [1, 2, 4, 8, 16, 32, 64, 120, 120, 0], strict=True):
        assert expected <= pause < expected + SLACK
    assert receiver.texts() == ["first"] * 10 + ["second"]


async def test_a_503_names_its_own_pause(town: Town, receiver: Receiver) -> None:
    ana = await town.person()
    receiver.answer = lambda number: web.Response(
        status=503 if number == 1 else 200, headers={"Retry-After": "60"} if number == 1 else {}
    )
    await town.ok("setWebhook", url=receiver.url)
    await town.write(ana, "one")
    (pause,) = await pauses_between(town, receiver, 2)
    assert 60 <= pause < 60 + SLACK
    await settled(town, 0)


async def test_tries_end_when_the_update_expires(town: Town, receiver: Receiver) -> None:
    ana = await town.person()
    receiver.answer = lambda number: web.Response(status=500 if number == 1 else 200)
    await town.ok("setWebhook", url=receiver.url)
    await town.write(ana, "lost")
    await failed(town, "Wrong response from the webhook: 500 Internal Server Error")
    town.sandbox.clock.advance(24 * 3600)
    await settled(town, 0)
    await town.write(ana, "found")
    await receiver.wait_for(2)
    assert receiver.texts() == ["lost", "found"]


async def test_a_server_that_is_away_is_told_of(town: Town) -> None:
    ana = await town.person()
    await town.ok("setWebhook", url="http://127.0.0.1:9/hook")
    await town.write(ana, "one")
    info = await failed(town, "Connection failed")
    assert info["pending_update_count"] == 1
    await town.ok("deleteWebhook")
    assert [each["message"]["text"] for each in await town.updates()] == ["one"]


async def test_a_delivered_update_can_come_again(town: Town, receiver: Receiver) -> None:
    ana = await town.person()
    await town.faults({"kind": "duplicate_update", "times": 1})
    await town.ok("setWebhook", url=receiver.url)
    await town.write(ana, "one")
    first, again = await receiver.wait_for(2)
    assert first == again
    await settled(town, 0)
