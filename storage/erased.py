"""Who was erased, and who took their answers back, so that an older backup does not bring them back to life.

One line each, in a file that lies where the backups lie, not in the database: that is what gets lost. A line has the
SHA-256 of a random id of ours. It says nothing to anybody who has no backup with that person in it, and nothing at all
once those backups have ended; so lines end a day after they do.
"""

import hashlib
import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from threading import Lock

from storage.backup_files import make_private, part_of, sync

PERSON, ANSWERS = "person", "answers"


@dataclass(frozen=True)
class Erasure:
    """A person, or the answers of a participation as it was up to `revision`. `digest` is that of the row's id."""

    kind: str
    digest: str
    revision: int = 0


def digest(identifier: str) -> str:
    """What stands in the list for the id of a row."""
    return hashlib.sha256(identifier.encode()).hexdigest()


def of_person(identifier: str) -> Erasure:
    return Erasure(PERSON, digest(identifier))


def of_answers(participation: str, revision: int) -> Erasure:
    return Erasure(ANSWERS, digest(participation), revision)


class Erased:
    """The list. One process writes it, the running bot's, from several threads."""

    def __init__(self, file: Path):
        self.file = file
        self._alone = Lock()

    def append(self, erasures: Iterable[Erasure], now: int) -> None:
        """Durable when this returns. Raises OSError."""
        day = datetime.fromtimestamp(now / 1000, UTC).date().isoformat()
        # The first break ends a line that a power cut has left short.
        lines = "\n" + "".join(_line(day, one) for one in erasures)
        with self._alone:
            self.file.parent.mkdir(mode=0o700, exist_ok=True)
            descriptor = os.open(self.file, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
            try:
                os.write(descriptor, lines.encode())
                os.fsync(descriptor)
            finally:
                os.close(descriptor)

    def read(self) -> list[Erasure]:
        """All of them; none where there is no list."""
        return [erasure for _, erasure in self._lines()]

    def end_old(self, before: int) -> None:
        """Forget those from before the day before that time: no backup can have them any more."""
        first = (datetime.fromtimestamp(before / 1000, UTC) - timedelta(days=1)).date().isoformat()
        with self._alone:
            lines = self._lines()
            kept = [_line(day, one) for day, one in lines if day >= first]
            if len(kept) < len(lines):
                fresh = part_of(self.file)
                make_private(fresh)
                fresh.write_text("".join(kept), encoding="ascii")
                sync(fresh)
                fresh.replace(self.file)

    def _lines(self) -> Sequence[tuple[str, Erasure]]:
        try:
            lines = self.file.read_text(encoding="ascii").splitlines()
        except FileNotFoundError:
            return []
        parts = [line.split(" ") for line in lines]
        return [(day, Erasure(kind, which, int(revision))) for day, kind, which, revision in filter(_whole, parts)]


def _line(day: str, one: Erasure) -> str:
    return f"{day} {one.kind} {one.digest} {one.revision}\n"


def _whole(parts: list[str]) -> bool:
    return len(parts) == 4 and len(parts[2]) == 64 and parts[3].isdigit()
