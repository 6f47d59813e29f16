"""Statements in a unit of work: what lies before somebody, what came of a tap, and which statement comes next."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Final

from deliberation.definition import Consultation
from deliberation.definition.kinds.statements import Statements
from deliberation.definition.steps import Act
from deliberation.opinions import Tally
from deliberation.participation import Participation
from deliberation.ports import Transaction
from deliberation.routing import drawn, priority
from deliberation.statements.board import Board, listed
from deliberation.statements.hearing import DRAWN_FROM, drawn_from, may_hear, to_hear
from deliberation.statements.sitting import Page, Sitting, read, written
from deliberation.use_cases.speaking import Speaker, speak_up

NEW = priority(Tally(), 0.0, meta=False)
"""Of a statement that came after priorities were last worked out."""

OF_ONES_OWN: Final = {Page.SAY, Page.CHECK, Page.PREVIEW, Page.MINE, Page.OWN, Page.DROP}
"""Pages about what somebody said themselves."""

OF_REASONS: Final = {Page.CARD, Page.ABOUT, Page.MINE, Page.OWN, Page.DROP}
"""Pages on which it matters what reasons somebody gave."""


def statement_steps(consultation: Consultation) -> tuple[Statements, ...]:
    """Its steps of statements, in order."""
    return tuple(step for step in consultation.steps() if isinstance(step, Statements))


def statements_at(consultation: Consultation, place: str) -> Statements | None:
    """The step of statements at a place of a participation, if that is one."""
    return next((s for s in consultation.steps() if s.id == place and isinstance(s, Statements)), None)


async def board_at(tx: Transaction, consultation: Consultation, participation: Participation) -> Board | None:
    """What lies before somebody where they are; None where that is no step of statements."""
    step = statements_at(consultation, participation.place)
    if step is None:
        return None
    who, sitting = participation.id, read(participation.drafts.get(step.id))
    votes = await tx.own_votes(who, step.id)
    asked = await tx.asked_statements(consultation.id, step.id)
    board = Board({number: vote for number, vote in votes.items() if number in asked}, asked)
    if sitting.page in OF_ONES_OWN:
        board = replace(board, own=await tx.own_statements(who, step.id))
    if step.reasons and sitting.page in OF_REASONS:
        board = replace(board, reasons=await tx.own_reasons(who, step.id))
    if sitting.statement is not None and (sitting.moved or sitting.page is Page.OTHER):
        board = replace(board, heard=await tx.heard_reason(who, step.id, sitting.statement))
    words = {number: await tx.statement(consultation.id, step.id, number) for number in _shown(sitting, board)}
    return replace(board, words=words)


async def see_to(
    tx: Transaction, consultation: Consultation, there: Participation, acts: Iterable[Act], by: Speaker
) -> None:
    """Do what an input does beside the answer, where somebody was at a step of statements."""
    step = statements_at(consultation, there.place)
    if step is not None:
        for act in acts:
            await speak_up(tx, there, step, act, by)


async def laid(tx: Transaction, consultation: Consultation, there: Participation) -> Participation:
    """The participation with something before it: the next statement, or now and then a reason from the other side."""
    step = statements_at(consultation, there.place)
    sitting = None if step is None else read(there.drafts.get(step.id))
    if step is None or sitting is None or sitting.page is not Page.CARD:
        return there
    asked = await tx.asked_statements(consultation.id, step.id)
    if sitting.statement in asked:
        return there
    heard = await _heard(tx, there, step, sitting, asked)
    if heard is not None:
        after = replace(sitting, page=Page.OTHER, statement=heard, broke=sitting.cast)
    else:
        after = await _drawn(tx, there, step, sitting, asked)
    return replace(there, drafts={**there.drafts, step.id: written(after)})


async def _heard(
    tx: Transaction, there: Participation, step: Statements, sitting: Sitting, asked: frozenset[int]
) -> int | None:
    """The statement on which a reason from the other side is heard now, if on any."""
    if not step.reasons or not may_hear(sitting):
        return None
    seed = f"{there.id} {step.id} {sitting.cast}"
    sides = await tx.sides_to_hear(there.id, step.id)
    side = to_hear((one for one in sides if one.number in asked), sitting.recent, seed)
    if side is None:
        return None
    by = drawn_from(await tx.least_heard(there.consultation, step.id, side, DRAWN_FROM), seed)
    await tx.hear(there.consultation, there.id, step.id, side, by)
    return side.number


async def _drawn(
    tx: Transaction, there: Participation, step: Statements, sitting: Sitting, asked: frozenset[int]
) -> Sitting:
    """Which comes next: drawn by its priority, with a seed that is another after each vote."""
    votes = await tx.own_votes(there.id, step.id)
    left = asked - votes.keys()
    if not left:
        return replace(sitting, statement=None)
    pressing = await tx.priorities(there.consultation, step.id)
    candidates = [(number, pressing.get(number, NEW)) for number in sorted(left)]
    number = drawn(candidates, f"{there.id} {step.id} {len(votes)}")
    if step.arguments_first and step.argued((await tx.statement(there.consultation, step.id, number)).seed):
        return replace(sitting, page=Page.ABOUT, statement=number)
    return replace(sitting, statement=number)


def _shown(sitting: Sitting, board: Board) -> Iterable[int]:
    """The statements whose words the page shows."""
    here = () if sitting.statement is None else (sitting.statement,)
    match sitting.page:
        case Page.VOTES:
            return listed(sorted(board.votes), sitting.first)
        case Page.MATTER:
            return listed(board.supported, sitting.first)
        case Page.MINE:
            return [number for number in listed(board.said, sitting.first) if number in board.reasons]
        case Page.PREVIEW:
            return [number for number in sitting.near if number in board.asked]
        case Page.OWN | Page.DROP:
            return [number for number in here if number in board.reasons]
    return [number for number in here if number in board.asked]
