"""A picture goes up once, whatever Telegram, the store or the process do meanwhile."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from typing import Any

import pytest

from bot.sending.limiter import Lane
from bot.sending.outcomes import Gone, Later, Outcome, Rejected
from bot.sending.pictures import Pictures
from deliberation.definition import Tapped
from deliberation.engine import Agree, Begin, Skip
from deliberation.errors import Conflict
from deliberation.use_cases.accounts import Speak
from deliberation.use_cases.showing import LEASE, Shown
from deliberation.use_cases.taking_part import Tap, Wish, tap
from screens.participation import participation_card
from storage.database import Database
from tests.deliberation.pictures import ALT, NAME
from tests.store.chats import Crash
from tests.store.picturing import (
    SHOWN,
    Telegram,
    at_the_picture,
    chat_of,
    deliver,
    file_ids,
    give,
    pictures_in,
    start,
    telegram,
)
from tests.store.process import Process


@pytest.fixture
async def process(database: Database) -> Process:
    """A town with one consultation: a choice, a picture, a question for words. Nobody has come yet."""
    process = Process(database, Telegram())
    await start(process.town)
    return process


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


async def test_an_upload_that_has_to_wait_is_tried_by_nobody_else_meanwhile(
    process: Process, monkeypatch: pytest.MonkeyPatch
) -> None:
    waiting, files = await ready(process, 10), process.store.files
    telegram(process).fates = [Later(3.0, counted=True)] * 100
    with monkeypatch.context() as together:
        together.setattr(files, "picture", all_at_once(files.picture, len(waiting)))
        await show_all(process, waiting)
    assert telegram(process).sends == 1
    views = {row["token"]: row for row in await process.town.rows("views")}
    assert sorted(views[shown.view.token]["attempts"] for shown in waiting) == [0] * 9 + [1]
    telegram(process).fates.clear()
    process.town.now += LEASE
    await deliver(process)
    assert telegram(process).uploads == [NAME]


def all_at_once(function: Any, people: int) -> Any:
    """The function, whose answer nobody has before the last one does."""
    barrier = asyncio.Barrier(people)

    async def waited(*given: Any) -> Any:
        answer = await function(*given)
        await barrier.wait()
        return answer

    return waited


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


async def _ends(*_: object) -> None:
    raise Crash


async def _is_busy(*_: object) -> None:
    raise Conflict
