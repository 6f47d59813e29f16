"""A consultation's life: launched, closed, its result frozen and told. Each piece short, each safe to repeat."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from deliberation.definition import Consultation, read_definition
from deliberation.definition.reading import invalid
from deliberation.definition.versions import lost, moved_though_closed
from deliberation.errors import Closed, Conflict, Mistake, UnknownConsultation
from deliberation.events import ConsultationEnded, ConsultationLaunched, PhaseClosed
from deliberation.kept import Broadcast, Kind, PhaseTimes
from deliberation.notices import ConsultationClosed, FinishReminder
from deliberation.ports import Transaction
from deliberation.roles import Capability
from deliberation.use_cases.commands import Sender, authorise_over, requires
from deliberation.use_cases.courtesy import Unasked, say
from deliberation.use_cases.mirroring import end_mirrors
from deliberation.use_cases.picturing import keep_pictures, same_pictures
from deliberation.use_cases.seeding import put_seeds

PIECE = 200
"""Recipients written in one unit of work, so that a broadcast to thousands holds nobody up."""


@dataclass(frozen=True)
class Launch:
    """`source` is the text of the consultation's file, `pictures` the files beside it that it names."""

    sender: Sender
    now: int
    source: str
    pictures: Mapping[str, bytes] = field(default_factory=dict, repr=False)


@dataclass(frozen=True)
class CloseEarly:
    sender: Sender
    now: int
    consultation: str


@dataclass(frozen=True)
class ClosePhase:
    """A phase whose time is over. `broadcast` is an id for what follows from the close."""

    sender: Sender
    now: int
    phase: PhaseTimes
    broadcast: str


@dataclass(frozen=True)
class SpreadBroadcast:
    sender: Sender
    now: int


async def owner_of_consultation(tx: Transaction, about: CloseEarly) -> str | None:
    """Who offers the consultation."""
    return await tx.consultation_owner(about.consultation)


@requires(Capability.LAUNCH)
async def launch(tx: Transaction, command: Launch) -> Consultation:
    """Offer a consultation, or a new version of it, at the times its file gives. The same file again changes nothing.

    Raises `DefinitionInvalid`, also for what a new version may not change; `Closed` when it is over; `Conflict` for
    another text, or another picture, under an id and version that are taken.
    """
    consultation = read_definition(command.source, command.pictures)
    last_close = max(phase.closes for phase in consultation.phases)
    if last_close <= command.now:
        raise Closed(closed=last_close, zone=consultation.timezone)
    await _refuse_if_foreign(tx, command, consultation.id)
    # Who comes in or answers holds the phases: from here on nobody begins before all of this is done.
    before = await tx.take_phases(consultation.id)
    if not await _added(tx, command, consultation):
        return consultation
    _refuse_if_over(consultation, before)
    for phase in consultation.phases:
        times = PhaseTimes(consultation.id, consultation.version, phase.id, phase.opens, phase.closes, closed=False)
        await tx.add_phase(times)
    await tx.drop_phases(consultation.id, before=consultation.version)
    if mistakes := await _broken_promises(tx, consultation, before):
        raise invalid(command.source, mistakes)
    await keep_pictures(tx, consultation, command.pictures)
    await put_seeds(tx, consultation)
    person = await tx.person(command.sender.person)
    owner = None if person is None else person.id
    await tx.own_consultation(consultation.id, owner)
    await tx.want_views(Kind.POLL, consultation.id)
    event = ConsultationLaunched(consultation.version)
    await tx.note(event, actor=owner, subject=consultation.id, now=command.now)
    return consultation


@requires(Capability.STEER, owner=owner_of_consultation)
async def close_early(tx: Transaction, command: CloseEarly) -> None:
    """No answers from now on; the next tick does what a close brings with it."""
    phases = await tx.phases(command.consultation, hold=False)
    if not phases:
        raise UnknownConsultation
    ended = [await tx.end_phase(phase.consultation, phase.phase, command.now) for phase in phases]
    if any(ended):
        person = await tx.person(command.sender.person)
        actor = None if person is None else person.id
        await tx.note(ConsultationEnded(), actor=actor, subject=command.consultation, now=command.now)


