"""How the votes of a poll stand: what its messages in groups show, and when that has changed.

A vote is an answer like others, wherever it was given; so whatever changes an answer passes through `keep`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from deliberation.definition import Consultation, Step
from deliberation.definition.kinds.multiple_choice import MultipleChoice
from deliberation.kept import Kind, View
from deliberation.participation import Participation
from deliberation.ports import Transaction
from deliberation.releases import Summary
from deliberation.use_cases.showing import open_phases

STEP = 5
"""People by whom a count moves that is not open, so that nobody's vote can be read from it."""


@dataclass(frozen=True)
class Standing:
    """How a poll stands: how many people voted, and for what; None for what is not open."""

    people: int
    cells: Mapping[str, int] | None


@dataclass(frozen=True)
class PollShown:
    """What stands in a group. `closes` is None once it is closed; `summary` is the release, as soon as there is one."""

    view: View
    consultation: Consultation
    standing: Standing
    opens: int
    closes: int | None
    summary: Summary | None

    @property
    def language(self) -> str:
        """A group reads one language: the first."""
        return self.consultation.languages[0]


def question(consultation: Consultation) -> Step | None:
    """What a group can answer by tapping; None for what takes a chat of one's own."""
    if consultation.poll is None or consultation.audience.asks or consultation.audience.languages:
        return None
    (step,) = consultation.steps()
    return None if isinstance(step, MultipleChoice) and step.least > 1 else step


def by_steps(people: int) -> int:
    """So many people, as far as it is said while it runs."""
    return people - people % STEP


async def poll_shown(tx: Transaction, view: View, now: int) -> PollShown:
    """What a group is to see. Raises KeyError where the consultation is gone."""
    version = await tx.current_version(view.subject)
    if version is None:
        raise KeyError(view.subject)
    consultation = await tx.definition(view.subject, version)
    phases = await tx.phases(view.subject, hold=False)
    left = [phase for phase in phases if now < phase.closes and not phase.closed]
    running = open_phases(phases, now)
    releases = await tx.releases_of(view.subject)
    return PollShown(
        view=view,
        consultation=consultation,
        standing=await standing(tx, consultation),
        opens=min((phase.opens for phase in running or left), default=0),
        closes=max((phase.closes for phase in left), default=None),
        summary=releases[-1] if releases else None,
    )


async def standing(tx: Transaction, consultation: Consultation) -> Standing:
    """How the votes stand, as far as everybody may know."""
    people = await tx.voters(consultation.id)
    if consultation.poll is None or not consultation.poll.open_count:
        return Standing(by_steps(people), None)
    (step,) = consultation.steps()
    cells = dict.fromkeys(step.choices(), 0)
    for ballot, number in (await tx.ballots(consultation.id, step.id)).items():
        for choice in step.chosen(ballot):
            cells[choice] = cells.get(choice, 0) + number
    return Standing(people, cells)


def unvoted(consultation: Consultation) -> Standing:
    """A poll before the first vote."""
    shows = consultation.poll is not None and consultation.poll.open_count
    return Standing(0, dict.fromkeys(consultation.steps()[0].choices(), 0) if shows else None)


async def keep(tx: Transaction, consultation: Consultation, before: Participation, after: Participation) -> None:
    """Save a participation. Where that changes what groups see of a poll, they are to see it."""
    if consultation.poll is None or before.answers == after.answers:
        await tx.save_participation(before, after)
        return
    await tx.hold_tally(consultation.id)
    people = await tx.voters(consultation.id)
    await tx.save_participation(before, after)
    if consultation.poll.open_count or by_steps(people) != by_steps(await tx.voters(consultation.id)):
        await tx.want_views(Kind.POLL, consultation.id)
