"""What tests of pictures share: a Telegram that is strict about them, and ways to one."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from typing import Any

from bot.sending.gateway import Photo, Upload
from bot.sending.limiter import Lane
from bot.sending.outcomes import Outcome, Rejected, Sent
from deliberation.definition import Tapped
from deliberation.engine import Agree, Begin
from deliberation.use_cases.commands import HOUSE_ITSELF
from deliberation.use_cases.running import Launch, launch
from deliberation.use_cases.showing import Shown
from deliberation.use_cases.taking_part import Wish, tap
from storage.sql import load
from tests.deliberation.files import choice
from tests.deliberation.pictures import ALT, NAME, PICTURES, source
from tests.store.chats import Chat, Chats
from tests.store.process import Process
from tests.store.town import Town

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
