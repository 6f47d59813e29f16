"""What may be told of a consultation: its releases, what may be quoted, and what the town replied."""

from __future__ import annotations

from collections import defaultdict

from deliberation.kept import TextState
from deliberation.ports import Transaction
from deliberation.releases.findings import Findings

MOST_QUOTES = 5_000
"""Of one consultation; more nobody reads."""


async def findings_of(tx: Transaction, consultation: str, *, quotes: bool) -> Findings:
    """All of it; without what people wrote where that is not needed. Raises KeyError where there is no result yet."""
    summaries = {summary.phase: summary for summary in await tx.releases_of(consultation)}
    version = await tx.current_version(consultation)
    if not summaries or version is None:
        raise KeyError(consultation)
    about = await tx.definition(consultation, version)
    phases = await tx.phases(consultation, hold=False)
    order = {phase.phase: number for number, phase in enumerate(phases)}
    reply_by, published = await tx.awaited(consultation)
    waiting = [await tx.count_texts(consultation, TextState.WAITING, flagged=flagged) for flagged in (False, True)]
    return Findings(
        consultation=about,
        summaries=tuple(sorted(summaries.values(), key=lambda summary: order.get(summary.phase, 0))),
        opened=min(phase.opens for phase in phases),
        closed=max(phase.closes for phase in phases if phase.closed),
        over=all(phase.phase in summaries for phase in phases),
        quotes=await _quotes(tx, consultation) if quotes else {},
        waiting=sum(waiting),
        replies=tuple(await tx.replies(consultation)),
        reply_by=reply_by,
        published=published,
    )


async def _quotes(tx: Transaction, consultation: str) -> dict[str, tuple[str, ...]]:
    found: defaultdict[str, list[str]] = defaultdict(list)
    for text in await tx.texts(consultation, TextState.SHOWN, MOST_QUOTES):
        step = (await tx.definition(consultation, text.version)).step(text.step)
        found[text.step].append(step.words(text.ballot) or "")
    return {step: tuple(texts) for step, texts in found.items()}
