"""Reading what came of consultations: the list, one of them, its questions as pictures, and all of it as a file."""

from __future__ import annotations

from deliberation.desk import CHARTS, MODERATION, PUBLISHING, REPLY, REPLYING, REVIEW, ROWS, SUMMARIES, SUMMARY
from deliberation.errors import MovedOn
from deliberation.events import ReportTaken
from deliberation.kept import Address, Urgency
from deliberation.notices import Explained, FileReady, Notice, QuestionPicture
from deliberation.ports import Transaction
from deliberation.roles import Capability
from deliberation.use_cases.commands import requires
from deliberation.use_cases.desks import AtDesk, ComeToDesk, DeskTap, arrive, at_desk, turn_to
from deliberation.use_cases.steering import owner_here, owner_named
from deliberation.use_cases.viewing import Showing

OF_A_SUMMARY = frozenset({SUMMARY, CHARTS, MODERATION, REVIEW, ROWS, PUBLISHING, REPLY, REPLYING})
"""Places that are about the results of one consultation."""

REPORT, WORKBOOK = "report", "workbook"

IN_THE_MAKING, NOT_MADE = Explained("in_the_making", {}), Explained("file_not_made", {})
"""While a file is being made, and where that failed."""


async def owner_of_subject(tx: Transaction, about: ComeToDesk) -> str | None:
    """Whose the consultation is that a link leads to."""
    return await tx.consultation_owner(about.subject)


@requires(Capability.READ_SUMMARY)
async def come_to_summaries(tx: Transaction, command: ComeToDesk) -> Showing:
    """What there is to read, in a new message."""
    return await arrive(tx, command, SUMMARIES)


@requires(Capability.READ_SUMMARY, owner=owner_of_subject)
async def come_to_summary(tx: Transaction, command: ComeToDesk) -> Showing:
    """One of it, in a new message: where a summary that was sent leads to."""
    return await arrive(tx, command, SUMMARY)


@requires(Capability.READ_SUMMARY)
async def list_summaries(tx: Transaction, tap: DeskTap) -> Showing:
    """What there is to read."""
    return await turn_to(tx, await at_desk(tx, tap), tap.now, place=SUMMARIES, subject="", asking="", page=0)


@requires(Capability.READ_SUMMARY, owner=owner_named)
async def read_summary(tx: Transaction, tap: DeskTap) -> Showing:
    """What came of one consultation."""
    here = await at_desk(tx, tap)
    return await turn_to(tx, here, tap.now, place=SUMMARY, subject=tap.argument, asking="", page=0)


@requires(Capability.READ_SUMMARY, owner=owner_here)
async def list_questions(tx: Transaction, tap: DeskTap) -> Showing:
    """Every question with how it came out, some on a page."""
    return await turn_to(tx, await at_summary(tx, tap), tap.now, place=CHARTS, page=0)


@requires(Capability.READ_SUMMARY, owner=owner_here)
async def send_picture(tx: Transaction, tap: DeskTap) -> Showing:
    """One question as a picture. The argument is its number, from 1; 0 is who came."""
    here = await at_summary(tx, tap)
    summaries = await tx.releases_of(here.desk.subject)
    tables = [table.step for summary in summaries for table in summary.tables]
    by_group = {one.step for summary in summaries for one in summary.opinions if one.found.groups}
    steps = ["", *tables] if tables else []
    if not (tap.argument.isdecimal() and len(tap.argument) < 4 and int(tap.argument) < len(steps)):
        raise MovedOn
    step = steps[int(tap.argument)]
    shown = await _send(tx, here, QuestionPicture(here.desk.subject, step), tap.now)
    if step in by_group:
        beside = QuestionPicture(here.desk.subject, step, by_group=True)
        await tx.notify(Address(here.view.chat, here.person.id), beside, Urgency.ANSWER, tap.now, None)
    return shown


@requires(Capability.READ_SUMMARY, owner=owner_here)
async def send_results(tx: Transaction, tap: DeskTap) -> Showing:
    """All of it as a file: the report or the workbook."""
    here = await at_summary(tx, tap)
    if tap.argument not in {REPORT, WORKBOOK} or not await tx.releases_of(here.desk.subject):
        raise MovedOn
    event = ReportTaken(tap.argument)
    await tx.note(event, actor=here.person.id, subject=here.desk.subject, now=tap.now)
    return await _send(tx, here, FileReady(here.desk.subject, tap.argument), tap.now)


async def at_summary(tx: Transaction, by: DeskTap) -> AtDesk:
    """Somebody at the results of one consultation. Raises `MovedOn` where there are none."""
    here = await at_desk(tx, by)
    if here.desk.place not in OF_A_SUMMARY:
        raise MovedOn
    return here


async def _send(tx: Transaction, here: AtDesk, notice: Notice, now: int) -> Showing:
    """It comes as a message of its own, once it is made."""
    await tx.notify(Address(here.view.chat, here.person.id), notice, Urgency.ANSWER, now, None)
    return await turn_to(tx, here, now, remark=IN_THE_MAKING)
