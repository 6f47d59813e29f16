"""getUpdates: what is kept, for how long, in which order, and who may ask."""

import asyncio
from typing import Any

from sandbox.updates import TAP_LIFETIME
from tests.sandbox.town import Town, keyboard

DAY = 24 * 3600


def texts(updates: list[dict[str, Any]]) -> list[str]:
    return [each["message"]["text"] for each in updates]


async def polls(town: Town) -> int:
    return (await town.act("GET", "/state"))["updates"]["polls"]


async def until_polling(town: Town, times: int) -> None:
    """Until so many getUpdates have reached the server and wait there."""
    while await polls(town) < times:
        pass


async def test_only_an_offset_confirms(town: Town) -> None:
    ana = await town.person()
    for text in ("one", "two", "three"):
        await town.write(ana, text)
    first = await town.updates()
    assert texts(first) == ["one", "two", "three"]
    assert await town.updates() == first
    assert texts(await town.updates(first[1]["update_id"])) == ["two", "three"]
    assert texts(await town.updates()) == ["two", "three"]


async def test_update_ids_grow_by_one(town: Town) -> None:
    ana = await town.person()
    for number in range(3):
        await town.write(ana, str(number))
    ids = [each["update_id"] for each in await town.updates()]
    assert ids == list(range(ids[0], ids[0] + 3))


async def test_a_negative_offset_keeps_the_last_and_forgets_the_rest(town: Town) -> None:
    ana = await town.person()
    for text in ("one", "two", "three"):
        await town.write(ana, text)
    assert texts(await town.updates(-1)) == ["three"]
    assert texts(await town.updates()) == ["three"]


async def test_a_batch_has_at_most_a_hundred(town: Town) -> None:
    ana = await town.person()
    for number in range(103):
        await town.write(ana, str(number))
    assert len(await town.updates()) == 100
    assert len(await town.ok("getUpdates", limit=7)) == 7
    assert len(await town.ok("getUpdates", limit=1000)) == 100


async def test_messages_are_kept_for_a_day(town: Town) -> None:
    ana = await town.person()
    await town.write(ana, "early")
    town.sandbox.clock.advance(DAY - 60)
    await town.write(ana, "late")
    assert texts(await town.updates()) == ["early", "late"]
    town.sandbox.clock.advance(61)
    assert texts(await town.updates()) == ["late"]
    assert (await town.act("GET", "/state"))["updates"]["expired"] == 1


async def test_taps_are_kept_for_150_seconds(town: Town) -> None:
    ana = await town.person()
    message = await town.ok("sendMessage", chat_id=ana, text="?", reply_markup=keyboard(["yes"]))
    await town.tap(ana, message["message_id"], data="yes")
    town.sandbox.clock.advance(TAP_LIFETIME - 2)
    assert [each["callback_query"]["data"] for each in await town.updates()] == ["yes"]
    town.sandbox.clock.advance(3)
    assert await town.updates() == []


async def test_a_poll_waits_for_news(town: Town) -> None:
    ana = await town.person()
    polled = await polls(town)
    polling = asyncio.create_task(town.ok("getUpdates", timeout=30))
    await until_polling(town, polled + 1)
    await town.write(ana, "news")
    async with asyncio.timeout(5):
        assert texts(await polling) == ["news"]


async def test_the_older_of_two_polls_is_ended(town: Town) -> None:
    older = asyncio.create_task(town.call("getUpdates", timeout=30))
    await until_polling(town, 1)
    assert await town.updates() == []
    answer = await older
    assert answer["error_code"] == 409
    assert answer["description"] == (
        "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running"
    )


async def test_no_poll_beside_a_webhook(town: Town) -> None:
    older = asyncio.create_task(town.refused("getUpdates", timeout=30))
    await until_polling(town, 1)
    await town.ok("setWebhook", url="http://127.0.0.1:9/hook")
    assert await older == "Conflict: terminated by setWebhook request"
    assert await town.refused("getUpdates") == (
        "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first"
    )
    await town.ok("deleteWebhook")
    assert await town.updates() == []


async def test_unwanted_kinds_are_dropped_and_the_wish_is_remembered(town: Town) -> None:
    ana = await town.person()
    message = await town.ok("sendMessage", chat_id=ana, text="?", reply_markup=keyboard(["yes"]))
    await town.ok("getUpdates", allowed_updates=["callback_query"])
    await town.write(ana, "unwanted")
    await town.tap(ana, message["message_id"], data="yes")
    assert [set(each) - {"update_id"} for each in await town.updates()] == [{"callback_query"}]
    await town.drain()
    await town.ok("getUpdates", allowed_updates=[])
    await town.write(ana, "wanted")
    assert texts(await town.updates()) == ["wanted"]


async def test_a_confirmed_update_can_come_again(town: Town) -> None:
    ana = await town.person()
    await town.faults({"kind": "duplicate_update", "times": 1})
    await town.write(ana, "one")
    first = await town.updates()
    assert await town.updates(first[0]["update_id"] + 1) == first
    assert await town.updates(first[0]["update_id"] + 1) == []


async def test_a_tap_can_overtake_a_message(town: Town) -> None:
    ana = await town.person()
    message = await town.ok("sendMessage", chat_id=ana, text="?", reply_markup=keyboard(["yes", "no"]))
    await town.faults({"kind": "reorder_updates"})
    await town.write(ana, "one")
    await town.tap(ana, message["message_id"], data="yes")
    await town.write(ana, "two")
    await town.tap(ana, message["message_id"], data="no")
    updates = await town.updates()
    ids = [each["update_id"] for each in updates]
    assert ids == sorted(ids)
    assert [each["callback_query"]["data"] for each in updates[:2]] == ["yes", "no"]
    assert texts(updates[2:]) == ["one", "two"]
