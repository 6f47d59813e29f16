"""Puts Telegram's own poll beside one of ours, tells the store what Telegram calls it, and stops it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from bot.sending.gateway import Gateway
from bot.sending.limiter import Lane
from bot.sending.outcomes import Later, Outcome, Rejected, Sent
from deliberation.notices import Mirrored
from deliberation.use_cases.commands import HOUSE_ITSELF
from deliberation.use_cases.mirroring import RecordMirror, record_mirror
from screens.native_poll import native_poll
from storage.deliveries import DueNotice
from storage.store import Store

OURS_FIRST: Final = 10
"""Times that it waits a second for our message, which it refers to; then it goes without."""


class Mirrors:
    """`now` gives milliseconds UTC."""

    def __init__(self, store: Store, gateway: Gateway, now: Callable[[], int]):
        self._store = store
        self._gateway = gateway
        self._now = now

    async def put_up(self, due: DueNotice, notice: Mirrored, lane: Lane) -> Outcome:
        """Should the process end before the record, it is sent once more, and the first is one that nobody knows."""
        told = due.told
        if told.message is None and due.attempts < OURS_FIRST:
            return Later(1.0, counted=True)
        if told.consultation is None:
            return Rejected("Nothing to ask")
        poll = native_poll(told.consultation)
        outcome = await self._gateway.send_poll(due.telegram_chat, poll, told.message, lane=lane, attempts=due.attempts)
        if isinstance(outcome, Sent) and outcome.poll is not None and outcome.message is not None:
            made = RecordMirror(HOUSE_ITSELF, self._now(), notice.token, notice.version, outcome.poll, outcome.message)
            await self._store.perform(record_mirror, made)
        return outcome

    async def stop(self, due: DueNotice, lane: Lane) -> Outcome:
        """One that is stopped already, or deleted, is as good."""
        if due.told.message is None:
            return Rejected("Nothing to stop")
        return await self._gateway.stop_poll(due.telegram_chat, due.told.message, lane=lane, attempts=due.attempts)
