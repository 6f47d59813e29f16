"""Two hundred at once, where a lost update or a count before an insert would show."""

import asyncio

from storage.database import Database, Session
from tests.storage.town import Q, names

AT_ONCE = 200
PLACES = 10


async def test_one_wins_a_compare_and_swap(database: Database) -> None:
    async def swap(session: Session) -> int:
        return await session.run(Q["swap"], expected=0)

    assert sum(await asyncio.gather(*(database.unit(swap) for _ in range(AT_ONCE)))) == 1


async def test_every_increment_counts(database: Database) -> None:
    """Read, then swap, and again if somebody was faster: nobody's turn is lost and none counts twice."""

    async def attempt(session: Session) -> int:
        row = await session.one(Q["value"], id=1)
        assert row is not None
        return await session.run(Q["swap"], expected=row["value"])

    async def until_it_counts() -> int:
        tries = 1
        while not await database.unit(attempt):
            tries += 1
        return tries

    await asyncio.gather(*(until_it_counts() for _ in range(AT_ONCE)))
    row = await database.read(_value)
    assert row == AT_ONCE


async def test_ten_places_go_to_ten_people(database: Database) -> None:
    """Count, then insert: at READ COMMITTED it takes the revision, bumped first, to keep the eleventh out."""

    async def register(number: int) -> bool:
        async def work(session: Session) -> bool:
            await session.run(Q["bump"])
            row = await session.one(Q["count"])
            assert row is not None
            if row["entries"] >= PLACES:
                return False
            await session.run(Q["enter"], id=f"{number:03}", body=b"x", at=1)
            return True

        return await database.unit(work)

    assert sum(await asyncio.gather(*map(register, range(AT_ONCE)))) == PLACES


async def test_the_same_entry_at_once_is_made_once(database: Database) -> None:
    async def enter(session: Session) -> int:
        made = await session.run(Q["enter_once"], id="same", body=b"x", at=1)
        if made:
            await session.run(Q["bump"])
        return made

    assert sum(await asyncio.gather(*(database.unit(enter) for _ in range(AT_ONCE)))) == 1
    assert await names(database) == ["same"]


async def _value(session: Session) -> int:
    row = await session.one(Q["value"], id=1)
    assert row is not None
    value: int = row["value"]
    return value
