"""Shows one view, tells one notice, and records what became of it. Shared by the tap itself and by the outbox."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any, assert_never
from weakref import WeakValueDictionary

import structlog

from bot.errors import DrawingFailed, Fatal, Misconfigured
from bot.sending.gateway import Gateway, Upload
from bot.sending.limiter import Lane
from bot.sending.mirrors import Mirrors
from bot.sending.outcomes import Gone, Later, Migrated, Outcome, Rejected, Sent, TokenRefused
from bot.sending.pictures import Pictures
from deliberation.kept import Urgency
from deliberation.notices import MenuChanged, Mirrored, MirrorOver
from deliberation.roles import Role
from deliberation.use_cases.commands import HOUSE_ITSELF
from deliberation.use_cases.keeping_house import ChangeReach, MigrateChat, change_reach, migrate_chat
from deliberation.use_cases.showing import Shown
from deliberation.use_cases.summaries import NOT_MADE
from deliberation.use_cases.telling import Told
from deliberation.use_cases.viewing import Showing
from reports.attachments import Attachment
from screens.commands import commands_of
from screens.notices import notice_card
from screens.views import card_of
from storage.deliveries import DueNotice
from storage.store import Store

log = structlog.get_logger()

Draw = Callable[[Callable[[Any], bytes], Any], Awaitable[bytes]]
"""Calls the function with the argument. Raises `DrawingFailed`."""


Attach = Callable[[Told, str, str], Attachment | None]
"""The file that goes with a notice, in a language; the last argument is the bot's name, for links."""


@dataclass
class _Message:
    """A message that is being shown. Two edits on their way at once could arrive in the wrong order."""

    newest: int = -1
    alone: asyncio.Lock = field(default_factory=asyncio.Lock)


class Delivery:
    """`now` gives milliseconds UTC; `fail` ends the process; `attach` says what goes with a notice, and `draw` makes it
    elsewhere.
    """

    def __init__(
        self,
        store: Store,
        gateway: Gateway,
        now: Callable[[], int],
        fail: Callable[[Fatal], None],
        *,
        attach: Attach,
        draw: Draw,
    ):
        self._store = store
        self._gateway = gateway
        self._now = now
        self._fail = fail
        self._attach = attach
        self._draw = draw
        self._pictures = Pictures(store.files, gateway)
        self._mirrors = Mirrors(store, gateway, now)
        self._messages: WeakValueDictionary[str, _Message] = WeakValueDictionary()

    async def show(self, shown: Showing, lane: Lane, attempts: int = 0) -> None:
        """Make the message of a view say what is wanted, and record that it does."""
        message = self._messages.setdefault(shown.view.token, _Message())
        message.newest = max(message.newest, shown.view.wanted)
        async with message.alone:
            if shown.view.wanted == message.newest:  # otherwise something newer waits for its turn, or was shown
                await self._show_and_record(shown, lane, attempts)

    async def _show_and_record(self, shown: Showing, lane: Lane, attempts: int) -> None:
        view = shown.view
        if view.retired and view.message is None:  # it never became a message, so there is nothing to put right
            await self._store.deliveries.view_shown(view.token, view.wanted, None)
            return
        outcome = await self._show(shown, lane, attempts)
        match outcome:
            case Sent(message, picture):
                photo = picture is not None if view.message is None else None  # an edit leaves it what it is
                await self._store.deliveries.view_shown(view.token, view.wanted, message, photo=photo)
            case Rejected(reason):
                log.error("view_rejected", reason=reason)
                await self._store.deliveries.view_shown(view.token, view.wanted, None)
            case _:
                again, counted = await self._not_now(outcome, view.telegram_chat)
                await self._store.deliveries.view_postponed(view.token, again, counted=counted)

    async def tell(self, notice: DueNotice) -> None:
        """Tell a notice, and record that it was told."""
        outcome = await self._tell(notice, Lane(notice.urgency))
        match outcome:
            case Sent():
                await self._store.deliveries.notice_finished(notice.id, sent=True, now=self._now())
            case Rejected(reason):
                log.error("notice_rejected", notice=notice.id, kind=notice.told.notice.kind, reason=reason)
                await self._store.deliveries.notice_finished(notice.id, sent=False, now=self._now())
            case _:
                again, counted = await self._not_now(outcome, notice.telegram_chat)
                await self._store.deliveries.notice_postponed(notice.id, again, counted=counted)

    async def _tell(self, notice: DueNotice, lane: Lane) -> Outcome:
        told, chat, attempts = notice.told, notice.telegram_chat, notice.attempts
        if isinstance(told.notice, MenuChanged):
            menu = commands_of([Role(role) for role in told.notice.roles], notice.language)
            return await self._gateway.offer_commands(chat, menu, lane=lane, attempts=attempts)
        if isinstance(told.notice, Mirrored):
            return await self._mirrors.put_up(notice, told.notice, lane)
        if isinstance(told.notice, MirrorOver):
            return await self._mirrors.stop(notice, lane)
        card = notice_card(told, notice.language, self._gateway.username)
        attachment = self._attach(told, notice.language, self._gateway.username)
        if attachment is None:
            return await self._gateway.send_card(chat, card, told.token, 0, lane=lane, attempts=attempts)
        if notice.urgency is Urgency.ANSWER:  # somebody waits for it
            await self._gateway.say_busy(chat, photo=attachment.photo, lane=lane)
        try:
            content = await self._draw(attachment.draw, attachment.argument)
        except DrawingFailed:
            log.error("attachment_failed", notice=notice.id, kind=told.notice.kind)
            if attachment.needed:  # elsewhere the words say the same
                card = notice_card(Told(NOT_MADE), notice.language)
            return await self._gateway.send_card(chat, card, told.token, 0, lane=lane, attempts=attempts)
        send = self._gateway.send_photo if attachment.photo else self._gateway.send_document
        return await send(chat, card, told.token, 0, Upload(attachment.name, content), lane=lane, attempts=attempts)

    async def _show(self, shown: Showing, lane: Lane, attempts: int) -> Outcome:
        view, card = shown.view, card_of(shown)
        chat, token, revision = view.telegram_chat, view.token, view.wanted
        if view.message is None and card.picture is not None and isinstance(shown, Shown):
            return await self._pictures.send(shown, card, lane, attempts)
        if view.message is None:
            return await self._gateway.send_card(chat, card, token, revision, lane=lane, attempts=attempts)
        edit = self._gateway.edit_caption if view.photo else self._gateway.edit_card
        return await edit(chat, view.message, card, token, revision, lane=lane, attempts=attempts)

    async def _not_now(self, outcome: Later | Gone | Migrated | TokenRefused, chat: int) -> tuple[int, bool]:
        """When to try again (milliseconds UTC), and whether this counts as a try."""
        now = self._now()
        match outcome:
            case Later(seconds, counted):
                return now + int(seconds * 1000), counted
            case Gone():
                await self._store.perform(change_reach, ChangeReach(HOUSE_ITSELF, now, chat, reachable=False))
            case Migrated(new_chat):
                await self._store.perform(migrate_chat, MigrateChat(HOUSE_ITSELF, now, chat, new_chat))
            case TokenRefused():
                self._fail(
                    Misconfigured("Telegram does not accept the bot's token any more. Put a valid one in place.")
                )
            case _:
                assert_never(outcome)
        return now, False
