"""Looking at a draft as a resident would see it. Only where one is in it is stored, and only until one leaves."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Protocol

from deliberation import engine
from deliberation.definition import Consultation
from deliberation.engine import Given
from deliberation.errors import MovedOn
from deliberation.kept import Kind, Person, View
from deliberation.ports import Transaction
from deliberation.preview import Preview, board_of, read, voted, written
from deliberation.roles import Capability
from deliberation.use_cases.accounts import Speak
from deliberation.use_cases.callers import Fresh, own_view
from deliberation.use_cases.commands import Sender, requires
from deliberation.use_cases.desks import DeskTap, at_desk
from deliberation.use_cases.drafts import draft_owner_here, previewed
from deliberation.use_cases.showing import LEASE
from deliberation.use_cases.viewing import Showing, bring, gather

PSEUDONYM = "preview"
"""Settles the order of unordered options; each resident has another."""


class Acts(Protocol):
    """A tap or words, as far as they matter here."""

    @property
    def sender(self) -> Sender: ...
    @property
    def now(self) -> int: ...
    @property
    def fresh(self) -> Fresh: ...


class Taps(Acts, Protocol):
    @property
    def revision(self) -> int: ...
    @property
    def message(self) -> int | None: ...
    @property
    def wish(self) -> object: ...


@requires(Capability.LAUNCH, owner=draft_owner_here)
async def see(tx: Transaction, tap: DeskTap) -> Showing:
    """Begin a way through the draft, in a message of its own."""
    here = await at_desk(tx, tap)
    about = previewed(await tx.draft(here.desk.subject))
    begun = Preview(engine.start(PSEUDONYM, about).participation, about.language(here.person.language))
    await tx.save_desk(replace(here.desk, preview=written(begun)))
    return await bring(tx, (Kind.PREVIEW, here.desk.subject), here.person, here.view.chat, tap)


@requires(Capability.LAUNCH)
async def leave(tx: Transaction, tap: DeskTap) -> Showing:
    """Back to the draft; the way is forgotten."""
    view, person = await own_view(tx, tap.sender, tap.token, Kind.PREVIEW)
    if view.retired:
        raise MovedOn
    await tx.save_desk(replace(await tx.desk(person.id), preview=None))
    return await bring(tx, (Kind.DESK, person.id), person, view.chat, tap)


async def tap_preview(tx: Transaction, view: View, person: Person, by: Taps, given: Given | Speak | None) -> Showing:
    """A resident's button, tapped by who looks at the draft. None for what has no meaning in a preview."""
    if view.retired or view.wanted != by.revision or given is None:
        raise MovedOn
    await _go_on(tx, view, person, lambda about, preview: _after(about, preview, given, by.now))
    touched = replace(view, wanted=view.wanted + 1, message=view.message or by.message, remark=None)
    await tx.touch_view(touched, lease=by.now + LEASE)
    return await gather(tx, touched, person, by.now)


async def write_preview(tx: Transaction, view: View, by: Acts, given: Given) -> Showing:
    """Words written while a draft is looked at."""
    person = await tx.person(by.sender.person)
    if person is None or view.person != person.id:
        raise MovedOn
    await _go_on(tx, view, person, lambda about, preview: _after(about, preview, given, by.now))
    return await bring(tx, (Kind.PREVIEW, view.subject), person, view.chat, by)


async def _go_on(tx: Transaction, view: View, person: Person, act: Callable[[Consultation, Preview], Preview]) -> None:
    desk = await tx.desk(person.id)
    if desk.preview is None:
        raise MovedOn
    after = act(previewed(await tx.draft(view.subject)), read(desk.preview))
    await tx.save_desk(replace(desk, preview=written(after)))


def _after(about: Consultation, preview: Preview, given: Given | Speak, now: int) -> Preview:
    if isinstance(given, Speak):
        return replace(preview, language=about.language(given.language))
    phases = [phase.id for phase in about.phases]
    board = board_of(about, preview)
    sprint = engine.resume(about, preview.participation, given, phases=phases, now=now, board=board)
    return voted(about, preview, sprint.participation, sprint.acts)
