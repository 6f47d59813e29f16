"""An update that cannot be dealt with is set aside after three tries, with an alert, and holds up nobody."""

import asyncio
from typing import Any

from tests.process.resident import Resident
from tests.process.town import MARK, Town

ANGRY_HELP = """
import handlers.registration as registration
async def angry(update, context):
    raise ValueError(update.effective_message.text)
registration.commanded = angry
"""
LONE_SURROGATE = f"{MARK} \ud83d"
"""Half of a character, which no database keeps."""


async def test_what_cannot_be_parsed_is_set_aside(town: Town) -> None:
    bot = await town.bot()
    resident, neighbour = await asyncio.gather(town.participant(), town.participant())
    town.sandbox.send_raw(unreadable(resident.id))
    await _both_go_on(resident, neighbour)
    await _one_was_set_aside(town, bot.output)


async def test_what_makes_a_handler_fail_is_set_aside(town: Town) -> None:
    bot = await town.bot(ANGRY_HELP)
    resident, neighbour = await asyncio.gather(town.participant(), town.participant())
    await resident.write(f"/help {MARK}")
    await _both_go_on(resident, neighbour)
    await _one_was_set_aside(town, bot.output)


async def test_what_no_database_keeps_is_dropped_and_the_rest_of_the_answer_kept(town: Town) -> None:
    bot = await town.bot()
    resident, neighbour = await asyncio.gather(town.participant(), town.participant())
    await _first_three(resident)
    await resident.write(LONE_SURROGATE)
    await neighbour.press("1 First")
    await neighbour.see("2 of 4")
    await resident.see("4 of 4 answered")
    await town.at_rest()
    assert (await town.ledger.answers())[resident.id, "worry", MARK] == 1
    assert "update_failed" not in bot.output


def unreadable(person: int) -> dict[str, Any]:
    """A message whose date is no date."""
    sender = {"id": person, "is_bot": False, "first_name": MARK}
    return {"message_id": 1, "date": "tomorrow", "chat": {"id": person, "type": "private"}, "from": sender}


async def _first_three(resident: Resident) -> None:
    for number in (1, 2, 3):
        await resident.see(f"{number} of 4")
        await resident.press("1 First")
    await resident.see("4 of 4")


async def _both_go_on(resident: Resident, neighbour: Resident) -> None:
    for person in (resident, neighbour):
        await person.press("2 Second")
    for person in (resident, neighbour):
        await person.see("2 of 4")


async def _one_was_set_aside(town: Town, log: str) -> None:
    await town.at_rest()
    (poison,) = await town.ledger.rows("SELECT attempts, body FROM inbox WHERE state = 'poison'")
    assert poison["attempts"] == 3
    assert poison["body"]
    assert log.count("update_failed") == 3
    assert log.count("update_set_aside") == 1
