"""Residents among statements in a real store, as far as several tests need them."""

from __future__ import annotations

from collections.abc import Sequence

from deliberation.definition import Tapped
from deliberation.engine import Visit
from deliberation.participation import ERASE
from deliberation.statements.board import Board
from deliberation.statements.sitting import Page, Sitting, read
from deliberation.use_cases.commands import HOUSE_ITSELF
from deliberation.use_cases.comparing import Compared, compared, to_compare
from deliberation.use_cases.keeping_house import Forget, forget
from deliberation.use_cases.showing import Shown
from tests.store.town import Town, sender


def sitting(shown: Shown) -> Sitting:
    """Where somebody is among the statements."""
    return read(shown.participation.drafts.get("ideas"))


def board(shown: Shown) -> Board:
    """What lies before them."""
    assert shown.board is not None
    return shown.board


async def compare(town: Town, near: Sequence[int] = ()) -> bool:
    """What the process does with the next text that waits: these are close to it."""
    among = await town.store.look(to_compare)
    if among is None:
        return False
    done: bool = await town.perform(
        compared, Compared(HOUSE_ITSELF, town.now, among.comparison, tuple(near), town.fresh().token)
    )
    return done


async def at(town: Town, person: int) -> Shown:
    """Where somebody is now."""
    return await town.enter(person, "ideas")


async def said(town: Town, person: int, text: str) -> Shown:
    """Somebody who is among the statements says something of their own."""
    await town.tap(await at(town, person), Tapped("say"))
    await town.write(person, text)
    assert await compare(town)
    shown = await town.tap(await at(town, person), Tapped("send"))
    assert sitting(shown).page is Page.CARD
    return shown


async def forgotten(town: Town, person: int) -> None:
    """Somebody has everything about them deleted."""
    await town.tap(await at(town, person), Visit(ERASE))
    await town.perform(forget, Forget(sender(person), town.now))


async def voted(town: Town, person: int, number: int, vote: str, why: str | None = None) -> Shown:
    """Somebody votes on one statement, and says why."""
    shown = await town.tap(await at(town, person), Tapped(f"v-{number}"), Tapped(vote))
    if sitting(shown).page is Page.WHY:
        return await town.write(person, why) if why else await town.tap(shown, Tapped("skip"))
    assert why is None
    return shown
