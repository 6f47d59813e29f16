"""One question for many chats: what it tells, to whom, and when it waits."""

import asyncio

import pytest

from tests.sandbox.town import Json, Town


async def news(town: Town, *chats: str, revision: int | None = None, wait: float = 0) -> Json:
    known = revision or (await town.act("GET", "/news"))["revision"]
    query = "&".join([f"revision={known}", f"wait={wait}", *(f"chat={each}" for each in chats)])
    return dict(await town.act("GET", f"/news?{query}"))


async def test_each_hears_of_their_own_chats_alone(town: Town) -> None:
    ana, ben = await town.person(), await town.person("Ben")
    group = await town.group(ana, ben)
    for chat in (ana, ben, group):
        await town.ok("sendMessage", chat_id=chat, text=f"for {chat}")
    told = (await news(town, f"{ana}:{ana}:1", f"{ana}:{group}:1", f"{ben}:{ben}:2"))["chats"]
    assert [(each["as"], each["chat"], each["seq"]) for each in told] == [(ana, ana, 2), (ana, group, 2)]
    assert [[each["text"] for each in chat["messages"]] for chat in told] == [[f"for {ana}"], [f"for {group}"]]
    assert (await town.try_act("GET", f"/news?chat={ben}:{ana}:0"))[0] == 403


@pytest.mark.parametrize("what", ["a message", "somebody new", "a fault", "the clock", "a block"])
async def test_it_waits_until_there_is_something(town: Town, what: str) -> None:
    ana = await town.person()
    before = await news(town)
    looking = asyncio.create_task(news(town, f"{ana}:{ana}:1", revision=before["revision"], wait=30))
    async with asyncio.timeout(5):
        while not town.sandbox._core.world.news._waiting:  # noqa: ASYNC110 - it is the server that waits
            await asyncio.sleep(0)
    match what:
        case "a message":
            await town.ok("sendMessage", chat_id=ana, text="x")
        case "somebody new":
            await town.stranger("Ben")
        case "a fault":
            await town.faults({"kind": "500"})
        case "the clock":
            await town.act("POST", "/clock", advance=60)
        case "a block":
            await town.act("POST", f"/people/{ana}/block")
    async with asyncio.timeout(5):
        told = await looking
    assert bool(told["chats"]) == (what == "a message")
    assert (told["revision"] > before["revision"]) == (what != "a message")
    assert told["run"] == before["run"]


async def test_nothing_new_is_said_when_the_wait_is_over(town: Town) -> None:
    ana = await town.person()
    told = await news(town, f"{ana}:{ana}:1", wait=0.05)
    assert told["chats"] == []


async def test_what_the_bot_is_at_is_shown_until_its_message_comes(town: Town) -> None:
    ana = await town.person()
    await town.ok("sendChatAction", chat_id=ana, action="upload_document")
    busy = (await news(town, f"{ana}:{ana}:0"))["chats"][0]["busy"]
    assert busy["action"] == "upload_document"
    assert 0 < busy["until"] - town.sandbox.clock.now() <= 5
    await town.write(ana, "Well?")
    assert (await news(town, f"{ana}:{ana}:0"))["chats"][0]["busy"]
    await town.ok("sendMessage", chat_id=ana, text="Here it is")
    assert (await news(town, f"{ana}:{ana}:0"))["chats"][0]["busy"] is None


async def test_somebody_sees_their_own_vote(town: Town) -> None:
    ana, ben = await town.person(), await town.person("Ben")
    group = await town.group(ana, ben)
    options = [{"text": "Saturday"}, {"text": "Sunday"}]
    sent = await town.ok("sendPoll", chat_id=group, question="When?", options=options, is_anonymous=False)
    body = {"from": ana, "message_id": sent["message_id"], "options": [1]}
    await town.act("POST", f"/chats/{group}/votes", **body)
    told = (await news(town, f"{ana}:{group}:0", f"{ben}:{group}:0"))["chats"]
    assert [chat["messages"][-1]["chosen"] for chat in told] == [[1], []]
