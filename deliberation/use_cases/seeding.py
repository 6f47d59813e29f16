"""The statements that a file brings, put down when it is launched."""

from __future__ import annotations

from dataclasses import replace

from deliberation.definition import Consultation
from deliberation.definition.kinds.statements import Seed, Statements
from deliberation.ports import Transaction
from deliberation.statements.coming import IMPORTED
from deliberation.statements.statement import Statement, Translation


async def put_seeds(tx: Transaction, consultation: Consultation) -> None:
    """The statements of the file, under numbers that stay; what a newer version words anew is worded anew."""
    for step in consultation.steps():
        if isinstance(step, Statements):
            there = {statement.seed: statement for statement in await tx.statements(consultation.id, step.id)}
            for seed in step.seeds:
                await _put_seed(tx, consultation, step.id, seed, there.get(seed.id))
            for gone in there.keys() - {seed.id for seed in step.seeds}:
                await _take_out(tx, consultation.id, step.id, there[gone])


async def _take_out(tx: Transaction, consultation: str, step: str, statement: Statement) -> None:
    """What an older version brought: a newer one may leave it out only while nobody has begun. What came otherwise
    stays.
    """
    if statement.seed is not None and not statement.seed.startswith(IMPORTED):
        await tx.drop_statement(consultation, step, statement.number)


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
