"""Moving about what residents say among statements: the queue, one thing, a list, the reasons given on one of them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final

from deliberation.definition import Consultation
from deliberation.desk import MODERATION, OFFER, REVIEW, SUMMARY, Desk
from deliberation.errors import MovedOn
from deliberation.events import ModerationLogTaken
from deliberation.kept import Address, Urgency
from deliberation.moderation import Bench, Page, Piece, read, written
from deliberation.notices import Explained, ModerationLog
from deliberation.ports import Transaction
from deliberation.roles import Capability
from deliberation.use_cases.commands import requires
from deliberation.use_cases.desks import AtDesk, DeskTap, at_desk, turn_to
from deliberation.use_cases.matters.moderation import standing, steps_of
from deliberation.use_cases.reviewing import CHANGED_MEANWHILE
from deliberation.use_cases.steering import owner_here
from deliberation.use_cases.summaries import IN_THE_MAKING
from deliberation.use_cases.viewing import Showing

LEADS_HERE: Final = frozenset({OFFER, SUMMARY, REVIEW, MODERATION})
"""Places with a button that leads here."""

BY_THEMSELVES: Final = frozenset({Page.QUEUE, Page.REMOVED})
ABOUT_ONE: Final = frozenset(
    {Page.QUEUE, Page.MORE, Page.GROUNDS, Page.WORDING, Page.MERGING, Page.LANGUAGES, Page.REMOVING, Page.REASONS}
)
"""Pages about the thing that stands there; the first shows it again."""

OF_STATEMENTS: Final = frozenset({Page.WORDING, Page.MERGING, Page.LANGUAGES, Page.REASONS})


@dataclass(frozen=True)
class AtBench:
    """Somebody at their desk, with where they are among what residents say and what stands there."""

    here: AtDesk
    bench: Bench
    piece: Piece | None
    about: Consultation

    @property
    def consultation(self) -> str:
        return self.about.id


@requires(Capability.MODERATE, owner=owner_here)
async def open_moderation(tx: Transaction, tap: DeskTap) -> Showing:
    """The first that waits. Raises `MovedOn` where there is nothing of the kind."""
    here = await at_desk(tx, tap)
    if here.desk.place not in LEADS_HERE or not steps_of(await newest(tx, here.desk)):
        raise MovedOn
    return await turn_to(tx, here, tap.now, place=MODERATION, asking="", page=0)


@requires(Capability.MODERATE, owner=owner_here)
async def turn_bench(tx: Transaction, tap: DeskTap) -> Showing:
    """A page of its own; or after a dash the stamp of what stands there, which the page is about."""
    at = await at_bench(tx, tap)
    name, _, stamp = tap.argument.partition("-")
    if name not in set(Page):
        raise MovedOn
    page = Page(name)
    if not stamp and page in BY_THEMSELVES:
        return await bench_to(tx, at, Bench(page, last=at.bench.last, stamp=at.bench.stamp), tap.now)
    if not stamp or page not in ABOUT_ONE:
        raise MovedOn
    if at.piece is None or at.piece.stamp != stamp:
        return await changed_meanwhile(tx, at, tap.now)
    if page in OF_STATEMENTS and not at.piece.is_statement:
        raise MovedOn
    first = at.bench.first if at.bench.step else 0
    bench = replace(at.bench, page=page, piece=at.piece.name, into=None, language="", first=first)
    return await bench_to(tx, at, await _let_go(tx, at, bench), tap.now)


@requires(Capability.MODERATE, owner=owner_here)
async def list_statements(tx: Transaction, tap: DeskTap) -> Showing:
    """All statements of one step with what became of each: which step, from 0, and after a dash from which one on."""
    at = await at_bench(tx, tap)
    part, _, first = tap.argument.partition("-")
    steps = steps_of(at.about)
    if not (_small(part) and _small(first or "0") and int(part) < len(steps)):
        raise MovedOn
    return await bench_to(tx, at, Bench(Page.LIST, step=steps[int(part)].id, first=int(first or 0)), tap.now)


@requires(Capability.MODERATE, owner=owner_here)
async def open_statement(tx: Transaction, tap: DeskTap) -> Showing:
    """One of the list, by its number from 0."""
    at = await at_bench(tx, tap)
    if not _small(tap.argument) or not at.bench.step:
        raise MovedOn
    return await bench_to(tx, at, opened(at.bench, int(tap.argument)), tap.now)


@requires(Capability.MODERATE, owner=owner_here)
async def pass_over(tx: Transaction, tap: DeskTap) -> Showing:
    """Another one of several, by its place from 0."""
    at = await at_bench(tx, tap)
    if at.bench.page not in {Page.REASONS, Page.REMOVED} or not _small(tap.argument):
        raise MovedOn
    return await bench_to(tx, at, replace(at.bench, first=int(tap.argument)), tap.now)


@requires(Capability.MODERATE, owner=owner_here)
async def send_log(tx: Transaction, tap: DeskTap) -> Showing:
    """What was decided and by whom, as a file. It is noted that somebody has it."""
    at = await at_bench(tx, tap)
    person, view = at.here.person, at.here.view
    await tx.note(ModerationLogTaken(), actor=person.id, subject=at.consultation, now=tap.now)
    notice = ModerationLog(at.consultation)
    await tx.notify(Address(view.chat, person.id), notice, Urgency.ANSWER, tap.now, None)
    return await bench_to(tx, at, at.bench, tap.now, remark=IN_THE_MAKING)


async def at_bench(tx: Transaction, by: DeskTap) -> AtBench:
    """Somebody who looks through what residents say. Raises `MovedOn` elsewhere."""
    here = await at_desk(tx, by)
    if here.desk.place != MODERATION:
        raise MovedOn
    bench = read(here.desk.asking)
    piece = await standing(tx, here.desk.subject, bench)
    return AtBench(here, bench, piece, await newest(tx, here.desk))


async def bench_to(tx: Transaction, at: AtBench, bench: Bench, now: int, *, remark: Explained | None = None) -> Showing:
    """The same desk, with this before them."""
    return await turn_to(tx, at.here, now, remark=remark, asking=written(bench))


async def changed_meanwhile(tx: Transaction, at: AtBench, now: int) -> Showing:
    """The tap was not about what stands there now: nothing is done, and it is shown."""
    page = Page.REASONS if at.bench.page is Page.REASONS else Page.QUEUE
    gone = at.bench.piece and at.piece is None
    bench = Bench(step=at.bench.step) if gone else replace(at.bench, page=page, into=None, last="", stamp="")
    return await bench_to(tx, at, bench, now, remark=CHANGED_MEANWHILE)


async def newest(tx: Transaction, desk: Desk) -> Consultation:
    """The consultation at which a desk stands. Raises `MovedOn` where there is none."""
    version = await tx.current_version(desk.subject)
    if version is None:
        raise MovedOn
    return await tx.definition(desk.subject, version)


async def _let_go(tx: Transaction, at: AtBench, bench: Bench) -> Bench:
    """What stands there anyway as the first that waits need not be named."""
    if bench.page is not Page.QUEUE or bench.step:
        return bench
    first = next(iter(await tx.pieces_waiting(at.consultation, 1)), None)
    return replace(bench, piece="") if first is not None and first.name == bench.piece else bench


def opened(bench: Bench, number: int) -> Bench:
    """With a statement of the list before them."""
    return replace(bench, page=Page.QUEUE, piece=f"{bench.step}/{number}", into=None)


def _small(number: str) -> bool:
    return number.isdecimal() and number.isascii() and len(number) <= 5
