"""An invitation makes one organiser, once; and what does not work is refused in the same words whatever the reason."""

import asyncio

from bot.app import wall_clock
from tests.process.resident import Resident
from tests.process.town import Town

WEEK = 7 * 24 * 3600 * 1000
REFUSED = "This invitation does not work: it is unknown, used or too old. Ask for a new one."


async def test_an_invitation_works_once(town: Town) -> None:
    await town.bot()
    invitation = await town.invitation()
    first, second = await asyncio.gather(town.resident(), town.resident())
    await asyncio.gather(first.start(invitation), second.start(invitation))
    await town.at_rest()
    lines = [await _only_line(first), await _only_line(second)]
    welcomed = [line.startswith("Welcome. You are an organiser here now.") for line in lines]
    assert sorted(welcomed) == [False, True]
    assert REFUSED in lines
    assert await town.ledger.count("roles", "role = 'organiser'") == 1
    assert await town.ledger.count("events", "name = 'role_granted'") == 1


async def test_an_expired_an_unknown_and_a_used_invitation_read_the_same(town: Town) -> None:
    await town.bot()
    used, expired = await town.invitation(), await town.invitation(made=wall_clock() - WEEK - 1)
    await (await town.resident()).start(used)
    await town.at_rest()
    refused = await asyncio.gather(*(town.resident() for _ in range(3)))
    await asyncio.gather(*map(Resident.start, refused, (used, expired, "i_" + "x" * 32)))
    await town.at_rest()
    assert [await _only_line(each) for each in refused] == [REFUSED] * 3
    assert await town.ledger.count("roles") == 1


async def test_an_invitation_in_its_last_minute_works(small_town: Town) -> None:
    await small_town.bot()
    late = await small_town.resident()
    await late.start(await small_town.invitation(made=wall_clock() - WEEK + 60_000))
    await late.hear("You are an organiser")


async def _only_line(resident: Resident) -> str:
    await resident.look(0)
    (message,) = resident.from_bot
    return str(message["text"])
