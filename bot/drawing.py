"""What the worker makes of the database itself: rows are many, and reading them all would hold up everybody else.

These functions run in the worker's process, each with a connection of its own that only reads.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable, Coroutine, Iterator
from dataclasses import dataclass, field
from typing import Any, Final, TypeVar

from bot.ids import random_id, random_secret
from deliberation.kept import PhaseTimes
from deliberation.notices import RowsReady
from deliberation.releases import Summary
from deliberation.use_cases.releasing import Drawn, TextFound, draw_up
from deliberation.use_cases.telling import Told
from reports.attachments import Attachment, attachment_of
from reports.rows import Rows, rows_csv
from storage.database import open_database
from storage.store import Store
from storage.transaction import SqlTransaction

R = TypeVar("R")


@dataclass(frozen=True)
class DrawUp:
    """The result of a phase that is wanted; `threshold` is the k of disclosure control."""

    database: str = field(repr=False)
    phase: PhaseTimes
    threshold: int


def drawn_up(wanted: DrawUp) -> bytes:
    """What came of it, as `drawn` reads it."""
    return written(_read(wanted.database, lambda tx: draw_up(tx, wanted.phase, wanted.threshold)))


A_PIECE: Final = 200
"""Texts that are kept in one unit of work, and read at a time: all at once would hold up the loop."""


@dataclass(frozen=True)
class Answer:
    """What the worker drew up: the figures, and the texts as they came through the pipe."""

    summary: Summary
    pieces: tuple[bytes, ...]

    def texts(self) -> Iterator[tuple[TextFound, ...]]:
        """Some at a time."""
        for piece in self.pieces:
            yield tuple((participation, step, flagged) for participation, step, flagged in json.loads(piece))


def written(found: Drawn) -> bytes:
    """For its way through the pipe: a line for the figures, and one for each piece of the texts."""
    pieces = (found.texts[first : first + A_PIECE] for first in range(0, len(found.texts), A_PIECE))
    return b"\n".join(json.dumps(line).encode() for line in (found.summary.data(), *pieces))


def drawn(answer: bytes) -> Answer:
    """What `written` wrote."""
    summary, *pieces = answer.split(b"\n")
    return Answer(Summary.from_data(json.loads(summary)), tuple(pieces))


@dataclass(frozen=True)
class TakeRows:
    """The answers to a consultation that somebody was entrusted with."""

    database: str = field(repr=False)
    consultation: str
    circumstances: bool
    texts: bool


def taken_rows(wanted: TakeRows) -> bytes:
    """The file; the lot that orders its lines is drawn here and kept nowhere."""

    async def rows(tx: SqlTransaction) -> Rows:
        records = await tx.records(wanted.consultation)
        numbers = {record.version for record in records}
        versions = {number: await tx.definition(wanted.consultation, number) for number in sorted(numbers)}
        return Rows(versions, records, wanted.circumstances, wanted.texts, random_secret())

    return rows_csv(_read(wanted.database, rows))


class Attaching:
    """What goes with a notice as a file, also where it is made of the database."""

    def __init__(self, database: str):
        self._database = database

    def __call__(self, told: Told, language: str, username: str) -> Attachment | None:
        """As `attachment_of`."""
        if isinstance(told.notice, RowsReady):
            notice = told.notice
            wanted = TakeRows(self._database, notice.consultation, notice.circumstances, notice.texts)
            return Attachment(f"{notice.consultation}.csv", taken_rows, wanted, needed=True)
        return attachment_of(told, language, username)


def _read(database: str, reader: Callable[[SqlTransaction], Coroutine[Any, Any, R]]) -> R:
    async def work() -> R:
        store = Store(await open_database(database), random_id)
        try:
            return await store.look(reader)
        finally:
            await store.close()

    return asyncio.run(work())
