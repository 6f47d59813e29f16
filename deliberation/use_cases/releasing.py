"""The result of a closed phase: drawn up once, frozen, and told to those who run the consultation."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from deliberation.counting import Counted
from deliberation.events import ReleaseMade
from deliberation.kept import Kind, PhaseTimes, Urgency
from deliberation.notices import QuestionPicture, SummaryReady
from deliberation.opinions import Opinions
from deliberation.ports import Transaction
from deliberation.releases import NOT_ASKED, Summary, summarise
from deliberation.releases.flags import flagged
from deliberation.releases.quotable import quotable
from deliberation.releases.statements import statement_result
from deliberation.releases.telling import telling
from deliberation.roles import Capability
from deliberation.use_cases.commands import Sender, requires
from deliberation.use_cases.mapping import ToMap
from deliberation.use_cases.results import tell_result, who_runs
from deliberation.use_cases.weighing_up import statements_of, weigh_up, with_votes

TextFound = tuple[str, str, bool]
"""A participation and a step with a text that may be quoted, and whether there may be a name or a number in it."""

Analyse = Callable[[Counted, ToMap], Opinions]
"""Works out what comes of votes: slow, and only known where numbers are crunched."""


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


async def draw_up(tx: Transaction, phase: PhaseTimes, threshold: int, analyse: Analyse) -> Drawn:
    """The result of a closed phase, over all versions. Only reads, and may take its time: nobody answers any more."""
    records = await tx.records(phase.consultation)
    numbers = sorted({phase.version, *(record.version for record in records)})
    versions = {number: await tx.definition(phase.consultation, number) for number in numbers}
    weighed = [await weigh_up(tx, step, versions, records) for step in statements_of(versions, phase.phase)]
    records = with_votes(records, weighed)
    summary = summarise(versions, phase.phase, records, threshold, await tx.releases_of(phase.consultation))
    opinions = tuple(
        statement_result(
            one, analyse(one.votes, ToMap(summary.consultation, one.step)), _asked(summary, one.step), threshold
        )
        for one in weighed
    )
    texts = quotable(versions, summary, records)
    found = replace(summary, opinions=opinions)
    return Drawn(found, tuple((participation, step, flagged(words)) for participation, step, words in texts))


def _asked(summary: Summary, step: str) -> int | None:
    """How many were asked, as far as that is published."""
    table = next((table for table in summary.tables if table.step == step), None)
    not_asked = None if table is None else table.cells.get(NOT_ASKED, 0)
    return None if summary.took_part is None or not_asked is None else summary.took_part - not_asked


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
    most = telling(about, [summary]) or next((one.step for one in summary.opinions if one.found.drawn), None)
    for address in await who_runs(tx, phase.consultation):
        occurrence = f"summary:{command.release}:{address.person}"
        await tx.notify(address, SummaryReady(command.release), Urgency.REMINDER, command.now, occurrence)
        if most is not None:
            picture = QuestionPicture(phase.consultation, most)
            await tx.notify(address, picture, Urgency.REMINDER, command.now, f"{occurrence}:picture")
