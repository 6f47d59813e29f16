"""A poll in three groups at once, with five hundred people who tap, change their minds and take back: over the sandbox
with its limits on.
"""

from __future__ import annotations

import asyncio
import re
from collections import Counter
from dataclasses import dataclass
from random import Random
from typing import Any

from bot.app import wall_clock
from deliberation.use_cases.commands import HOUSE_ITSELF
from deliberation.use_cases.running import CloseEarly, Launch, close_early, launch
from sandbox.sheets import words
from sandbox.visitor import labels
from tests.process.town import Town
from tests.process.waiting import until

VOTERS, AT_ONCE = 500, 50
TITLES = ("Neighbours", "Parents", "Youth")
OPTIONS = ("Saturday", "Sunday", "Monday")
CHANGES, TAKES_BACK = 0.3, 0.1
READS_FOR = 1.1
"""Seconds that somebody takes over the notice; a second tap at once would not be consent."""

LAGS_BEHIND = 60.0
"""Seconds after which a message shows every vote."""

POLL = """
id = "cafe"
version = 1
languages = ["en"]
timezone = "Europe/Warsaw"
age = 16
title = { en = "Café" }
asked_by = { en = "The city" }
contact = "cafe@town.example"
poll = { open_count = true }

[[phases]]
id = "vote"
opens = 2000-01-01
closes = 2100-01-01

[[phases.steps]]
id = "vote"
kind = "single_choice"
question = { en = "When?" }
options = [
  { id = "saturday", label = { en = "Saturday" } },
  { id = "sunday", label = { en = "Sunday" } },
  { id = "monday", label = { en = "Monday" } },
]
"""


@dataclass(frozen=True)
class Posted:
    """The poll's message in one group."""

    group: int
    message: int


class Voters:
    """What people do in the groups, over the sandbox's interface alone."""

    def __init__(self, town: Town, posted: list[Posted]) -> None:
        self._town = town
        self._posted = posted
        self._gate = asyncio.Semaphore(AT_ONCE)

    async def vote(self, person: int, chance: Random) -> str | None:
        """Somebody's whole visit; what they have voted for at the end."""
        async with self._gate:
            here = self._posted[person % len(self._posted)]
            mind = chance.choice(OPTIONS)
            assert "Tap again" in await self._tap(person, here, mind)
            await asyncio.sleep(READS_FOR)
            assert (await self._tap(person, here, mind)).startswith(f"Your vote: {mind}. ")
            if chance.random() < CHANGES:
                mind = chance.choice([option for option in OPTIONS if option != mind])
                assert (await self._tap(person, here, mind)).startswith(f"Your vote: {mind}. ")
            if chance.random() < TAKES_BACK:
                assert "taken back" in await self._tap(person, here, "Take back")
                return None
            return mind

    async def _tap(self, person: int, where: Posted, option: str) -> str:
        """What is said to them in passing."""
        number = OPTIONS.index(option) + 1 if option in OPTIONS else None
        button = option if number is None else f"{number} {option}"
        body = {"from": person, "message_id": where.message, "button": button}
        query = (await self._town.act(f"/chats/{where.group}/taps", **body))["query_id"]
        answer = await self._town.ask(f"/taps/{query}?wait=15")
        assert answer["answered"]
        return str(answer["text"])


async def test_five_hundred_voters_in_three_groups(small_town: Town, figures: list[str]) -> None:
    town = small_town
    async with town.store() as store:
        await store.perform(launch, Launch(HOUSE_ITSELF, wall_clock(), POLL))
    await town.bot()
    organiser = await town.organiser()
    people = [(await town.act("/people", first_name="Voter", language_code="en"))["id"] for _ in range(VOTERS)]
    posted = [await _post(town, organiser.id, title, people) for title in TITLES]
    begun = wall_clock()
    voters = Voters(town, posted)
    minds = await asyncio.gather(*(voters.vote(person, Random(person)) for person in people))
    seconds = (wall_clock() - begun) / 1000
    wanted = Counter(mind for mind in minds if mind is not None)

    async def all_show_it() -> bool:
        return [_tally(await _message(town, where)) for where in posted] == [(dict(wanted), wanted.total())] * 3

    await until(all_show_it, "the right tally in every group", LAGS_BEHIND)
    async with town.store() as store:
        await store.perform(close_early, CloseEarly(HOUSE_ITSELF, wall_clock(), "cafe"))
    for where in posted:
        assert _tally(await _result(town, where)) == (dict(wanted), wanted.total())
    await town.at_rest()
    assert [labels(await _message(town, where)) for where in posted] == [[]] * 3
    state = await town.state()
    assert state["too_many_requests"] == 0
    edits = await town.calls("editMessageText")
    shown = Counter(call["chat_id"] for call in edits if call["outcome"] == "ok" and call["chat_id"] < 0)
    most = max(shown.values())
    figures.append(f"a poll in three groups: {VOTERS} voters in {seconds:.0f} s, at most {most} edits a group, no 429")
    assert await town.ledger.count("responses", "1 = 1") == wanted.total()


async def _post(town: Town, organiser: int, title: str, people: list[int]) -> Posted:
    """Found a group with everybody in it, and follow the link that posts the poll there."""
    group = (await town.act("/groups", title=title, members=[organiser, *people], supergroup=True))["id"]
    await town.act(f"/chats/{group}/start", **{"from": organiser, "payload": "p_cafe"})

    async def there() -> int | None:
        return next((message["id"] for message in await _messages(town, group) if labels(message)), None)

    return Posted(group, await until(there, f"the poll in {title}"))


async def _result(town: Town, where: Posted) -> dict[str, Any]:
    """The picture of the result, with its words below it."""

    async def there() -> dict[str, Any] | None:
        pictures = [message for message in await _messages(town, where.group) if "photo" in message]
        return pictures[0] if len(pictures) == 1 else None

    return await until(there, "one picture of the result")


async def _message(town: Town, where: Posted) -> dict[str, Any]:
    return next(message for message in await _messages(town, where.group) if message["id"] == where.message)


async def _messages(town: Town, group: int) -> list[dict[str, Any]]:
    return list((await town.ask(f"/chats/{group}?after=0"))["messages"])


def _tally(message: dict[str, Any]) -> tuple[dict[str, int], int]:
    """What the message says, or stands below its picture: votes by option, and people."""
    text = words(message)
    cells = {name: int(count) for name, count in re.findall(r"^\d (\w+): (\d+)$", text, re.MULTILINE)}
    people = re.search(r"^(\d+) pe", text, re.MULTILINE)
    return cells, int(people[1]) if people else 0
