"""One statement says the same as another: votes on it are counted there, until somebody takes the two apart again."""

from __future__ import annotations

from dataclasses import replace

from deliberation.desk import Desk
from deliberation.errors import DoesNotFit, MovedOn
from deliberation.events import StatementMerged
from deliberation.moderation import Bench, Page, Piece, written
from deliberation.ports import Transaction
from deliberation.roles import Capability
from deliberation.use_cases.benches import at_bench, bench_to, changed_meanwhile
from deliberation.use_cases.commands import requires
from deliberation.use_cases.desks import DeskTap, DeskWords, turn_on
from deliberation.use_cases.matters.moderation import named
from deliberation.use_cases.settling import Decided, settle
from deliberation.use_cases.steering import owner_here
from deliberation.use_cases.viewing import Showing


@requires(Capability.MODERATE, owner=owner_here)
async def choose_target(tx: Transaction, tap: DeskTap) -> Showing:
    """Show both side by side: the number of the other one, from 0, and after a dash the stamp of this one."""
    at = await at_bench(tx, tap)
    number, _, stamp = tap.argument.partition("-")
    if at.bench.page not in {Page.MERGING, Page.SURE}:
        raise MovedOn
    if at.piece is None or at.piece.stamp != stamp:
        return await changed_meanwhile(tx, at, tap.now)
    if await _target(tx, at.consultation, at.piece, number) is None:
        return await changed_meanwhile(tx, at, tap.now)
    return await bench_to(tx, at, replace(at.bench, page=Page.SURE, into=int(number)), tap.now)


async def choose_by_words(tx: Transaction, said: DeskWords, desk: Desk, bench: Bench) -> Showing:
    """The same, by the number that was written, from 1. Raises `DoesNotFit`."""
    piece = await named(tx, desk.subject, bench.piece)
    written_down = said.text.strip().removeprefix("#")
    number = str(int(written_down) - 1) if written_down.isdecimal() and len(written_down) <= 5 else ""
    if piece is None or await _target(tx, desk.subject, piece, number) is None:
        raise DoesNotFit
    return await turn_on(tx, said, asking=written(replace(bench, page=Page.SURE, into=int(number))))


@requires(Capability.MODERATE, owner=owner_here)
async def merge(tx: Transaction, tap: DeskTap) -> Showing:
    """Do it. What was merged into this one goes with it."""
    at = await at_bench(tx, tap)
    if at.bench.page is not Page.SURE or at.bench.into is None:
        raise MovedOn
    piece, into = at.piece, at.bench.into
    if piece is None or piece.stamp != tap.argument:
        return await changed_meanwhile(tx, at, tap.now)
    if await _target(tx, at.consultation, piece, str(into)) is None:
        return await changed_meanwhile(tx, at, tap.now)
    await tx.merge_what_was_merged(at.consultation, piece.step, piece.number, into)
    event = StatementMerged(piece.step, piece.number, into)
    after = replace(piece, merged_into=into, proposed=None)
    return await settle(tx, at, Decided(piece, after, event, undoable=True), tap.now)


async def _target(tx: Transaction, consultation: str, piece: Piece, number: str) -> Piece | None:
    """Another statement of the same step that residents are asked about."""
    if not (number.isdecimal() and number.isascii() and len(number) <= 5) or int(number) == piece.number:
        return None
    if not piece.is_statement or piece.merged_into is not None:
        return None
    found = await named(tx, consultation, f"{piece.step}/{int(number)}")
    return found if found is not None and found.asked else None
