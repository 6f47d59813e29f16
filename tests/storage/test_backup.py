"""Backups: whole, of one moment, verified before they are trusted; and a way back that loses nothing."""

import asyncio
import os
import sqlite3
from collections.abc import Callable
from contextlib import closing
from functools import partial
from pathlib import Path

import pytest

from storage import backup_postgres, backup_sqlite
from storage.backup import look_through, make_backup, put_back
from storage.backup_files import end_old, kept_in, name_of, named
from storage.backup_held import Held
from storage.database import Database, Session, StorageError, open_database
from storage.erased import Erased, of_answers, of_person
from storage.migrate import migrate
from storage.sql import load
from tests.postgres import programs
from tests.process.waiting import until
from tests.storage.town import entry, files, names

ALL = load("-- name: all\n-- What was applied.\nSELECT COUNT(*) AS n FROM schema_migrations")["all"]
NOON = 1_750_000_000_000
DAY = 24 * 3_600_000


@pytest.fixture(autouse=True)
def with_programs(monkeypatch: pytest.MonkeyPatch) -> None:
    """PostgreSQL's own programs, of the version of the tests' server."""
    monkeypatch.setenv("PATH", f"{programs()}{os.pathsep}{os.environ['PATH']}")


@pytest.fixture
def place(tmp_path: Path) -> Path:
    return tmp_path / "backups" / "town.backup"


async def enter(url: str, *names: str) -> None:
    database = await open_database(url)
    for name in names:
        await database.unit(entry(name))
    await database.close()


async def entered(url: str) -> list[str]:
    database = await open_database(url)
    found = await names(database)
    await database.close()
    return found


def mode(file: Path) -> int:
    return file.stat().st_mode & 0o777


def cut(file: Path, left: int, instead: bytes = b"") -> None:
    """Leave so many bytes, or all but so many, and put others there."""
    file.write_bytes(file.read_bytes()[:left] + instead)


async def nothing(url: str) -> None:
    """No preparation."""


async def test_a_backup_brings_back_exactly_what_there_was(town_url: str, place: Path, tmp_path: Path) -> None:
    await enter(town_url, "a", "b")
    held = await make_backup(town_url, place)
    assert held == Held(1, {"counter": 1, "entry": 2, "schema_migrations": 1})
    assert mode(place) == 0o600
    await enter(town_url, "c")
    aside = await put_back(town_url, place, NOON, tmp_path, nothing)
    assert await entered(town_url) == ["a", "b"]
    assert aside is not None
    await put_back(town_url, aside, NOON + 1, tmp_path, nothing)
    assert await entered(town_url) == ["a", "b", "c"]


async def test_a_backup_is_of_one_moment_while_others_write(town_url: str, place: Path, tmp_path: Path) -> None:
    database = await open_database(town_url)
    stop = asyncio.Event()
    writing = asyncio.create_task(_write(database, stop))
    await until(partial(_written, database), "fifty entries")
    held = await make_backup(town_url, place)
    stop.set()
    written = await writing
    await database.close()
    assert 50 <= held.tables["entry"] < written
    await put_back(town_url, place, NOON, tmp_path, nothing)
    assert len(await entered(town_url)) == held.tables["entry"]


async def _written(database: Database) -> bool:
    return len(await names(database)) >= 50


async def _write(database: Database, stop: asyncio.Event) -> int:
    count = 0
    while not stop.is_set():
        await database.unit(entry(f"{count:06}"))
        count += 1
    return count


async def test_the_checksum_is_one_that_other_programs_understand(town_url: str, place: Path) -> None:
    await make_backup(town_url, place)
    check = await asyncio.create_subprocess_exec("sha256sum", "--check", "--quiet", f"{place}.sha256", cwd=place.parent)
    assert await check.wait() == 0


async def test_a_damaged_backup_is_refused(town_url: str, place: Path) -> None:
    await enter(town_url, *map(str, range(300)))
    await make_backup(town_url, place)
    assert (await look_through(town_url, place))[1]
    cut(place, -2, b"xx")
    with pytest.raises(StorageError, match="damaged"):
        await look_through(town_url, place)
    place.with_name(f"{place.name}.sha256").unlink()
    cut(place, -1000)
    with pytest.raises(StorageError):
        await look_through(town_url, place)


