"""What a unit of work promises, on both engines."""

import asyncio

import pytest

from storage.database import Database, Session, StatementFailed, StorageError, open_database
from tests.storage.town import Boom, Q, entry, names, outcome


async def test_what_was_told_is_there_after_opening_again(town_url: str) -> None:
    first = await open_database(town_url)
    await first.unit(entry("a"))
    await first.close()
    again = await open_database(town_url)
    assert await names(again) == ["a"]
    await again.close()


async def test_a_unit_returns_what_its_work_returned(database: Database) -> None:
    async def work(session: Session) -> tuple[object, ...]:
        row = await session.one(Q["add"], id="a", body=b"\x00\xff", at=2**62)
        assert row is not None
        return row["id"], row["at"]

    assert await database.unit(work) == ("a", 2**62)


async def test_values_come_back_as_they_went(database: Database) -> None:
    async def work(session: Session) -> list[tuple[object, ...]]:
        await session.run(Q["enter"], id="ünï 🌱", body=b"\x00\xff", at=-(2**63))
        await session.run(Q["enter"], id="", body=b"", at=2**63 - 1)
        return [(row["id"], row["body"], row["at"]) for row in await session.all(Q["entries"])]

    assert await database.unit(work) == [("", b"", 2**63 - 1), ("ünï 🌱", b"\x00\xff", -(2**63))]


async def test_run_tells_how_many_rows_it_touched(database: Database) -> None:
    async def work(session: Session) -> list[int]:
        values = {"body": b"x", "at": 1}
        await session.many(Q["enter"], [])
        await session.many(Q["enter"], [{"id": name, **values} for name in "abc"])
        return [
            await session.run(Q["enter_once"], id="d", **values),
            await session.run(Q["enter_once"], id="d", **values),
            await session.run(Q["swap"], expected=7),
            await session.run(Q["clear"]),
        ]

    assert await database.unit(work) == [1, 0, 0, 4]


async def test_nothing_found_is_none(database: Database) -> None:
    async def work(session: Session) -> tuple[object, object]:
        return await session.one(Q["value"], id=99), await session.all(Q["entries"])

    assert await database.unit(work) == (None, [])


@pytest.mark.parametrize("fails_at", range(6))
async def test_failing_before_any_statement_leaves_nothing(database: Database, fails_at: int) -> None:
    async def work(session: Session) -> None:
        for number in range(6):
            if number == fails_at:
                raise Boom
            await entry(f"{number}")(session)

    with pytest.raises(Boom):
        await database.unit(work)
    assert await names(database) == []


@pytest.mark.parametrize("fails_at", range(4))
async def test_a_failing_statement_fails_the_unit_even_if_the_work_swallows_it(
    database: Database, fails_at: int
) -> None:
    async def work(session: Session) -> None:
        for number in range(4):
            try:
                if number == fails_at:
                    await session.run(Q["below_zero"], value=-1)
                await entry(f"{number}")(session)
            except StatementFailed:
                continue

    with pytest.raises(StatementFailed, match="below_zero"):
        await database.unit(work)
    assert await names(database) == []


async def test_units_fail_alone(database: Database) -> None:
    works = [entry(f"{number:02}", fails=number % 3 == 0) for number in range(60)]
    results = await asyncio.gather(*map(database.unit, works), return_exceptions=True)
    assert outcome(results) == ["Boom" if number % 3 == 0 else "done" for number in range(60)]
    assert await names(database) == [f"{number:02}" for number in range(60) if number % 3]


async def test_a_work_may_fail_with_anything(database: Database) -> None:
    async def cancelled(session: Session) -> None:
        await entry("a")(session)
        raise asyncio.CancelledError

    async def missing(session: Session) -> None:
        await entry("b")(session)
        raise FileNotFoundError

    with pytest.raises(asyncio.CancelledError):
        await database.unit(cancelled)
    with pytest.raises(FileNotFoundError):
        await database.unit(missing)
    assert await names(database) == []


async def test_many_is_part_of_the_unit(database: Database) -> None:
    async def work(session: Session) -> None:
        row = {"id": "a", "body": b"x", "at": 1}
        await session.many(Q["enter"], [row, row])

    with pytest.raises(StatementFailed):
        await database.unit(work)
    assert await names(database) == []


async def test_closing_finishes_what_is_queued_and_refuses_what_comes_later(town_url: str) -> None:
    database = await open_database(town_url)
    queued = [asyncio.create_task(database.unit(entry(f"{number:02}"))) for number in range(20)]
    await asyncio.sleep(0)
    await asyncio.gather(database.close(), database.close())
    results = await asyncio.gather(*queued, return_exceptions=True)
    await database.close()
    with pytest.raises(StorageError):
        await database.unit(entry("late"))
    again = await open_database(town_url)
    assert len(await names(again)) == outcome(results).count("done") == 20
    await again.close()
