"""Which statements say the same as one that somebody looks at: those that are worded alike."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from deliberation.likeness import alike, near, plain
from deliberation.moderation import Piece
from deliberation.ports import Transaction
from deliberation.statements.statement import Statement

COMPARED: Final = 40
"""Statements with the most words in common, among which those are looked for that say the same."""

STEM: Final = 4
"""Letters by which words are held to be the same, however they end."""


async def worded_alike(tx: Transaction, consultation: str, piece: Piece) -> list[Piece]:
    """Those that are worded most alike, of those that residents are asked about."""
    there = [piece_of(piece.step, one) for one in await tx.statements(consultation, piece.step)]
    others = _with_words_of(piece.text, [one for one in there if one.asked and one.number != piece.number])
    found = near((one.number for one in others), alike(piece.text, [one.text for one in others]))
    return [one for close in found for one in others if one.number == close.number]


def _with_words_of(text: str, others: Sequence[Piece]) -> list[Piece]:
    """Those with the most words in common. Comparing letters with all of a large conversation would take too long."""
    own = _stems(text)
    common = [(len(own & _stems(one.text)), one) for one in others]
    most = sorted((each for each in common if each[0]), key=lambda each: (-each[0], each[1].number))
    return [one for _, one in most[:COMPARED]]


def _stems(text: str) -> set[str]:
    return {word[:STEM] for word in plain(text).split() if len(word) >= STEM}


def piece_of(step: str, one: Statement) -> Piece:
    """A statement as a piece; those of people who were taken out are never among them."""
    return Piece(
        step=step,
        number=one.number,
        text=one.text,
        language=one.language,
        state=one.state,
        author=one.author,
        flagged=one.flagged,
        why=one.why,
        meta=one.meta,
        proposed=one.proposed,
        merged_into=one.merged_into,
        sent_hour=one.sent_hour,
    )
