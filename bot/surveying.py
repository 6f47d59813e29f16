"""What the worker makes of votes on statements: it reads them itself and works out what comes of them.

Only here, and only in the worker's process, the rooms with numpy are entered.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field

from bot.reading import read
from deliberation.counting import Counted
from deliberation.kept import Worked
from deliberation.opinion_map import opinion_map
from deliberation.opinions import Opinions
from deliberation.use_cases.mapping import Survey, ToMap, survey


@dataclass(frozen=True)
class WorkOut:
    """A step of statements whose map is wanted; `threshold` is the k of disclosure control."""

    database: str = field(repr=False)
    about: ToMap
    threshold: int


def worked_out(wanted: WorkOut) -> bytes:
    """What came of it, as `worked` reads it; nothing where nothing changed. The reckoning is done when nothing is read
    any more.
    """
    found = read(wanted.database, lambda tx: survey(tx, wanted.about, wanted.threshold))
    if found is None:
        return b""
    return written(work_out(found, wanted.about, wanted.threshold))


def work_out(found: Survey, about: ToMap, threshold: int) -> Worked:
    """Priorities of those that residents are asked about, in as many digits as a draw needs; and the map."""
    opinions = analysed(found.votes, about)
    drawn = opinion_map(opinions, threshold)
    asked = sorted(found.votes.asked & opinions.priority.keys())
    priorities = {number: float(f"{opinions.priority[number]:.6g}") for number in asked}
    content = json.dumps(drawn.data(), separators=(",", ":")) if drawn.drawn else None
    return Worked(json.dumps(priorities), found.seen, content, found.last_event, found.anew or content is None)


def analysed(votes: Counted, about: ToMap) -> Opinions:
    """What comes of the votes; the same for the same votes."""
    from deliberation.analysis import Votes, analyse  # noqa: PLC0415 - not for the main process

    columns = votes.votes
    cast = Votes.of_arrays(columns.people, columns.statements, columns.values)
    return analyse(cast, seed=seed_of(about), rejected=votes.rejected, meta=votes.meta)


def seed_of(about: ToMap) -> str:
    """So that the same votes give the same groups, here and wherever they are taken."""
    return f"{about.consultation} {about.step}"


def written(worked: Worked) -> bytes:
    """For its way through the pipe: what is kept as it is stays as it is, and is read in no time."""
    return json.dumps([worked.priorities, worked.seen, worked.content, worked.last_event, worked.anew]).encode()


def worked(answer: bytes) -> Worked | None:
    """What `written` wrote; None for nothing."""
    return Worked(*json.loads(answer)) if answer else None
