"""Backups of a PostgreSQL database, by PostgreSQL's own programs: nothing else knows all that can be in one.

They are processes, so the running bot waits for none of them. A dump is taken in a snapshot in which the rows of every
table were counted; it is verified by reading all of it again and counting the rows in it.
"""

import asyncio
import os
from asyncio.subprocess import DEVNULL, PIPE
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from shutil import which
from typing import TYPE_CHECKING, Final
from urllib.parse import unquote, urlsplit, urlunsplit

import asyncpg

from storage.backup_files import discard, make_private, part_of, publish
from storage.backup_held import Held
from storage.postgres import value_free
from storage.session import StorageError

if TYPE_CHECKING:
    from asyncpg import Connection, Record

MAGIC: Final = b"PGDMP"
_PIECE: Final = 1024 * 1024
_TABLES: Final = """
SELECT relname FROM pg_class WHERE relkind = 'r' AND relnamespace = current_schema()::regnamespace ORDER BY relname
"""
_AWAY: Final = """
DO $$ DECLARE name TEXT; BEGIN
FOR name IN SELECT oid::regclass::text FROM pg_class
WHERE relkind = 'r' AND relnamespace = current_schema()::regnamespace
LOOP EXECUTE 'DROP TABLE ' || name || ' CASCADE'; END LOOP; END $$
"""
_PLAIN: Final = ("--no-owner", "--no-privileges")
_NO_WAITING: Final = {"PGOPTIONS": "-c lock_timeout=10s", "PGCONNECT_TIMEOUT": "10"}


async def back_up_postgres(url: str, file: Path) -> Held:
    """Make a verified backup of a database that may be in use; nothing is left when it fails."""
    part = part_of(file)
    try:
        held = await _copy(url, part)
        if await look_through_postgres(part) != held:
            raise StorageError("the backup does not hold what the database held, and was thrown away")
        await asyncio.to_thread(publish, part, file)
    finally:
        discard(part)
    return held


async def _copy(url: str, copy: Path) -> Held:
    """What the database held in the moment that was dumped."""
    make_private(copy)
    async with _snapshot(url) as (connection, snapshot):
        held = await value_free("counting the rows", _held(connection))
        await _run(url, "pg_dump", "--format=custom", f"--snapshot={snapshot}", *_PLAIN, f"--file={copy}")
    return held


async def look_through_postgres(file: Path) -> Held:
    """Read all of it, and count the rows of every table. Raises `StorageError`."""
    reading = await _start({}, "pg_restore", "--data-only", "--file=-", str(file), stdout=PIPE, stderr=DEVNULL)
    counter = _Counter()
    while piece := await _stdout(reading).read(_PIECE):
        counter.take(piece)
    if await reading.wait():
        raise StorageError(f"{file} is damaged, or was made by a newer PostgreSQL: pg_restore cannot read it")
    return Held(counter.schema, counter.tables)


async def put_back_postgres(url: str, file: Path) -> None:
    """Put what a backup holds in the place of what is there: all of it, or nothing is changed."""
    address, secret = _without_password(url)
    words = ("--no-psqlrc", "--quiet", "--output=/dev/null", "--set=ON_ERROR_STOP=1", f"--dbname={address}")
    writing = await _start(secret, "psql", *words, stdin=PIPE, stdout=DEVNULL, stderr=DEVNULL)
    reading = await _start({}, "pg_restore", *_PLAIN, "--file=-", str(file), stdout=PIPE, stderr=DEVNULL)
    with suppress(BrokenPipeError, ConnectionResetError):  # it has stopped at an error, and its status says so
        await _relay(_stdout(reading), _stdin(writing), reading.wait)
    _stdin(writing).close()
    if await writing.wait() or await reading.wait():
        raise StorageError(f"{file} could not be put back; the database is as it was")


async def _relay(text: asyncio.StreamReader, psql: asyncio.StreamWriter, status: Callable[[], Awaitable[int]]) -> None:
    """The whole text in one transaction, whose end is ours to say: psql would commit half a text like a whole one."""
    psql.write(f"BEGIN;\n{_AWAY};\n".encode())
    while piece := await text.read(_PIECE):
        psql.write(piece)
        await psql.drain()
    if not await status():
        psql.write(b"COMMIT;\n")
        await psql.drain()


