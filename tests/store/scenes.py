"""Every use case in the town, at the moment just before it is performed."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

from deliberation.definition import Tapped, Typed
from deliberation.engine import Agree, ShowErase
from deliberation.roles import Role
from deliberation.use_cases.commands import HOUSE_ITSELF
from deliberation.use_cases.inviting import Accept, Invite, accept, invite
from deliberation.use_cases.keeping_house import (
    ChangeReach,
    Explain,
    Forget,
    Help,
    MigrateChat,
    change_reach,
    explain,
    forget,
    help_out,
    migrate_chat,
)
from deliberation.use_cases.running import (
    CloseEarly,
    ClosePhase,
    Launch,
    SpreadBroadcast,
    close_early,
    close_phase,
    launch,
    release,
    spread_broadcast,
)
from deliberation.use_cases.taking_part import SpeakLanguage, come_in, speak_language, tap, write
from tests.store.town import CLOSED, SOURCE, Town, sender

Doing = tuple[Any, Any]
"""A use case and its command."""

Scene = Callable[["Town"], Awaitable[Doing]]


async def _come_in(town: Town) -> Doing:
    return come_in, town.coming_in(1)


async def _come_in_again(town: Town) -> Doing:
    await town.answered(1)
    return come_in, town.coming_in(1, "tiny")


async def _agree(town: Town) -> Doing:
    return tap, town.tapping(await town.enter(1), Agree())


async def _tap(town: Town) -> Doing:
    return tap, town.tapping(await town.tap(await town.enter(1), Agree()), Tapped("a"))


async def _write(town: Town) -> Doing:
    """The last answer: with it the participation is complete."""
    await town.answered(1)
    return write, town.writing(1, Typed("because"))


async def _speak(town: Town) -> Doing:
    view = (await town.enter(1)).view
    return speak_language, SpeakLanguage(sender(1), town.now, view.token, view.wanted, 1, "es")


async def _invite(town: Town) -> Doing:
    return invite, Invite(HOUSE_ITSELF, town.now, Role.ORGANISER, "secret")


async def _accept(town: Town) -> Doing:
    await town.perform(*await _invite(town))
    return accept, Accept(sender(1), town.now, "secret", town.fresh())


async def _launch(town: Town) -> Doing:
    return launch, Launch(HOUSE_ITSELF, town.now, SOURCE.replace('version" = 1', 'version" = 2'))


async def _close_early(town: Town) -> Doing:
    return close_early, CloseEarly(HOUSE_ITSELF, town.now, "tiny")


async def _close_phase(town: Town) -> Doing:
    await town.answered(1)
    town.now = CLOSED
    (over,) = await town.store.look(lambda tx: tx.phases_to_close(CLOSED))
    return close_phase, ClosePhase(HOUSE_ITSELF, town.now, over, "broadcast")


async def _release(town: Town) -> Doing:
    await town.organiser(8)
    await town.organiser(9)
    await town.answered(1)
    return release, await town.releasing(await town.close())


async def _spread(town: Town) -> Doing:
    for person in (1, 2, 3):
        await town.answered(person)
    await town.close()
    return spread_broadcast, SpreadBroadcast(HOUSE_ITSELF, town.now)


async def _forget(town: Town) -> Doing:
    view = (await town.tap(await town.enter(1), ShowErase())).view
    return forget, Forget(sender(1), town.now, view.token, view.wanted)


async def _explain(town: Town) -> Doing:
    return explain, Explain(sender(1), town.now, "not_text", {}, town.fresh())


async def _help(town: Town) -> Doing:
    return help_out, Help(sender(1), town.now, town.fresh())


async def _change_reach(town: Town) -> Doing:
    await town.enter(1)
    return change_reach, ChangeReach(HOUSE_ITSELF, town.now, 1, reachable=False)


async def _migrate(town: Town) -> Doing:
    await town.enter(1)
    return migrate_chat, MigrateChat(HOUSE_ITSELF, town.now, 1, -1001)


SCENES: dict[str, Scene] = {
    name.removeprefix("_"): scene
    for name, scene in list(globals().items())
    if name.startswith("_") and not name.startswith("__")
}

USE_CASES = (
    *(accept, change_reach, close_early, close_phase, come_in, explain, forget, help_out, invite, launch),
    *(migrate_chat, release, speak_language, spread_broadcast, tap, write),
)
"""What the scenes perform."""
