"""Another wording for a statement: its author is asked; where none of ours said it, it is worded so at once."""

from __future__ import annotations

from dataclasses import replace

from deliberation.ballots import open_text
from deliberation.desk import Desk
from deliberation.errors import MovedOn
from deliberation.events import StatementReworded
from deliberation.moderation import Bench, Page, Piece, written
from deliberation.notices import Explained
from deliberation.ports import Transaction
from deliberation.releases.flags import flagged
from deliberation.statements.statement import LONGEST
from deliberation.use_cases.authors import tell_author
from deliberation.use_cases.callers import meet
from deliberation.use_cases.desks import DeskWords, turn_on
from deliberation.use_cases.matters.moderation import named
from deliberation.use_cases.reviewing import CHANGED_MEANWHILE
from deliberation.use_cases.viewing import Showing

AUTHOR_ASKED, REWORDED = Explained("author_asked", {}), Explained("reworded", {})


async def reword(tx: Transaction, said: DeskWords, desk: Desk, bench: Bench) -> Showing:
    """Take the wording that was written. Raises `EmptyText`, `TooLong`."""
    before = await named(tx, desk.subject, bench.piece)
    if before is None or not before.is_statement:
        raise MovedOn
    text = open_text.typed(said.text, LONGEST)
    after = _worded(before, text)
    if not await tx.change_piece(desk.subject, before, after):
        return await turn_on(tx, said, remark=CHANGED_MEANWHILE, asking=written(replace(bench, page=Page.QUEUE)))
    await _note(tx, said, desk, before, after)
    return await _on(tx, said, bench, after)


def _worded(before: Piece, text: str) -> Piece:
    if before.author is not None:
        return replace(before, proposed=None if text == before.text else text)
    return replace(before, text=text, flagged=flagged(text))


async def _note(tx: Transaction, said: DeskWords, desk: Desk, before: Piece, after: Piece) -> None:
    if after.author is None and after.text != before.text:
        await tx.drop_translations(desk.subject, after.step, after.number)  # they are of other words
    person, _ = await meet(tx, said.sender, said.fresh)
    event = StatementReworded(after.step, after.number, asked=after.author is not None)
    await tx.note(event, actor=person.id, subject=desk.subject, now=said.now)
    version = await tx.current_version(desk.subject)
    if version is not None:
        about = await tx.definition(desk.subject, version)
        await tell_author(tx, about, before, after, said.now)


async def _on(tx: Transaction, said: DeskWords, bench: Bench, after: Piece) -> Showing:
    """On to the next that waits, or back to what was opened from the list."""
    remark = REWORDED if after.author is None else AUTHOR_ASKED
    on = Bench(piece=after.name if bench.step or after.waits else "", step=bench.step, first=bench.first)
    if after.proposed is not None:
        on = replace(on, last=after.name, stamp=after.stamp)
    return await turn_on(tx, said, remark=remark, asking=written(on))
