"""Fifty identical taps at once count once, and each of them is answered; also when Telegram stammers."""

import asyncio
from typing import Any

import pytest

from tests.process.resident import Resident
from tests.process.town import Town

TAPS = 50
FAULTS: dict[str, list[dict[str, Any]]] = {
    "calm": [],
    "twice": [{"kind": "duplicate_update", "method": "getUpdates", "times": 20}],
    "swapped": [{"kind": "reorder_updates", "method": "getUpdates"}],
}


@pytest.mark.parametrize("fault", FAULTS)
async def test_fifty_identical_taps_are_one_answer(town: Town, fault: str) -> None:
    await town.bot()
    resident, neighbour = await asyncio.gather(town.participant(), town.participant())
    await town.faults(*FAULTS[fault])
    await neighbour.write("1")
    lines = await _tap_at_once(resident)
    await town.no_faults()
    await town.at_rest()
    assert lines.count("") == 1
    assert sum("moved on" in line for line in lines) == TAPS - 1
    assert [call["outcome"] for call in await town.calls("answerCallbackQuery")][-TAPS:] == ["ok"] * TAPS
    assert await town.ledger.answers() == {(resident.id, "rent", "second"): 1, (neighbour.id, "rent", "first"): 1}
    assert await town.ledger.recorded() == {(resident.id, "rent"): 1, (neighbour.id, "rent"): 1}


async def _tap_at_once(resident: Resident) -> list[str]:
    """The same button, as a thumb that trembles taps it; what was said in passing to each tap."""
    card = resident.card
    assert card is not None
    buttons = [button for row in card["reply_markup"]["inline_keyboard"] for button in row]
    data = next(button["callback_data"] for button in buttons if "Second" in button["text"])
    queries = await asyncio.gather(*(resident.tap_data(card["id"], data) for _ in range(TAPS)))
    lines = await asyncio.gather(*(resident.passing_line(query) for query in queries))
    return [line if line is not None else "not answered" for line in lines]
