"""Erasure leaves nothing of a person: not in any column of any table, and not in the bytes of the database's files.

PostgreSQL has a cluster of its own here, with the settings that docs/decisions/0009-erasure-on-postgresql.md asks for
and a role that owns its database and has no other rights; its whole data directory is searched.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterator
from itertools import count
from pathlib import Path
from typing import Any

import pytest

from deliberation.engine import Visit, Withdraw
from deliberation.participation import WITHDRAW
from deliberation.use_cases.commands import Sender
from deliberation.use_cases.keeping_house import Forget, forget
from storage import postgres_rewriting, sqlite
from storage.database import Database, open_database
from storage.migrate import migrate
from storage.session import Session, StorageError
from storage.store import REWRITING, TEAM, Store
from tests import postgres
from tests.postgres import PostgresServer
from tests.store.planting import IN_WORDS_OF_OURS, OF_THE_TOWN, Planting, about_people, found, in_tables
from tests.store.raw import Raw, RawPostgres, RawSqlite, Rows, Table, connected
from tests.store.town import Town
from tests.store.unlucky import Unlucky

SOMEBODY = 0x5A7E_C0FF_EE00
"""Telegram's id of the person who is erased: large, so that its bytes are a marker too."""

NEIGHBOURS = 6
ROUNDS = 40
"""Enough to make tables of many pages: rows are moved between pages, and copies of them stay behind."""


@pytest.fixture(scope="module")
def careful_server() -> Iterator[PostgresServer]:
    """Its log is removed and not used again. Without autovacuum, which might be in a rewriting's way and put it off."""
    settings = ["full_page_writes=on", "wal_recycle=off", "autovacuum=off"]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(postgres, "_OPTIONS", [*postgres._OPTIONS, *settings])
        server = PostgresServer()
        try:
            server.start()
            yield server
        finally:
            server.stop()


numbers = count(1)


async def postgres_of_its_own(server: PostgresServer) -> RawPostgres:
    name = f"town{next(numbers)}"
    administrator = server.database(name)
    async with connected(administrator) as connection:
        await connection.execute(f"CREATE ROLE {name} LOGIN; ALTER DATABASE {name} OWNER TO {name}")
        folder = Path(await connection.fetchval("SHOW data_directory"))
    return RawPostgres(administrator, administrator.replace("postgres@", f"{name}@"), folder)


@pytest.fixture(params=["sqlite", "postgres"])
async def raw(request: pytest.FixtureRequest, tmp_path: Path) -> Raw:
    """An empty database with the real schema."""
    if request.param == "sqlite":
        raw: Raw = RawSqlite(tmp_path)
    else:
        raw = await postgres_of_its_own(request.getfixturevalue("careful_server"))
    await migrate(raw.url, now_ms=0)
    return raw


@pytest.fixture
async def database(raw: Raw) -> AsyncIterator[Database]:
    opened = await open_database(raw.url)
    yield opened
    await opened.close()


def store_of(database: Database) -> Store:
    """For which so much time passes between two looks at the clock that every rest is over."""
    looks, ids = count(), count(1)
    return Store(database, lambda: f"fresh {next(ids)}", lambda: 100.0 ** next(looks))


class Planted:
    """Somebody and neighbours, in rows that lie between each other's. No other test has their markers."""

    def __init__(self, raw: Raw, database: Database, tables: list[Table], seed: int = 0) -> None:
        number = next(numbers)
        self.raw = raw
        self.database = database
        self.tables = tables
        self.store = store_of(database)
        self.telegram_id = SOMEBODY + number
        self.gone, self.kept = f"gone{number}x", f"kept{number}x"
        self.view: dict[str, Any] = {}
        self.somebody = Planting(tables, self.gone, self.telegram_id, seed=seed + 1)
        self.neighbours = [Planting(tables, self.kept, 10_000 + n, seed=seed + n) for n in range(2, 2 + NEIGHBOURS)]

    async def plant(self) -> None:
        everybody = [self.somebody, *self.neighbours]
        await self.raw.insert([row for one in everybody for row in one.person()])
        for _ in range(ROUNDS):
            await self.raw.insert([row for one in everybody for row in one.round()])
        button = self.somebody.button()
        self.view = button[-1][1]
        await self.raw.insert([*button, self.somebody.broadcast(), self.neighbours[0].broadcast()])
        await self.raw.analyse()

    async def erase(self, store: Store | None = None) -> None:
        """By the button, as people do."""
        sender = Sender(self.telegram_id, self.telegram_id, "en")
        press = Forget(sender, now=1, token=self.view["token"], revision=self.view["wanted"])
        await (store or self.store).perform(forget, press)

    async def in_tables(self) -> set[str]:
        """Where something of theirs stands in a table."""
        rows = await self.raw.rows()
        values = [str(value) for table in rows.values() for row in table for value in row.values()]
        number = {"number"} if str(self.telegram_id) in values else set()
        return self._named(await in_tables(self.raw, self.gone)) | number

    def in_files(self, *, log: bool) -> set[str]:
        """Where what stands in a file once stood in a table."""
        files = list(self.raw.files(log=log))
        number = self.raw.number(self.telegram_id)
        return self._named(found(self.gone, *files)) | {"number" for content in files if number in content}

    def _named(self, markers: set[str]) -> set[str]:
        return {".".join(self.somebody.places[marker]) for marker in markers}


@pytest.fixture
async def planted(raw: Raw, database: Database) -> Planted:
    planted = Planted(raw, database, await raw.tables())
    await planted.plant()
    return planted


