"""Drafts as all who work on them need them: whose they are, and what they would be if they were complete."""

from __future__ import annotations

from deliberation.definition import Consultation, read_definition
from deliberation.drafting.sheet import filled
from deliberation.kept import Draft
from deliberation.ports import Transaction
from deliberation.use_cases.commands import Command
from deliberation.use_cases.picturing import pictures_of


async def draft_owner_here(tx: Transaction, about: Command) -> str | None:
    """Whose the draft is at which this desk stands."""
    person = await tx.person(about.sender.person)
    return None if person is None else await draft_owner(tx, (await tx.desk(person.id)).subject)


async def draft_owner(tx: Transaction, identifier: str) -> str | None:
    """Whose a draft is; None for none."""
    try:
        return (await tx.draft(identifier)).owner
    except KeyError:
        return None


def previewed(draft: Draft) -> Consultation:
    """The consultation that a draft will be, with dots for what it lacks."""
    return read_definition(filled(draft.source))


async def pictures_lacking(tx: Transaction, draft: Draft) -> list[str]:
    """The pictures that a draft names and does not have yet."""
    there = await tx.draft_pictures(draft.id)
    return [name for name in sorted(pictures_of(previewed(draft))) if name not in there]
