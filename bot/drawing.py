"""What the worker makes of the database itself: rows are many, and reading them all would hold up everybody else.

These functions run in the worker's process, each with a connection of its own that only reads.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from bot.ids import random_secret
from bot.packing import Pack, packed
from bot.reading import read
from bot.surveying import analysed
from deliberation.kept import PhaseTimes
from deliberation.notices import ModerationLog, PackageReady, RowsReady
from deliberation.releases import Summary
from deliberation.use_cases.mapping import ToMap
from deliberation.use_cases.matters.audit import by_person
from deliberation.use_cases.releasing import Drawn, TextFound, draw_up
from deliberation.use_cases.telling import Told
from reports.attachments import Attachment, attachment_of
from reports.moderation_log import Log, log_csv
from reports.rows import Rows, rows_csv
from storage.transaction import SqlTransaction


@dataclass(frozen=True)
class DrawUp:
    """The result of a phase that is wanted; `threshold` is the k of disclosure control."""

    database: str = field(repr=False)
    phase: PhaseTimes
    threshold: int


def drawn_up(wanted: DrawUp) -> bytes:
    """What came of it, as `drawn` reads it."""
    return written(read(wanted.database, lambda tx: draw_up(tx, wanted.phase, wanted.threshold, analysed)))


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

    return rows_csv(read(wanted.database, rows))


@dataclass(frozen=True)
class TakeLog:
    """What was decided about what residents said in a consultation."""

    database: str = field(repr=False)
    consultation: str


def taken_log(wanted: TakeLog) -> bytes:
    """The file: codes and numbers alone."""

    async def facts(tx: SqlTransaction) -> Log:
        version = await tx.current_version(wanted.consultation)
        zone = "UTC" if version is None else (await tx.definition(wanted.consultation, version)).timezone
        numbers = {person: known.number for person, known in (await by_person(tx)).items()}
        return Log(await tx.noted_of(wanted.consultation), numbers, zone)

    return log_csv(read(wanted.database, facts))


class Attaching:
    """What goes with a notice as a file, also where it is made of the database."""

    def __init__(self, database: str, threshold: int):
        self._database = database
        self._threshold = threshold

    def __call__(self, told: Told, language: str, username: str) -> Attachment | None:
        """As `attachment_of`."""
        if isinstance(told.notice, RowsReady):
            notice = told.notice
            wanted = TakeRows(self._database, notice.consultation, notice.circumstances, notice.texts)
            return Attachment(f"{notice.consultation}.csv", taken_rows, wanted, needed=True)
        if isinstance(told.notice, ModerationLog):
            log = TakeLog(self._database, told.notice.consultation)
            return Attachment(f"{log.consultation}-moderation.csv", taken_log, log, needed=True)
        if isinstance(told.notice, PackageReady):
            about = ToMap(told.notice.consultation, told.notice.step)
            pack = Pack(self._database, about, self._threshold)
            return Attachment(f"{about.consultation}-{about.step}.zip", packed, pack, needed=True)
        return attachment_of(told, language, username)
