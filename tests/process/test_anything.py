"""Everything that can be sent in a chat, through the whole process: nobody is silent, nothing is set aside or lost."""

from typing import Any

from bot.app import wall_clock
from deliberation.use_cases.commands import HOUSE_ITSELF
from deliberation.use_cases.running import Launch, launch
from tests.process.consultation import SOURCE
from tests.process.resident import LOOK, Resident
from tests.process.town import MARK, Town
from tests.process.waiting import until

SEVERAL = SOURCE.replace('"roof"', '"several"', 1).replace("single_choice", "multiple_choice")
"""The same, with several answers to each question."""

WORDS_ALONE = "I can read only words."
SENT: tuple[dict[str, Any], ...] = ({"photo": {}}, {"voice": {}}, {"sticker": {}}, {"location": {}}, {"document": {}})
FILE = {"file_id": "a", "file_unique_id": "b"}
RAW: tuple[dict[str, Any], ...] = (
    {"contact": {"phone_number": "1", "first_name": MARK}},
    {"dice": {"emoji": "🎲", "value": 3}},
    {"video_note": {**FILE, "duration": 1, "length": 9}},
    {"poll": {"id": "1", "question": MARK, "options": []}},
    {"photo": [{**FILE, "width": 1, "height": 1}], "forward_origin": {"type": "hidden_user", "date": 1}},
    {"hologram": {"depth": 3}},
)


async def test_what_is_no_text_is_answered_and_the_question_stays(town: Town) -> None:
    bot = await town.bot()
    resident = await town.participant()
    for content in SENT:
        before = _newest(resident)
        await resident.send(**content)
        await _answered(resident, before, WORDS_ALONE)
    for content in RAW:
        before = _newest(resident)
        town.sandbox.send_raw(_message(resident.id) | content)
        await _answered(resident, before, WORDS_ALONE)
    await resident.see("1 of 4")
    await resident.press("2 Second")
    await resident.see("2 of 4")
    await town.at_rest()
    assert await town.ledger.answers() == {(resident.id, "rent", "second"): 1}
    assert await town.ledger.count("inbox", "state = 'poison'") == 0
    assert "update_failed" not in bot.output


async def test_sixty_four_thousand_characters_come_back_to_be_shortened(town: Town) -> None:
    await town.bot()
    resident = await town.participant()
    for text in ("1", "1", "1"):
        await resident.write(text)
    await resident.see("4 of 4")
    town.sandbox.send_raw(_message(resident.id) | {"text": f"{MARK} <&> " * 5819})
    await resident.see("fit. It is not saved yet.")
    card = resident.card
    assert card is not None
    assert f"{MARK} <&> {MARK}" in card["text"]
    await resident.write(f"{MARK} <&>")
    await resident.see("4 of 4 answered")
    assert (await town.ledger.answers())[resident.id, "worry", f"{MARK} <&>"] == 1
    assert await town.ledger.count("inbox", "state = 'poison'") == 0


async def test_a_message_that_is_corrected_changes_nothing_and_it_is_said_how(town: Town) -> None:
    await town.bot()
    resident = await town.participant()
    await resident.write("1")
    await resident.see("2 of 4")
    town.sandbox.send_raw(_message(resident.id) | {"text": "2", "edit_date": 1}, "edited_message")
    await resident.see("You changed a message that was sent already.")
    assert await town.ledger.answers() == {(resident.id, "rent", "first"): 1}


async def test_what_is_above_the_card_is_gone_with_the_next_tap(town: Town) -> None:
    await town.bot()
    resident = await town.participant()
    await resident.send(sticker={})
    await resident.see(WORDS_ALONE)
    await resident.press("3 Third")
    card = await resident.see("2 of 4")
    assert WORDS_ALONE not in card["text"]


async def test_an_old_message_brings_the_newest_card(town: Town) -> None:
    """Its buttons are gone by then; a slow telephone may still show them."""
    await town.bot()
    resident = await town.participant()
    old = resident.card
    assert old is not None
    data = old["reply_markup"]["inline_keyboard"][0][0]["callback_data"]
    await resident.write("3")
    await resident.see("2 of 4")
    await town.at_rest()
    for _ in range(3):
        before = _newest(resident)
        await resident.tap_data(old["id"], data)
        await _answered(resident, before, "This question moved on. You are here:")
    await resident.see("2 of 4")
    await town.at_rest()
    assert await town.ledger.answers() == {(resident.id, "rent", "third"): 1}
    assert await town.ledger.count("views", "retired = 0") == 1


async def test_who_wants_new_messages_gets_one_for_each_step(town: Town) -> None:
    await town.bot()
    resident = await town.participant()
    await resident.press("Menu")
    await resident.see("One message changes at each step.")
    await resident.press("A new message each step")
    await resident.see("Each step comes as a new message.")
    await resident.press("Go on")
    first = await resident.see("1 of 4")
    await resident.press("1 First")
    second = await resident.see("2 of 4")
    await resident.press("1 First")
    third = await resident.see("3 of 4")
    assert first["id"] < second["id"] < third["id"]
    await town.at_rest()
    await resident.look(0)
    assert "Saved ✓ “Second”" not in resident.messages[second["id"]]["text"]
    assert "Saved ✓ “First & best”" in resident.messages[second["id"]]["text"]


async def test_a_draft_survives_a_kill(town: Town) -> None:
    async with town.store() as store:
        await store.perform(launch, Launch(HOUSE_ITSELF, wall_clock(), SEVERAL))
    bot = await town.bot()
    resident = await town.resident()
    await resident.start("c_several")
    for words in ("Begin", "agree", "1 First", "3 Third"):
        await resident.look()
        await town.at_rest()
        await resident.look(0)
        await resident.press(words)
    await resident.see("3 Third ✓ chosen")
    await bot.kill()
    assert await town.ledger.answers() == {}
    await town.bot()
    await resident.press("1 ✓ First")
    await town.at_rest()
    await resident.look(0)
    await resident.press("Done")
    await resident.see("2 of 4")
    assert await town.ledger.answers() == {(resident.id, "rent", '["third"]'): 1}


def _message(person: int) -> dict[str, Any]:
    sender = {"id": person, "is_bot": False, "first_name": MARK, "language_code": "en"}
    chat = {"id": person, "type": "private", "first_name": MARK}
    return {"message_id": 1, "date": 1, "chat": chat, "from": sender}


def _newest(resident: Resident) -> int:
    assert resident.card is not None
    return int(resident.card["id"])


async def _answered(resident: Resident, before: int, words: str) -> None:
    """A newer message than that one says so, and can be tapped."""

    async def said() -> bool:
        await resident.look(LOOK)
        return resident.card is not None and resident.card["id"] > before and words in resident.card["text"]

    await until(said, f"a newer card that says “{words}”")
