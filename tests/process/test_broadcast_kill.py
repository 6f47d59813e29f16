"""Killed in the middle of telling three hundred people: everybody hears of it, and few hear of it twice."""

import asyncio
from itertools import pairwise
from typing import Any

from tests.process.program import Program
from tests.process.resident import Resident
from tests.process.town import Town
from tests.process.waiting import until

PEOPLE = 300
KILLED_AFTER = (25, 90, 170, 240)
"""Sends after which the bot is killed."""

AT_ONCE = 32
CLOSING = "has closed"
SLOW = {"kind": "latency", "method": "sendMessage", "seconds": 0.15}
"""So that sends are in flight at a kill; less than it takes a process to start."""


async def test_a_broadcast_that_is_killed_reaches_everybody(small_town: Town, figures: list[str]) -> None:
    bot = await small_town.bot()
    people = await asyncio.gather(*(small_town.participant() for _ in range(PEOPLE)))
    await small_town.at_rest()
    await small_town.faults(SLOW)
    before = len(await _arrived(small_town))
    await small_town.close()
    unrecorded = [0]
    for sends in KILLED_AFTER:
        bot, more = await _kill_and_start_again(small_town, bot, before, sends)
        unrecorded.append(more)
    await small_town.at_rest()
    in_flight = [now - earlier for earlier, now in pairwise(unrecorded)]
    _compare(await asyncio.gather(*(_heard(person) for person in people)), in_flight, figures)


async def _kill_and_start_again(town: Town, bot: Program, before: int, sends: int) -> tuple[Program, int]:
    """Kill the bot once so many were told. Returns the next bot, and how many sends had by then arrived without being
    recorded, the earlier kills' included: they were in flight, on their way there or back."""

    async def told() -> bool:
        return len(await _arrived(town)) - before >= sends

    await until(told, f"{sends} people told")
    await bot.kill()
    recorded = await town.ledger.count("notices", "kind = 'consultation_closed' AND state = 'sent'")
    greetings = len(await town.calls("getMe"))
    bot = await town.bot()
    starts = (await town.calls("getMe"))[greetings]["seq"]
    arrived = [call for call in await _arrived(town) if call["seq"] < starts]
    return bot, len(arrived) - before - recorded


async def _arrived(town: Town) -> list[dict[str, Any]]:
    return [call for call in await town.calls("sendMessage") if call["outcome"] == "ok"]


async def _heard(person: Resident) -> int:
    await person.look(0)
    return person.heard(CLOSING)


def _compare(heard: list[int], in_flight: list[int], figures: list[str]) -> None:
    doubles = sum(heard) - len(heard)
    figures.append(
        f"killed in mid-broadcast: {len(in_flight)} kills, {len(heard)} people, {heard.count(0)} not told, "
        f"{doubles} told twice, {sum(in_flight)} sends in flight at the kills ({', '.join(map(str, in_flight))})"
    )
    assert 0 not in heard
    assert all(0 <= sends <= AT_ONCE for sends in in_flight)
    assert doubles <= sum(in_flight)
