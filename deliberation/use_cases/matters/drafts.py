"""Drafts: the list, the examples to begin from, and one draft with what it lacks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from deliberation.definition import Consultation
from deliberation.drafting.sheet import missing
from deliberation.ports import Transaction
from deliberation.use_cases.drafts import pictures_lacking, previewed
from deliberation.use_cases.matters.at import At


@dataclass(frozen=True)
class Examples:
    """What one can begin from. Which there are, `screens/` knows."""

    page: int


@dataclass(frozen=True)
class Drafts:
    """What somebody is preparing: ids and what will come of them."""

    drafts: Sequence[tuple[str, Consultation]]
    page: int


@dataclass(frozen=True)
class Drafting:
    """One draft. `consultation` has dots for what is `missing`; `pictures` are those it names and does not have.
    `place` is what is being done with it, `asking` what waits to be written.
    """

    place: str
    asking: str
    page: int
    consultation: Consultation
    missing: Sequence[str]
    pictures: Sequence[str]
    now: int


async def examples(_: Transaction, at: At) -> Examples:
    """The page of them that is to be shown."""
    return Examples(at.desk.page)


async def drafts(tx: Transaction, at: At) -> Drafts:
    """The list."""
    return Drafts([(draft.id, previewed(draft)) for draft in await tx.drafts_of(at.person.id)], at.desk.page)


async def drafting(tx: Transaction, at: At) -> Drafting:
    """One of them. Raises KeyError when there is none, or it is somebody else's."""
    draft = await tx.draft(at.desk.subject)
    if draft.owner != at.person.id:
        raise KeyError(draft.id)
    return Drafting(
        place=at.desk.place,
        asking=at.desk.asking,
        page=at.desk.page,
        consultation=previewed(draft),
        missing=[asked.key for asked in missing(draft.source)],
        pictures=await pictures_lacking(tx, draft),
        now=at.now,
    )
