"""What was done, by whom and about what: for administrators.

Only what those did who run things. Who took part, when, and what they answered stands in other rows of the log, which
are listed to nobody: that would tell who was up at night, who changed their mind, and who never came.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from deliberation.kept import Noted
from deliberation.ports import Transaction
from deliberation.roles import Capability, Role
from deliberation.use_cases.matters.at import At, may_look
from deliberation.use_cases.town import town_zone

A_PAGE = 10
MOST_PAGES = 99
"""That can be turned in chat; the command line shows all."""


@dataclass(frozen=True)
class Known:
    """Somebody who is in the team, or was: then without a role and a note. `number` is their first role's."""

    number: int
    note: str = ""
    roles: tuple[Role, ...] = ()


@dataclass(frozen=True)
class Audit:
    """One page of the log, the newest first. `team` by person, for what they are called; `zone` is the town's."""

    facts: Sequence[Noted]
    page: int
    pages: int
    team: Mapping[str, Known]
    zone: str


async def audit(tx: Transaction, at: At) -> Audit:
    """The page that was turned to."""
    await may_look(tx, at, Capability.AUDIT)
    pages = min(MOST_PAGES, max(1, -(-await tx.count_listed(0) // A_PAGE)))
    page = at.desk.page % pages
    return Audit(await tx.listed(0, A_PAGE, page * A_PAGE), page, pages, await by_person(tx), await town_zone(tx))


async def by_person(tx: Transaction) -> Mapping[str, Known]:
    """Everybody who has a role, or had one."""
    found = {person: Known(number) for person, number in reversed(await tx.once_in_team())}
    for member in await tx.team():
        known = found.get(member.person, Known(member.number))
        roles = (*known.roles, member.role)
        found[member.person] = replace(known, note=known.note or member.note, roles=roles)
    return found
