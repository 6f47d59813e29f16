"""Migrations: each whole or not at all, once, in order, and never over a history that does not match."""

import asyncio
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from storage.database import Database, Session, StorageError, open_database
from storage.migrate import SchemaRefused, SchemaState, migrate, schema_state
from storage.schema import available, for_postgres
from storage.sql import load
from tests.storage.town import files

FIRST = "CREATE TABLE person (id INTEGER PRIMARY KEY, name TEXT) STRICT;\nINSERT INTO person VALUES (1, 'a;b');\n"
SECOND = "-- One more; with a comment.\nALTER TABLE person ADD COLUMN born INTEGER;\nUPDATE person SET born = 1970;\n"
BROKEN = "CREATE TABLE half (id INTEGER) STRICT;\nINSERT INTO person VALUES (1, 'twice');\n"
PETS = """CREATE TABLE pet (owner INTEGER REFERENCES person (id) ON DELETE CASCADE) STRICT;
INSERT INTO pet VALUES (1);"""
NOON = 1_750_000_000_000

Q = load("""
-- name: people
-- All of them.
SELECT * FROM person ORDER BY id
-- name: half
-- What a broken migration made first.
SELECT * FROM half
-- name: history
-- What was applied, and when.
SELECT version, name, applied_at FROM schema_migrations ORDER BY version
""")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "migrations"
    made.mkdir()
    (made / "0001_first.sql").write_text(FIRST)
    return made


async def rows(url: str, query: str) -> list[tuple[object, ...]]:
    async def work(session: Session) -> list[tuple[object, ...]]:
        return [tuple(row) for row in await session.all(Q[query])]  # type: ignore[arg-type]

    database: Database = await open_database(url)
    try:
        return await database.read(work)
    finally:
        await database.close()


async def test_what_is_pending_is_applied_once_and_in_order(database_url: str, folder: Path) -> None:
    assert await schema_state(database_url, folder=folder) == SchemaState(applied=0, available=1)
    assert await migrate(database_url, now_ms=NOON, folder=folder) == ["0001_first"]
    assert await migrate(database_url, now_ms=NOON, folder=folder) == []
    (folder / "0002_second.sql").write_text(SECOND)
    assert await schema_state(database_url, folder=folder) == SchemaState(applied=1, available=2)
    assert await migrate(database_url, now_ms=NOON + 1, folder=folder) == ["0002_second"]
    assert await schema_state(database_url, folder=folder) == SchemaState(applied=2, available=2)
    assert await rows(database_url, "people") == [(1, "a;b", 1970)]
    assert await rows(database_url, "history") == [(1, "0001_first", NOON), (2, "0002_second", NOON + 1)]


async def test_asking_for_the_state_makes_no_file(tmp_path: Path, folder: Path) -> None:
    await schema_state(f"sqlite:///{tmp_path}/town.db", folder=folder)
    assert not (tmp_path / "town.db").exists()


async def test_a_failing_migration_leaves_the_version_before_it_whole(database_url: str, folder: Path) -> None:
    (folder / "0002_second.sql").write_text(SECOND)
    (folder / "0003_broken.sql").write_text(BROKEN)
    with pytest.raises(StorageError, match="migration 0003_broken") as caught:
        await migrate(database_url, now_ms=NOON, folder=folder)
    assert "twice" not in str(caught.value)
    assert await schema_state(database_url, folder=folder) == SchemaState(applied=2, available=3)
    assert await rows(database_url, "people") == [(1, "a;b", 1970)]
    with pytest.raises(StorageError, match="half"):
        await rows(database_url, "half")
    (folder / "0003_broken.sql").write_text("CREATE TABLE half (id INTEGER) STRICT;")
    assert await migrate(database_url, now_ms=NOON, folder=folder) == ["0003_broken"]


async def test_a_changed_history_is_refused(database_url: str, folder: Path) -> None:
    await migrate(database_url, now_ms=NOON, folder=folder)
    (folder / "0001_first.sql").write_text(FIRST + "-- An afterthought.\n")
    (folder / "0002_second.sql").write_text(SECOND)
    with pytest.raises(SchemaRefused, match="0001_first"):
        await migrate(database_url, now_ms=NOON, folder=folder)
    assert await rows(database_url, "people") == [(1, "a;b")]


async def test_a_newer_schema_is_refused(database_url: str, folder: Path) -> None:
    (folder / "0002_second.sql").write_text(SECOND)
    await migrate(database_url, now_ms=NOON, folder=folder)
    (folder / "0002_second.sql").unlink()
    with pytest.raises(SchemaRefused, match="version 2, this program knows 1"):
        await migrate(database_url, now_ms=NOON, folder=folder)
    assert await schema_state(database_url, folder=folder) == SchemaState(applied=2, available=1)


async def test_several_who_migrate_at_once(database_url: str, folder: Path) -> None:
    (folder / "0002_second.sql").write_text(SECOND)
    done = await asyncio.gather(*(migrate(database_url, now_ms=NOON, folder=folder) for _ in range(6)))
    assert sorted(name for names in done for name in names) == ["0001_first", "0002_second"]
    assert await rows(database_url, "people") == [(1, "a;b", 1970)]