async def settings(url: str) -> Mapping[str, str]:
    """What the server is set to, where erasure depends on it, and whether the database belongs to the bot's role."""
    connection = await value_free("the connection to PostgreSQL", asyncpg.connect(url))
    try:
        said = {name: await connection.fetchval(f"SHOW {name}") for name in ("wal_recycle", "archive_timeout")}
        owned = "SELECT pg_has_role(datdba, 'USAGE') FROM pg_database WHERE datname = current_database()"
        return said | {"owned": "on" if await connection.fetchval(owned) else "off"}
    finally:
        await connection.close()


class _Counter:
    """Counts the rows in the text of a dump, in which a row is a line."""

    def __init__(self) -> None:
        self.tables: dict[str, int] = {}
        self.schema = 0
        self._table: str | None = None
        self._rest = b""

    def take(self, piece: bytes) -> None:
        *lines, self._rest = (self._rest + piece).split(b"\n")
        for line in lines:
            if self._table is None:
                self._outside(line)
            elif line == rb"\.":
                self._table = None
            else:
                self._row(self._table, line)

    def _outside(self, line: bytes) -> None:
        if line.startswith(b"COPY ") and line.endswith(b" FROM stdin;"):
            self._table = line.split(b" ")[1].decode().rpartition(".")[2].strip('"')
            self.tables[self._table] = 0

    def _row(self, table: str, line: bytes) -> None:
        self.tables[table] += 1
        if table == "schema_migrations":
            self.schema = max(self.schema, int(line.split(b"\t", 1)[0]))


@asynccontextmanager
async def _snapshot(url: str) -> AsyncIterator["tuple[Connection[Record], str]"]:
    connection = await value_free("the connection to PostgreSQL", asyncpg.connect(url))
    try:
        async with connection.transaction(isolation="repeatable_read", readonly=True):
            yield connection, await connection.fetchval("SELECT pg_export_snapshot()")
    finally:
        await connection.close()


async def _held(connection: "Connection[Record]") -> Held:
    names = [row["relname"] for row in await connection.fetch(_TABLES)]
    tables = {name: int(await connection.fetchval(f'SELECT COUNT(*) FROM "{name}"')) for name in names}  # noqa: S608
    versioned = "schema_migrations" in tables
    newest = await connection.fetchval("SELECT MAX(version) FROM schema_migrations") if versioned else 0
    return Held(newest or 0, tables)


async def _run(url: str, program: str, *words: str) -> None:
    """Run to the end. What it says may quote values, and is not passed on."""
    address, secret = _without_password(url)
    started = await _start(secret, program, f"--dbname={address}", *words, stdout=DEVNULL, stderr=PIPE)
    _, said = await started.communicate()
    if started.returncode:
        if b"server version" in said:
            raise StorageError(f"{program} is older than the server. Install the server's version of it")
        raise StorageError(f"{program} failed with status {started.returncode}")


async def _start(
    environment: Mapping[str, str], program: str, *words: str, stdin: int = DEVNULL, stdout: int, stderr: int
) -> asyncio.subprocess.Process:
    if which(program) is None:
        raise StorageError(
            f"{program} is not installed. Install PostgreSQL's client programs (Debian, Ubuntu: postgresql-client) of "
            "the server's version"
        )
    whole = {**os.environ, **_NO_WAITING, **environment}
    return await asyncio.create_subprocess_exec(program, *words, stdin=stdin, stdout=stdout, stderr=stderr, env=whole)


def _stdin(process: asyncio.subprocess.Process) -> asyncio.StreamWriter:
    if process.stdin is None:
        raise StorageError("a program without an input")
    return process.stdin


def _stdout(process: asyncio.subprocess.Process) -> asyncio.StreamReader:
    if process.stdout is None:
        raise StorageError("a program without an output")
    return process.stdout


def _without_password(url: str) -> tuple[str, dict[str, str]]:
    """The address for a command line, which others can see, and what goes into the environment instead."""
    parts = urlsplit(url)
    if parts.password is None:
        return url, {}
    place = parts.netloc.rpartition("@")[2]
    address = urlunsplit(parts._replace(netloc=f"{parts.username or ''}@{place}"))
    return address, {"PGPASSWORD": unquote(parts.password)}
