"""Every use case in the town, at the moment just before it is performed."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from inspect import signature
from typing import Any

from deliberation.definition import Tapped
from deliberation.engine import Agree, Begin, Visit, Withdraw
from deliberation.participation import ERASE, WITHDRAW
from deliberation.roles import Role
from deliberation.use_cases.accounts import Speak
from deliberation.use_cases.auditing import come_to_audit
from deliberation.use_cases.commands import HOUSE_ITSELF
from deliberation.use_cases.desks import ComeToDesk, come_to_desk
from deliberation.use_cases.explaining import HELP, Explain, explain
from deliberation.use_cases.inviting import Accept, Invite, accept, come_to_invite, invite
from deliberation.use_cases.keeping_house import ChangeReach, Forget, MigrateChat, change_reach, forget, migrate_chat
from deliberation.use_cases.menus import RenewMenus, renew_menus
from deliberation.use_cases.releasing import release
from deliberation.use_cases.running import (
    CloseEarly,
    ClosePhase,
    Launch,
    SpreadBroadcast,
    close_early,
    close_phase,
    launch,
    spread_broadcast,
)
from deliberation.use_cases.taking_part import Prefer, come_in, tap, write
from deliberation.use_cases.team import TakeRole, come_to_team, take_role
from tests.store.scenes_of_meetings import OF_MEETINGS, PERFORMED_OF_MEETINGS
from tests.store.scenes_of_moderation import OF_MODERATION, PERFORMED_OF_MODERATION
from tests.store.scenes_of_results import OF_RESULTS, PERFORMED_OF_RESULTS
from tests.store.scenes_of_running import OF_RUNNING, PERFORMED_OF_RUNNING
from tests.store.scenes_of_statements import OF_STATEMENTS, PERFORMED_OF_STATEMENTS
from tests.store.town import CLOSED, SEVERAL, SOURCE, Town, sender

Doing = tuple[Any, Any]
"""A use case and its command."""

Scene = Callable[["Town"], Awaitable[Doing]]


async def _come_in(town: Town) -> Doing:
    return come_in, town.coming_in(1)


async def _come_in_again(town: Town) -> Doing:
    await town.answered(1)
    return come_in, town.coming_in(1, "tiny")


async def _agree(town: Town) -> Doing:
    return tap, town.tapping(await town.tap(await town.enter(1), Begin()), Agree())


async def _tap(town: Town) -> Doing:
    return tap, town.tapping(await town.agreed(1), Tapped("a"))


async def _tap_a_message_left_behind(town: Town) -> Doing:
    shown = await town.answered(1)
    await town.write(1, "because")
    return tap, town.tapping(shown, Tapped("b"))


async def _tap_where_each_step_is_a_new_message(town: Town) -> Doing:
    return tap, town.tapping(await town.tap(await town.agreed(1), Prefer(new_messages=True)), Tapped("a"))


async def _choose_one_of_several(town: Town) -> Doing:
    await town.launch(SEVERAL)
    return tap, town.tapping(await town.agreed(1, "several"), Tapped("a"))


async def _write(town: Town) -> Doing:
    """The last answer: with it the participation is complete."""
    await town.answered(1)
    return write, town.writing(1, "because")


async def _withdraw(town: Town) -> Doing:
    await town.answered(1, "a", "because")
    shown = await town.tap(await town.enter(1), Visit(WITHDRAW))
    return tap, town.tapping(shown, Withdraw())


async def _speak(town: Town) -> Doing:
    return tap, town.tapping(await town.enter(1), Speak("es"))


async def _prefer(town: Town) -> Doing:
    return tap, town.tapping(await town.agreed(1), Prefer(new_messages=True))


async def _invite(town: Town) -> Doing:
    return invite, Invite(HOUSE_ITSELF, town.now, Role.ORGANISER, "secret")


async def _accept(town: Town) -> Doing:
    await town.perform(*await _invite(town))
    return accept, Accept(sender(1), town.now, "secret", town.fresh())


async def _accept_what_is_wrong(town: Town) -> Doing:
    return accept, Accept(sender(1), town.now, "guess", town.fresh())


async def _take_role(town: Town) -> Doing:
    await town.organiser(1)
    return take_role, TakeRole(HOUSE_ITSELF, town.now, 1)


async def _renew_menus(town: Town) -> Doing:
    await town.organiser(1)
    return renew_menus, RenewMenus(HOUSE_ITSELF, town.now, "edition")


async def _withdraw_invitation(town: Town) -> Doing:
    await town.perform(*await _invite(town))
    return take_role, TakeRole(HOUSE_ITSELF, town.now, 1)


async def _administrator(town: Town, use_case: Any) -> Doing:
    await town.perform(invite, Invite(HOUSE_ITSELF, town.now, Role.ADMINISTRATOR, "secret"))
    await town.perform(accept, Accept(sender(1), town.now, "secret", town.fresh()))
    return use_case, ComeToDesk(sender(1), town.now, town.fresh())


async def _come_to_team(town: Town) -> Doing:
    return await _administrator(town, come_to_team)


async def _come_to_invite(town: Town) -> Doing:
    return await _administrator(town, come_to_invite)


async def _come_to_audit(town: Town) -> Doing:
    return await _administrator(town, come_to_audit)


async def _come_to_desk(town: Town) -> Doing:
    return await _administrator(town, come_to_desk)


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
    view = (await town.tap(await town.enter(1), Visit(ERASE))).view
    return forget, Forget(sender(1), town.now, view.token, view.wanted)


async def _forget_in_words(town: Town) -> Doing:
    await town.tap(await town.enter(1), Visit(ERASE))
    return forget, Forget(sender(1), town.now)


async def _explain(town: Town) -> Doing:
    return explain, Explain(sender(1), town.now, "not_text", {}, town.fresh())


async def _help_above_the_card(town: Town) -> Doing:
    await town.agreed(1)
    return explain, Explain(sender(1), town.now, HELP, {}, town.fresh())


async def _change_reach(town: Town) -> Doing:
    await town.enter(1)
    return change_reach, ChangeReach(HOUSE_ITSELF, town.now, 1, reachable=False)


async def _migrate(town: Town) -> Doing:
    await town.enter(1)
    return migrate_chat, MigrateChat(HOUSE_ITSELF, town.now, 1, -1001)


SCENES: dict[str, Scene] = (
    {
        name.removeprefix("_"): scene
        for name, scene in list(globals().items())
        if name.startswith("_") and not name.startswith("__") and list(signature(scene).parameters) == ["town"]
    }
    | OF_MEETINGS
    | OF_MODERATION
    | OF_RUNNING
    | OF_RESULTS
    | OF_STATEMENTS
)

USE_CASES = (
    *(accept, change_reach, close_early, close_phase, come_in, explain, forget, invite, launch),
    *(migrate_chat, release, spread_broadcast, tap, write),
    *PERFORMED_OF_MEETINGS,
    *PERFORMED_OF_MODERATION,
    *PERFORMED_OF_RUNNING,
    *PERFORMED_OF_RESULTS,
    *PERFORMED_OF_STATEMENTS,
    *(come_to_audit, come_to_desk, come_to_invite, come_to_team, renew_menus, take_role),
)
"""What the scenes perform."""
