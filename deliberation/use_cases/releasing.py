"""The result of a closed phase: drawn up once, frozen, and told to those who run the consultation."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from deliberation.events import ReleaseMade
from deliberation.kept import Kind, PhaseTimes, Urgency
from deliberation.notices import QuestionPicture, SummaryReady
from deliberation.ports import Transaction
from deliberation.releases import Summary, summarise
from deliberation.releases.flags import flagged
from deliberation.releases.quotable import quotable
from deliberation.releases.telling import telling
from deliberation.roles import Capability
from deliberation.use_cases.commands import Sender, requires
from deliberation.use_cases.results import tell_result, who_runs

TextFound = tuple[str, str, bool]
"""A participation and a step with a text that may be quoted, and whether there may be a name or a number in it."""


@dataclass(frozen=True)
class Drawn:
    """What was drawn up of a phase: its figures, and the texts that somebody has to look through first."""

    summary: Summary
    texts: tuple[TextFound, ...]


@dataclass(frozen=True)
class KeepTexts:
    """Some of the texts of a phase."""

    sender: Sender
    now: int
    consultation: str
    texts: Sequence[TextFound]


@dataclass(frozen=True)
class Release:
    """`release` is a random id."""

    sender: Sender
    now: int
    phase: PhaseTimes
    release: str
    summary: Summary


async def draw_up(tx: Transaction, phase: PhaseTimes, threshold: int) -> Drawn:
    """The result of a closed phase, over all versions. Only reads, and may take its time: nobody answers any more."""
    records = await tx.records(phase.consultation)
    numbers = sorted({phase.version, *(record.version for record in records)})
    versions = {number: await tx.definition(phase.consultation, number) for number in numbers}
    summary = summarise(versions, phase.phase, records, threshold, await tx.releases_of(phase.consultation))
    texts = quotable(versions, summary, records)
    return Drawn(summary, tuple((participation, step, flagged(words)) for participation, step, words in texts))


@requires(Capability.KEEP_HOUSE)
async def keep_texts(tx: Transaction, command: KeepTexts) -> None:
    """Texts to be looked through. Repeating changes nothing, nor does it matter whether the release was frozen yet."""
    for participation, step, has_mark in command.texts:
        await tx.add_text(command.consultation, participation, step, has_mark)


@requires(Capability.KEEP_HOUSE)
async def release(tx: Transaction, command: Release) -> None:
    """Freeze the result of a closed phase and tell those who run the consultation. Repeating changes nothing."""
    phase, summary = command.phase, command.summary
    if not await tx.add_release(command.release, summary, phase.phase, command.now):
        return
    await tx.note(ReleaseMade(command.release), actor=None, subject=phase.consultation, now=command.now)
    await tx.want_views(Kind.POLL, phase.consultation)
    about = await tx.definition(phase.consultation, phase.version)
    if about.poll is not None:
        await tell_result(tx, phase, command.release, command.now)
        return
    most = telling(about, [summary])
    for address in await who_runs(tx, phase.consultation):
        occurrence = f"summary:{command.release}:{address.person}"
        await tx.notify(address, SummaryReady(command.release), Urgency.REMINDER, command.now, occurrence)
        if most is not None:
            picture = QuestionPicture(phase.consultation, most)
            await tx.notify(address, picture, Urgency.REMINDER, command.now, f"{occurrence}:picture")
