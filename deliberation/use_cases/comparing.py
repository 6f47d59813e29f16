"""A statement that somebody is about to send is held against what others have said, before it is seen as they will.

Meaning is compared elsewhere, and takes a while: the text waits in the store, and whoever wrote it goes on meanwhile.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from deliberation.kept import Comparison, Kind, View
from deliberation.participation import Participation
from deliberation.ports import Transaction
from deliberation.roles import Capability
from deliberation.statements.sitting import Page, read, written
from deliberation.use_cases.commands import Sender, requires

SHOWN_NEAR = 3
"""Statements that are shown to who said something close."""


@dataclass(frozen=True)
class Among:
    """A comparison that waits, and what it is held against: number, text and language of each."""

    comparison: Comparison
    language: str
    others: tuple[tuple[int, str, str], ...]


@dataclass(frozen=True)
class Compared:
    """What was found: the nearest statements by number, none where nothing is close or nothing could be compared.
    `token` is for a new message.
    """

    sender: Sender
    now: int
    comparison: Comparison
    near: tuple[int, ...]
    token: str


async def to_compare(tx: Transaction) -> Among | None:
    """What waits, with all statements that residents are asked about, in the writer's language as far as there is a
    translation. Only reads.
    """
    waiting = await tx.next_comparison()
    if waiting is None:
        return None
    about = await tx.definition(waiting.consultation, waiting.version)
    language = about.language(waiting.language)
    translated = await tx.translations(waiting.consultation, waiting.step, language)
    others = []
    for one in await tx.statements(waiting.consultation, waiting.step):
        if one.asked:
            there = None if one.language == language else translated.get(one.number)
            others.append((one.number, one.text, one.language) if there is None else (one.number, there.text, language))
    return Among(waiting, language, tuple(others))


@requires(Capability.KEEP_HOUSE)
async def compared(tx: Transaction, command: Compared) -> bool:
    """Show who wrote it what is close; whether there was anything to do. Whoever has gone elsewhere meanwhile, or
    written something else, is left alone.
    """
    comparison = command.comparison
    if not await tx.drop_comparison(comparison):
        return False
    before = await tx.participation(comparison.participation)
    after = _looked_at(before, comparison, command.near[:SHOWN_NEAR])
    if after is None:
        return False
    await tx.save_participation(before, after)
    await _show(tx, command, after)
    return True


async def _show(tx: Transaction, command: Compared, after: Participation) -> None:
    """In the message that waits; for who does not notice that one changes, in a new one."""
    comparison = command.comparison
    before = await tx.latest_view(comparison.telegram_chat) if comparison.new_messages else None
    if before is None or (before.kind, before.subject) != (Kind.PARTICIPATION, after.id):
        await tx.renew_views(Kind.PARTICIPATION, after.id)
        return
    await tx.retire_views(before.chat, after.place)
    view = View(command.token, before.chat, before.telegram_chat, before.person, after.id)
    await tx.add_view(view, now=command.now, lease=command.now)


def _looked_at(before: Participation, comparison: Comparison, near: tuple[int, ...]) -> Participation | None:
    sitting = read(before.drafts.get(comparison.step))
    if sitting.page is not Page.CHECK or sitting.text != comparison.text:
        return None
    there = written(replace(sitting, page=Page.PREVIEW, near=near))
    return replace(before, revision=before.revision + 1, drafts={**before.drafts, comparison.step: there})
