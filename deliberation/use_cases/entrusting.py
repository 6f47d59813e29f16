"""Having the answers themselves: for those who may, where residents were told before they agreed, and never unnoted."""

from __future__ import annotations

from deliberation.desk import ROWS
from deliberation.errors import MovedOn, NoRows
from deliberation.events import RowsTaken
from deliberation.kept import Address, Urgency
from deliberation.notices import PackageReady, RowsReady
from deliberation.ports import Transaction
from deliberation.roles import Capability
from deliberation.use_cases.commands import requires
from deliberation.use_cases.desks import AtDesk, DeskTap, turn_to
from deliberation.use_cases.matters.rows import CIRCUMSTANCES, TEXTS, Entrusted, entrusted
from deliberation.use_cases.steering import owner_here
from deliberation.use_cases.summaries import IN_THE_MAKING, at_summary
from deliberation.use_cases.viewing import Showing
from deliberation.use_cases.weighing import statement_steps

WITH = {"circumstances": CIRCUMSTANCES, "texts": TEXTS}
"""What can be asked for besides, by what a button calls it."""


@requires(Capability.READ_ROWS, owner=owner_here)
async def open_rows(tx: Transaction, tap: DeskTap) -> Showing:
    """What the file is, and with what it can be had: at first without either."""
    return await turn_to(tx, await at_summary(tx, tap), tap.now, place=ROWS, asking="", page=0)


@requires(Capability.READ_ROWS, owner=owner_here)
async def choose_rows(tx: Transaction, tap: DeskTap) -> Showing:
    """With something more, or without it again."""
    here = await at_rows(tx, tap)
    if tap.argument not in WITH:
        raise MovedOn
    asked = {*here.desk.asking} ^ {WITH[tap.argument]}
    return await turn_to(tx, here, tap.now, asking="".join(sorted(asked)))


@requires(Capability.READ_ROWS, owner=owner_here)
async def send_rows(tx: Transaction, tap: DeskTap) -> Showing:
    """The file, to whoever asks for it, who is noted. Raises `NoRows` where it cannot be had."""
    here = await at_rows(tx, tap)
    consultation, asked = here.desk.subject, here.desk.asking
    if (await _entrusted(tx, consultation)).obstacle is not None:
        raise NoRows
    circumstances, texts = CIRCUMSTANCES in asked, TEXTS in asked
    notice = RowsReady(consultation, circumstances, texts)
    await tx.notify(Address(here.view.chat, here.person.id), notice, Urgency.ANSWER, tap.now, None)
    event = RowsTaken(circumstances, texts)
    await tx.note(event, actor=here.person.id, subject=consultation, now=tap.now)
    return await turn_to(tx, here, tap.now, remark=IN_THE_MAKING)


@requires(Capability.READ_ROWS, owner=owner_here)
async def send_package(tx: Transaction, tap: DeskTap) -> Showing:
    """The votes on statements, to whoever asks for them, who is noted. The argument is the number of the step among
    those of statements, from 0. Raises `NoRows` where they cannot be had.
    """
    here = await at_rows(tx, tap)
    of = await _entrusted(tx, here.desk.subject)
    if of.votes_obstacle is not None:
        raise NoRows
    steps = statement_steps(of.consultation)
    if not (tap.argument.isdecimal() and len(tap.argument) < 3 and int(tap.argument) < len(steps)):
        raise MovedOn
    notice = PackageReady(here.desk.subject, steps[int(tap.argument)].id)
    await tx.notify(Address(here.view.chat, here.person.id), notice, Urgency.ANSWER, tap.now, None)
    event = RowsTaken(circumstances=False, texts=False)
    await tx.note(event, actor=here.person.id, subject=here.desk.subject, now=tap.now)
    return await turn_to(tx, here, tap.now, remark=IN_THE_MAKING)


async def _entrusted(tx: Transaction, consultation: str) -> Entrusted:
    try:
        return await entrusted(tx, consultation)
    except KeyError:
        raise MovedOn from None


async def at_rows(tx: Transaction, by: DeskTap) -> AtDesk:
    """Somebody who asks for the answers of one consultation. Raises `MovedOn` elsewhere."""
    here = await at_summary(tx, by)
    if here.desk.place != ROWS:
        raise MovedOn
    return here
