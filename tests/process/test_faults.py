"""A Telegram that is busy, broken, slow, or cuts lines: once it is well again, everybody sees what they should."""

import asyncio
from typing import Any

import pytest

from sandbox.visitor import labels
from tests.process.resident import Resident
from tests.process.town import MARK, Town
from tests.process.waiting import until

CLOSING = "has closed."
FAULTS: dict[str, list[dict[str, Any]]] = {
    "busy": [{"kind": "429", "retry_after": 2, "chance": 0.4, "times": 4}],
    "broken": [{"kind": "500", "chance": 0.4, "seed": 3, "times": 6}],
    "slow": [{"kind": "latency", "seconds": 0.4}],
    "cut before": [{"kind": "cut_before", "chance": 0.3, "seed": 5, "times": 6}],
    "cut after": [{"kind": "cut_after", "chance": 0.3, "seed": 7, "times": 6}],
}
METHODS = ("sendMessage", "editMessageText")


@pytest.mark.parametrize("fault", FAULTS)
async def test_after_the_faults_everybody_sees_what_they_should(small_town: Town, fault: str) -> None:
    await small_town.bot()
    residents = await asyncio.gather(*(small_town.participant() for _ in range(5)))
    await small_town.faults(*(rule | {"method": method} for rule in FAULTS[fault] for method in METHODS))
    await asyncio.gather(*map(_answer_all, residents))
    await small_town.at_rest()
    await small_town.close()
    await asyncio.gather(*(resident.hear(CLOSING) for resident in residents))
    await small_town.at_rest()
    await _views_are_right(small_town, residents)
    doubles = sum(resident.heard(CLOSING) - 1 for resident in residents)
    assert doubles <= await _lost_acknowledgements(small_town)
    await _pauses_were_kept(small_town)
    assert (await small_town.ledger.answers()).total() == 4 * len(residents)
    assert (await small_town.ledger.recorded()).total() == 4 * len(residents)


async def test_an_edit_that_comes_late_does_not_undo_a_newer_one(small_town: Town) -> None:
    """The acknowledgement of an edit is lost; its repetition hangs; meanwhile the person has tapped on."""
    await small_town.bot()
    resident = await small_town.participant()
    await small_town.at_rest()
    await small_town.faults({"kind": "cut_after", "method": "editMessageText", "times": 1})
    await resident.press("1 First")
    await resident.see("2 of 4")
    await small_town.faults({"kind": "latency", "method": "editMessageText", "seconds": 2.0, "times": 1})
    await until(lambda: _repeats(small_town), "the edit is being repeated")
    await resident.press("1 First")
    await resident.see("3 of 4")
    await small_town.at_rest()
    await until(lambda: _edits(small_town, 5), "the late edit has arrived")
    await resident.look(0)
    assert resident.card is not None
    assert "3 of 4" in resident.card["text"]


async def _repeats(town: Town) -> bool:
    """Whether the outbox has taken the view in hand."""
    return bool(await town.ledger.count("views", "attempts > 0 AND lease_until > 0"))


async def _edits(town: Town, count: int) -> bool:
    return len(await town.calls("editMessageText")) >= count


async def _answer_all(resident: Resident) -> None:
    await resident.press("2 Second")
    await resident.see("2 of 4")
    await resident.write("3")
    await resident.see("3 of 4")
    await resident.press("1 First")
    await resident.see("4 of 4")
    await resident.write(f"{MARK} worry")
    await resident.see("4 of 4 answered")


async def _views_are_right(town: Town, residents: list[Resident]) -> None:
    """Each message that the bot knows of shows its view: the newest is at the end, and the others have no buttons."""
    messages = {(r.id, number): message for r in residents for number, message in r.messages.items()}
    views = await town.ledger.rows(
        "SELECT c.telegram_id, v.message_id, v.retired FROM views v JOIN chats c ON c.id = v.chat_id"
    )
    assert len(views) == 3 * len(residents)
    for view in views:
        message = messages[view["telegram_id"], view["message_id"]]
        assert bool(labels(message)) == (not view["retired"])
        assert ("Finished" in message["text"]) == (not view["retired"])


async def _lost_acknowledgements(town: Town) -> int:
    return sum(call["outcome"] == "cut_after" for call in await town.calls("sendMessage"))


async def _pauses_were_kept(town: Town) -> None:
    """After a 429 nothing goes to that chat for as long as Telegram has asked for, save what was on its way."""
    calls = [call for method in METHODS for call in await town.calls(method)]
    for refused in (call for call in calls if call["outcome"] == "429"):
        later = [c["time"] for c in calls if c["chat_id"] == refused["chat_id"] and c["seq"] > refused["seq"]]
        assert not [time - refused["time"] for time in later if 0.2 < time - refused["time"] < 2.0]
