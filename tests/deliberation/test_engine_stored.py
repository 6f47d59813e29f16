"""A participation that is stored and read again between any two inputs goes on as if it had not been.

Through the statements of `storage/` on a database in memory; `tests/store` does less of it on the real engines.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Coroutine, Iterator
from dataclasses import replace
from itertools import count
from typing import Any, TypeVar

import pytest
from hypothesis import given

from deliberation.engine import Sprint
from deliberation.participation import Status
from storage.migrate import MIGRATIONS
from storage.sqlite_thread import SqliteSession
from storage.transaction import SqlTransaction
from tests.deliberation.walks import INPUTS, Inputs, Walk

T = TypeVar("T")
numbers = count(1)


def done(work: Coroutine[Any, Any, T]) -> T:
    """The result of a work that never has to wait."""
    with pytest.raises(StopIteration) as end:
        work.send(None)
    result: T = end.value.value
    return result


@pytest.fixture(scope="module")
def connection() -> Iterator[sqlite3.Connection]:
    connection = sqlite3.connect(":memory:")
    connection.row_factory = sqlite3.Row
    for migration in sorted(MIGRATIONS.iterdir(), key=lambda file: file.name):
        connection.executescript(migration.read_text())
    yield connection
    connection.close()


@given(INPUTS)
def test_what_is_read_again_is_what_was_saved(connection: sqlite3.Connection, inputs: Inputs) -> None:
    tx = SqlTransaction(SqliteSession(connection), {}, str)
    walk = Walk()
    walk.participation = replace(walk.participation, id=f"p{next(numbers)}")
    done(tx.add_participation(walk.participation, person=walk.participation.id, now=0))
    for one, phases in inputs:
        before = walk.participation
        if isinstance(walk.take(one, phases), Sprint):
            after = walk.participation
            done(tx.save_participation(before, after))
            walk.participation = done(tx.participation(after.id))
            assert walk.participation == after
            if after.status is Status.WITHDRAWN:
                rows = connection.execute("SELECT * FROM responses WHERE participation_id = ?", (after.id,))
                assert rows.fetchall() == []
