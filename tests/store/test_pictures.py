"""Pictures from the launch to the chat: stored once, uploaded once, and never in the way of who only wants to go on."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from typing import Any

import pytest

from bot.sending.gateway import Photo, Upload
from bot.sending.limiter import Lane
from bot.sending.outcomes import Gone, Later, Outcome, Rejected, Sent
from bot.sending.pictures import Pictures
from deliberation.definition import Tapped
from deliberation.engine import Agree, Back, Begin, Skip, Visit
from deliberation.errors import Conflict, DefinitionInvalid
from deliberation.participation import MENU
from deliberation.use_cases.commands import HOUSE_ITSELF
from deliberation.use_cases.running import Launch, launch
from deliberation.use_cases.showing import LEASE, Shown
from deliberation.use_cases.taking_part import Prefer, Speak, Tap, Wish, tap
from screens.card import Action, Button, callback_data
from screens.participation import participation_card
from storage.database import Database
from storage.files import StoredPicture
from storage.sql import load
from tests.deliberation.files import choice, words
from tests.deliberation.pictures import ALT, NAME, PICTURES, PLAN, information, png, source
from tests.store.chats import Chat, Chats, Crash, Updates
from tests.store.process import Process
from tests.store.town import Town
from tests.store.unlucky import Boom, Unlucky

SHOWN = f"{NAME}: {ALT['en']}"
Q = load(
    """
-- name: forget_message
-- As if its sending had never been acknowledged.
UPDATE views SET message_id = NULL, photo = 0 WHERE token = :token

