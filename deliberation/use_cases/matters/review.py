"""What residents wrote, one text after another, to whoever looks through it. Who wrote it is told to nobody."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256

from deliberation.definition import Consultation, Step
from deliberation.desk import Desk
from deliberation.kept import Text, TextState
from deliberation.ports import Transaction
from deliberation.releases.flags import Span, spans
from deliberation.roles import Capability
from deliberation.use_cases.matters.at import At, may_look_after

Counts = Mapping[tuple[TextState, bool], int]
"""How many texts are in each state, without a mark and with one."""

AGAIN = {state.value: state for state in (TextState.SHOWN, TextState.HELD)}
"""What a desk asks for where those are looked at once more that were decided before."""

ALL, UNDO, WHY = "all", "undo", "why"
"""Before a dash and a state: all are to be decided so; one was, and can be put back (its name follows). Before a name:
why is it to be held back? The state follows in which it was looked at once more.
"""


@dataclass(frozen=True)
class Written:
    """One text. `name` tells it from others, and leads to nobody; `own` is the version that was answered."""

    name: str
    own: Consultation
    step: Step
    words: str
    marks: tuple[Span, ...]


@dataclass(frozen=True)
class Review:
    """`text` is the one that stands there; `page` is its number among those looked at once more, from 0."""

    consultation: Consultation
    text: Written | None
    asking: str
    page: int
    counts: Counts

    def number(self, state: TextState) -> int:
        """How many are in this state."""
        return sum(count for (kept, _), count in self.counts.items() if kept is state)

    @property
    def unmarked(self) -> int:
        """How many of those that wait have no mark."""
        return self.counts.get((TextState.WAITING, False), 0)


def name_of(text: Text) -> str:
    """Short enough for a button."""
    return sha256(f"{text.participation} {text.step}".encode()).hexdigest()[:16]


def looked_at(desk: Desk) -> tuple[TextState, int]:
    """Texts of which state are looked at, and how many of them are passed over."""
    asking = desk.asking.rpartition("-")[2] if desk.asking.startswith(f"{WHY}-") else desk.asking
    return (AGAIN[asking], desk.page) if asking in AGAIN else (TextState.WAITING, 0)


async def standing_there(tx: Transaction, desk: Desk) -> Text | None:
    """The text that a desk shows, if there is one."""
    state, skip = looked_at(desk)
    return next(iter(await tx.texts(desk.subject, state, 1, skip)), None)


async def review(tx: Transaction, at: At) -> Review:
    """The first that waits, or one that was decided before."""
    await may_look_after(tx, at, Capability.MODERATE)
    offer = await tx.offer(at.desk.subject)
    text = await standing_there(tx, at.desk)
    return Review(
        consultation=await tx.definition(offer.consultation, offer.version),
        text=None if text is None else await _written(tx, at.desk.subject, text),
        asking=at.desk.asking,
        page=at.desk.page,
        counts=await tx.count_texts(at.desk.subject),
    )


async def _written(tx: Transaction, consultation: str, text: Text) -> Written:
    own = await tx.definition(consultation, text.version)
    step = own.step(text.step)
    words = step.words(text.ballot) or ""
    return Written(name_of(text), own, step, words, spans(words))
