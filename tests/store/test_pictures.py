"""Pictures from the launch to the chat: stored once, known again, and never in the way of who only wants to go on."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.sending.limiter import Lane
from deliberation.engine import Back, Skip, Visit
from deliberation.errors import Conflict, DefinitionInvalid
from deliberation.participation import MENU
from deliberation.use_cases.accounts import Speak
from deliberation.use_cases.taking_part import Prefer, tap
from screens.card import Action, Button, callback_data
from storage.database import Database
from storage.files import StoredPicture
from tests.deliberation.files import words
from tests.deliberation.pictures import ALT, NAME, PICTURES, PLAN, information, png, source
from tests.store.chats import Updates
from tests.store.picturing import (
    COLOUR,
    SHOWN,
    Q,
    Telegram,
    at_the_picture,
    chat_of,
    deliver,
    give,
    pictures_in,
    start,
    telegram,
)
from tests.store.process import Process
from tests.store.town import Dump, Town
from tests.store.unlucky import Boom, Unlucky


@pytest.fixture
async def process(database: Database) -> Process:
    """A town with one consultation: a choice, a picture, a question for words. Nobody has come yet."""
    process = Process(database, Telegram())
    await start(process.town)
    return process


# the launch


async def test_a_launch_stores_the_pictures_with_the_definition(process: Process) -> None:
    (file,) = await process.town.rows("files")
    assert (file["type"], bytes(file["bytes"]), file["file_id"]) == ("image/png", PLAN, None)
    (picture,) = await process.town.rows("pictures")
    assert picture == {"consultation_id": "tiny", "version": 1, "name": NAME, "sha256": file["sha256"]}


async def test_the_same_picture_is_stored_once_whatever_it_is_called(process: Process) -> None:
    text = source(COLOUR, information(), information("map", "map.jpg"), information("old", "old.png"), version=2)
    await start(process.town, text, {NAME: PLAN, "map.jpg": PLAN, "old.png": png(7, 7)})
    assert len(await process.town.rows("files")) == 2
    assert [(row["version"], row["name"]) for row in await process.town.rows("pictures")] == [
        (1, NAME), (2, "map.jpg"), (2, "old.png"), (2, NAME),
    ]  # fmt: skip


async def test_the_same_launch_again_changes_nothing(process: Process) -> None:
    await at_the_picture(process)
    before = await process.town.dump()
    await start(process.town)
    assert await process.town.dump() == before


async def test_another_picture_under_the_same_version_is_refused(process: Process) -> None:
    before = await process.town.dump()
    with pytest.raises(Conflict):
        await start(process.town, None, {NAME: png(41, 30)})
    assert await process.town.dump() == before


@pytest.mark.parametrize("given", [{}, {NAME: b"GIF89a"}])
async def test_without_its_picture_nothing_is_launched(database: Database, given: dict[str, bytes]) -> None:
    town = Town(database)
    with pytest.raises(DefinitionInvalid):
        await start(town, None, given)
    assert not launched(await town.dump())


async def test_files_that_nobody_names_are_not_stored(database: Database) -> None:
    town = Town(database)
    await start(town, source(COLOUR, words("why")), PICTURES)
    assert not await town.rows("files") + await town.rows("pictures")


async def test_a_launch_that_fails_in_the_middle_leaves_no_picture(database: Database) -> None:
    for at in range(1, 100):
        town = Town(database)
        town.restart(unlucky := Unlucky(database, at))
        try:
            await start(town)
        except Boom:
            assert not launched(await town.dump())
        else:
            assert unlucky.statements < at
            return
    pytest.fail("a launch has not so many statements")


# what Telegram calls them


async def test_of_two_names_the_first_is_remembered_and_only_that_is_dropped(process: Process) -> None:
    files = process.store.files
    stored = await files.picture("tiny", 1, NAME)
    assert stored is not None
    await files.remember(stored.sha256, "first")
    await files.remember(stored.sha256, "second")
    assert await files.picture("tiny", 1, NAME) == StoredPicture(stored.sha256, "first")
    await files.drop(stored.sha256, "second")
    assert await files.file_id(stored.sha256) == "first"
    await files.drop(stored.sha256, "first")
    assert await files.file_id(stored.sha256) is None
    assert await files.content(stored.sha256) == PLAN


async def test_what_is_not_there_is_not_found(process: Process) -> None:
    files = process.store.files
    assert await files.picture("tiny", 2, NAME) is None
    assert await files.file_id("none") is None
    with pytest.raises(KeyError):
        await files.content("none")


# the way through


async def test_a_picture_comes_as_a_message_of_its_own_and_so_does_what_follows(process: Process) -> None:
    shown = await at_the_picture(process)
    assert pictures_in(process) == ["", SHOWN]
    shown = await give(process, shown, Skip())
    assert pictures_in(process) == ["", SHOWN, ""]
    old, left, new = chat_of(process).messages
    assert not old.buttons + left.buttons
    assert ALT["en"] in left.text
    assert "continues below" in left.text
    assert "Say why" in new.text
    await give(process, shown, Back())
    assert pictures_in(process) == ["", SHOWN, "", SHOWN]
    assert [bool(message.buttons) for message in chat_of(process).messages] == [False, False, False, True]
    assert telegram(process).uploads == [NAME]


async def test_the_store_knows_which_messages_are_photos(process: Process) -> None:
    shown = await at_the_picture(process)
    await give(process, shown, Skip())
    rows = sorted(await process.town.rows("views"), key=lambda row: row["message_id"])
    assert [(row["message_id"], row["photo"], row["shown"] - row["wanted"]) for row in rows] == [
        (1, 0, 0), (2, 1, 0), (3, 0, 0),
    ]  # fmt: skip


async def test_a_language_is_chosen_on_a_page_of_its_own_and_the_picture_comes_again(process: Process) -> None:
    shown = await give(process, await at_the_picture(process), Visit(MENU))
    assert pictures_in(process) == ["", SHOWN, ""]
    shown = await give(process, shown, Visit("@languages"))
    shown = await give(process, shown, Speak("es"))
    assert pictures_in(process) == ["", SHOWN, "", f"{NAME}: {ALT['es']}"]
    assert telegram(process).uploads == [NAME]


async def test_where_one_stays_the_words_below_the_picture_change(process: Process) -> None:
    """Nothing moves: the same photo gets another caption, as the strict chat demands of a photo."""
    shown = await at_the_picture(process)
    shown = await give(process, shown, Speak("es"))
    assert pictures_in(process) == ["", SHOWN]
    assert "Míralo" in chat_of(process).messages[1].text
    assert chat_of(process).messages[1].buttons
    await give(process, shown, Prefer(new_messages=True))
    assert len(pictures_in(process)) == 2


async def test_a_word_written_below_a_picture_leads_on_like_its_button(process: Process) -> None:
    await at_the_picture(process)
    shown = await process.town.write(1, "next", Skip())
    await process.delivery.show(shown, Lane.TOUCHED_VIEW)
    await deliver(process)
    assert pictures_in(process) == ["", SHOWN, ""]
    assert not chat_of(process).messages[1].buttons
    assert "Say why" in chat_of(process).messages[2].text


async def test_after_a_restart_a_photo_is_still_known_as_one(process: Process) -> None:
    shown = await at_the_picture(process)
    process.restart()
    await give(process, shown, Speak("es"))
    process.restart()
    await give(process, replace(shown, view=replace(shown.view, wanted=1)), Skip())
    assert pictures_in(process) == ["", SHOWN, ""]
    assert telegram(process).uploads == [NAME]


async def test_a_tap_tells_that_an_unacknowledged_message_is_a_photo(process: Process) -> None:
    """The picture arrived, and the process ended before it heard so; the person taps what stands in the chat."""
    shown = await at_the_picture(process)
    await process.town.database.unit(lambda session: session.run(Q["forget_message"], token=shown.view.token))
    tapped = replace(process.town.tapping(shown, Speak("es")), message=2, photo=True)
    after = await process.store.perform(tap, tapped)
    assert (after.view.message, after.view.photo) == (2, True)
    await process.delivery.show(after, Lane.TOUCHED_VIEW)
    assert "Míralo" in chat_of(process).messages[1].text
    assert pictures_in(process) == ["", SHOWN]


async def test_telegram_says_of_the_tapped_message_whether_it_is_a_photo(process: Process) -> None:
    shown = await at_the_picture(process)
    await process.town.database.unit(lambda session: session.run(Q["forget_message"], token=shown.view.token))
    button = Button("Español", Action.LANGUAGE, "es")
    update = Updates().tapped(1, 2, callback_data(shown.view.token, shown.view.wanted, button))
    size = {"file_id": "a", "file_unique_id": "b", "width": 40, "height": 30}
    update["callback_query"]["message"] |= {"photo": [size], "caption": "About plan"}
    await process.receive(update)
    (row,) = await process.store.inbox.waiting("", 10)
    await process.process(row)
    assert "Míralo" in chat_of(process).messages[1].text
    assert pictures_in(process) == ["", SHOWN]


async def test_a_photo_that_cannot_become_what_is_next_is_left_behind(process: Process) -> None:
    """Its phase has closed while it stood there; another one, without a picture, is open."""
    shown = await at_the_picture(process)
    await process.town.database.unit(lambda session: session.run(Q["move"], place="why"))
    await give(process, shown, Speak("es"))
    assert pictures_in(process) == ["", SHOWN, ""]


# nobody's data


async def test_erasing_everybody_leaves_the_town_its_pictures(process: Process) -> None:
    await at_the_picture(process)
    before = await process.town.dump()
    person = await process.store.look(lambda tx: tx.person(1))
    assert person is not None
    await process.town.database.unit(lambda session: process.store._transaction(session).erase(person))
    after = await process.town.dump()
    assert [after[name] for name in ("files", "pictures")] == [before[name] for name in ("files", "pictures")]
    assert after["people"] == after["views"] == []


def launched(dump: Dump) -> Dump:
    """What a launch leaves in any table; the numbers of the team begin with a row."""
    return {name: rows for name, rows in dump.items() if rows and name != "counters"}
