"""What residents say among statements, to whoever looks through it: one thing, a list, or those who were taken out.

Who said it is told to nobody; that two things were said by the same person neither, unless that person was taken out.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from deliberation.definition import Consultation
from deliberation.definition.kinds.statements import Statements
from deliberation.desk import Desk
from deliberation.errors import Forbidden
from deliberation.moderation import Bench, Page, Piece, called, read
from deliberation.ports import Transaction
from deliberation.releases.flags import Span, spans
from deliberation.roles import Capability, authorise
from deliberation.statements.statement import Translation
from deliberation.use_cases.finding import waiting_texts
from deliberation.use_cases.matters.alike import piece_of, worded_alike
from deliberation.use_cases.matters.at import At, may_look_after

A_PAGE: Final = 5
"""Statements that a list shows at once."""

OF_ONE: Final = 3
"""Things that are shown of what somebody said who was taken out."""


@dataclass(frozen=True)
class Moderation:
    """`piece` is what stands there, `about` the statement that it is a reason on, or would be merged into. `listed` are
    those of the page, out of `count`; `load` is how much waits, `texts` how many answers in people's own words do.
    """

    consultation: Consultation
    bench: Bench
    piece: Piece | None
    about: Piece | None
    marks: tuple[Span, ...]
    load: int
    texts: int
    last: Piece | None
    """What was decided last, where that can be undone."""

    may_remove: bool
    listed: Sequence[Piece] = ()
    count: int = 0
    reasons: int = 0
    translations: Mapping[str, Translation] = field(default_factory=dict)
    out: int = 0
    """How many people were taken out."""

    person: str = ""
    """A name for the one of them who stands there."""

    @property
    def steps(self) -> tuple[Statements, ...]:
        return steps_of(self.consultation)


def steps_of(about: Consultation) -> tuple[Statements, ...]:
    """The steps of statements."""
    return tuple(step for step in about.steps() if isinstance(step, Statements))


async def named(tx: Transaction, consultation: str, name: str) -> Piece | None:
    """The piece of this name, if it is still there."""
    step, _, rest = name.partition("/")
    number = rest.partition("/")[0]
    if not number.isdecimal():
        return None
    return next((one for one in await tx.pieces(consultation, step, int(number)) if one.name == name), None)


async def standing(tx: Transaction, consultation: str, bench: Bench) -> Piece | None:
    """What stands before somebody."""
    if bench.page is Page.REASONS:
        given = await reasons_of(tx, consultation, bench)
        return given[bench.first] if bench.first < len(given) else None
    if bench.piece:
        return await named(tx, consultation, bench.piece)
    return next(iter(await tx.pieces_waiting(consultation, 1)), None) if bench.page is Page.QUEUE else None


async def reasons_of(tx: Transaction, consultation: str, bench: Bench) -> list[Piece]:
    """Those given on the statement that is named."""
    step, _, number = bench.piece.partition("/")
    found = await tx.pieces(consultation, step, int(number)) if number.isdecimal() else []
    return [one for one in found if not one.is_statement and not one.removed]


async def moderation(tx: Transaction, at: At) -> Moderation:
    """What is on the desk. Raises KeyError where there is nothing of the kind, or no right to see it."""
    await may_look_after(tx, at, Capability.MODERATE)
    consultation, bench = at.desk.subject, read(at.desk.asking)
    version = await tx.current_version(consultation)
    if version is None:
        raise KeyError(consultation)
    about = await tx.definition(consultation, version)
    piece = await standing(tx, consultation, bench)
    load = (await tx.loads(consultation=consultation)).get(consultation)
    out = await tx.taken_out(consultation)
    listed, count = await _listed(tx, about, bench, piece)
    return Moderation(
        consultation=about,
        bench=bench,
        piece=piece,
        about=await _about(tx, consultation, bench, piece),
        marks=() if piece is None else spans(piece.text),
        load=0 if load is None else load.number,
        texts=await waiting_texts(tx, consultation),
        last=await last_decided(tx, consultation, bench),
        may_remove=await _may_remove(tx, at),
        listed=listed,
        count=count,
        reasons=len(await _reasons(tx, consultation, bench, piece)),
        translations=await _translations(tx, consultation, piece),
        out=len(out),
        person=called(out[bench.first]) if bench.page is Page.REMOVED and bench.first < len(out) else "",
    )


async def last_decided(tx: Transaction, consultation: str, bench: Bench) -> Piece | None:
    """What was decided last, as long as it stands so."""
    piece = await named(tx, consultation, bench.last) if bench.last else None
    return piece if piece is not None and piece.stamp == bench.stamp else None


async def whose(tx: Transaction, desk: Desk, bench: Bench) -> str | None:
    """The participation that stands there, of those who were taken out."""
    out = await tx.taken_out(desk.subject)
    return out[bench.first] if bench.first < len(out) else None


async def _about(tx: Transaction, consultation: str, bench: Bench, piece: Piece | None) -> Piece | None:
    if piece is None or (piece.is_statement and piece.merged_into is None and bench.into is None):
        return None
    number = piece.number if not piece.is_statement else bench.into if bench.into is not None else piece.merged_into
    return None if number is None else await named(tx, consultation, f"{piece.step}/{number}")


async def _listed(
    tx: Transaction, about: Consultation, bench: Bench, piece: Piece | None
) -> tuple[Sequence[Piece], int]:
    match bench.page:
        case Page.LIST:
            found = await tx.statements(about.id, bench.step)
            return [piece_of(bench.step, one) for one in found[bench.first : bench.first + A_PAGE]], len(found)
        case Page.MERGING if piece is not None:
            return await worded_alike(tx, about.id, piece), 0
        case Page.REASONS:
            return (), len(await reasons_of(tx, about.id, bench))
        case Page.REMOVED:
            out = await tx.taken_out(about.id)
            said = await tx.said_by(out[bench.first], OF_ONE) if bench.first < len(out) else []
            return said, len(out)
    return (), 0


async def _reasons(tx: Transaction, consultation: str, bench: Bench, piece: Piece | None) -> Sequence[Piece]:
    if piece is None or not piece.is_statement or bench.page is not Page.MORE:
        return ()
    return [one for one in await tx.pieces(consultation, piece.step, piece.number) if not one.is_statement]


async def _translations(tx: Transaction, consultation: str, piece: Piece | None) -> Mapping[str, Translation]:
    if piece is None or not piece.is_statement:
        return {}
    return (await tx.statement(consultation, piece.step, piece.number)).translations


async def _may_remove(tx: Transaction, at: At) -> bool:
    own = await tx.consultation_owner(at.desk.subject) == at.person.id
    try:
        authorise(await tx.roles(at.person.telegram_id), Capability.REMOVE, own=own)
    except Forbidden:
        return False
    return True
