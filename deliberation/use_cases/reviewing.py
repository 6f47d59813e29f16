"""Looking through what residents wrote, before any of it is quoted. It changes no figure, and can be changed again."""

from __future__ import annotations

from typing import Final

from deliberation.desk import REVIEW
from deliberation.errors import Conflict, MovedOn
from deliberation.events import TextPutBack, TextsJudged
from deliberation.kept import Text, TextState
from deliberation.notices import Explained
from deliberation.ports import Transaction
from deliberation.roles import Capability
from deliberation.statements.statement import Grounds
from deliberation.use_cases.commands import requires
from deliberation.use_cases.desks import AtDesk, DeskTap, turn_to
from deliberation.use_cases.matters.review import AGAIN, ALL, UNDO, WHY, looked_at, name_of, standing_there
from deliberation.use_cases.steering import owner_here
from deliberation.use_cases.summaries import at_summary
from deliberation.use_cases.viewing import Showing

CHANGED_MEANWHILE = Explained("changed_meanwhile", {})
"""Somebody else decided, or took back what they wrote: the tap was not about what stands there now."""

MOST: Final = 100_000
"""Texts among which one that was decided is looked for."""


@requires(Capability.MODERATE, owner=owner_here)
async def open_review(tx: Transaction, tap: DeskTap) -> Showing:
    """The first text that waits."""
    return await turn_to(tx, await at_summary(tx, tap), tap.now, place=REVIEW, asking="", page=0)


@requires(Capability.MODERATE, owner=owner_here)
async def judge(tx: Transaction, tap: DeskTap) -> Showing:
    """Show a text: the one that the button names, if it stands there still."""
    here = await at_review(tx, tap)
    after, name = _decided(tap.argument)
    if after is not TextState.SHOWN:
        raise MovedOn
    return await _judge(tx, here, name, tap.now)


@requires(Capability.MODERATE, owner=owner_here)
async def hold(tx: Transaction, tap: DeskTap) -> Showing:
    """Ask for which reason of the published list the text of this name is to be held back."""
    here = await at_review(tx, tap)
    text = await standing_there(tx, here.desk)
    if text is None or name_of(text) != tap.argument:
        return await turn_to(tx, here, tap.now, remark=CHANGED_MEANWHILE)
    again = f"-{here.desk.asking}" if here.desk.asking in AGAIN else ""
    return await turn_to(tx, here, tap.now, asking=f"{WHY}-{tap.argument}{again}")


@requires(Capability.MODERATE, owner=owner_here)
async def hold_for(tx: Transaction, tap: DeskTap) -> Showing:
    """Hold it back for this reason; the name of the text follows after a dash."""
    here = await at_review(tx, tap)
    grounds, _, name = tap.argument.rpartition("-")
    if not here.desk.asking.startswith(f"{WHY}-") or grounds not in set(Grounds):
        raise MovedOn
    return await _judge(tx, here, name, tap.now, Grounds(grounds))


@requires(Capability.MODERATE, owner=owner_here)
async def undo(tx: Transaction, tap: DeskTap) -> Showing:
    """Put the text back that was decided last."""
    here = await at_review(tx, tap)
    what, _, rest = here.desk.asking.partition("-")
    if what != UNDO:
        raise MovedOn
    before, name = _decided(rest)
    text = await _named(tx, here.desk.subject, before, name)
    if text is None or not await tx.judge_text(text, before, TextState.WAITING):
        return await turn_to(tx, here, tap.now, remark=CHANGED_MEANWHILE, asking="")
    await tx.note(TextPutBack(), actor=here.person.id, subject=here.desk.subject, now=tap.now)
    return await turn_to(tx, here, tap.now, asking="")


@requires(Capability.MODERATE, owner=owner_here)
async def ask_all(tx: Transaction, tap: DeskTap) -> Showing:
    """Ask once more before all are shown that have no mark, or all that wait are held back."""
    here = await at_review(tx, tap)
    if tap.argument not in AGAIN:
        raise MovedOn
    return await turn_to(tx, here, tap.now, asking=f"{ALL}-{tap.argument}")


@requires(Capability.MODERATE, owner=owner_here)
async def judge_all(tx: Transaction, tap: DeskTap) -> Showing:
    """Do so, if they are as many as was said. Raises `Conflict` where somebody else decides at the same moment."""
    here = await at_review(tx, tap)
    what, _, state = here.desk.asking.partition("-")
    if what != ALL:
        raise MovedOn
    after = AGAIN[state]
    marked_too = after is TextState.HELD
    counts = await tx.count_texts(here.desk.subject)
    number = counts.get((TextState.WAITING, False), 0) + marked_too * counts.get((TextState.WAITING, True), 0)
    if str(number) != tap.argument:
        return await turn_to(tx, here, tap.now, remark=CHANGED_MEANWHILE)
    if await tx.judge_texts(here.desk.subject, after, flagged=marked_too) != number:
        raise Conflict
    await _note(tx, here, after, number, tap.now)
    return await turn_to(tx, here, tap.now, asking="")


@requires(Capability.MODERATE, owner=owner_here)
async def look_again(tx: Transaction, tap: DeskTap) -> Showing:
    """One that was shown, or held back: which of them, follows after a dash, from 0."""
    here = await at_review(tx, tap)
    state, _, number = tap.argument.partition("-")
    if state not in AGAIN or not (number.isdecimal() and number.isascii() and len(number) <= 6):
        raise MovedOn
    return await turn_to(tx, here, tap.now, asking=state, page=int(number))


async def at_review(tx: Transaction, by: DeskTap) -> AtDesk:
    """Somebody who looks through texts. Raises `MovedOn` elsewhere."""
    here = await at_summary(tx, by)
    if here.desk.place != REVIEW:
        raise MovedOn
    return here


async def _judge(tx: Transaction, here: AtDesk, name: str, now: int, why: Grounds | None = None) -> Showing:
    """Hold it back where there is a reason, else show it; then on to the next."""
    after = TextState.SHOWN if why is None else TextState.HELD
    before, _ = looked_at(here.desk)
    text = await standing_there(tx, here.desk)
    asking = before.value if before.value in AGAIN else ""
    if text is None or name_of(text) != name or after is before or not await tx.judge_text(text, before, after, why):
        return await turn_to(tx, here, now, remark=CHANGED_MEANWHILE, asking=asking)
    await _note(tx, here, after, 1, now, why=why)
    if not asking:
        return await turn_to(tx, here, now, asking=f"{UNDO}-{after}-{name}")
    was_last = here.desk.page > 0 and await standing_there(tx, here.desk) is None
    return await turn_to(tx, here, now, asking=asking, page=here.desk.page - was_last)


def _decided(argument: str) -> tuple[TextState, str]:
    """A decision, and the name of a text. Raises `MovedOn` for what no button carries."""
    state, _, name = argument.partition("-")
    if state not in AGAIN:
        raise MovedOn
    return AGAIN[state], name


async def _named(tx: Transaction, consultation: str, state: TextState, name: str) -> Text | None:
    return next((text for text in await tx.texts(consultation, state, MOST) if name_of(text) == name), None)


async def _note(
    tx: Transaction, here: AtDesk, after: TextState, number: int, now: int, *, why: Grounds | None = None
) -> None:
    shown = number if after is TextState.SHOWN else 0
    event = TextsJudged(shown=shown, held=number - shown, grounds=why or "")
    await tx.note(event, actor=here.person.id, subject=here.desk.subject, now=now)
