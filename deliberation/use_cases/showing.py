"""What a view shows, gathered as plain data. The same for the tap that caused it and for the loop that repairs it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from deliberation import engine
from deliberation.definition import Consultation
from deliberation.participation import Participation
from deliberation.ports import PhaseTimes, Transaction, View

LEASE = 600_000
"""Milliseconds for which a view belongs to whoever has just touched it: longer than any call to Telegram can take. The
start after a crash takes all leases back."""


@dataclass(frozen=True)
class Scene:
    """What a view is about: one participation, its consultation, and the times of its phases."""

    consultation: Consultation
    participation: Participation
    phases: Sequence[PhaseTimes]


@dataclass(frozen=True)
class Shown:
    """A participation as its resident is to see it. `closes` is the end of the phase that is open, else None."""

    view: View
    consultation: Consultation
    participation: Participation
    language: str
    phases: frozenset[str]
    opens: int | None
    closes: int | None


async def scene(tx: Transaction, participation: Participation, *, hold: bool = False) -> Scene:
    """Gather what there is to show. `hold` keeps the phases from closing before the unit of work ends."""
    consultation = await tx.definition(participation.consultation, participation.version)
    return Scene(consultation, participation, await tx.phases(participation.consultation, hold=hold))


def shown(scene: Scene, view: View, language: str, now: int) -> Shown:
    """The scene through one view at `now`, for a reader of `language`."""
    running = open_phases(scene.phases, now)
    return Shown(
        view=view,
        consultation=scene.consultation,
        participation=engine.standing(scene.consultation, scene.participation, phases=[p.phase for p in running]),
        language=scene.consultation.language(language),
        phases=frozenset(phase.phase for phase in running),
        opens=min((phase.opens for phase in scene.phases if phase.opens > now), default=None),
        closes=min((phase.closes for phase in running), default=None),
    )


def open_phases(phases: Sequence[PhaseTimes], now: int) -> list[PhaseTimes]:
    """Those that take answers at `now`."""
    return [phase for phase in phases if phase.opens <= now < phase.closes and not phase.closed]
