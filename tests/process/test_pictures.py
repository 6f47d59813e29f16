"""A picture on its way from the file beside a consultation to fifty telephones, over real HTTP."""

import asyncio
import re
from pathlib import Path
from typing import Any, Final

import aiohttp
import pytest

from sandbox.sheets import words
from sandbox.visitor import labels
from tests.deliberation.pictures import jpeg, png
from tests.process.resident import Resident
from tests.process.town import Town
from tests.process.waiting import until

PLAN: Final = png(1200, 800) + bytes(range(256)) * 2000
"""Half a megabyte, so that it goes up in several pieces."""

SOURCE: Final = """
id = "square"
languages = ["en", "es"]
timezone = "Europe/Warsaw"
contact = "square@town.example"
reply_by = 2100-06-01
title = { en = "The square", es = "La plaza" }
proposal = { en = "Trees on the square.", es = "Árboles en la plaza." }
asked_by = { en = "The city", es = "La ciudad" }
decided_by = { en = "the council", es = "el pleno" }
still_open = { en = "which trees", es = "qué árboles" }
already_fixed = { en = "that there are some", es = "que los habrá" }

[[phases]]
id = "hearing"
opens = 2000-01-01
closes = 2100-01-01

[[phases.steps]]
id = "before"
kind = "information"
title = { en = "First of all", es = "Para empezar" }
text = { en = "Look around.", es = "Mira." }

[[phases.steps]]
id = "plan"
kind = "information"
title = { en = "The plan & more", es = "El plan y más" }
text = { en = "Twelve trees.", es = "Doce árboles." }
picture = { file = "plan.png", alt = { en = "A map with <12> trees", es = "Un mapa con <12> árboles" } }

[[phases.steps]]
id = "why"
kind = "open_text"
required = false
question = { en = "What is missing?", es = "¿Qué falta?" }
"""
SEEN: Final = "In the picture: A map with <12> trees"

SPOILS: Final = """
import os
from storage.files import Files

async def remember(self, sha256, file_id):
    os._exit(9)

Files.remember = remember
"""
"""The process ends in the moment in which it would remember what Telegram calls the picture."""


@pytest.fixture
async def square(town: Town) -> Town:
    """A town with the picture launched."""
    return await launched(town)


@pytest.fixture
async def small_square(small_town: Town) -> Town:
    return await launched(small_town)


async def launched(town: Town) -> Town:
    await town.launch(SOURCE, {"plan.png": PLAN})
    return town


def beside(folder: Path, plan: bytes | None, source: str = SOURCE) -> Path:
    """The consultation's file with its picture beside it."""
    if plan is not None:
        (folder / "plan.png").write_bytes(plan)
    file = folder / "square.toml"
    file.write_text(source, encoding="utf-8")
    return file


async def at_the_text(town: Town) -> Resident:
    """Somebody who is at the step before the picture."""
    resident = await town.resident()
    await resident.start("c_square")
    await resident.see("Trees on the square.")
    await resident.press("Begin")
    await resident.see("Before you begin")
    await resident.press("agree")
    await resident.see("Look around.")
    return resident


async def at_the_picture(town: Town) -> Resident:
    resident = await at_the_text(town)
    await resident.press("Next")
    await resident.see(SEEN)
    return resident


def photos(resident: Resident) -> list[str]:
    """What Telegram calls the pictures in a chat, oldest first."""
    return [message["photo"][-1]["file_id"] for message in resident.from_bot if "photo" in message]


async def file_ids(town: Town) -> list[str | None]:
    return [row["file_id"] for row in await town.ledger.rows("SELECT file_id FROM files")]


async def bytes_of(town: Town, message: dict[str, Any]) -> bytes:
    async with aiohttp.ClientSession() as http, http.get(town.sandbox.url + message["file"]) as answer:
        return await answer.read()


async def test_a_resident_goes_from_text_to_picture_to_text_and_back(square: Town) -> None:
    await square.bot()
    resident = await at_the_picture(square)
    await square.at_rest()
    await resident.look(0)
    text, photo = resident.from_bot
    assert (words(text), labels(text)) == ("This continues below.", [])
    assert await bytes_of(square, photo) == PLAN
    assert words(photo) == f"The plan & more\nTwelve trees.\n{SEEN}"
    assert labels(photo) == ["‹ Back", "Next ›", "Menu"]
    await resident.press("Next")
    await resident.see("What is missing?")
    await square.at_rest()
    await resident.look(0)
    left = resident.from_bot[1]
    assert (labels(left), left["photo"]) == ([], photo["photo"])
    assert words(left) == f"The plan & more\n{SEEN}\nThis continues below."
    await resident.press("Back")
    await resident.see(SEEN)
    await resident.press("Back")
    assert "photo" not in await resident.see("Look around.")
    await square.at_rest()
    await resident.look(0)
    assert ["photo" in message for message in resident.from_bot] == [False, True, False, True, False]
    assert [bool(labels(message)) for message in resident.from_bot] == [False] * 4 + [True]
    assert len(set(photos(resident))) == 1
    await nothing_was_refused(square)


