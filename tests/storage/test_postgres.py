"""What only PostgreSQL can do to a unit."""

import asyncio

import asyncpg
import pytest

from deliberation.errors import Conflict
from storage.database import Database, Session, StorageError
from storage.sql import load
from tests.storage.test_shared_commits import HARMFUL
from tests.storage.town import entry, names, outcome

LOCKING = load("""
-- name: lock
-- One row, for the rest of the unit.
SELECT value FROM counter WHERE id = :id /*for update*/
-- name: free
-- One row that nobody else has in hand.
SELECT id FROM counter ORDER BY id LIMIT 1 /*skip locked*/
-- name: end_connection
-- What an administrator or a restart does.
SELECT pg_terminate_backend(pg_backend_pid())
""")


@pytest.fixture
def database_url(postgres_url: str) -> str:
    """These are about PostgreSQL alone."""
    return postgres_url


async def _prepare(url: str, sql: str) -> None:
    connection = await asyncpg.connect(url)
    await connection.execute(sql)
    await connection.close()


async def test_a_deadlock_is_a_conflict_for_one_of_the_two(database: Database, town_url: str) -> None:
    await _prepare(town_url, "INSERT INTO counter VALUES (2, 0)")
    both = asyncio.Barrier(2)

    async def lock(first: int, second: int) -> None:
        async def work(session: Session) -> None:
            await session.one(LOCKING["lock"], id=first)
            await both.wait()
            await session.one(LOCKING["lock"], id=second)

        await database.unit(work)

    results = await asyncio.gather(lock(1, 2), lock(2, 1), return_exceptions=True)
    assert sorted(outcome(results)) == ["Contention", "done"]
    assert any(isinstance(result, Conflict) for result in results)


async def test_rows_in_somebody_elses_hands_are_skipped(database: Database, town_url: str) -> None:
    await _prepare(town_url, "INSERT INTO counter VALUES (2, 0), (3, 0)")
    all_of_them = asyncio.Barrier(4)

    async def claim(session: Session) -> object:
        row = await session.one(LOCKING["free"])
        await all_of_them.wait()
        return None if row is None else row["id"]

    claimed = await asyncio.gather(*(database.unit(claim) for _ in range(4)))
    assert sorted(str(one) for one in claimed) == ["1", "2", "3", "None"]


async def test_a_commit_that_complains_fails_the_unit_and_quotes_nothing(database: Database, town_url: str) -> None:
    await _prepare(
        town_url,
        "CREATE TABLE place (id BIGINT PRIMARY KEY);"
        "CREATE TABLE seat (place BIGINT REFERENCES place (id) DEFERRABLE INITIALLY DEFERRED)",
    )

    async def work(session: Session) -> None:
        await entry("a")(session)
        await session.run(HARMFUL["complain_at_commit"])

    with pytest.raises(StorageError, match="ForeignKeyViolation") as caught:
        await database.unit(work)
    assert "Key (" not in str(caught.value)
    assert caught.value.__context__ is None
    assert await names(database) == []


async def test_a_unit_outlives_a_caller_who_left(database: Database) -> None:
    entered, gate = asyncio.Event(), asyncio.Event()

    async def work(session: Session) -> None:
        await entry("a")(session)
        entered.set()
        await gate.wait()

    leaving = asyncio.create_task(database.unit(work))
    await entered.wait()
    leaving.cancel()
    await asyncio.gather(leaving, return_exceptions=True)
    gate.set()
    await database.unit(entry("b"))  # waits for the counter, which the first unit has in hand
    assert await names(database) == ["a", "b"]


async def test_a_lost_connection_fails_one_unit_and_no_more(database: Database) -> None:
    async def work(session: Session) -> None:
        await entry("a")(session)
        await session.all(LOCKING["end_connection"])

    with pytest.raises(StorageError):
        await database.unit(work)
    await database.unit(entry("b"))
    assert await names(database) == ["b"]


async def test_an_error_of_the_works_own_is_not_ours(database: Database) -> None:
    async def work(session: Session) -> None:
        raise TimeoutError

    with pytest.raises(TimeoutError):
        await database.unit(work)