async def test_a_new_file_needs_no_backup(tmp_path: Path, folder: Path) -> None:
    (folder / "0002_second.sql").write_text(SECOND)
    await migrate(f"sqlite:///{tmp_path}/town.db", now_ms=NOON, folder=folder)
    assert files(tmp_path, "*.backup") == []


async def test_a_backup_is_laid_beside_before_anything_changes(tmp_path: Path, folder: Path) -> None:
    url = f"sqlite:///{tmp_path}/town.db"
    await migrate(url, now_ms=NOON, folder=folder)
    (folder / "0002_second.sql").write_text(SECOND)
    (folder / "0003_broken.sql").write_text(BROKEN)
    with pytest.raises(StorageError):
        await migrate(url, now_ms=NOON, folder=folder)
    [copy] = files(tmp_path, "*.backup")
    assert copy.name == "town.db.0001-20250615T150640.000000Z.backup"
    assert copy.stat().st_mode & 0o777 == 0o600
    assert await rows(f"sqlite:///{copy}", "people") == [(1, "a;b")]
    assert await rows(url, "people") == [(1, "a;b", 1970)]


async def test_what_only_the_log_holds_is_in_the_backup(tmp_path: Path, folder: Path) -> None:
    url = f"sqlite:///{tmp_path}/town.db"
    await migrate(url, now_ms=NOON, folder=folder)
    await rows(url, "people")  # from its first opening on, the file has a log
    with closing(sqlite3.connect(tmp_path / "town.db")) as running:
        running.execute("INSERT INTO person VALUES (2, 'late')")
        running.commit()
        assert (tmp_path / "town.db-wal").stat().st_size > 0
        (folder / "0002_second.sql").write_text(SECOND)
        await migrate(url, now_ms=NOON, folder=folder)
    [copy] = files(tmp_path, "*.backup")
    assert await rows(f"sqlite:///{copy}", "people") == [(1, "a;b"), (2, "late")]


async def test_no_backup_no_migration(tmp_path: Path, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(descriptor: int) -> None:
        raise OSError("the disk is full")

    url = f"sqlite:///{tmp_path}/town.db"
    await migrate(url, now_ms=NOON, folder=folder)
    (folder / "0002_second.sql").write_text(SECOND)
    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(OSError, match="full"):
        await migrate(url, now_ms=NOON, folder=folder)
    assert await rows(url, "people") == [(1, "a;b")]


async def test_a_table_can_be_rebuilt_without_losing_what_refers_to_it(tmp_path: Path, folder: Path) -> None:
    (folder / "0001_first.sql").write_text(FIRST + PETS)
    url = f"sqlite:///{tmp_path}/town.db"
    await migrate(url, now_ms=NOON, folder=folder)
    (folder / "0002_rebuilt.sql").write_text(
        "CREATE TABLE fresh (id INTEGER PRIMARY KEY, name TEXT NOT NULL) STRICT;"
        "INSERT INTO fresh SELECT * FROM person; DROP TABLE person; ALTER TABLE fresh RENAME TO person;"
    )
    await migrate(url, now_ms=NOON, folder=folder)
    with closing(sqlite3.connect(tmp_path / "town.db")) as connection:
        assert connection.execute("SELECT * FROM pet").fetchall() == [(1,)]
    (folder / "0003_orphans.sql").write_text("DELETE FROM person;")
    with pytest.raises(SchemaRefused, match="0003_orphans"):
        await migrate(url, now_ms=NOON, folder=folder)
    assert await rows(url, "people") == [(1, "a;b")]


@pytest.mark.parametrize(
    ("files", "complaint"),
    [
        ({"0001_a.sql": "", "0003_c.sql": ""}, "gap"),
        ({"0001_a.sql": "", "0001_b.sql": ""}, "gap"),
        ({"1_a.sql": ""}, "named like"),
        ({"0001_a.sql": "BEGIN; SELECT 1; COMMIT;"}, "begins nor ends"),
        ({"0001_a.sql": "CREATE TABLE a (b INTEGER REFERENCES c (d) DEFERRABLE);"}, "defers"),
    ],
)
def test_a_careless_folder_is_refused(tmp_path: Path, files: dict[str, str], complaint: str) -> None:
    for name, sql in files.items():
        (tmp_path / name).write_text(sql)
    with pytest.raises(SchemaRefused, match=complaint):
        available(tmp_path)


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        ("CREATE TABLE a (b INTEGER, c BLOB) STRICT;", "CREATE TABLE a (b BIGINT, c BYTEA);"),
        ("CREATE TABLE a (b integer)\nSTRICT, WITHOUT ROWID;", "CREATE TABLE a (b BIGINT);"),
        ("CREATE TABLE a (b TEXT) WITHOUT  ROWID;", "CREATE TABLE a (b TEXT);"),
        ("SELECT 'INTEGER', \"BLOB\" -- BLOB STRICT\n", "SELECT 'INTEGER', \"BLOB\" -- BLOB STRICT\n"),
        ("SELECT integers, blobs, strict FROM t", "SELECT integers, blobs, strict FROM t"),
    ],
)
def test_the_dialect(ours: str, theirs: str) -> None:
    assert for_postgres(ours) == theirs
