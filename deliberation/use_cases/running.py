"""A consultation's life: launched, closed, its result frozen and told. Each piece short, each safe to repeat."""

from __future__ import annotations

from dataclasses import dataclass

from deliberation.definition import Consultation, read_definition
from deliberation.errors import Closed, Conflict, UnknownConsultation
from deliberation.events import ConsultationLaunched, PhaseClosed, ReleaseMade
from deliberation.notices import ConsultationClosed, SummaryReady
from deliberation.ports import Broadcast, PhaseTimes, Transaction, Urgency
from deliberation.releases import Summary, summarise
from deliberation.roles import Capability, Role
from deliberation.use_cases.commands import Sender, requires

PIECE = 200
"""Recipients written in one unit of work, so that a broadcast to thousands holds nobody up."""


@dataclass(frozen=True)
class Launch:
    """`source` is the text of the consultation's file."""

    sender: Sender
    now: int
    source: str


@dataclass(frozen=True)
class CloseEarly:
    sender: Sender
    now: int
    consultation: str


@dataclass(frozen=True)
class ClosePhase:
    """A phase whose time is over. `broadcast` and `release` are ids for what follows from the close."""

    sender: Sender
    now: int
    phase: PhaseTimes
    broadcast: str


@dataclass(frozen=True)
class Release:
    sender: Sender
    now: int
    phase: PhaseTimes
    release: str
    summary: Summary


@dataclass(frozen=True)
class SpreadBroadcast:
    sender: Sender
    now: int


@requires(Capability.LAUNCH)
async def launch(tx: Transaction, command: Launch) -> Consultation:
    """Offer a consultation at the times its file gives. The same file again changes nothing.

    Raises `DefinitionInvalid`, `Closed` when it is over, `Conflict` for another text under an id and version that are
    taken.
    """
    consultation = read_definition(command.source)
    last_close = max(phase.closes for phase in consultation.phases)
    if last_close <= command.now:
        raise Closed(closed=last_close, zone=consultation.timezone)
    if not await tx.add_definition(consultation, command.source, command.now):
        if await tx.definition(consultation.id, consultation.version) != consultation:
            raise Conflict
        return consultation
    for phase in consultation.phases:
        times = PhaseTimes(consultation.id, consultation.version, phase.id, phase.opens, phase.closes, closed=False)
        await tx.add_phase(times)
    event = ConsultationLaunched(consultation.version)
    await tx.note(event, actor=None, subject=consultation.id, now=command.now)
    return consultation


@requires(Capability.CLOSE)
async def close_early(tx: Transaction, command: CloseEarly) -> None:
    """No answers from now on; the next tick does what a close brings with it."""
    phases = await tx.phases(command.consultation, hold=False)
    if not phases:
        raise UnknownConsultation
    for phase in phases:
        await tx.end_phase(phase.consultation, phase.phase, command.now)


@requires(Capability.KEEP_HOUSE)
async def close_phase(tx: Transaction, command: ClosePhase) -> None:
    """Close a phase that is over, and tell everybody who took part when it was the last. Repeating changes nothing."""
    phase = command.phase
    if not await tx.close_phase(phase.consultation, phase.phase, command.now):
        return
    await tx.note(PhaseClosed(phase.phase), actor=None, subject=phase.consultation, now=command.now)
    if all(other.closed for other in await tx.phases(phase.consultation, hold=False)):
        notice = ConsultationClosed(phase.consultation, phase.version)
        await tx.add_broadcast(Broadcast(command.broadcast, phase.consultation, notice, cursor=""))


async def draw_up(tx: Transaction, phase: PhaseTimes, threshold: int) -> Summary:
    """The result of a closed phase. Only reads, and may take its time: nobody can answer any more."""
    consultation = await tx.definition(phase.consultation, phase.version)
    return summarise(consultation, await tx.records(phase.consultation), threshold)


@requires(Capability.KEEP_HOUSE)
async def release(tx: Transaction, command: Release) -> None:
    """Freeze the result of a closed phase and tell the organisers. Repeating changes nothing."""
    phase = command.phase
    if not await tx.add_release(command.release, command.summary, phase.phase, command.now):
        return
    await tx.note(ReleaseMade(command.release), actor=None, subject=phase.consultation, now=command.now)
    for address in await tx.addresses(Role.ORGANISER):
        occurrence = f"summary:{command.release}:{address.person}"
        await tx.notify(address, SummaryReady(command.release), Urgency.REMINDER, command.now, occurrence)


@requires(Capability.KEEP_HOUSE)
async def spread_broadcast(tx: Transaction, command: SpreadBroadcast) -> bool:
    """Write the next piece of a broadcast. Returns whether there may be more."""
    broadcast = await tx.next_broadcast()
    if broadcast is None:
        return False
    piece = await tx.audience(broadcast.consultation, broadcast.cursor, PIECE)
    for participation, address in piece:
        occurrence = f"broadcast:{broadcast.id}:{participation}"
        await tx.notify(address, broadcast.notice, Urgency.BROADCAST, command.now, occurrence)
    done = len(piece) < PIECE
    # At the end no participation is named any more: its person may want to be forgotten.
    await tx.advance_broadcast(broadcast.id, "" if done else piece[-1][0], done=done)
    return True