@requires(Capability.KEEP_HOUSE)
async def close_phase(tx: Transaction, command: ClosePhase) -> None:
    """Close a phase that is over, and tell everybody who took part when it was the last. Repeating changes nothing."""
    phase = command.phase
    if not await tx.close_phase(phase.consultation, phase.phase, command.now):
        return
    await tx.note(PhaseClosed(phase.phase), actor=None, subject=phase.consultation, now=command.now)
    poll = (await tx.definition(phase.consultation, phase.version)).poll
    if poll is not None:
        await end_mirrors(tx, phase.consultation, command.now)
    await tx.want_views(Kind.POLL, phase.consultation)
    if poll is not None:
        return  # its result comes where it was asked
    if all(other.closed for other in await tx.phases(phase.consultation, hold=False)):
        notice = ConsultationClosed(phase.consultation, phase.version)
        await tx.add_broadcast(Broadcast(command.broadcast, phase.consultation, notice, cursor=""))
        about = await tx.definition(phase.consultation, phase.version)
        await tx.await_reply(about.id, about.reply_by if about.promises_reply else None)


@requires(Capability.KEEP_HOUSE)
async def spread_broadcast(tx: Transaction, command: SpreadBroadcast) -> bool:
    """Write the next piece of a broadcast. Returns whether there may be more."""
    broadcast = await tx.next_broadcast()
    if broadcast is None:
        return False
    zone, expires = await _where_and_until(tx, broadcast)
    audience = tx.unfinished if isinstance(broadcast.notice, FinishReminder) else tx.audience
    piece = await audience(broadcast.consultation, broadcast.cursor, PIECE)
    for participation, address in piece:
        unasked = Unasked(address, broadcast.notice, f"broadcast:{broadcast.id}:{participation}", zone)
        await say(tx, unasked, command.now, expires)
    done = len(piece) < PIECE
    # At the end no participation is named any more: its person may want to be forgotten.
    await tx.advance_broadcast(broadcast.id, "" if done else piece[-1][0], done=done)
    return True


async def _where_and_until(tx: Transaction, broadcast: Broadcast) -> tuple[str, int | None]:
    """The zone in which a broadcast's days are counted, and from when on it would be too late."""
    phases = await tx.phases(broadcast.consultation, hold=False)
    last = max(phases, key=lambda phase: phase.closes)
    zone = (await tx.definition(last.consultation, last.version)).timezone
    return zone, last.closes if isinstance(broadcast.notice, FinishReminder) else None


async def newest(tx: Transaction, consultation: str) -> Consultation | None:
    """The version that newcomers get; None where there is none."""
    version = await tx.current_version(consultation)
    return None if version is None else await tx.definition(consultation, version)


async def _refuse_if_foreign(tx: Transaction, command: Launch, consultation: str) -> None:
    """A new version is for who offers the consultation, or may steer everybody's."""
    if await tx.current_version(consultation) is not None:
        await authorise_over(tx, command.sender, Capability.STEER, await tx.consultation_owner(consultation))


async def _added(tx: Transaction, command: Launch, consultation: Consultation) -> bool:
    """Whether this version is new, and not the same again."""
    current = await tx.current_version(consultation.id)
    if current is not None and current > consultation.version:
        raise invalid(command.source, [Mistake("version", "older", {"current": current})])
    if await tx.add_definition(consultation, command.source, command.now):
        return True
    if await tx.definition(consultation.id, consultation.version) != consultation:
        raise Conflict
    if not await same_pictures(tx, consultation, command.pictures):
        raise Conflict
    return False


async def _broken_promises(tx: Transaction, consultation: Consultation, before: Sequence[PhaseTimes]) -> list[Mistake]:
    """What the new version would take away from those who have begun, or from what has closed.

    The newest version that somebody has begun on took nothing away from the older ones.
    """
    begun = await tx.version_begun(consultation.id)
    found = [] if begun is None else [*lost(await tx.definition(consultation.id, begun), consultation)]
    for phase in before:
        if phase.closed:
            launched = await tx.definition(consultation.id, phase.version)
            found += moved_though_closed(launched, consultation, [phase.phase])
    return found


def _refuse_if_over(consultation: Consultation, before: Sequence[PhaseTimes]) -> None:
    """A new version may be dated in the future while all its phases were closed early."""
    closed = {phase.phase: phase.closes for phase in before if phase.closed}
    if all(phase.id in closed for phase in consultation.phases):
        raise Closed(closed=max(closed.values()), zone=consultation.timezone)
