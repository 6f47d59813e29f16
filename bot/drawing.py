"""What the worker makes of the database itself: rows are many, and reading them all would hold up everybody else.

These functions run in the worker's process, each with a connection of its own that only reads.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable, Coroutine
from dataclasses import asdict, dataclass, field
from typing import Any, TypeVar

from bot.ids import random_id, random_secret
from deliberation.kept import PhaseTimes
from deliberation.notices import RowsReady
from deliberation.releases import Summary
from deliberation.use_cases.releasing import Drawn, draw_up
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


def written(found: Drawn) -> bytes:
    """For its way through the pipe, as JSON."""
    return json.dumps(asdict(found)).encode()


def drawn(answer: bytes) -> Drawn:
    """What `written` wrote."""
    data = json.loads(answer)
    return Drawn(Summary.from_data(data["summary"]), tuple((*text,) for text in data["texts"]))


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
