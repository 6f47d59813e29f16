"""Telling residents what came of it: how it came out, and what the town will do."""

from __future__ import annotations

from dataclasses import dataclass

from deliberation.ballots import open_text
from deliberation.desk import PUBLISHING, REPLY, REPLYING, SUMMARY
from deliberation.errors import MovedOn
from deliberation.events import ReplyMissed, ReplyRecorded, ResultsTold
from deliberation.kept import Broadcast, Urgency
from deliberation.notices import Explained, ReplyGiven, ReplyOverdue, ResultsPublished
from deliberation.ports import Transaction
from deliberation.releases.findings import Findings, Reply
from deliberation.roles import Capability
from deliberation.use_cases.commands import Sender, requires
from deliberation.use_cases.desks import AtDesk, DeskTap, DeskWords, turn_on, turn_to
from deliberation.use_cases.finding import findings_of
from deliberation.use_cases.results import who_runs
from deliberation.use_cases.steering import owner_here
from deliberation.use_cases.summaries import at_summary
from deliberation.use_cases.viewing import Showing

LONGEST_REPLY = 1_500
"""Characters: it is one message, with the title above it, in every language."""

RESULTS_TOLD, REPLY_TOLD = Explained("results_told", {}), Explained("reply_told", {})

AT_ONCE = 20
"""Late replies that are said in one unit of work."""


@dataclass(frozen=True)
class SayOverdue:
    sender: Sender
    now: int


@requires(Capability.REPLY, owner=owner_here)
async def ask_publish(tx: Transaction, tap: DeskTap) -> Showing:
    """Show what residents would be told."""
    here = await at_summary(tx, tap)
    await _with_results(tx, here)
    return await turn_to(tx, here, tap.now, place=PUBLISHING)


@requires(Capability.REPLY, owner=owner_here)
async def publish(tx: Transaction, tap: DeskTap) -> Showing:
    """Tell everybody who took part how it came out: once."""
    here = await at_summary(tx, tap)
    about = (await _with_results(tx, here)).consultation
    if here.desk.place != PUBLISHING or not await tx.mark_published(about.id, tap.now):
        raise MovedOn
    await tx.add_broadcast(Broadcast(tap.fresh.person, about.id, ResultsPublished(about.id), cursor=""))
    await tx.note(ResultsTold(), actor=here.person.id, subject=about.id, now=tap.now)
    return await turn_to(tx, here, tap.now, remark=RESULTS_TOLD, place=SUMMARY)


@requires(Capability.REPLY, owner=owner_here)
async def ask_reply(tx: Transaction, tap: DeskTap) -> Showing:
    """Ask what the town will do."""
    here = await at_summary(tx, tap)
    await _with_results(tx, here)
    return await turn_to(tx, here, tap.now, place=REPLY, asking="")


@requires(Capability.REPLY, owner=owner_here)
async def write_reply(tx: Transaction, words: DeskWords) -> Showing:
    """Take what was written, and show it as residents would read it. Raises `EmptyText`, `TooLong`."""
    return await turn_on(tx, words, place=REPLYING, asking=open_text.typed(words.text, LONGEST_REPLY))


@requires(Capability.REPLY, owner=owner_here)
async def give_reply(tx: Transaction, tap: DeskTap) -> Showing:
    """Keep the reply, and tell it to everybody who took part."""
    here = await at_summary(tx, tap)
    found = await _with_results(tx, here)
    if here.desk.place != REPLYING or not here.desk.asking:
        raise MovedOn
    about = found.consultation
    await tx.add_reply(about.id, Reply(here.desk.asking, here.person.language, tap.now))
    await tx.await_reply(about.id, None)
    notice = ReplyGiven(about.id, len(found.replies) + 1)
    await tx.add_broadcast(Broadcast(tap.fresh.person, about.id, notice, cursor=""))
    await tx.note(ReplyRecorded(), actor=here.person.id, subject=about.id, now=tap.now)
    return await turn_to(tx, here, tap.now, remark=REPLY_TOLD, place=SUMMARY, asking="")


@requires(Capability.KEEP_HOUSE)
async def say_overdue(tx: Transaction, command: SayOverdue) -> bool:
    """Tell those who run a consultation that its reply is late: once. Returns whether there may be more."""
    late = await tx.overdue(command.now, AT_ONCE)
    for consultation in late:
        promised, _ = await tx.awaited(consultation)
        if promised is None or not await tx.mark_overdue(consultation, command.now):
            continue
        await tx.note(ReplyMissed(), actor=None, subject=consultation, now=command.now)
        for address in await who_runs(tx, consultation):
            occurrence = f"overdue:{consultation}:{promised}:{address.person}"
            notice = ReplyOverdue(consultation, promised)
            await tx.notify(address, notice, Urgency.REMINDER, command.now, occurrence)
    return len(late) == AT_ONCE


async def _with_results(tx: Transaction, here: AtDesk) -> Findings:
    """What came of it, once nobody can answer any more. Raises `MovedOn` before."""
    try:
        found = await findings_of(tx, here.desk.subject)
    except KeyError:
        raise MovedOn from None
    if not found.over:
        raise MovedOn
    return found
