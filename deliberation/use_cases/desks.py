"""The desk of somebody who runs things: coming to it, moving about it, and what its buttons and questions lead to.

Each button of a desk is a use case of its own, with its own capability; what they share is here.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from deliberation.desk import HOME, Desk
from deliberation.drafting.sheet import Town
from deliberation.errors import MovedOn
from deliberation.kept import Kind, Person, View
from deliberation.notices import Explained
from deliberation.ports import Transaction
from deliberation.roles import Capability
from deliberation.use_cases.callers import Fresh, meet, own_view
from deliberation.use_cases.commands import Sender, requires
from deliberation.use_cases.showing import LEASE
from deliberation.use_cases.viewing import Showing, bring, gather

UNNAMED = Town("", "", "UTC", "en")
"""A town that has said nothing about itself."""


@dataclass(frozen=True)
class ComeToDesk:
    """A command that leads to a place of the desk, such as /new."""

    sender: Sender
    now: int
    fresh: Fresh
    place: str = HOME
    subject: str = ""
    town: Town = UNNAMED


@dataclass(frozen=True)
class DeskTap:
    """A button of a desk: `argument` is what it carries besides its name."""

    sender: Sender
    now: int
    token: str
    revision: int
    message: int | None
    argument: str
    fresh: Fresh
    town: Town = UNNAMED


@dataclass(frozen=True)
class DeskWords:
    """Something written to a desk."""

    sender: Sender
    now: int
    text: str
    fresh: Fresh
    town: Town = UNNAMED


@dataclass(frozen=True)
class AtDesk:
    """Somebody at their desk, with the message that was tapped."""

    view: View
    person: Person
    desk: Desk


@requires(Capability.RUN_THINGS)
async def come_to_desk(tx: Transaction, command: ComeToDesk) -> Showing:
    """Show a place of the desk in a new message."""
    return await arrive(tx, command, command.place)


async def arrive(tx: Transaction, by: ComeToDesk, place: str) -> Showing:
    """The desk at this place, in a new message."""
    person, chat = await meet(tx, by.sender, by.fresh)
    await tx.save_desk(Desk(person.id, place, by.subject))
    return await bring(tx, (Kind.DESK, person.id), person, chat, by)


async def at_desk(tx: Transaction, by: DeskTap) -> AtDesk:
    """Who tapped, and where they are. Raises `Forbidden` for a stranger's desk, `MovedOn` for an old button."""
    view, person = await own_view(tx, by.sender, by.token, Kind.DESK)
    if view.retired or view.wanted != by.revision:
        raise MovedOn
    message = view.message or by.message  # whose sending was never acknowledged shows itself by being tapped
    touched = replace(view, wanted=view.wanted + 1, message=message, remark=None)
    return AtDesk(touched, person, await tx.desk(person.id))


async def turn_to(
    tx: Transaction, here: AtDesk, now: int, *, remark: Explained | None = None, **changes: object
) -> Showing:
    """The desk, changed, in the message that was tapped. Raises `Conflict` for the slower of two taps."""
    view = replace(here.view, remark=remark)
    await tx.save_desk(replace(here.desk, **changes))  # type: ignore[arg-type]
    await tx.touch_view(view, lease=now + LEASE)
    return await gather(tx, view, here.person, now)


async def turn_on(tx: Transaction, by: DeskWords, *, remark: Explained | None = None, **changes: object) -> Showing:
    """The desk, changed, in a new message below what was written."""
    person, chat = await meet(tx, by.sender, by.fresh)
    await tx.save_desk(replace(await tx.desk(person.id), **changes))  # type: ignore[arg-type]
    return await bring(tx, (Kind.DESK, person.id), person, chat, by, remark=remark)


@requires(Capability.RUN_THINGS)
async def go_home(tx: Transaction, tap: DeskTap) -> Showing:
    """Back to where everything begins."""
    here = await at_desk(tx, tap)
    return await turn_to(tx, here, tap.now, place=HOME, subject="", asking="", page=0, preview=None)


@requires(Capability.RUN_THINGS)
async def turn_page(tx: Transaction, tap: DeskTap) -> Showing:
    """Another page of what has several."""
    here = await at_desk(tx, tap)
    if not (tap.argument.isdecimal() and len(tap.argument) < 3):
        raise MovedOn
    return await turn_to(tx, here, tap.now, page=int(tap.argument))