async def test_words_change_below_a_picture_that_stays(small_square: Town) -> None:
    """`/start` in another language brings the card anew; a remark above it is a caption as well."""
    await small_square.bot()
    resident = await at_the_picture(small_square)
    await resident.press("Menu")
    assert "photo" not in await resident.see("answered and saved")
    await resident.press("Language")
    await resident.see("Which language")
    await resident.press("Español")
    assert "photo" in await resident.see("En la imagen: Un mapa con <12> árboles")
    await resident.write("/help")
    helped = await resident.see("/menu")
    assert "photo" in helped
    assert "Un mapa con <12> árboles" in words(helped)
    await resident.write("hm?")
    await until(lambda: _newer(resident, helped["id"]), "an answer to what was no answer")
    assert "photo" in (resident.card or {})
    await small_square.at_rest()
    assert len(set(photos(resident))) == 1
    await nothing_was_refused(small_square)


async def test_a_caption_is_edited_in_place(small_square: Town) -> None:
    """A button of a card that is shown in a language of its own: the message stays the photo that it is."""
    await small_square.bot()
    resident = await at_the_picture(small_square)
    await small_square.at_rest()
    photo = resident.card
    assert photo is not None
    await resident.tap_data(photo["id"], re.sub(r"\.b\.$", ".l.es", data_of(photo, "Back")))
    spanish = await resident.see("Doce árboles.")
    assert (spanish["id"], spanish["photo"], spanish["edited"]) == (photo["id"], photo["photo"], 1)
    assert len(await small_square.calls("editMessageCaption")) == 1
    await nothing_was_refused(small_square)


async def test_a_restart_in_between_changes_nothing(square: Town) -> None:
    bot = await square.bot()
    resident = await at_the_picture(square)
    await square.at_rest()
    assert await bot.stop() == 0
    await resident.press("Next")
    await square.bot()
    await resident.see("What is missing?")
    await resident.press("Back")
    await resident.see(SEEN)
    await square.at_rest()
    await resident.look(0)
    assert ["photo" in message for message in resident.from_bot] == [False, True, False, True]
    assert len(set(photos(resident))) == 1
    await nothing_was_refused(square)


async def test_fifty_people_are_one_upload(square: Town) -> None:
    await square.bot()
    residents = await asyncio.gather(*(at_the_picture(square) for _ in range(50)))
    await square.at_rest()
    shown = [photo for resident in residents for photo in photos(resident)]
    assert len(shown) == 50
    assert set(shown) == set(await file_ids(square))
    assert square.sandbox.uploaded == 1
    await nothing_was_refused(square)


async def test_a_crash_between_upload_and_remembering_costs_one_more_upload(square: Town) -> None:
    bot = await square.bot(prelude=SPOILS)
    resident = await at_the_text(square)
    await resident.press("Next")
    assert await bot.ended() == 9
    assert await file_ids(square) == [None]
    await square.bot()
    await resident.see(SEEN)
    await square.at_rest()
    await resident.look(0)
    assert square.sandbox.uploaded == 2
    assert await file_ids(square) == [photos(resident)[-1]]
    await resident.press("Next")
    await resident.see("What is missing?")
    assert photos(await at_the_picture(square)) == await file_ids(square)
    assert square.sandbox.uploaded == 2
    await nothing_was_refused(square)


async def test_a_name_of_another_bot_is_dropped_and_the_picture_goes_up_again(small_square: Town) -> None:
    await small_square.ledger.rows("UPDATE files SET file_id = 'AgACanother-bots'")
    await small_square.bot()
    residents = await asyncio.gather(*(at_the_picture(small_square) for _ in range(5)))
    await small_square.at_rest()
    assert small_square.sandbox.uploaded == 1
    assert {photo for resident in residents for photo in photos(resident)} == set(await file_ids(small_square))


