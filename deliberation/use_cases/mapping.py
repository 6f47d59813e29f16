"""The map while people still vote: which votes count, when it is worked out anew, and what is kept of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter

from deliberation.counting import Counted, elsewhere
from deliberation.definition.kinds.statements import Statements
from deliberation.kept import KeptMap, Worked
from deliberation.ports import Transaction
from deliberation.roles import Capability
from deliberation.use_cases.commands import Sender, requires
from deliberation.use_cases.showing import open_phases

AT_ONCE = 50_000
"""Votes that are read at a time."""


@dataclass(frozen=True)
class ToMap:
    """A step of statements."""

    consultation: str
    step: str


@dataclass(frozen=True)
class Survey:
    """What the map is worked out from, and whether it may take the place of the one that is shown."""

    votes: Counted
    seen: str
    last_event: str
    anew: bool


@dataclass(frozen=True)
class KeepMap:
    sender: Sender
    now: int
    about: ToMap
    worked: Worked


@requires(Capability.KEEP_HOUSE)
async def keep_map(tx: Transaction, command: KeepMap) -> None:
    """Keep what was worked out. Which statement comes next is always of the newest votes; the map may stay."""
    about, worked = command.about, command.worked
    if worked.anew:
        await tx.keep_map(about.consultation, about.step, worked, command.now)
    else:
        await tx.keep_priorities(about.consultation, about.step, worked)


async def to_map(tx: Transaction, now: int, since: str | None) -> tuple[list[ToMap], str]:
    """Where people can vote at `now`, and something may have changed after that fact in the log; None: everywhere.

    And the newest fact, from which to look on.
    """
    newest, found = await tx.last_event(), []
    changed = None if since is None else await tx.changed_since(since)
    for consultation in await tx.open_consultations(now):
        if changed is None or consultation in changed:
            for phase in open_phases(await tx.phases(consultation, hold=False), now):
                about = await tx.definition(consultation, phase.version)
                steps = [step for step in about.steps([phase.phase]) if isinstance(step, Statements)]
                found += [ToMap(consultation, step.id) for step in steps]
    return found, newest


async def shown_anew(tx: Transaction, about: ToMap, before: KeptMap | None, threshold: int) -> bool:
    """Whether a new map may take the place of the one that is shown: not before at least `threshold` people have voted
    since that was made, so that what differs is nobody's alone.
    """
    if before is None or before.found is None:
        return True
    return await tx.voted_since(about.consultation, before.last_event) >= threshold


async def survey(tx: Transaction, about: ToMap, threshold: int) -> Survey | None:
    """Read all that the map is worked out from; None where it is what it was worked out from last. There can be
    millions of votes: not for the bot's own process.
    """
    where = about.consultation, about.step
    before, seen = await tx.kept_map(*where), await tx.votes_seen(*where)
    if before is not None and before.seen == seen:
        return None
    return Survey(
        votes=await counted(tx, about, await tx.counted_people(about.consultation)),
        seen=seen,
        last_event=await tx.last_event(),
        anew=await shown_anew(tx, about, before, threshold),
    )


async def counted(tx: Transaction, about: ToMap, people: Sequence[str]) -> Counted:
    """The votes of these people, by their place in this order, and those that came from elsewhere."""
    found = Counted.of(await tx.statements(about.consultation, about.step))
    places = {person: place for place, person in enumerate(people)}
    for number, sources in found.sources().items():
        cast: dict[int, int] = {}
        for source in sources:
            votes = await tx.votes_on(about.consultation, about.step, source)
            cast.update((places[person], vote) for person, vote in votes if person in places)
        found.votes.add(number, cast)
    await _add_elsewhere(tx, about, found)
    return found


async def _add_elsewhere(tx: Transaction, about: ToMap, found: Counted) -> None:
    after = -1
    while rows := await tx.votes_elsewhere(about.consultation, about.step, after, AT_ONCE):
        several = {voter: list(votes) for voter, votes in groupby(rows, key=itemgetter(0))}
        if len(rows) == AT_ONCE and len(several) > 1:
            several.popitem()  # there may be more of theirs
        for voter, votes in several.items():
            merged_first = sorted(votes, key=lambda vote: (found.at.get(vote[1]) == vote[1], vote[1]))
            own = {found.at[number]: vote for _, number, vote in merged_first if number in found.at}
            for number, vote in own.items():
                found.votes.add(number, {elsewhere(voter): vote})
        after = max(several)
