"""Sends cards with a picture: each picture is uploaded once, and from then on named as Telegram calls it.

Whoever comes while a picture is going up waits for that. A picture that Telegram will not have keeps nobody from going
on: the card is sent without it, for its words say what can be seen.
"""

from __future__ import annotations

import asyncio
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Final
from weakref import WeakValueDictionary

import structlog

from bot.sending.gateway import Gateway, Photo, Upload
from bot.sending.limiter import Lane
from bot.sending.outcomes import Later, Outcome, Rejected, Sent, pause
from deliberation.errors import Conflict
from deliberation.kept import View
from deliberation.use_cases.showing import Shown
from screens.card import Card
from storage.files import Files, StoredPicture
from storage.session import StorageError

log = structlog.get_logger()

LONGEST_UPLOAD: Final = 240.0
"""Seconds, shorter than a view is held by whoever shows it."""

OF_NAMES: Final = ("file id", "file_id", "file_reference", "file of type")
OF_PICTURES: Final = ("photo", "image", "too large")
"""What Telegram's wording has when a refusal is about the name of a file, or about the picture itself."""


@dataclass(frozen=True)
class _Sending:
    """One card on its way to one chat."""

    gateway: Gateway
    view: View
    card: Card
    lane: Lane
    attempts: int

    async def below(self, photo: Photo) -> Outcome:
        chat, token, revision = self.view.telegram_chat, self.view.token, self.view.wanted
        return await self.gateway.send_photo(
            chat, self.card, token, revision, photo, lane=self.lane, attempts=self.attempts
        )

    async def alone(self) -> Outcome:
        chat, token, revision = self.view.telegram_chat, self.view.token, self.view.wanted
        return await self.gateway.send_card(chat, self.card, token, revision, lane=self.lane, attempts=self.attempts)


@dataclass
class _Upload:
    """One picture on its way up; kept while somebody waits for it. `failed` is what they are told then."""

    failed: Later | None = None
    alone: asyncio.Lock = field(default_factory=asyncio.Lock)


class Pictures:
    """`_refused` are those that Telegram would not have, for as long as this process lives."""

    def __init__(self, files: Files, gateway: Gateway):
        self._files = files
        self._gateway = gateway
        self._uploads: WeakValueDictionary[str, _Upload] = WeakValueDictionary()
        self._refused: set[str] = set()

    async def send(self, shown: Shown, card: Card, lane: Lane, attempts: int) -> Outcome:
        """A new message: the card below its picture, or alone where that cannot be."""
        sending, about = _Sending(self._gateway, shown.view, card, lane, attempts), shown.consultation
        stored = await self._files.picture(about.id, about.version, card.picture or "")
        outcome = Rejected("Not stored") if stored is None else await self._send(sending, stored)
        if not isinstance(outcome, Rejected):
            return outcome
        log.error("picture_rejected", consultation=about.id, picture=card.picture, reason=outcome.reason)
        return await sending.alone()

    async def _send(self, sending: _Sending, stored: StoredPicture) -> Outcome:
        """By its name; going up where it has none, or where that is another bot's or too old."""
        if stored.file_id is not None:
            outcome = await sending.below(stored.file_id)
            if not _is_about(outcome, OF_NAMES):
                return outcome
            await self._files.drop(stored.sha256, stored.file_id)
        upload = self._uploads.setdefault(stored.sha256, _Upload())
        async with upload.alone:
            file_id = await self._files.file_id(stored.sha256)  # whoever was here before has brought it up
            if file_id is None:
                return upload.failed or await self._upload(sending, stored.sha256, upload)
        return await sending.below(file_id)

    async def _upload(self, sending: _Sending, sha256: str, upload: _Upload) -> Outcome:
        if sha256 in self._refused:
            return Rejected("Refused before")
        content = await self._files.content(sha256)
        try:
            async with asyncio.timeout(LONGEST_UPLOAD):
                outcome = await sending.below(Upload(sending.card.picture or "", content))
        except TimeoutError:
            outcome = Later(pause(sending.attempts), counted=True)
        await self._learn(outcome, sha256, upload)
        return outcome

    async def _learn(self, outcome: Outcome, sha256: str, upload: _Upload) -> None:
        """What this means for others who want the same picture."""
        match outcome:
            case Sent(picture=str(file_id)):
                with suppress(Conflict, StorageError):  # it has arrived; the next one goes up once more
                    await self._files.remember(sha256, file_id)
            case Later(seconds):
                upload.failed = Later(seconds, counted=False)
            case _ if _is_about(outcome, OF_PICTURES):
                self._refused.add(sha256)


def _is_about(outcome: Outcome, words: tuple[str, ...]) -> bool:
    return isinstance(outcome, Rejected) and any(word in outcome.reason.casefold() for word in words)
