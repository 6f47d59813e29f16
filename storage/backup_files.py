"""Backups as files: how they are named, how one comes to its name only when it is whole, and when they end.

A name says whose backup it is, the version of its schema, when it was made, and why: on purpose (`backup`), or because
another was put in its place (`before-restore`). Only files that are named so are ever removed.
"""

import hashlib
import os
import re
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import unquote, urlsplit

from storage.session import StorageError
from storage.url import sqlite_path

MADE, SET_ASIDE = "backup", "before-restore"
_MOMENT = "%Y%m%dT%H%M%S.%f"
_NAMED = re.compile(r"\.\d{4}-(?P<moment>\d{8}T\d{6}\.\d{6})Z\.(?P<kind>backup|before-restore)")
_BESIDE = (".sha256", "-wal", "-shm")
"""What may lie beside one: its checksum; the log of a database that was too damaged to be closed in order."""

_PIECE = 1024 * 1024


@dataclass(frozen=True)
class Kept:
    """A backup that lies in a folder. `made` in milliseconds UTC."""

    file: Path
    made: int
    kind: str


def name_of(url: str) -> str:
    """What the backups of this database begin with."""
    path = sqlite_path(url)
    return unquote(urlsplit(url).path).strip("/") or "town" if path is None else path.name


def named(name: str, schema: int, now_ms: int, kind: str = MADE) -> str:
    """The name of a backup made now."""
    return f"{name}.{schema:04}-{datetime.fromtimestamp(now_ms / 1000, UTC):{_MOMENT}}Z.{kind}"


def kept_in(folder: Path, name: str) -> list[Kept]:
    """The backups of that name, the oldest first."""
    found = [kept for file in folder.glob(f"{_escaped(name)}.*") if (kept := _read(file, name)) is not None]
    return sorted(found, key=lambda kept: kept.made)


def end_old(folder: Path, name: str, before: int, parts_before: int) -> list[Path]:
    """Remove what was made before that time (milliseconds UTC), and what before the other was left half made."""
    old = [kept.file for kept in kept_in(folder, name) if kept.made < before]
    for file in old:
        for beside in _BESIDE:
            file.with_name(file.name + beside).unlink(missing_ok=True)
        file.unlink()
    for part in folder.glob(f".{_escaped(name)}.*.part*"):
        if part.stat().st_mtime * 1000 < parts_before:
            discard(part)
    return old


def discard(part: Path) -> None:
    """Away with what is not whole, if anything of it is there."""
    with suppress(FileNotFoundError, NotADirectoryError):
        part.unlink()


def part_of(file: Path) -> Path:
    """Where it is written until it is whole."""
    return file.with_name(f".{file.name}.part")


def make_private(file: Path) -> None:
    """An empty file that its owner alone can read, in the place of whatever a failed try has left.

    Its folder is made if only that is missing.
    """
    try:
        file.parent.mkdir(mode=0o700, exist_ok=True)
        file.unlink(missing_ok=True)
        file.touch(mode=0o600, exist_ok=False)
    except OSError as error:
        raise StorageError(f"{file.parent} cannot be written to: {error.strerror}") from None


def publish(part: Path, file: Path) -> None:
    """Give a whole backup its name, with its checksum beside it; both on disk when this returns."""
    sum_file, sum_part = _sum_file(file), part_of(_sum_file(file))
    make_private(sum_part)
    sum_part.write_text(f"{checksum(part)}  {file.name}\n", encoding="ascii")
    for written in part, sum_part:
        sync(written)
    sum_part.replace(sum_file)
    part.replace(file)
    sync(file.parent)


def check(file: Path) -> bool:
    """Hold a backup against the checksum beside it; False where there is none. Raises `StorageError`."""
    if not _sum_file(file).exists():
        return False
    if _sum_file(file).read_text(encoding="ascii").split(" ")[0] != checksum(file):
        raise StorageError(f"{file} is damaged: its checksum is another")
    return True


def checksum(file: Path) -> str:
    """SHA-256 of its bytes."""
    digest = hashlib.sha256()
    with file.open("rb") as opened:
        while piece := opened.read(_PIECE):
            digest.update(piece)
    return digest.hexdigest()


def sync(place: Path) -> None:
    """A file, or the names in a folder, to disk."""
    descriptor = os.open(place, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _sum_file(file: Path) -> Path:
    return file.with_name(f"{file.name}.sha256")


def _escaped(name: str) -> str:
    return re.sub(r"([*?[])", r"[\1]", name)


def _read(file: Path, name: str) -> Kept | None:
    given = _NAMED.fullmatch(file.name.removeprefix(name))
    if given is None:
        return None
    moment = datetime.strptime(given["moment"], _MOMENT).replace(tzinfo=UTC)
    return Kept(file, int(moment.timestamp() * 1000), given["kind"])
