"""The machine: room, and a file system on which SQLite's log can work."""

from __future__ import annotations

import re
import resource
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from bot.backups import folders_of
from bot.config import Config
from bot.examining.finding import Finding, megabytes
from storage.backlog import size
from storage.url import sqlite_path

LEAST_FREE: Final = 200 * 1024**2
LEAST_MEMORY: Final = 300 * 1024**2
LEAST_FILES: Final = 256

MOUNTS, MEMORY = Path("/proc/mounts"), Path("/proc/meminfo")
UNFIT: Final = re.compile(
    r"nfs\d?|cifs|smb\w*|afpfs|9p|v9fs|drvfs|vboxsf|prl_fs|webdav|davfs2?|ceph|glusterfs|afs|lustre"
    r"|fuse\.(?:sshfs|rclone|s3fs|glusterfs|ceph|smb\w*|google-drive-ocamlfuse)"
)
"""File systems that are on another machine, or pretend to be: processes do not share memory or locks on them."""


async def disk(config: Config) -> Finding | None:
    """Room for what is written anew after an erasure, and for the next backup."""
    path = sqlite_path(config.database)
    stored = await size(config.database) if path is None or path.exists() else 0
    places = dict.fromkeys(folders_of(config), stored)
    if path is not None:
        places[path.absolute().parent] = 2 * stored
    if not places:
        return None
    return enough({_existing(place): LEAST_FREE + more for place, more in places.items()})


def enough(needs: dict[Path, int]) -> Finding:
    """Whether these places have so many bytes left."""
    free = {place: shutil.disk_usage(place).free for place in needs}
    short = [place for place, need in needs.items() if free[place] < need]
    if not short:
        return Finding(True, "; ".join(f"{megabytes(free[place])} free in {place}" for place in needs) + ".")
    said = "; ".join(f"{megabytes(free[p])} free in {p}, {megabytes(needs[p])} needed" for p in short)
    return Finding(False, f"{said}. Make room, or move it to a larger disk.")


def _existing(place: Path) -> Path:
    """The nearest folder that is there already."""
    return next(folder for folder in (place, *place.parents) if folder.is_dir())


async def file_system(config: Config) -> Finding | None:
    """Whether SQLite's log can work where the file is."""
    path = sqlite_path(config.database)
    return None if path is None else fit(_existing(path.absolute().parent), _mounts())


def fit(folder: Path, mounts: str) -> Finding:
    """Whether a folder is on a file system for SQLite."""
    kind = kind_of(folder, mounts)
    if kind is None:
        return Finding(True, "its kind is unknown; it must be on this machine's own disk.")
    if UNFIT.fullmatch(kind):
        return Finding(
            False, f"{folder} is on {kind}, where SQLite loses answers. Move the database to a disk of this machine."
        )
    return Finding(True, f"{folder} is on {kind}, which is fit for SQLite.")


def _mounts() -> str:
    return _text(MOUNTS) or subprocess.run(["/sbin/mount"], capture_output=True, text=True, check=False).stdout


def kind_of(folder: Path, mounts: str) -> str | None:
    """The kind of the file system a folder is on, by /proc/mounts or by what `mount` says on macOS."""
    found = [(point, kind) for point, kind in _points(mounts) if folder.is_relative_to(point)]
    # Of several in one place the last is on top.
    return max(enumerate(found), key=lambda one: (len(one[1][0].parts), one[0]), default=(0, (None, None)))[1][1]


def _points(mounts: str) -> Iterator[tuple[Path, str]]:
    for line in mounts.splitlines():
        mac = re.fullmatch(r".+? on (?P<point>/.*) \((?P<kind>\w+).*\)", line)
        if mac:
            yield Path(mac["point"]), mac["kind"]
        elif len(words := line.split(" ")) >= 3:
            point = re.sub(r"\\(\d{3})", lambda octal: chr(int(octal[1], 8)), words[1])
            yield Path(point), words[2]


async def memory(_: Config) -> Finding | None:
    """Room for the worker, which draws."""
    return room(_text(MEMORY))


def _text(file: Path) -> str:
    """Nothing where there is no such file, as on macOS."""
    return file.read_text(encoding="utf-8", errors="replace") if file.exists() else ""


def room(said: str) -> Finding | None:
    """What /proc/meminfo says."""
    available = re.search(r"^MemAvailable:\s+(\d+) kB$", said, re.MULTILINE)
    if available is None:
        return None
    free = int(available[1]) * 1024
    if free >= LEAST_MEMORY:
        return Finding(True, f"{megabytes(free)} available.")
    return Finding(False, f"{megabytes(free)} available; pictures and reports need {megabytes(LEAST_MEMORY)}.")


async def open_files(_: Config) -> Finding:
    """Room for connections. What counts is the limit of the bot's own process: its unit may give it another one."""
    return allowed(resource.getrlimit(resource.RLIMIT_NOFILE)[0])


def allowed(limit: int) -> Finding:
    """Whether so many open files are enough."""
    if limit == resource.RLIM_INFINITY or limit >= LEAST_FILES:
        return Finding(True, "no limit here." if limit == resource.RLIM_INFINITY else f"{limit:,} allowed here.")
    return Finding(False, f"{limit} allowed here; {LEAST_FILES} are needed. Raise it: ulimit -n {LEAST_FILES}")
