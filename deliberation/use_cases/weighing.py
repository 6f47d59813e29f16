"""Statements in a unit of work: what lies before somebody, what came of a tap, and which statement comes next."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from deliberation.definition import Consultation
from deliberation.definition.kinds.statements import Seed, Statements
from deliberation.definition.steps import Act
from deliberation.events import StatementVoted
from deliberation.opinions import Tally
from deliberation.participation import Participation
from deliberation.ports import Transaction
from deliberation.routing import drawn, priority
from deliberation.statements.acts import CastVote
from deliberation.statements.board import Board
from deliberation.statements.sitting import Page, Sitting, read, written
from deliberation.statements.statement import Statement, Translation

ON_A_PAGE = 5
"""Statements that a list shows at once."""

NEW = priority(Tally(), 0.0, meta=False)
"""Of a statement that came after priorities were last worked out."""


def statements_at(consultation: Consultation, place: str) -> Statements | None:
    """The step of statements at a place of a participation, if that is one."""
    return next((s for s in consultation.steps() if s.id == place and isinstance(s, Statements)), None)


async def board_at(tx: Transaction, consultation: Consultation, participation: Participation) -> Board | None:
    """What lies before somebody where they are; None where that is no step of statements."""
    step = statements_at(consultation, participation.place)
    if step is None:
        return None
    votes = await tx.own_votes(participation.id, step.id)
    asked = await tx.asked_statements(consultation.id, step.id)
    board = Board({number: vote for number, vote in votes.items() if number in asked}, asked)
    sitting = read(participation.drafts.get(step.id))
    words = {number: await tx.statement(consultation.id, step.id, number) for number in _shown(sitting, board)}
    return replace(board, words=words)


async def see_to(
    tx: Transaction, consultation: Consultation, there: Participation, acts: Iterable[Act], *, now: int, by: str
) -> None:
    """Do what an input does beside the answer, where somebody was at a step of statements."""
    for act in acts:
        match act:
            case CastVote(number, vote):
                await tx.cast_vote(consultation.id, there.id, there.place, number, vote)
                await tx.note(StatementVoted(there.place, number), actor=by, subject=there.id, now=now)


async def laid(tx: Transaction, consultation: Consultation, there: Participation) -> Participation:
    """The participation with a statement before it, where one is to be voted on and none was drawn yet."""
    step = statements_at(consultation, there.place)
    sitting = None if step is None else read(there.drafts.get(step.id))
    if step is None or sitting is None or sitting.page is not Page.CARD:
        return there
    asked = await tx.asked_statements(consultation.id, step.id)
    if sitting.statement in asked:
        return there
    number = await _drawn(tx, consultation.id, step.id, there.id, asked)
    return replace(there, drafts={**there.drafts, step.id: written(replace(sitting, statement=number))})


async def put_seeds(tx: Transaction, consultation: Consultation) -> None:
    """The statements of the file, under numbers that stay; what a newer version words anew is worded anew."""
    for step in consultation.steps():
        if isinstance(step, Statements):
            there = {statement.seed: statement for statement in await tx.statements(consultation.id, step.id)}
            for seed in step.seeds:
                await _put_seed(tx, consultation, step.id, seed, there.get(seed.id))


async def _put_seed(
    tx: Transaction, consultation: Consultation, step: str, seed: Seed, there: Statement | None
) -> None:
    first = consultation.languages[0]
    others = {language: Translation(text) for language, text in seed.text.items() if language != first}
    if there is None:
        said = Statement(-1, seed.text[first], first, seed=seed.id, translations=others)
        await tx.add_statement(consultation.id, step, said)
        return
    await tx.save_statement(consultation.id, step, there, replace(there, text=seed.text[first]))
    for language, translation in others.items():
        await tx.put_translation(consultation.id, step, there.number, language, translation)


async def _drawn(
    tx: Transaction, consultation: str, step: str, participation: str, asked: frozenset[int]
) -> int | None:
    """Which comes next: drawn by its priority, with a seed that is another after each vote."""
    votes = await tx.own_votes(participation, step)
    left = asked - votes.keys()
    if not left:
        return None
    pressing = await tx.priorities(consultation, step)
    candidates = [(number, pressing.get(number, NEW)) for number in sorted(left)]
    return drawn(candidates, f"{participation} {step} {len(votes)}")


def _shown(sitting: Sitting, board: Board) -> list[int]:
    """The statements whose words the page shows."""
    match sitting.page:
        case Page.VOTES:
            return sorted(board.votes)[sitting.first : sitting.first + ON_A_PAGE]
        case Page.MATTER:
            return list(board.supported[sitting.first : sitting.first + ON_A_PAGE])
    return [] if sitting.statement is None or sitting.statement not in board.asked else [sitting.statement]
