"""Who came, as far as it can be said without saying it of anybody."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from statistics import median

from deliberation.definition import Consultation
from deliberation.releases.records import Counted
from deliberation.releases.summary import Turnout
from deliberation.releases.tables import protect

MINUTE = 60_000


def turnout(newest: Consultation, came: int | None, people: Sequence[Counted], threshold: int) -> Turnout:
    """`came` is how many agreed to take part, where that may be told; `people` are those who are counted now."""
    languages = Counter(person.language for person in people)
    return Turnout(
        began=None if came is None else came - came % threshold,
        minutes=_minutes(newest, people, threshold),
        languages=protect({**dict.fromkeys(newest.languages, 0), **languages}, threshold),
    )


def _minutes(newest: Consultation, people: Sequence[Counted], threshold: int) -> int | None:
    """Nothing where a pause between two phases would count, or where few were through."""
    taken = [person.milliseconds for person in people if person.milliseconds is not None]
    if len(newest.phases) > 1 or len(taken) < 2 * threshold:
        return None
    return max(1, -(-round(median(taken)) // MINUTE))
