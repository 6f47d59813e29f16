"""SQLite's shared commits: strangers in one transaction must not feel each other, nor be told too soon."""

import asyncio
import sqlite3
import threading
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from deliberation.errors import Conflict
from storage import sqlite, sqlite_file
from storage.database import Contention, Database, Session, StorageError, open_database
from storage.sql import load
from storage.sqlite import SqliteDatabase
from tests.storage.town import Q, Unit, entry, files, names, outcome

# What migrations of the project may not contain, because this is what it does.
LATE = """CREATE TABLE place (id INTEGER PRIMARY KEY) STRICT;
CREATE TABLE seat (place INTEGER REFERENCES place (id) DEFERRABLE INITIALLY DEFERRED) STRICT;"""
HARMFUL = load("""
-- name: complain_at_commit
-- A reference to nowhere, noticed at the commit.
INSERT INTO seat VALUES (1)
-- name: roll_everything_back
-- On a conflict SQLite ends the whole transaction, savepoints and all.
INSERT OR ROLLBACK INTO counter VALUES (1, 0)
-- name: stumble
-- SQLite quotes a path that it cannot read.
SELECT json_extract('{}', :path)
""")


@pytest.fixture(params=["sqlite"])
def database_url(tmp_path: Path) -> str:
    """These are about SQLite alone."""
    return f"sqlite:///{tmp_path}/town.db"


@pytest.fixture
def path(database: Database, tmp_path: Path) -> Path:
    found = tmp_path / "town.db"
    with closing(sqlite3.connect(found)) as connection:
        connection.executescript(LATE)
    return found


async def together(database: Database, works: list[Unit]) -> list[object]:
    """Have all of them wait, so that they share a commit: the writer is held up until they do."""
    held_up, gate = threading.Event(), threading.Event()

    async def hold_up(session: Session) -> None:
        held_up.set()
        gate.wait()

    first = asyncio.create_task(database.unit(hold_up))
    await asyncio.to_thread(held_up.wait)
    waiting = [asyncio.create_task(database.unit(work)) for work in works]
    await asyncio.sleep(0)  # each task runs to its first suspension, which is behind the queue
    gate.set()
    await first
    return list(await asyncio.gather(*waiting, return_exceptions=True))


def doing(statement: str) -> Unit:
    async def work(session: Session) -> None:
        await entry("harmful")(session)
        await session.run(HARMFUL[statement])

    return work


async def test_whoever_is_patient_shares_the_next_commit_or_soon_gets_one(
    database: SqliteDatabase, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sqlite, "PATIENCE", 0.5)
    commits: list[str] = []
    await database._writer._connection.set_trace_callback(lambda sql: commits.append(sql) if sql == "COMMIT" else None)
    patient = asyncio.create_task(database.unit(entry("patient"), patient=True))
    await asyncio.sleep(0.1)
    assert not commits
    await database.unit(entry("hasty"))
    await patient
    assert await names(database) == ["hasty", "patient"]
    assert len(commits) == 1
    await asyncio.sleep(0.1)
    await asyncio.wait_for(database.unit(entry("alone"), patient=True), 5)
    assert len(commits) == 2


async def test_a_patient_unit_is_not_forgotten_at_the_end(database: SqliteDatabase, tmp_path: Path) -> None:
    patient = asyncio.create_task(database.unit(entry("patient"), patient=True))
    await asyncio.sleep(0)
    await database.close()
    await patient
    with closing(sqlite3.connect(tmp_path / "town.db")) as connection:
        assert connection.execute("SELECT id FROM entry").fetchall() == [("patient",)]


async def test_sixty_four_share_a_commit(database: SqliteDatabase) -> None:
    commits: list[str] = []
    await database._writer._connection.set_trace_callback(lambda sql: commits.append(sql) if sql == "COMMIT" else None)
    results = await together(database, [entry(f"{number:03}") for number in range(130)])
    assert outcome(results) == ["done"] * 130
    assert len(commits) == 1 + 3  # who held them up, then 64, 64 and 2
    assert len(await names(database)) == 130


async def test_a_failing_commit_fails_everybody_who_shared_it(database: Database, path: Path) -> None:
    works = [entry("a"), doing("complain_at_commit"), entry("b", fails=True), entry("c")]
    results = await together(database, works)
    assert outcome(results) == ["StatementFailed", "StatementFailed", "Boom", "StatementFailed"]
    assert results[0] is not results[3]  # an error shared by tasks would gather all their tracebacks
    assert await names(database) == []
    assert _free(path)
    await database.unit(entry("d"))
    assert await names(database) == ["d"]


async def test_a_transaction_that_sqlite_ended_is_told_to_nobody_as_done(database: Database, path: Path) -> None:
    async def swallowing(session: Session) -> None:
        try:
            await doing("roll_everything_back")(session)
        except StorageError:
            await entry("after the end")(session)

    results = await together(database, [entry("a"), swallowing, entry("b")])
    assert outcome(results) == ["StatementFailed"] * 3
    assert await names(database) == []
    assert _free(path)
    await database.unit(entry("c"))
    assert await names(database) == ["c"]


