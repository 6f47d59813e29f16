"""Errors name queries and rules, never values: values are personal data, and errors end up in logs."""

import traceback
from pathlib import Path

import pytest

from storage.database import Database, Session, StatementFailed, StorageError, open_database
from storage.migrate import migrate, schema_state
from tests.storage.town import Q, names

CANARY = "Calle Mayor 7"


@pytest.mark.parametrize(
    ("values", "complaint"),
    [
        ({"id": CANARY, "body": b"x"}, r"missing parameters \['at'\]"),
        ({"id": CANARY, "body": b"x", "at": 1, "more": CANARY}, r"unknown parameters \['more'\]"),
        ({"id": CANARY, "body": b"x", "More": 1}, r"missing parameters \['at'\], unknown parameters \['More'\]"),
    ],
)
async def test_parameters_must_fit(database: Database, values: dict[str, object], complaint: str) -> None:
    async def one(session: Session) -> None:
        await session.run(Q["enter"], **values)

    async def many(session: Session) -> None:
        await session.many(Q["enter"], [values])

    for work in (one, many):
        with pytest.raises(TypeError, match=f"query enter: .*{complaint}") as caught:
            await database.unit(work)
        assert CANARY not in _everything(caught.value)


@pytest.mark.parametrize(
    "bad",
    [
        {"id": CANARY, "body": b"x", "at": 1},  # twice, see below
        {"id": CANARY, "body": b"x", "at": CANARY},
        {"id": CANARY, "body": b"x", "at": None},
        {"id": CANARY, "body": b"x", "at": 2**63},
        {"id": CANARY + "\ud800", "body": b"x", "at": 1},
        {"id": CANARY, "body": object(), "at": 1},
    ],
)
async def test_no_value_reaches_an_error(database: Database, bad: dict[str, object]) -> None:
    async def work(session: Session) -> None:
        await session.run(Q["enter_once"], id=CANARY, body=b"x", at=1)
        await session.run(Q["enter"], **bad)

    with pytest.raises(StatementFailed, match="query enter") as caught:
        await database.unit(work)
    assert CANARY not in _everything(caught.value)
    assert await names(database) == []


async def test_a_missing_table_is_named(database: Database) -> None:
    async def work(session: Session) -> None:
        await session.all(Q["nowhere"])

    with pytest.raises(StatementFailed, match=r"query nowhere: .*nowhere"):
        await database.unit(work)


@pytest.mark.parametrize("url", ["", "town.db", "mysql://u:secret@h/d", "sqlite://town.db", "sqlite:///:memory:"])
async def test_a_strange_address_is_refused_without_repeating_it(url: str) -> None:
    with pytest.raises(ValueError, match="sqlite:///") as caught:
        await open_database(url)
    assert "secret" not in str(caught.value)


async def test_an_address_where_nothing_is(tmp_path: Path) -> None:
    with pytest.raises(StorageError, match="folder"):
        await open_database(f"sqlite:///{tmp_path}/nowhere/town.db")
    with pytest.raises(StorageError, match="PostgreSQL"):
        await open_database(f"postgresql://u:secret@/town?host={tmp_path}")


async def test_a_file_that_is_no_database(tmp_path: Path) -> None:
    (tmp_path / "town.db").write_bytes(b"something else entirely" * 100)
    url = f"sqlite:///{tmp_path}/town.db"
    for asking in (open_database(url), migrate(url, now_ms=0), schema_state(url)):
        with pytest.raises(StorageError, match="NOTADB"):
            await asking


def _everything(error: BaseException | None) -> str:
    """All that a log could make of an error: its text, its chain, and its attributes."""
    told = "".join(traceback.format_exception(error))
    while error is not None:
        told += repr(error) + repr(vars(error))
        error = error.__cause__ or error.__context__
    return told
