"""A meeting by the program itself: called from the command line, registered for, put into a calendar, moved."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

from bot.app import wall_clock
from deliberation.use_cases.commands import HOUSE_ITSELF
from deliberation.use_cases.convening import ChangeMeeting, change_meeting
from tests.process.consultation import ZONE
from tests.process.town import Town

AHEAD = datetime.now(UTC) + timedelta(days=30)
SOURCE = f"""
id = "garden"
languages = ["en"]
timezone = "{ZONE}"
starts = {AHEAD:%Y-%m-%d}T19:00:00
place = "The garden"
link = "https://meet.town.example/garden"
title = {{ en = "A garden & more?" }}
"""


async def test_somebody_registers_takes_the_file_and_hears_of_a_move(town: Town, tmp_path: Path) -> None:
    file = tmp_path / "garden.toml"
    file.write_text(SOURCE, encoding="utf-8")
    status, said = await town.said("launch", str(file))
    assert (status, said.strip()) == (0, "Called: garden. Its link carries ?start=m_garden")
    await town.bot()
    resident = await town.resident()
    await resident.start("m_garden")
    await resident.see("A garden & more?")
    await resident.press("I will come")
    await resident.see("You are registered.")
    await resident.press("To my calendar")
    await resident.hear("Open this file")
    assert resident.from_bot[-1]["document"]["file_name"] == "garden.ics"
    async with town.store() as store:
        move = ChangeMeeting(HOUSE_ITSELF, wall_clock(), "garden", place="The library")
        await store.perform(change_meeting, move)
    await resident.hear("Changed: A garden & more?")
    assert resident.from_bot[-1]["document"]["file_name"] == "garden.ics"
    await resident.press("I cannot come")
    await resident.see("Noted: you are not coming.")


async def test_a_file_that_is_wrong_or_over_is_refused(town: Town, tmp_path: Path) -> None:
    file = tmp_path / "garden.toml"
    file.write_text(SOURCE.replace(f"{AHEAD:%Y}", "2020"), encoding="utf-8")
    status, said = await town.said("launch", str(file))
    assert status != 0
    assert "begins in the past" in said
    file.write_text(SOURCE.replace("place =", "plase ="), encoding="utf-8")
    status, said = await town.said("check", str(file))
    assert (status, "Did you mean place?" in said) == (1, True)
