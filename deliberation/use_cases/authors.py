"""Those who said something are told what became of it: why it is not shown, where it counts, how it might be worded.

What answers somebody who spoke is no intrusion, but it is not told at night, and not at once: whoever decided may think
better of it. That something is shown is good to know and can wait; that goes the way of what nobody asked for.
"""

from __future__ import annotations

from typing import Final

from deliberation.attention import day_of, later
from deliberation.definition import Consultation
from deliberation.kept import Urgency
from deliberation.moderation import Piece
from deliberation.notices import PieceJudged, StatementsShown, TakenOut
from deliberation.ports import Transaction
from deliberation.statements.statement import State
from deliberation.use_cases.courtesy import Unasked, say

THINKING: Final = 5 * 60_000
"""Milliseconds in which a decision can be undone before its author hears of it."""


async def tell_author(tx: Transaction, about: Consultation, before: Piece, after: Piece, now: int) -> None:
    """What became of it. What was to be told before, and is not so any more, is not told."""
    if after.author is None or after.removed:
        return
    occasion = f"judged:{about.id}:{after.name}"
    await tx.take_back(f"{occasion}:%")
    address = await tx.address_of(after.author)
    if address is None or after.outcome == before.outcome:
        return
    if _bad_news(before, after):
        due = later(now + THINKING, about.timezone)
        notice = PieceJudged(about.id, after.name, after.outcome)
        await tx.notify(address, notice, Urgency.REMINDER, now, f"{occasion}:{now}", due=due)
    elif after.is_statement and after.state is State.ACCEPTED and before.state is State.WAITING:
        occurrence = f"shown:{after.author}:{day_of(now, about.timezone)}"
        told = Unasked(address, StatementsShown(about.id, after.author), occurrence, about.timezone)
        await say(tx, told, now + THINKING)


async def tell_taken_out(tx: Transaction, about: Consultation, participation: str, now: int, *, over: bool) -> None:
    """That nothing of theirs counts any more, or that all of it does again."""
    address = await tx.address_of(participation)
    if address is not None:
        due = later(now, about.timezone)
        await tx.notify(address, TakenOut(about.id, over), Urgency.REMINDER, now, None, due=due)


def _bad_news(before: Piece, after: Piece) -> bool:
    """Whether it has to be told with a reason: also that something is shown after all."""
    asked = after.merged_into is not None or after.proposed is not None
    return asked or after.state is State.REJECTED or (before.state is State.REJECTED and after.state is State.ACCEPTED)
