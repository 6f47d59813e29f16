"""What a view shows, gathered as plain data. The same for the tap that caused it and for the loop that repairs it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from deliberation import engine
from deliberation.definition import Consultation
from deliberation.kept import Person, PhaseTimes, View
from deliberation.participation import Participation
from deliberation.ports import Transaction
from deliberation.releases.findings import Reply
from deliberation.statements.board import Board
from deliberation.use_cases.weighing import board_at

LEASE = 600_000
"""Milliseconds for which a view belongs to whoever has just touched it: longer than any call to Telegram can take. The
start after a crash takes all leases back."""


@dataclass(frozen=True)
class Scene:
    """What a view is about: one participation, its consultation, and the times of its phases."""

    consultation: Consultation
    participation: Participation
    phases: Sequence[PhaseTimes]
    reply: Reply | None = None
    """What the town said last that it will do, once all is over."""

    board: Board | None = None
    """What lies there besides, at a step of statements."""


@dataclass(frozen=True)
class Shown:
    """A participation as its resident is to see it. `closes` is the end of the phase that is open, else None."""

    view: View
    consultation: Consultation
    participation: Participation
    language: str
    new_messages: bool
    phases: frozenset[str]
    opens: int | None
    closes: int | None
    reply: Reply | None = None
    board: Board | None = None


async def scene(tx: Transaction, participation: Participation, *, hold: bool = False) -> Scene:
    """Gather what there is to show. `hold` keeps the phases from closing before the unit of work ends."""
    consultation = await tx.definition(participation.consultation, participation.version)
    own = {phase.id for phase in consultation.phases}  # a newer version may have more
    phases = await tx.phases(participation.consultation, hold=hold)
    replies = await tx.replies(participation.consultation) if all(phase.closed for phase in phases) else []
    times = [phase for phase in phases if phase.phase in own]
    board = await board_at(tx, consultation, participation)
    return Scene(consultation, participation, times, replies[-1] if replies else None, board)


def shown(scene: Scene, view: View, person: Person, now: int) -> Shown:
    """The scene through one view at `now`, for this reader."""
    running = open_phases(scene.phases, now)
    return Shown(
        view=view,
        consultation=scene.consultation,
        participation=standing(scene, now),
        language=scene.consultation.language(person.language),
        new_messages=person.new_messages,
        phases=frozenset(phase.phase for phase in running),
        opens=min((phase.opens for phase in scene.phases if phase.opens > now), default=None),
        closes=min((phase.closes for phase in running), default=None),
        reply=scene.reply,
        board=scene.board,
    )


def standing(scene: Scene, now: int) -> Participation:
    """The participation where it stands at `now`: other phases may be open than when it was last looked at."""
    running = [phase.phase for phase in open_phases(scene.phases, now)]
    return engine.standing(scene.consultation, scene.participation, phases=running)


def pictured(scene: Scene, place: str) -> bool:
    """Whether a picture is shown at this place."""
    return scene.consultation.picture(place) is not None


def open_phases(phases: Sequence[PhaseTimes], now: int) -> list[PhaseTimes]:
    """Those that take answers at `now`."""
    return [phase for phase in phases if phase.opens <= now < phase.closes and not phase.closed]