async def test_what_is_no_backup_is_refused(town_url: str, tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("Dear town,")
    with pytest.raises(StorageError, match="is no backup of"):
        await look_through(town_url, tmp_path / "letter.txt")
    with pytest.raises(StorageError, match="cannot be read"):
        await look_through(town_url, tmp_path / "nowhere")


@pytest.mark.parametrize("engine", [backup_sqlite, backup_postgres])
async def test_a_copy_that_lacks_a_row_is_thrown_away(
    engine: object, sqlite_or_postgres: Callable[[object], str], place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    url = sqlite_or_postgres(engine)
    await _migrated(url)
    if engine is backup_sqlite:
        monkeypatch.setattr(engine, "look_through_sqlite", lambda _: Held(1, {"entry": 0}))
    else:
        monkeypatch.setattr(engine, "look_through_postgres", _one_row_less)
    with pytest.raises(StorageError, match="does not hold"):
        await make_backup(url, place)
    assert files(place.parent, "*") == files(place.parent, ".*") == []


async def _one_row_less(_: Path) -> Held:
    return Held(1, {"entry": 0})


@pytest.fixture
def sqlite_or_postgres(tmp_path: Path, postgres_url: str) -> Callable[[object], str]:
    return lambda engine: f"sqlite:///{tmp_path}/town.db" if engine is backup_sqlite else postgres_url


async def _migrated(url: str) -> None:
    await migrate(url, now_ms=NOON)


async def test_a_full_disk_leaves_nothing_behind(town_url: str, place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_: Path) -> None:
        raise OSError("the disk is full")

    monkeypatch.setattr("storage.backup_files.sync", full)
    with pytest.raises(OSError, match="full"):
        await make_backup(town_url, place)
    assert [file.name for file in place.parent.iterdir() if not file.name.endswith(".sha256.part")] == []


async def test_a_preparation_that_fails_leaves_the_file_as_it_was(tmp_path: Path, place: Path) -> None:
    url = f"sqlite:///{tmp_path}/town.db"
    await _migrated(url)
    await make_backup(url, place)

    async def fails(_: str) -> None:
        raise StorageError("no")

    before = (tmp_path / "town.db").read_bytes()
    with pytest.raises(StorageError, match="no"):
        await put_back(url, place, NOON, tmp_path, fails)
    assert (tmp_path / "town.db").read_bytes() == before
    assert files(tmp_path, "*restore*") == []
    assert files(tmp_path, ".town*") == []


async def test_a_file_that_somebody_has_open_is_left_alone(tmp_path: Path, place: Path) -> None:
    url = f"sqlite:///{tmp_path}/town.db"
    await _migrated(url)
    await make_backup(url, place)
    database = await open_database(url)
    await database.unit(_looks)
    with pytest.raises(StorageError, match="has the database open"):
        await put_back(url, place, NOON, tmp_path, nothing)
    await database.close()
    assert files(tmp_path, "*restore*") == []


async def test_a_ruined_file_and_its_log_are_kept_and_replaced(tmp_path: Path, place: Path) -> None:
    url = f"sqlite:///{tmp_path}/town.db"
    await _migrated(url)
    await make_backup(url, place)
    (tmp_path / "town.db").write_bytes(b"ruined" * 1000)
    (tmp_path / "town.db-wal").write_bytes(b"the log")
    aside = await put_back(url, place, NOON, tmp_path, nothing)
    assert aside is not None
    assert aside.read_bytes().startswith(b"ruined")
    assert aside.with_name(f"{aside.name}-wal").read_bytes() == b"the log"
    assert not (tmp_path / "town.db-wal").exists()
    await look_through(url, tmp_path / "town.db")


async def test_where_nothing_was_nothing_is_kept(tmp_path: Path, place: Path) -> None:
    url = f"sqlite:///{tmp_path}/town.db"
    await _migrated(url)
    await make_backup(url, place)
    elsewhere = tmp_path / "new" / "town.db"
    elsewhere.parent.mkdir()
    assert await put_back(f"sqlite:///{elsewhere}", place, NOON, tmp_path, nothing) is None
    with closing(sqlite3.connect(elsewhere)) as connection:
        assert connection.execute("SELECT MAX(version) FROM schema_migrations").fetchone()[0] >= 4


@pytest.mark.parametrize("left", [100, -400])
async def test_a_half_dump_changes_nothing(postgres_url: str, place: Path, tmp_path: Path, left: int) -> None:
    await _migrated(postgres_url)
    await make_backup(postgres_url, place)
    cut(place, left)
    before = await _count(postgres_url)
    with pytest.raises(StorageError):
        await put_back(postgres_url, place, NOON, tmp_path, nothing)
    assert await _count(postgres_url) == before


async def _count(url: str) -> int:
    database = await open_database(url)
    found = await database.read(_looks)
    await database.close()
    return found


async def _looks(session: Session) -> int:
    row = await session.one(ALL)
    return 0 if row is None else int(row["n"])


@pytest.mark.parametrize(
    ("script", "sentence"),
    [
        ("", "pg_dump is not installed"),
        ("echo 'pg_dump: error: aborting because of server version mismatch' >&2; exit 1", "older than the server"),
        ("echo 'pg_dump: error: the value was Nora' >&2; exit 1", "pg_dump failed with status 1"),
    ],
)
async def test_what_is_wrong_with_the_programs_is_said(
    postgres_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, script: str, sentence: str
) -> None:
    if script:
        (tmp_path / "pg_dump").write_text(f"#!/bin/sh\n{script}\n")
        (tmp_path / "pg_dump").chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(StorageError, match=sentence) as told:
        await make_backup(postgres_url, tmp_path / "town.backup")
    assert "Nora" not in str(told.value)


def test_a_password_is_on_no_command_line() -> None:
    address, secret = backup_postgres._without_password("postgresql://bot:s%40cret@host:5433/town?sslmode=require")
    assert address == "postgresql://bot@host:5433/town?sslmode=require"
    assert secret == {"PGPASSWORD": "s@cret"}


def test_only_old_backups_of_this_database_end(tmp_path: Path) -> None:
    old, young = named("town.db", 4, NOON), named("town.db", 4, NOON + 2 * DAY)
    aside = named("town.db", 3, NOON, "before-restore")
    others = ("town.db", "town.db.lock", "town.db.erased", "town.db.my-own.backup", named("other.db", 4, NOON))
    half, being_made = f".{young}.part", f".{named('town.db', 4, NOON + 3 * DAY)}.part"
    for name in (old, f"{old}.sha256", aside, f"{aside}-wal", young, *others, half, being_made):
        (tmp_path / name).touch()
    os.utime(tmp_path / half, (NOON / 1000, NOON / 1000))
    assert {file.name for file in end_old(tmp_path, "town.db", NOON + DAY, NOON + 1)} == {old, aside}
    (tmp_path / being_made).unlink()
    assert {file.name for file in tmp_path.iterdir()} == {young, *others}
    assert [kept.made for kept in kept_in(tmp_path, "town.db")] == [NOON + 2 * DAY]


@pytest.mark.parametrize(
    ("url", "name"),
    [("sqlite:////srv/town.db", "town.db"), ("postgresql://bot@host/green%20deal?x=/y", "green deal")],
)
def test_the_name_says_whose_it_is(url: str, name: str) -> None:
    assert name_of(url) == name


def test_the_list_of_the_erased_outlives_a_power_cut_and_ends(tmp_path: Path) -> None:
    erased = Erased(tmp_path / "backups" / "town.db.erased")
    assert erased.read() == []
    erased.append([of_person("one")], NOON)
    with erased.file.open("a") as file:
        file.write("2025-06-15 person abc")
    erased.append([of_answers("two", 7), of_person("three")], NOON + 3 * DAY)
    assert erased.read() == [of_person("one"), of_answers("two", 7), of_person("three")]
    assert "one" not in erased.file.read_text()
    assert erased.file.stat().st_mode & 0o777 == 0o600
    erased.end_old(NOON + 3 * DAY)
    assert erased.read() == [of_answers("two", 7), of_person("three")]
    assert erased.file.stat().st_mode & 0o777 == 0o600
