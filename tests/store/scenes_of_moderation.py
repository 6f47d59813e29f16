"""Looking through what residents say, at the moment just before it is done."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

from deliberation.moderation import HOUR, Page
from deliberation.statements.statement import State
from deliberation.use_cases.benches import turn_bench
from deliberation.use_cases.commands import HOUSE_ITSELF
from deliberation.use_cases.hearing import hear
from deliberation.use_cases.long_waits import RemindModerators, remind_moderators
from deliberation.use_cases.merging import choose_target, merge
from deliberation.use_cases.moderating import refuse
from deliberation.use_cases.removing import take_in, take_out
from deliberation.use_cases.taking_part import Write
from deliberation.use_cases.translating import KeepTranslation, keep_translation, untranslated
from tests.store.desk import ABOUT, tapping, taps
from tests.store.saying import moderates, says, source
from tests.store.town import Town, sender

Doing = tuple[Any, Any]
Scene = Callable[[Town], Awaitable[Doing]]

OLGA = 501


async def _turned(town: Town, page: Page) -> Any:
    """Somebody to whom one statement was shown, and this page of it."""
    await town.launch(source())
    await says(town, 1, "More trees give shade")
    shown = await moderates(town, OLGA)
    return await taps(town, shown, turn_bench, f"{page}-{shown.matter.piece.stamp}")


async def _refuse_a_statement(town: Town) -> Doing:
    shown = await _turned(town, Page.GROUNDS)
    return refuse, tapping(town, shown, f"hurtful-{shown.matter.piece.stamp}")


async def _merge_two_statements(town: Town) -> Doing:
    shown = await _turned(town, Page.MERGING)
    shown = await taps(town, shown, choose_target, f"1-{shown.matter.piece.stamp}")
    return merge, tapping(town, shown, shown.matter.piece.stamp)


async def _propose_another_wording(town: Town) -> Doing:
    await _turned(town, Page.WORDING)
    return hear, Write(sender(OLGA), town.now, "Trees give shade", None, town.fresh(), ABOUT)


async def _take_somebody_out(town: Town) -> Doing:
    shown = await _turned(town, Page.REMOVING)
    return take_out, tapping(town, shown, shown.matter.piece.stamp)


async def _take_somebody_in(town: Town) -> Doing:
    shown = await _turned(town, Page.REMOVING)
    shown = await taps(town, shown, take_out, shown.matter.piece.stamp)
    shown = await taps(town, shown, turn_bench, Page.REMOVED)
    return take_in, tapping(town, shown, shown.matter.person)


async def _keep_a_translation(town: Town) -> Doing:
    await town.launch(source())
    await says(town, 1, "More trees give shade", State.POSTED)
    (one,) = await town.store.look(lambda tx: untranslated(tx, town.now))
    return keep_translation, KeepTranslation(HOUSE_ITSELF, town.now, one, "Más árboles dan sombra")


async def _remind_moderators(town: Town) -> Doing:
    await _turned(town, Page.QUEUE)
    town.now += 30 * HOUR
    return remind_moderators, RemindModerators(HOUSE_ITSELF, town.now)


OF_MODERATION: dict[str, Scene] = {
    scene.__name__.removeprefix("_"): scene
    for scene in (
        _refuse_a_statement,
        _merge_two_statements,
        _propose_another_wording,
        _take_somebody_out,
        _take_somebody_in,
        _keep_a_translation,
        _remind_moderators,
    )
}

PERFORMED_OF_MODERATION = (keep_translation, remind_moderators)
