"""A conversation that was held elsewhere goes on here: its statements, what was decided of them, and its votes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from deliberation.events import StatementsImported
from deliberation.ports import Transaction
from deliberation.roles import Capability
from deliberation.statements.coming import Coming, ImportedVote
from deliberation.statements.statement import State, Statement
from deliberation.use_cases.commands import Sender, requires


@dataclass(frozen=True)
class BringStatements:
    """Some of the statements, in the language in which the conversation was held."""

    sender: Sender
    now: int
    consultation: str
    step: str
    language: str
    statements: Sequence[Coming]


@dataclass(frozen=True)
class BringVotes:
    """Some of the votes."""

    sender: Sender
    now: int
    consultation: str
    step: str
    votes: Sequence[ImportedVote]


@requires(Capability.KEEP_HOUSE)
async def bring_statements(tx: Transaction, command: BringStatements) -> Mapping[int, int]:
    """Add what is new, and decide what waits here as it was decided there. Gives, by the number that each of these
    has there, the one it has here. Repeating changes nothing.
    """
    there = {statement.seed: statement for statement in await tx.statements(command.consultation, command.step)}
    numbers = {}
    for coming in command.statements:
        known = there.get(coming.seed)
        numbers[coming.number] = await _add(tx, command, coming) if known is None else known.number
        if known is not None and known.state is State.WAITING is not coming.state:
            await tx.save_statement(command.consultation, command.step, known, replace(known, state=coming.state))
    added = sum(coming.seed not in there for coming in command.statements)
    if added:
        await tx.note(StatementsImported(added), actor=None, subject=command.consultation, now=command.now)
    return numbers


@requires(Capability.KEEP_HOUSE)
async def bring_votes(tx: Transaction, command: BringVotes) -> None:
    """Keep these votes; a later one of the same voter on the same statement takes the place of the one before."""
    await tx.put_imported_votes(command.consultation, command.step, command.votes)


async def _add(tx: Transaction, command: BringStatements, coming: Coming) -> int:
    statement = Statement(-1, coming.text, command.language, coming.state, seed=coming.seed, meta=coming.meta)
    return await tx.add_statement(command.consultation, command.step, statement)
