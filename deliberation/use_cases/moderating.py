"""Deciding on what residents say among statements: accepted, rejected for a published reason, put back, marked as meta.

Every decision can be changed, is noted by ids alone, and told to who said it. Nothing acts on what changed meanwhile.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from deliberation.definition import Consultation
from deliberation.errors import DoesNotFit, MovedOn
from deliberation.events import (
    Event,
    ReasonJudged,
    StatementJudged,
    StatementMarked,
    StatementUnmerged,
    WordingTakenBack,
)
from deliberation.moderation import Bench, Page, Piece, read, written
from deliberation.ports import Transaction
from deliberation.roles import Capability
from deliberation.statements.statement import Grounds, State
from deliberation.use_cases.benches import AtBench, at_bench, changed_meanwhile, opened
from deliberation.use_cases.commands import requires
from deliberation.use_cases.desks import DeskTap, DeskWords, turn_on
from deliberation.use_cases.drafting import from_message
from deliberation.use_cases.matters.moderation import last_decided, named, steps_of
from deliberation.use_cases.merging import choose_by_words
from deliberation.use_cases.rewording import reword
from deliberation.use_cases.settling import Decided, settle
from deliberation.use_cases.steering import owner_here
from deliberation.use_cases.translating import translate_in_words
from deliberation.use_cases.viewing import Showing

HEARS: Final = {Page.WORDING: reword, Page.MERGING: choose_by_words, Page.TRANSLATING: translate_in_words}
"""Pages on which words are waited for."""


@requires(Capability.MODERATE, owner=owner_here)
async def accept(tx: Transaction, tap: DeskTap) -> Showing:
    """Others see it, or go on seeing it."""
    at = await at_bench(tx, tap)
    return await _judge(tx, at, tap.argument, tap.now, State.ACCEPTED)


@requires(Capability.MODERATE, owner=owner_here)
async def refuse(tx: Transaction, tap: DeskTap) -> Showing:
    """Nobody sees it, for this reason of the list; the stamp of what is meant follows after a dash."""
    at = await at_bench(tx, tap)
    grounds, _, stamp = tap.argument.rpartition("-")
    if grounds not in set(Grounds):
        raise MovedOn
    return await _judge(tx, at, stamp, tap.now, State.REJECTED, why=Grounds(grounds))


@requires(Capability.MODERATE, owner=owner_here)
async def put_back(tx: Transaction, tap: DeskTap) -> Showing:
    """What was decided of it does not hold any more."""
    at = await at_bench(tx, tap)
    if at.piece is None or at.piece.stamp != tap.argument:
        return await changed_meanwhile(tx, at, tap.now)
    return await _put_back(tx, at, at.piece, tap.now)


@requires(Capability.MODERATE, owner=owner_here)
async def undo_last(tx: Transaction, tap: DeskTap) -> Showing:
    """The same with what was decided last, unless somebody has decided otherwise since."""
    at = await at_bench(tx, tap)
    last = await last_decided(tx, at.consultation, at.bench)
    if last is None:
        return await changed_meanwhile(tx, at, tap.now)
    return await _put_back(tx, at, last, tap.now)


@requires(Capability.MODERATE, owner=owner_here)
async def mark_meta(tx: Transaction, tap: DeskTap) -> Showing:
    """It is about the conversation and not about its subject; or it is not, after all."""
    at = await at_bench(tx, tap)
    piece = at.piece
    if piece is None or piece.stamp != tap.argument or not piece.is_statement:
        return await changed_meanwhile(tx, at, tap.now)
    after = replace(piece, meta=not piece.meta)
    event = StatementMarked(piece.step, piece.number, after.meta)
    return await settle(tx, at, Decided(piece, after, event), tap.now)


@requires(Capability.MODERATE, owner=owner_here)
async def write_to_moderation(tx: Transaction, words: DeskWords) -> Showing:
    """What the page waits for; elsewhere a number opens that statement, and anything else begins a draft."""
    person = await tx.person(words.sender.person)
    if person is None:
        raise MovedOn
    desk = await tx.desk(person.id)
    bench = read(desk.asking)
    if bench.page in HEARS:
        return await HEARS[bench.page](tx, words, desk, bench)
    number = words.text.strip().removeprefix("#")
    if not (number.isdecimal() and number.isascii() and len(number) <= 5):
        return await from_message(tx, words)
    step = bench.step or (bench.piece.partition("/")[0] if bench.piece else "")
    return await _open(tx, words, desk.subject, step, int(number) - 1)


async def _judge(
    tx: Transaction, at: AtBench, stamp: str, now: int, state: State, *, why: Grounds | None = None
) -> Showing:
    piece = at.piece
    if piece is None or piece.stamp != stamp or piece.merged_into is not None or piece.removed:
        return await changed_meanwhile(tx, at, now)
    after = replace(piece, state=state, why=why, proposed=None)
    return await settle(tx, at, Decided(piece, after, _judged(after), undoable=True), now)


async def _put_back(tx: Transaction, at: AtBench, piece: Piece, now: int) -> Showing:
    after, event = _undone(piece, at.about)
    if after == piece:
        return await changed_meanwhile(tx, at, now)
    return await settle(tx, at, Decided(piece, after, event), now)


def _undone(piece: Piece, about: Consultation) -> tuple[Piece, Event]:
    """What it was before the last decision, as far as that can be told from how it stands."""
    if piece.merged_into is not None:
        return replace(piece, merged_into=None), StatementUnmerged(piece.step, piece.number)
    if piece.proposed is not None:
        return replace(piece, proposed=None), WordingTakenBack(piece.step, piece.number)
    after = next((step.after for step in steps_of(about) if step.id == piece.step), False)
    back = replace(piece, state=State.POSTED if after else State.WAITING, why=None)
    return back, _judged(back)


def _judged(piece: Piece) -> Event:
    kind = StatementJudged if piece.is_statement else ReasonJudged
    return kind(piece.step, piece.number, piece.state.value, piece.why or "")


async def _open(tx: Transaction, words: DeskWords, consultation: str, step: str, number: int) -> Showing:
    """A statement by its number; of the first step that has any, where none stands there. Raises `DoesNotFit`."""
    version = await tx.current_version(consultation)
    steps = () if version is None else steps_of(await tx.definition(consultation, version))
    if not steps:
        raise MovedOn
    bench = opened(Bench(step=step or steps[0].id), number)
    if await named(tx, consultation, bench.piece) is None:
        raise DoesNotFit
    return await turn_on(tx, words, asking=written(bench))
