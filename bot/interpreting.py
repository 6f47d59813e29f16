"""Has statements translated by a machine, into the languages of their consultation, where the town has set one up.

A few at a time and one after another, for the machine is slow and the town's own. What it cannot do is not asked of it
again until the process ends; while it is off it is left alone. No text is ever logged.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Final

import structlog

from bot.logs import safe_error
from bot.translating import NotTranslated, Why
from deliberation.ports import Translator
from deliberation.use_cases.commands import HOUSE_ITSELF
from deliberation.use_cases.translating import KeepTranslation, Untranslated, keep_translation, untranslated
from storage.store import Store

log = structlog.get_logger()

AT_ONCE: Final = 10
"""Statements that are translated before it is looked again what is missing."""

EVERY: Final = 30.0
"""Seconds after which it is looked again where nothing was missing."""


class Interpreter:
    """Runs until cancelled. `now` gives milliseconds UTC. Without a `translator` there is nothing to do."""

    def __init__(self, store: Store, translator: Translator | None, now: Callable[[], int]):
        self._store = store
        self._translator = translator
        self._now = now
        self._beyond: set[Untranslated | tuple[str, str]] = set()

    async def run(self) -> None:
        """Translate whatever is missing."""
        while self._translator is not None:
            try:
                rest = await self.once(self._translator)
            except Exception as error:  # a database that is busy or away: the next look finds the same work
                log.error("translating_stalled", **safe_error(error))
                rest = EVERY
            await asyncio.sleep(rest)

    async def once(self, translator: Translator) -> float:
        """Translate a few; in how many seconds it is worth looking again."""
        missing = await self._store.look(lambda tx: untranslated(tx, self._now()))
        wanted = [one for one in missing if not self._is_beyond(one)]
        for one in wanted[:AT_ONCE]:
            if self._is_beyond(one):  # so it was found only now
                continue
            try:
                text = await translator.translate(one.text, one.language, one.wanted)
            except NotTranslated as failed:
                log.warning("not_translated", consultation=one.consultation, number=one.number, why=failed.why.value)
                if failed.wait is not None:
                    return max(failed.wait, EVERY)
                self._leave(one, failed)
            else:
                await self._store.perform(keep_translation, KeepTranslation(HOUSE_ITSELF, self._now(), one, text))
        return 0.0 if len(wanted) > AT_ONCE else EVERY

    def _is_beyond(self, one: Untranslated) -> bool:
        """Whether the machine has said that it cannot do this."""
        return one in self._beyond or one.pair in self._beyond

    def _leave(self, one: Untranslated, failed: NotTranslated) -> None:
        """It will never do this text; or nothing of what is said in these two languages."""
        self._beyond.add(one.pair if failed.why is Why.UNKNOWN_PAIR else one)
