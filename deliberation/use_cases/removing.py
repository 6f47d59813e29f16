"""Somebody is taken out of the results of a consultation: what they say, how they vote. It can be taken back.

Whoever does it sees what was said, and never who said it; the person is told, and how to object. Results that were
frozen before stay as they are.
"""

from __future__ import annotations

from deliberation.errors import MovedOn
from deliberation.events import PersonTakenIn, PersonTakenOut
from deliberation.kept import Kind
from deliberation.moderation import Bench, Page, called
from deliberation.notices import Explained
from deliberation.ports import Transaction
from deliberation.roles import Capability
from deliberation.use_cases.authors import tell_taken_out
from deliberation.use_cases.benches import AtBench, at_bench, bench_to, changed_meanwhile
from deliberation.use_cases.commands import requires
from deliberation.use_cases.desks import DeskTap
from deliberation.use_cases.matters.moderation import whose
from deliberation.use_cases.steering import owner_here
from deliberation.use_cases.viewing import Showing

TAKEN_OUT, TAKEN_IN = Explained("taken_out", {}), Explained("taken_in", {})


@requires(Capability.REMOVE, owner=owner_here)
async def take_out(tx: Transaction, tap: DeskTap) -> Showing:
    """Whoever said what stands there: after it was asked once more."""
    at = await at_bench(tx, tap)
    piece = at.piece
    if at.bench.page is not Page.REMOVING:
        raise MovedOn
    if piece is None or piece.author is None or piece.stamp != tap.argument:
        return await changed_meanwhile(tx, at, tap.now)
    await tx.hold_tally(at.consultation)
    if not await tx.take_out(piece.author, tap.now):
        return await changed_meanwhile(tx, at, tap.now)
    event = PersonTakenOut(piece.step, piece.number)
    await tx.note(event, actor=at.here.person.id, subject=at.consultation, now=tap.now)
    await _tell(tx, at, piece.author, tap.now, over=False)
    return await bench_to(tx, at, Bench(step=at.bench.step), tap.now, remark=TAKEN_OUT)


@requires(Capability.REMOVE, owner=owner_here)
async def take_in(tx: Transaction, tap: DeskTap) -> Showing:
    """The one who stands there, by a name that leads to nobody, counts again."""
    at = await at_bench(tx, tap)
    if at.bench.page is not Page.REMOVED:
        raise MovedOn
    participation = await whose(tx, at.here.desk, at.bench)
    if participation is None or called(participation) != tap.argument:
        return await changed_meanwhile(tx, at, tap.now)
    await tx.hold_tally(at.consultation)
    if not await tx.take_in(participation):
        return await changed_meanwhile(tx, at, tap.now)
    await tx.note(PersonTakenIn(), actor=at.here.person.id, subject=at.consultation, now=tap.now)
    await _tell(tx, at, participation, tap.now, over=True)
    return await bench_to(tx, at, Bench(Page.REMOVED), tap.now, remark=TAKEN_IN)


async def _tell(tx: Transaction, at: AtBench, participation: str, now: int, *, over: bool) -> None:
    """The person is told; what stands in their chat, and in groups, shows what is true now."""
    await tell_taken_out(tx, at.about, participation, now, over=over)
    await tx.renew_views(Kind.PARTICIPATION, participation)
    await tx.want_views(Kind.POLL, at.consultation)