async def test_a_picture_that_telegram_refuses_comes_as_words_and_leads_on(small_square: Town) -> None:
    await small_square.ledger.rows("UPDATE files SET bytes = x'00'")
    await small_square.bot()
    resident = await at_the_picture(small_square)
    assert resident.card is not None
    assert "photo" not in resident.card
    await resident.press("Next")
    await resident.see("What is missing?")
    await small_square.at_rest()
    await resident.look(0)
    assert photos(resident) == []
    assert "This continues below." in words(resident.from_bot[1])


FAULTS: Final[dict[str, dict[str, Any]]] = {
    "busy": {"kind": "429", "retry_after": 1, "times": 2},
    "broken": {"kind": "500", "times": 2},
    "cut before": {"kind": "cut_before", "times": 1},
    "cut after": {"kind": "cut_after", "times": 1},
}


@pytest.mark.parametrize("fault", FAULTS)
async def test_after_the_faults_everybody_has_the_picture(small_square: Town, fault: str) -> None:
    await small_square.bot()
    residents = await asyncio.gather(*(at_the_text(small_square) for _ in range(4)))
    await small_square.faults(FAULTS[fault] | {"method": "sendPhoto"})
    await asyncio.gather(*(resident.press("Next") for resident in residents))
    await asyncio.gather(*(resident.see(SEEN) for resident in residents))
    await small_square.at_rest()
    assert all("photo" in (resident.card or {}) for resident in residents)
    assert small_square.sandbox.uploaded == (2 if fault == "cut after" else 1)
    for resident in residents:
        await resident.press("Next")
        await resident.see("What is missing?")


async def test_who_is_forgotten_leaves_the_town_its_pictures(small_square: Town) -> None:
    await small_square.bot()
    resident = await at_the_picture(small_square)
    await resident.write("/delete")
    await resident.see("Delete everything about you?")
    await resident.press("Yes, delete everything")
    await resident.hear("Everything about you is deleted")
    await small_square.at_rest()
    assert await small_square.ledger.count("people") == 0
    assert await small_square.ledger.count("files", "file_id IS NOT NULL") == 1


async def nothing_was_refused(town: Town) -> None:
    """Whatever was sent, the strict sandbox took it, or asked for a moment."""
    methods = ("sendMessage", "sendPhoto", "editMessageText", "editMessageCaption")
    assert {call["outcome"] for method in methods for call in await town.calls(method)} <= {"ok", "429"}
    assert (await town.state())["warnings"] == {}


def data_of(message: dict[str, Any], words: str) -> str:
    """What the button with these words carries."""
    rows = message["reply_markup"]["inline_keyboard"]
    return next(str(button["callback_data"]) for row in rows for button in row if words in button["text"])


async def _newer(resident: Resident, than: int) -> bool:
    await resident.look(0.5)
    return resident.card is not None and int(resident.card["id"]) > than


# what an organiser is told


SPOILED: Final = {
    "missing": (None, 'there is no "plan.png" beside this file.'),
    "no picture": (b"%PDF-1.7", "neither a PNG nor a JPEG"),
    "too large": (PLAN + bytes(10 * 2**20), "larger than 10 megabytes"),
    "too wide": (png(9999, 2), "9,999 points wide"),
}


@pytest.mark.parametrize("command", ["check", "launch"])
@pytest.mark.parametrize("what", SPOILED)
async def test_check_and_launch_look_at_the_picture(small_town: Town, command: str, what: str) -> None:
    plan, told = SPOILED[what]
    status, said = await small_town.said(command, str(beside(small_town.folder, plan)))
    assert status != 0
    assert told in said
    line = SOURCE[: SOURCE.index("picture =")].count("\n") + 1
    assert f'Line {line}, text "The plan & more", picture.file' in said
    assert await small_town.ledger.count("definitions", "consultation_id = 'square'") == 0
    assert await small_town.ledger.count("files") == 0


async def test_a_good_file_is_in_order_and_launched_once(square: Town) -> None:
    file = beside(square.folder, PLAN)
    assert (await square.said("check", str(file)))[0] == 0
    before = await square.ledger.everything()
    status, said = await square.said("launch", str(file))
    assert (status, "Launched: square" in said) == (0, True)
    assert await square.ledger.everything() == before


async def test_another_picture_takes_another_version(square: Town) -> None:
    file = beside(square.folder, jpeg(30, 20))
    status, said = await square.said("launch", str(file))
    assert status != 0
    assert "another picture. Raise the version." in said
    file = beside(square.folder, jpeg(30, 20), f"version = 2\n{SOURCE}")
    assert (await square.said("launch", str(file)))[0] == 0
    assert await square.ledger.count("files") == 2
