"""`fairdeal import`: a conversation that was held with Polis, finished or running, becomes a consultation."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from itertools import islice
from pathlib import Path
from typing import Final

from bot.app import wall_clock
from bot.cli.consultations import launch_file, store_of
from bot.cli.language import terminal_language
from bot.cli.polis import conversation_in, progress
from bot.config import Config
from bot.errors import Misconfigured
from deliberation.definition import Consultation
from deliberation.definition.kinds.statements import Statements
from deliberation.drafting.ids import consultation_id
from deliberation.drafting.tables import text_of
from deliberation.statements.coming import Coming, ImportedVote
from deliberation.statements.statement import State
from deliberation.use_cases.commands import HOUSE_ITSELF
from deliberation.use_cases.importing import BringStatements, BringVotes, bring_statements, bring_votes
from reports.polis.conversation import Comment, Conversation
from storage.store import Store

A_PIECE: Final = 2_000
"""Votes in one unit of work, so that a bot that runs beside is not held up."""

SOME: Final = 50
"""Statements in one unit of work."""

OPEN_FOR: Final = timedelta(weeks=4)
DECIDED: Final = {1: State.ACCEPTED, 0: State.WAITING, -1: State.REJECTED}


async def bring_in(config: Config, folder: Path, file: Path) -> int:
    """Write a consultation's file where there is none; where there is one, launch it and bring everything into it.

    The same again brings what has come since.
    """
    conversation = conversation_in(folder)
    if not _there(file):
        return _drafted(config, conversation, file)
    async with store_of(config) as store:
        consultation = await launch_file(store, file)
        step = _step_of(consultation, file)
        numbers = await _statements(store, consultation, step, conversation.comments)
        known = [vote for vote in conversation.votes if vote[1] in numbers]
        await _votes(store, consultation, step, numbers, known)
    left_out = len(conversation.votes) - len(known)
    print(f"{consultation.id}: {len(numbers)} statements, {len(known)} votes of {len({v[0] for v in known})} people.")
    if left_out:
        print(f"{left_out} votes on statements whose text is not in comments.csv were left out.")
    return 0


def _there(file: Path) -> bool:
    return file.exists()


def _drafted(config: Config, conversation: Conversation, file: Path) -> int:
    """A file to be completed: what a town has to say itself is not made up."""
    topic = " ".join((conversation.topic or file.stem).split())[:120]
    language, today = config.town.language or terminal_language(os.environ), datetime.now(UTC).date()
    about = {"proposal": {language: words}} if (words := " ".join(conversation.description.split())[:300]) else {}
    step = {"id": "statements", "kind": "statements", "question": {language: topic}, "own": True}
    phase = {"id": "statements", "opens": today, "closes": today + OPEN_FOR, "steps": [step]}
    table = config.town.head(consultation_id(topic, ())) | {"title": {language: topic}, **about, "phases": [phase]}
    try:
        file.write_text(text_of(table), encoding="utf-8")
    except OSError as error:
        raise Misconfigured(f"{file} cannot be written: {error.strerror}") from None
    print(
        f"Wrote {file}, a draft of the consultation. Nothing was imported yet.\n"
        f"  1. Complete it: 'fairdeal check {file}' names what is missing.\n"
        "  2. Run the same command again: it launches the consultation and brings in statements and votes."
    )
    return 0


def _step_of(consultation: Consultation, file: Path) -> str:
    steps = [step.id for step in consultation.steps() if isinstance(step, Statements)]
    if len(steps) != 1:
        raise Misconfigured(f"{file} must have exactly one step of the kind statements; it has {len(steps)}.")
    return steps[0]


async def _statements(
    store: Store, consultation: Consultation, step: str, comments: Sequence[Comment]
) -> Mapping[int, int]:
    """By the number of a comment there, the statement's number here."""
    numbers: dict[int, int] = {}
    coming = (Coming(one.number, one.text, DECIDED[one.moderated], one.meta) for one in comments if one.text.strip())
    while some := tuple(islice(coming, SOME)):
        where = (consultation.id, step, consultation.languages[0])
        numbers |= await store.perform(bring_statements, BringStatements(HOUSE_ITSELF, wall_clock(), *where, some))
        progress(f"{len(numbers)} of {len(comments)} statements")
    return numbers


async def _votes(
    store: Store,
    consultation: Consultation,
    step: str,
    numbers: Mapping[int, int],
    votes: Sequence[tuple[int, int, int]],
) -> None:
    """In the order in which they were cast: the last one counts."""
    coming: Iterator[ImportedVote] = (ImportedVote(voter, numbers[comment], vote) for voter, comment, vote in votes)
    done = 0
    while some := tuple(islice(coming, A_PIECE)):
        await store.perform(bring_votes, BringVotes(HOUSE_ITSELF, wall_clock(), consultation.id, step, some))
        done += len(some)
        progress(f"{done} of {len(votes)} votes")
    if votes and sys.stderr.isatty():
        print(file=sys.stderr)
