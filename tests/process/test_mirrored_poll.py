"""A poll with one of Telegram's own beside it, over the sandbox with its limits on: a vote there, and the close."""

from __future__ import annotations

import asyncio
from typing import Any

from bot.app import wall_clock
from deliberation.use_cases.commands import HOUSE_ITSELF
from deliberation.use_cases.running import CloseEarly, Launch, close_early, launch
from sandbox.sheets import words
from sandbox.visitor import labels
from tests.process.test_poll_in_groups import POLL, READS_FOR
from tests.process.town import Town
from tests.process.waiting import until

MIRRORED = POLL.replace("open_count = true", "open_count = true, mirror = true")


async def test_a_vote_on_telegrams_own_poll_counts_for_who_has_agreed(small_town: Town) -> None:
    town = small_town
    async with town.store() as store:
        await store.perform(launch, Launch(HOUSE_ITSELF, wall_clock(), MIRRORED))
    await town.bot()
    organiser = await town.organiser()
    ana, eve = [(await town.act("/people", first_name="Voter", language_code="en"))["id"] for _ in range(2)]
    group = (await town.act("/groups", title="Neighbours", members=[organiser.id, ana, eve], supergroup=True))["id"]
    await town.act(f"/chats/{group}/start", **{"from": organiser.id, "payload": "p_cafe"})
    native = await until(lambda: _native(town, group), "Telegram's own poll")
    ours = native["reply_to"]
    assert [option["text"] for option in native["poll"]["options"]] == ["Saturday", "Sunday", "Monday"]
    for seconds in (READS_FOR, 0.0):
        body = {"from": ana, "message_id": ours, "button": "1 Saturday"}
        query = (await town.act(f"/chats/{group}/taps", **body))["query_id"]
        assert (await town.ask(f"/taps/{query}?wait=15"))["answered"]
        await asyncio.sleep(seconds)
    for person in (eve, ana):
        await town.act(f"/chats/{group}/votes", **{"from": person, "message_id": native["id"], "options": [2]})

    async def shows_it() -> bool:
        return "3 Monday: 1\n1 person" in words(await _message(town, group, ours))

    await until(shows_it, "the vote in our message")
    async with town.store() as store:
        await store.perform(close_early, CloseEarly(HOUSE_ITSELF, wall_clock(), "cafe"))

    async def stopped() -> bool:
        shown = await _message(town, group, native["id"])
        return bool(shown["poll"]["is_closed"])

    await until(stopped, "a poll that takes no votes")
    await town.at_rest()
    assert labels(await _message(town, group, ours)) == []
    assert [len(await town.calls(method)) for method in ("sendPoll", "stopPoll")] == [1, 1]
    assert await town.ledger.count("responses", "1 = 1") == 1


async def _native(town: Town, group: int) -> dict[str, Any] | None:
    return next((message for message in await _messages(town, group) if "poll" in message), None)


async def _message(town: Town, group: int, number: int) -> dict[str, Any]:
    return next(message for message in await _messages(town, group) if message["id"] == number)


async def _messages(town: Town, group: int) -> list[dict[str, Any]]:
    return list((await town.ask(f"/chats/{group}?after=0"))["messages"])
