"""What every decision about what residents say has in common: kept once, noted by ids alone, told to who said it."""

from __future__ import annotations

from dataclasses import dataclass, replace

from deliberation.events import Event
from deliberation.moderation import Bench, Page, Piece
from deliberation.ports import Transaction
from deliberation.use_cases.authors import tell_author
from deliberation.use_cases.benches import AtBench, bench_to, changed_meanwhile
from deliberation.use_cases.viewing import Showing


@dataclass(frozen=True)
class Decided:
    """A piece as it was, and as it is to be. `undoable`: by one tap, as long as nothing else is decided."""

    before: Piece
    after: Piece
    event: Event
    undoable: bool = False


async def settle(tx: Transaction, at: AtBench, decided: Decided, now: int) -> Showing:
    """Do it, unless it changed meanwhile; then on to the next, or back to what was opened from a list."""
    before, after = decided.before, decided.after
    if not await tx.change_piece(at.consultation, before, after):
        return await changed_meanwhile(tx, at, now)
    await tx.note(decided.event, actor=at.here.person.id, subject=at.consultation, now=now)
    await tell_author(tx, at.about, before, after, now)
    return await bench_to(tx, at, _next(at.bench, after, undoable=decided.undoable), now)


def _next(bench: Bench, after: Piece, *, undoable: bool) -> Bench:
    """On to the next that waits, unless this one still does, or was opened from a list."""
    kept = bench.step or bench.page is Page.REASONS
    found = Bench(
        page=Page.REASONS if bench.page is Page.REASONS else Page.QUEUE,
        piece=bench.piece if kept else after.name if after.waits else "",
        step=bench.step,
        first=bench.first,
    )
    return replace(found, last=after.name, stamp=after.stamp) if undoable else found
