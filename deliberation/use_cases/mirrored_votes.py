"""A vote on Telegram's own poll: it counts for whoever has consented in ours, and of anybody else nothing is kept.

Nobody can be told anything there, and so nothing is asked and nothing refused: what does not count changes nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from deliberation.definition import Step
from deliberation.engine import Clear, Vote
from deliberation.kept import Kind, Mirror
from deliberation.ports import Transaction
from deliberation.roles import Capability
from deliberation.use_cases.commands import Sender, requires
from deliberation.use_cases.polling import question
from deliberation.use_cases.showing import Scene, open_phases, scene
from deliberation.use_cases.taking_part import resume


@dataclass(frozen=True)
class MirroredVote:
    """All that somebody has chosen on Telegram's own poll, by the places of the options from 0; nothing when they took
    it back.
    """

    sender: Sender
    now: int
    poll: str
    places: tuple[int, ...]


@requires(Capability.TAKE_PART)
async def take_mirrored(tx: Transaction, command: MirroredVote) -> bool:
    """Let what was chosen be this person's vote. Returns whether it changed anything."""
    mirror, person = await tx.mirror(command.poll), await tx.person(command.sender.person)
    if mirror is None or person is None:
        return False
    known = await tx.find_participation(person.id, mirror.consultation)
    if known is None or known.consented_at is None:
        return False
    here = await scene(tx, known, hold=True)
    step, chosen = question(here.consultation), await _chosen(tx, mirror, command.places)
    if step is None or not open_phases(here.phases, command.now) or not _offered(step, chosen):
        return False
    given = [*_inputs(step, here, chosen)]
    for each in given:
        here = await resume(tx, here, each, person.id, command.now)
    if given:
        await tx.want_views(Kind.PARTICIPATION, known.id)
    return bool(given)


async def _chosen(tx: Transaction, mirror: Mirror, places: Sequence[int]) -> list[str]:
    """The options by their ids; an empty id for a place that the poll does not have."""
    options = (await tx.definition(mirror.consultation, mirror.version)).steps()[0].choices()
    return [options[place] if 0 <= place < len(options) else "" for place in places]


def _offered(step: Step, chosen: Sequence[str]) -> bool:
    """Whether that can be chosen, also in the version that this person began with."""
    return set(chosen) <= set(step.choices()) and not (step.divides and len(chosen) > 1)


def _inputs(step: Step, here: Scene, chosen: Sequence[str]) -> Iterator[Clear | Vote]:
    """What leads from the vote as it is to what was chosen: of several answers, each that differs; new ones first, so
    that it is never empty in between.
    """
    ballot = here.participation.answers.get(step.id)
    before = step.chosen(ballot) if ballot else frozenset()
    if before and not chosen:
        yield Clear(step.id)
    elif step.divides:
        yield from (Vote(step.id, option) for option in chosen if option not in before)
    else:
        differing = [option for option in step.choices() if (option in before) != (option in chosen)]
        yield from (Vote(step.id, option) for option in sorted(differing, key=before.__contains__))
