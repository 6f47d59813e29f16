"""What people do at their desks, for tests: come to it, tap, write, send a file."""

from __future__ import annotations

from typing import Any

from deliberation.drafting.sheet import Town as AboutTown
from deliberation.roles import Role
from deliberation.use_cases.commands import HOUSE_ITSELF
from deliberation.use_cases.desks import ComeToDesk, DeskTap, come_to_desk
from deliberation.use_cases.filing import TakeFile, take_file
from deliberation.use_cases.hearing import hear
from deliberation.use_cases.inviting import Accept, Invite, accept, invite
from deliberation.use_cases.taking_part import Tap, Wish, Write, tap
from deliberation.use_cases.viewing import DeskShown
from tests.store.town import Town, sender

ABOUT = AboutTown("City of Wrocław", "green-deal@town.example", "Europe/Warsaw", "en")


async def become(town: Town, person: int, role: Role) -> DeskShown:
    """Somebody with a role, at their desk."""
    secret = town.fresh().secret
    await town.perform(invite, Invite(HOUSE_ITSELF, town.now, role, secret))
    shown: DeskShown = await town.perform(accept, Accept(sender(person), town.now, secret, town.fresh()))
    return shown


async def come(town: Town, person: int) -> DeskShown:
    shown: DeskShown = await town.perform(come_to_desk, ComeToDesk(sender(person), town.now, town.fresh()))
    return shown


def tapping(town: Town, shown: Any, argument: str = "") -> DeskTap:
    view = shown.view
    fresh, who = town.fresh(), sender(view.telegram_chat)
    return DeskTap(who, town.now, view.token, view.wanted, 7, argument, fresh, ABOUT)


async def taps(town: Town, shown: Any, use_case: Any, argument: str = "") -> Any:
    return await town.perform(use_case, tapping(town, shown, argument))


async def wishes(town: Town, shown: Any, wish: Wish) -> Any:
    """A resident's button."""
    view = shown.view
    return await town.perform(
        tap, Tap(sender(view.telegram_chat), town.now, view.token, view.wanted, 7, wish, town.fresh())
    )


async def writes(town: Town, person: int, text: str, meaning: Wish | None = None) -> Any:
    return await town.perform(hear, Write(sender(person), town.now, text, meaning, town.fresh(), ABOUT))


async def sends(town: Town, person: int, name: str, content: bytes) -> Any:
    return await town.perform(take_file, TakeFile(sender(person), town.now, town.fresh(), ABOUT, name, content))
