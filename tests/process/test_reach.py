"""People who block the bot, who are gone, and groups that get a new id: left in peace, and met again."""

import asyncio

import pytest

from tests.process.consultation import LINK
from tests.process.resident import Resident
from tests.process.town import Town
from tests.process.waiting import until

CLOSING = "has closed."


@pytest.mark.parametrize("comes_back", ["unblock", "start"])
async def test_who_blocks_the_bot_is_left_in_peace_and_met_again(town: Town, comes_back: str) -> None:
    await town.bot()
    resident, other = await asyncio.gather(_answered(town), _answered(town))
    await town.at_rest()
    await town.act(f"/people/{resident.id}/block")
    await until(lambda: town.ledger.count("chats", "lost_at IS NOT NULL"), "the bot knows")
    before = await _calls_to(town, resident)
    await _close(town, other)
    assert await _calls_to(town, resident) == before
    if comes_back == "start":
        town.sandbox.unblock_silently(resident.id)
        await resident.start(LINK)
    else:
        await town.act(f"/people/{resident.id}/unblock")
    await resident.hear(CLOSING)
    await town.at_rest()
    assert resident.heard(CLOSING) == 1


async def test_who_is_gone_is_tried_once(town: Town) -> None:
    bot = await town.bot()
    resident, other = await asyncio.gather(_answered(town), _answered(town))
    await town.at_rest()
    before = len(await _calls_to(town, resident))
    await town.act(f"/people/{resident.id}/deactivate")
    await _close(town, other)
    await until(lambda: town.ledger.count("chats", "lost_at IS NOT NULL"), "the bot knows")
    assert await bot.stop() == 0
    await town.bot()
    newcomer = await town.resident()
    await newcomer.write("anybody there?")
    await newcomer.look()
    assert (await _calls_to(town, resident))[before:] == ["403"]
    assert await town.ledger.count("events", "name = 'chat_lost'") == 1
    assert (await town.ledger.answers())[resident.id, "rent", "second"] == 1


async def test_a_group_that_migrates_keeps_its_row(town: Town) -> None:
    await town.bot()
    member = await town.resident()
    old = (await town.act("/groups", title="Roof", members=[member.id]))["id"]
    await _known(town, "group-1", old)
    new = (await town.act(f"/groups/{old}/migrate"))["id"]
    await until(lambda: town.ledger.count("chats", f"telegram_id = {new}"), "the row has moved")
    await town.at_rest()
    assert await town.ledger.rows("SELECT id, telegram_id FROM chats WHERE id = 'group-1'") == [
        {"id": "group-1", "telegram_id": new}
    ]
    assert await town.ledger.count("events", "name = 'chat_migrated'") == 1


async def test_a_migration_that_was_missed_is_learned_from_a_send(town: Town) -> None:
    await town.bot()
    member = await town.participant()
    old = (await town.act("/groups", title="Roof", members=[member.id]))["id"]
    new = (await town.act(f"/groups/{old}/migrate"))["id"]
    await town.at_rest()
    await _known(town, "group-2", old)
    await town.ledger.rows(NOTICE_TO_GROUP)
    await town.at_rest()
    assert await town.ledger.count("chats", f"telegram_id = {new}") == 1
    sends = [call for call in await town.calls("sendMessage") if call["chat_id"] in (old, new)]
    assert [(call["chat_id"], call["outcome"]) for call in sends] == [(old, "400"), (new, "ok")]


NOTICE_TO_GROUP = """
INSERT INTO notices (id, chat_id, person_id, kind, parameters, urgency, occurrence, state, attempts, not_before,
                     lease_until, finished_at)
SELECT 'notice', 'group-2', id, 'explained', '{"code": "help", "parameters": {}}', 2, NULL, 'waiting', 0, 0, 0,
       NULL FROM people
"""


async def _known(town: Town, identifier: str, group: int) -> None:
    await town.ledger.rows(f"INSERT INTO chats (id, telegram_id) VALUES ('{identifier}', {group})")  # noqa: S608


async def _close(town: Town, other: Resident) -> None:
    await town.close()
    await other.hear(CLOSING)


async def _answered(town: Town) -> Resident:
    resident = await town.participant()
    await resident.press("2 Second")
    await resident.see("2 of 4")
    return resident


async def _calls_to(town: Town, resident: Resident) -> list[str]:
    """The outcomes of everything that was sent to this person or changed in their chat."""
    calls = await town.calls("sendMessage") + await town.calls("editMessageText")
    return [call["outcome"] for call in sorted(calls, key=lambda call: call["seq"]) if call["chat_id"] == resident.id]
