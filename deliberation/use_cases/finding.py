"""What may be told of a consultation: its releases, what may be quoted, and what the town replied."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Sequence
from dataclasses import replace

from deliberation.kept import TextState
from deliberation.ports import Transaction
from deliberation.releases.findings import Findings, Said
from deliberation.releases.opinions import StatementResult
from deliberation.releases.summary import Summary
from deliberation.statements.statement import Statement
from deliberation.use_cases.whereabouts import spoken_of

MOST_QUOTES = 5_000
"""Of one consultation; more nobody reads."""


async def findings_of(tx: Transaction, consultation: str) -> Findings:
    """Without what people wrote: this is read for each of thousands who are told. Raises KeyError where there is no
    result yet.
    """
    summaries = {summary.phase: summary for summary in await tx.releases_of(consultation)}
    version = await tx.current_version(consultation)
    if not summaries or version is None:
        raise KeyError(consultation)
    about = await tx.definition(consultation, version)
    phases = await tx.phases(consultation, hold=False)
    order = {phase.phase: number for number, phase in enumerate(phases)}
    reply_by, published = await tx.awaited(consultation)
    return Findings(
        consultation=about,
        summaries=tuple(sorted(summaries.values(), key=lambda summary: order.get(summary.phase, 0))),
        opened=min(phase.opens for phase in phases),
        closed=max(phase.closes for phase in phases if phase.closed),
        over=all(phase.phase in summaries for phase in phases),
        quotes={},
        replies=tuple(await tx.replies(consultation)),
        reply_by=reply_by,
        published=published,
    )


async def with_texts(tx: Transaction, found: Findings) -> Findings:
    """The same with what people wrote, as far as it may be quoted, and how much of it waits; with every statement."""
    consultation = found.consultation.id
    quotes, waiting = await _quotes(tx, consultation), await waiting_texts(tx, consultation)
    return replace(found, quotes=quotes, waiting=waiting, said=await said(tx, found.summaries, all_of))


async def waiting_texts(tx: Transaction, consultation: str) -> int:
    """How many texts nobody has looked through yet."""
    counts = await tx.count_texts(consultation)
    return sum(number for (state, _), number in counts.items() if state is TextState.WAITING)


async def _quotes(tx: Transaction, consultation: str) -> dict[str, tuple[str, ...]]:
    found: defaultdict[str, list[str]] = defaultdict(list)
    for text in await tx.texts(consultation, TextState.SHOWN, MOST_QUOTES):
        step = (await tx.definition(consultation, text.version)).step(text.step)
        found[text.step].append(step.words(text.ballot) or "")
    return {step: tuple(texts) for step, texts in found.items()}


async def said(
    tx: Transaction, summaries: Sequence[Summary], numbers: Callable[[StatementResult], Collection[int]]
) -> Said:
    """The statements of these results with those numbers, without those that were taken back."""
    found: dict[str, dict[int, Statement]] = {}
    for summary in summaries:
        for result in summary.opinions:
            wanted = numbers(result)
            there = {one.number for one in await tx.statements(summary.consultation, result.step)} if wanted else set()
            found[result.step] = {
                number: await tx.statement(summary.consultation, result.step, number)
                for number in sorted(there.intersection(wanted))
            }
    return found


def all_of(result: StatementResult) -> Collection[int]:
    """Every statement that has figures."""
    return {one.number for one in result.figures}


def told_of(result: StatementResult) -> Collection[int]:
    """Those that somebody reads of in a message or on a picture."""
    return spoken_of(result.found) | {*result.bridging, *result.slate} | {one.statement for one in result.moved}


def uniting(result: StatementResult) -> Collection[int]:
    """The one that unites most, for thousands are told of it."""
    return {one.statement for one in result.found.united[:1]}