-- name: move
-- As if other steps were on offer than when it was last looked at.
UPDATE participations SET place = :place
"""
)
COLOUR = {**choice("colour"), "ordered": True}


class Telegram(Chats):
    """As strict about pictures as Telegram: it knows those that were brought to it, by the name that it gave."""

    def __init__(self) -> None:
        super().__init__()
        self.known: set[str] = set()
        self.fates: list[Outcome] = []
        """What becomes of the next uploads, instead of their arriving."""
        self.sends = 0

    async def send_photo(
        self, chat: int, card: Any, token: str, revision: int, photo: Photo, *, lane: Lane, attempts: int
    ) -> Outcome:
        await asyncio.sleep(0)  # whoever else wants the same picture comes in the meantime
        self.sends += 1
        if isinstance(photo, str) and photo not in self.known:
            return Rejected("Wrong file identifier/http url specified")
        if isinstance(photo, Upload) and self.fates:
            return self.fates.pop(0)
        outcome = await super().send_photo(chat, card, token, revision, photo, lane=lane, attempts=attempts)
        if not isinstance(outcome, Sent):
            return outcome
        name = photo if isinstance(photo, str) else f"file-{len(self.uploads)}"
        self.known.add(name)
        return replace(outcome, picture=name)


@pytest.fixture
async def process(database: Database) -> Process:
    """A town with one consultation: a choice, a picture, a question for words. Nobody has come yet."""
    process = Process(database, Telegram())
    await start(process.town)
    return process


def telegram(process: Process) -> Telegram:
    assert isinstance(process.gateway, Telegram)
    return process.gateway


async def start(town: Town, text: str | None = None, pictures: dict[str, bytes] | None = None) -> None:
    given = PICTURES if pictures is None else pictures
    await town.perform(launch, Launch(HOUSE_ITSELF, town.now, source() if text is None else text, given))


async def give(process: Process, shown: Shown, wish: Wish, **more: Any) -> Shown:
    """A tap on the message as it is known to the store, shown at once as the process does it."""
    command = replace(process.town.tapping(shown, wish), **more)
    after: Shown = await process.store.perform(tap, command)
    await process.delivery.show(after, Lane.TOUCHED_VIEW)
    await deliver(process)
    return after


async def deliver(process: Process) -> None:
    while await process.send():
        pass


async def at_the_picture(process: Process, person: int = 1) -> Shown:
    shown = await process.town.enter(person)
    await process.delivery.show(shown, Lane.TOUCHED_VIEW)
    for wish in (Begin(), Agree(), Tapped("a")):
        shown = await give(process, shown, wish)
    return shown


def chat_of(process: Process, person: int = 1) -> Chat:
    return process.gateway.of[person]


def pictures_in(process: Process, person: int = 1) -> list[str]:
    return [message.picture for message in chat_of(process, person).messages]


async def file_ids(town: Town) -> list[str | None]:
    return [row["file_id"] for row in await town.rows("files")]


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
    assert not any((await town.dump()).values())


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
            assert not any((await town.dump()).values())
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


# Telegram and its faults


def unseen(process: Process, shown: Shown, wish: Wish) -> Tap:
    """A tap on a message that never came: all that counts is what is to be shown in the end."""
    return replace(process.town.tapping(shown, wish), message=None)


async def ready(process: Process, people: int) -> list[Shown]:
    """So many people whose picture waits to be shown."""
    waiting = []
    for person in range(1, people + 1):
        shown = await process.town.enter(person)
        for wish in (Begin(), Agree()):
            shown = await process.store.perform(tap, unseen(process, shown, wish))
        waiting.append(await process.store.perform(tap, unseen(process, shown, Tapped("a"))))
    return waiting


async def show_all(process: Process, waiting: list[Shown]) -> None:
    await asyncio.gather(*(process.delivery.show(shown, Lane.TOUCHED_VIEW) for shown in waiting))


async def test_fifty_at_once_upload_a_picture_once(process: Process) -> None:
    waiting = await ready(process, 50)
    await show_all(process, waiting)
    assert telegram(process).uploads == [NAME]
    assert telegram(process).sends == 50
    assert all(pictures_in(process, person)[-1] == SHOWN for person in range(1, 51))
    assert await file_ids(process.town) == ["file-1"]


async def test_a_new_process_uploads_nothing_that_was_uploaded(process: Process) -> None:
    first, second = await ready(process, 2)
    await show_all(process, [first])
    process.restart()
    await show_all(process, [second])
    assert telegram(process).uploads == [NAME]


async def test_a_process_that_ends_between_upload_and_remembering_uploads_once_more(process: Process) -> None:
    waiting = await ready(process, 3)
    process.store.files.remember = _ends  # type: ignore[method-assign]
    with pytest.raises(Crash):
        await process.delivery.show(waiting[0], Lane.TOUCHED_VIEW)
    assert await file_ids(process.town) == [None]
    process.restart()
    await process.store.deliveries.release_leases()
    await deliver(process)
    assert telegram(process).uploads == [NAME, NAME]
    assert await file_ids(process.town) == ["file-2"]
    views = [row for row in await process.town.rows("views") if not row["retired"]]
    assert all((row["photo"], row["shown"]) == (1, row["wanted"]) for row in views)


async def test_a_store_that_cannot_remember_leaves_the_message_sent(process: Process) -> None:
    first, second = await ready(process, 2)
    process.store.files.remember = _is_busy  # type: ignore[method-assign]
    await show_all(process, [first])
    assert [row["photo"] for row in await process.town.rows("views") if row["token"] == first.view.token] == [1]
    await show_all(process, [second])
    assert telegram(process).uploads == [NAME, NAME]


async def test_a_name_that_telegram_does_not_know_any_more_is_dropped(process: Process) -> None:
    """The bot has another token: nothing that the old one sent is known."""
    first, *others = await ready(process, 20)
    await show_all(process, [first])
    telegram(process).known.clear()
    await show_all(process, others)
    assert telegram(process).uploads == [NAME, NAME]
    assert await file_ids(process.town) == ["file-2"]
    assert all(pictures_in(process, person)[-1] == SHOWN for person in range(1, 21))


@pytest.mark.parametrize("reason", ["Photo_invalid_dimensions", "Image_process_failed", "Too large"])
async def test_a_picture_that_is_refused_comes_as_words(process: Process, reason: str) -> None:
    waiting = await ready(process, 10)
    telegram(process).fates = [Rejected(reason)] * 100
    await show_all(process, waiting)
    assert telegram(process).sends == 1, "nobody tries again what was refused"
    for person in range(1, 11):
        assert pictures_in(process, person)[-1] == ""
        assert ALT["en"] in chat_of(process, person).messages[-1].text
        assert chat_of(process, person).messages[-1].buttons
    assert {row["photo"] for row in await process.town.rows("views")} == {0}


async def test_words_in_the_place_of_a_picture_lead_on_like_any(process: Process) -> None:
    telegram(process).fates = [Rejected("Image_process_failed")]
    shown = await at_the_picture(process)
    shown = await give(process, shown, Speak("es"))
    assert ALT["es"] in chat_of(process).messages[-1].text
    await give(process, shown, Skip())
    assert pictures_in(process) == ["", "", ""]
    assert "Di why" in chat_of(process).messages[-1].text


async def test_who_has_gone_does_not_keep_others_from_the_picture(process: Process) -> None:
    waiting = await ready(process, 10)
    for person in (1, 2, 3):
        chat_of(process, person).blocked = True
    await show_all(process, waiting)
    assert telegram(process).uploads == [NAME]
    assert all(pictures_in(process, person)[-1:] == [SHOWN] for person in range(4, 11))


async def test_an_upload_that_has_to_wait_is_tried_by_nobody_else_meanwhile(process: Process) -> None:
    waiting = await ready(process, 10)
    telegram(process).fates = [Later(3.0, counted=True)] * 100
    await show_all(process, waiting)
    assert telegram(process).sends == 1
    views = {row["token"]: row for row in await process.town.rows("views")}
    assert sorted(views[shown.view.token]["attempts"] for shown in waiting) == [0] * 9 + [1]
    telegram(process).fates.clear()
    process.town.now += LEASE
    await deliver(process)
    assert telegram(process).uploads == [NAME]


async def test_an_upload_that_never_ends_is_given_up(process: Process, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.sending.pictures.LONGEST_UPLOAD", 0.05)

    async def hangs(*_: object, **__: object) -> Outcome:
        await asyncio.sleep(60)
        return Gone()

    monkeypatch.setattr(process.gateway, "send_photo", hangs)
    (shown,) = await ready(process, 1)
    pictures = Pictures(process.store.files, process.gateway)  # type: ignore[arg-type]
    outcome = await pictures.send(shown, participation_card(shown), Lane.TOUCHED_VIEW, 2)
    assert outcome == Later(4.0, counted=True)


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


async def _ends(*_: object) -> None:
    raise Crash


async def _is_busy(*_: object) -> None:
    raise Conflict