@pytest.mark.parametrize("suspend", [lambda: asyncio.sleep(0), lambda: asyncio.sleep(0.01), asyncio.Event().wait])
async def test_a_work_that_awaits_anything_else_is_refused(
    database: Database, suspend: Callable[[], asyncio.Future[None]]
) -> None:
    tidied: list[str] = []

    async def work(session: Session) -> None:
        try:
            await entry("a")(session)
            await suspend()
        finally:
            tidied.append("closed")

    results = await together(database, [entry("b"), work, entry("c")])
    assert outcome(results)[::2] == ["done", "done"]
    assert isinstance(results[1], Exception)
    assert tidied == ["closed"]
    assert await names(database) == ["b", "c"]


async def test_the_refusal_says_what_is_wrong(database: Database) -> None:
    async def work(session: Session) -> None:
        await asyncio.sleep(0)

    with pytest.raises(StorageError, match="nothing but its session"):
        await database.unit(work)
    with pytest.raises(StorageError, match="nothing but its session"):
        await database.read(work)


async def test_who_leaves_while_its_unit_runs_keeps_nobody_from_being_told(database: Database) -> None:
    running, gate = threading.Event(), threading.Event()

    async def slow(session: Session) -> None:
        await entry("slow")(session)
        running.set()
        gate.wait()

    # Both are queued before the thread is asked to look, so they share a commit.
    leaving, staying = (asyncio.create_task(database.unit(work)) for work in (slow, entry("quick")))
    await asyncio.to_thread(running.wait)
    leaving.cancel()
    await asyncio.gather(leaving, return_exceptions=True)
    gate.set()
    await staying
    assert await names(database) == ["quick", "slow"]


async def test_the_write_lock_is_held_from_the_first_statement(database: Database, path: Path) -> None:
    """Otherwise a unit that has read could not write any more after another process did."""

    async def work(session: Session) -> None:
        await session.one(Q["value"], id=1)
        with closing(sqlite3.connect(path, timeout=0)) as other, pytest.raises(sqlite3.OperationalError):
            other.execute("UPDATE counter SET value = value")
        await entry("a")(session)

    await database.unit(work)


async def test_what_sqlite_stumbles_over_is_not_quoted(database: Database) -> None:
    async def work(session: Session) -> None:
        await session.one(HARMFUL["stumble"], path="Calle Mayor 7")

    with pytest.raises(StorageError, match="query stumble") as caught:
        await database.read(work)
    assert "Mayor" not in str(caught.value)


async def test_another_process_that_writes_for_too_long(town_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sqlite_file.WRITING, "busy_timeout", sqlite_file.Setting("20", 20))
    database = await open_database(town_url)
    with closing(sqlite3.connect(town_url.removeprefix("sqlite:///"), isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        results = await asyncio.gather(*(database.unit(entry(name)) for name in "abc"), return_exceptions=True)
        assert outcome(results) == ["Contention"] * 3
        assert "locked" in str(results[0])
        assert await names(database) == []  # readers need not wait
        other.execute("COMMIT")
    await database.unit(entry("d"))
    assert await names(database) == ["d"]
    await database.close()


async def test_another_process_that_writes_briefly_is_waited_for(database: Database, path: Path) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        other.execute("UPDATE counter SET value = value + 1")
        other.execute("INSERT INTO entry VALUES ('theirs', x'00', 1)")
        ours = asyncio.create_task(database.unit(entry("ours")))
        assert await names(database) == []
        other.execute("COMMIT")
        await ours
    assert await names(database) == ["ours", "theirs"]


async def test_a_setting_that_did_not_take_is_noticed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sqlite_file.WRITING, "synchronous", sqlite_file.Setting("OFF", 2))
    with pytest.raises(StorageError, match="synchronous"):
        await open_database(f"sqlite:///{tmp_path}/town.db")


async def test_the_promises_settings_are_in_force(database: SqliteDatabase) -> None:
    writer = database._writer._connection
    for name, value in (("synchronous", 2), ("journal_mode", "wal"), ("foreign_keys", 1), ("secure_delete", 1)):
        [row] = await writer.execute_fetchall(f"PRAGMA {name}")
        assert (name, row[0]) == (name, value)


async def test_only_the_owner_can_read_the_files(database: Database, tmp_path: Path) -> None:
    await database.unit(entry("a"))
    modes = {file.name: file.stat().st_mode & 0o777 for file in files(tmp_path, "town.db*")}
    assert modes == {"town.db": 0o600, "town.db-wal": 0o600, "town.db-shm": 0o600}


async def test_deleted_text_is_gone_from_the_file(database: Database, tmp_path: Path) -> None:
    async def clear(session: Session) -> None:
        await session.run(Q["clear"])

    async def enter(session: Session) -> None:
        await session.run(Q["enter"], id="a", body=b"Calle Mayor 7", at=1)

    await database.unit(enter)
    await database.unit(clear)
    await database.close()
    assert [file.name for file in files(tmp_path, "town.db*")] == ["town.db"]
    assert b"Calle Mayor" not in (tmp_path / "town.db").read_bytes()


def test_contention_is_worth_another_try() -> None:
    assert issubclass(Contention, Conflict)


def _free(path: Path) -> bool:
    with closing(sqlite3.connect(path, isolation_level=None, timeout=0)) as other:
        other.execute("BEGIN IMMEDIATE")
        other.execute("ROLLBACK")
    return True
