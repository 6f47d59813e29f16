"""Any live message, whatever it is about: what it shows, and how a new one takes the place of the one before."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from deliberation.attention import Wanted
from deliberation.desk import Desk
from deliberation.kept import Kind, Person, View
from deliberation.notices import Explained
from deliberation.ports import Transaction
from deliberation.preview import board_of, read
from deliberation.use_cases.attendance import MeetingShown, meeting_shown
from deliberation.use_cases.callers import Fresh
from deliberation.use_cases.commands import Command
from deliberation.use_cases.drafts import previewed
from deliberation.use_cases.matters import At, Matter, matter
from deliberation.use_cases.polling import PollShown, poll_shown
from deliberation.use_cases.showing import LEASE, Shown, scene, shown


@dataclass(frozen=True)
class DeskShown:
    """A desk as its person is to see it."""

    view: View
    desk: Desk
    matter: Matter
    language: str


@dataclass(frozen=True)
class AccountShown:
    """A page about the person alone: its subject is which."""

    view: View
    language: str
    wanted: Wanted = Wanted.ALL


@dataclass(frozen=True)
class Behind:
    """A message that a newer one has replaced."""

    view: View
    language: str


Showing = Shown | DeskShown | AccountShown | PollShown | MeetingShown | Behind
"""Whatever a live message can show."""


LEFT_BLANK = frozenset({Kind.PREVIEW, Kind.ACCOUNT, Kind.DESK, Kind.MEETING})
"""What keeps nothing of what it said when a newer message takes its place."""

About = tuple[Kind, str]
"""What a live message is about: of which kind, and the id of the subject."""


class ShowsAnew(Command, Protocol):
    """A command that may bring a new message."""

    @property
    def fresh(self) -> Fresh: ...


async def gather(tx: Transaction, view: View, person: Person | None, now: int) -> Showing:
    """What a view shows at `now`, to its person or in a group. Raises KeyError where what it is about is gone."""
    if view.retired and view.kind in LEFT_BLANK and person is not None:
        return Behind(view, person.language)
    match view.kind, person:
        case Kind.PARTICIPATION, Person():
            return shown(await scene(tx, await tx.participation(view.subject)), view, person, now)
        case Kind.PREVIEW, Person():
            return await _preview(tx, view, person)
        case Kind.ACCOUNT, Person():
            return AccountShown(view, person.language, await tx.wanted(person.id))
        case Kind.MEETING, Person():
            return await meeting_shown(tx, view, person, now)
        case Kind.DESK, Person():
            return await _desk(tx, view, person, now)
        case Kind.POLL, None:
            return await poll_shown(tx, view, now)
    raise KeyError(view.kind)


async def show_again(tx: Transaction, view: View, person: Person, by: ShowsAnew, remark: Explained) -> Showing:
    """What a view shows, in a new message with a remark. Its chat was met in this unit: two at once come in turn."""
    return await bring(tx, (view.kind, view.subject), person, view.chat, by, remark=remark)


async def bring(
    tx: Transaction, about: About, person: Person, chat: str, by: ShowsAnew, *, remark: Explained | None = None
) -> Showing:
    """A new message of somebody's own; whatever was live in the chat is retired."""
    kind, subject = about
    await tx.retire_views(chat, None)  # from here on no button changes what is read now
    view = View(by.fresh.token, chat, by.sender.chat, person.id, subject, kind, remark=remark)
    await tx.add_view(view, now=by.now, lease=by.now + LEASE)
    return await gather(tx, view, person, by.now)


async def _preview(tx: Transaction, view: View, person: Person) -> Shown:
    kept = (await tx.desk(person.id)).preview
    if kept is None:
        raise KeyError(view.subject)
    about, preview = previewed(await tx.draft(view.subject)), read(kept)
    phases = frozenset(phase.id for phase in about.phases)
    closes = max(phase.closes for phase in about.phases)
    board = board_of(about, preview)
    return Shown(view, about, preview.participation, preview.language, False, phases, None, closes, board=board)


async def _desk(tx: Transaction, view: View, person: Person, now: int) -> DeskShown:
    desk = await tx.desk(person.id)
    return DeskShown(view, desk, await matter(tx, At(desk, person, now)), person.language)
