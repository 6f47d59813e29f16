"""What a read promises, on both engines."""

import asyncio

import pytest

from storage.database import Database, Session, StatementFailed
from tests.storage.town import Q, entry, names


async def test_a_read_sees_what_was_told(database: Database) -> None:
    for number in range(20):
        await database.unit(entry(f"{number:02}"))
        assert len(await names(database)) == number + 1


async def test_a_write_in_a_read_is_refused(database: Database) -> None:
    with pytest.raises(StatementFailed):
        await database.read(entry("a"))
    with pytest.raises(StatementFailed):
        await database.read(_adding)
    assert await names(database) == []


async def test_a_read_is_one_snapshot_while_others_write(database: Database) -> None:
    """`names` compares two statements; without a snapshot they disagree sooner or later."""
    writing = asyncio.gather(*(database.unit(entry(f"{number:03}")) for number in range(300)))
    seen = await asyncio.gather(*(names(database) for _ in range(100)))
    await writing
    assert all(len(found) <= 300 for found in seen)
    assert len(await names(database)) == 300


async def test_a_failing_read_harms_nobody(database: Database) -> None:
    async def failing(session: Session) -> None:
        await session.all(Q["nowhere"])

    await database.unit(entry("a"))
    results = await asyncio.gather(database.read(failing), names(database), return_exceptions=True)
    assert isinstance(results[0], StatementFailed)
    assert results[1] == ["a"]


async def _adding(session: Session) -> None:
    await session.one(Q["add"], id="a", body=b"x", at=1)