def everywhere(tables: list[Table]) -> set[str]:
    """Every column that can hold something of a person, and their number."""
    about = [table for table in tables if table.name in about_people(tables)]
    texts = {(table.name, column) for table in about for column in table.texts() if column not in table.parents}
    texts -= {*IN_WORDS_OF_OURS, ("events", "actor")}  # an actor is a person's id
    return {".".join(place) for place in texts} | {"number"}


async def test_of_every_table_it_is_known_whether_it_can_hold_something_about_a_person(raw: Raw) -> None:
    tables = await raw.tables()
    names = {table.name for table in tables}
    assert names - about_people(tables) <= OF_THE_TOWN, "say in planting.py what this table is about"
    assert about_people(tables) <= names


async def test_the_search_finds_what_was_planted_in_every_column(planted: Planted) -> None:
    assert await planted.in_tables() == everywhere(planted.tables)
    assert planted.in_files(log=False) == everywhere(planted.tables)


async def test_nothing_is_left_in_any_column_of_any_table(planted: Planted) -> None:
    await planted.erase()
    assert await planted.in_tables() == set()


async def test_nothing_is_left_in_the_files(planted: Planted) -> None:
    """SQLite's log included; PostgreSQL's is the server's, and goes with its next checkpoint."""
    await planted.erase()
    assert planted.in_files(log=False) == set()
    await planted.raw.settle()
    assert planted.in_files(log=True) == set()


@pytest.mark.parametrize("raw", ["sqlite"], indirect=True)
@pytest.mark.parametrize("seed", range(8))
async def test_copies_that_stayed_behind_when_rows_were_moved_go_too(raw: Raw, database: Database, seed: int) -> None:
    """`secure_delete` forgets copies of about one in two people who have written so much; hence eight of them."""
    planted = Planted(raw, database, await raw.tables(), seed)
    await planted.plant()
    await planted.erase()
    assert planted.in_files(log=False) == set()


async def test_the_neighbours_keep_everything(planted: Planted) -> None:
    def theirs(rows: Rows) -> list[str]:
        return sorted(repr(row) for table in rows.values() for row in table if planted.kept in repr(row))

    before = theirs(await planted.raw.rows())
    await planted.erase()
    after = theirs(await planted.raw.rows())
    assert [row for row in before if row not in after] == []
    assert len(after) == len(before)


async def test_what_a_process_left_behind_that_ended_too_early_goes_with_the_next(planted: Planted) -> None:
    class Ended(Unlucky):
        async def scrub(self) -> None:
            raise StorageError("the process has ended")

    await planted.erase(store_of(Ended(planted.database, at=0)))
    assert planted.in_files(log=False) != set()
    await store_of(planted.database).scrub()
    assert planted.in_files(log=False) == set()


async def test_while_somebody_else_still_sees_it_the_rewriting_is_owed(planted: Planted) -> None:
    """A dump, a long read: what they see cannot leave the files. It does when they are done."""
    async with planted.raw.looking():
        await planted.erase()
        assert await planted.in_tables() == set()
        assert planted.in_files(log=False) != set()
    await planted.store.scrub()
    assert planted.in_files(log=False) == set()


async def test_what_is_too_large_is_not_rewritten(planted: Planted, monkeypatch: pytest.MonkeyPatch) -> None:
    before = await planted.raw.layout()
    monkeypatch.setattr(sqlite, "LARGEST", 0)
    monkeypatch.setattr(postgres_rewriting, "LARGEST", 0)
    await planted.erase()
    assert await planted.raw.layout() == before
    monkeypatch.undo()
    await planted.database.unit(lambda session: session.run(REWRITING["owe"]))  # the next time it is asked for
    await store_of(planted.database).scrub()
    assert await planted.raw.layout() != before


async def test_a_start_after_which_nothing_is_owed_rewrites_nothing(planted: Planted) -> None:
    """Rewriting a large file takes seconds in which nobody can write."""
    await planted.store.scrub()
    before = await planted.raw.layout()

    class Watched(Unlucky):
        async def scrub(self) -> None:
            raise AssertionError("nothing is owed")

    await store_of(Watched(planted.database, at=0)).scrub()
    assert await planted.raw.layout() == before


@pytest.mark.parametrize("raw", ["postgres"], indirect=True)
async def test_a_unit_that_is_under_way_is_waited_for(planted: Planted) -> None:
    """It is older than the erasure, so that PostgreSQL would keep what was erased for its sake."""
    entered, gate = asyncio.Event(), asyncio.Event()

    async def work(session: Session) -> None:
        person = planted.neighbours[0].links["people"]
        await session.run(TEAM["grant"], person=person, role="x", note="", number=0, now=0)
        entered.set()
        await gate.wait()

    slow = asyncio.create_task(planted.database.unit(work))
    await entered.wait()
    erasing = asyncio.create_task(planted.erase())
    try:
        async with asyncio.timeout(60):
            while "erasure_horizon" not in await planted.raw.rows():
                pass
    finally:
        gate.set()
        await asyncio.gather(slow, erasing)
    assert planted.in_files(log=False) == set()


async def test_answers_that_were_taken_back_leave_the_files_too(raw: Raw, database: Database) -> None:
    town = Town(database)
    await town.launch()
    shown = await town.answered(1, "a", "words that were taken back")
    await raw.analyse()
    assert in_a_file(raw, b"words that were taken back")
    await town.tap(shown, Visit(WITHDRAW), Withdraw())
    assert not in_a_file(raw, b"words that were taken back")


def in_a_file(raw: Raw, words: bytes) -> bool:
    return any(words in content for content in raw.files(log=False))
