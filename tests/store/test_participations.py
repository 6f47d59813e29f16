"""A participation comes back from its rows as it was, between any two inputs, on both engines."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from deliberation.engine import Given, Sprint
from deliberation.errors import Conflict
from deliberation.kept import Person
from deliberation.participation import Participation, Status
from deliberation.use_cases.commands import HOUSE_ITSELF
from deliberation.use_cases.keeping_house import ChangeReach
from storage.database import open_database
from storage.migrate import migrate
from tests.deliberation.walks import GIVEN, OPEN, Walk
from tests.store.town import Town, numbered

ANYBODY = ChangeReach(HOUSE_ITSELF, 0, 0, reachable=True)
"""A command for work that is no use case."""


async def do(town: Town, work: Any) -> Any:
    return await town.store.perform(lambda tx, _: work(tx), ANYBODY)


async def added(town: Town, participation: Participation) -> None:
    await do(town, lambda tx: tx.meet(Person("person", 1, "en")))
    await do(town, lambda tx: tx.add_participation(participation, "person", 0))


async def read(town: Town, identifier: str = "p") -> Participation:
    stored: Participation = await town.store.look(lambda tx: tx.participation(identifier))
    return stored


WHOLE = Participation(
    "p",
    "tiny",
    3,
    revision=7,
    status=Status.COMPLETED,
    place="@menu",
    origin="second",
    page=2,
    saved="first",
    skipped=frozenset({"third", "second"}),
    drafts={"fourth": '["a", "@ünï 🌱 \\"]', "fifth": "-other"},
    answers={"first": "ünï 🌱 '\"\\ <&"},
    consented_at=1,
    finished_at=2,
)


async def test_every_field_comes_back(town: Town) -> None:
    begun = replace(WHOLE, revision=6, answers={})
    await added(town, begun)
    assert await read(town) == begun
    await do(town, lambda tx: tx.save_participation(begun, WHOLE))
    assert await read(town) == WHOLE
    assert await town.store.look(lambda tx: tx.find_participation("person", "tiny")) == WHOLE


async def test_it_is_saved_from_the_revision_it_came_from_and_no_other(town: Town) -> None:
    first = Participation("p", "tiny", 1)
    second, third = replace(first, revision=1, place="a"), replace(first, revision=2, place="b")
    await added(town, first)
    await do(town, lambda tx: tx.save_participation(first, second))
    with pytest.raises(Conflict):
        await do(town, lambda tx: tx.save_participation(first, third))
    assert await read(town) == second


async def test_a_person_has_one_in_each_consultation(town: Town) -> None:
    await added(town, Participation("p", "tiny", 1))
    with pytest.raises(Conflict):
        await added(town, Participation("q", "tiny", 1))
    await added(town, Participation("q", "other", 1))


async def test_what_is_not_there_is_a_key_error(town: Town) -> None:
    for missing in (lambda tx: tx.participation("x"), lambda tx: tx.definition("x", 1), lambda tx: tx.release("x")):
        with pytest.raises(KeyError):
            await town.store.look(missing)


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[asyncio.Runner, Town]]:
    """A loop and an SQLite store for many examples."""
    folder: Path = tmp_path_factory.mktemp("participations")
    url = f"sqlite:///{folder}/town.db"
    with asyncio.Runner() as runner:
        runner.run(migrate(url, now_ms=0))
        database = runner.run(open_database(url))
        town = Town(database)
        runner.run(do(town, lambda tx: tx.meet(Person("person", 1, "en"))))
        yield runner, town
        runner.run(database.close())


names = numbered()


@given(inputs=st.lists(st.tuples(GIVEN, OPEN), max_size=12))
@settings(deadline=None)
def test_between_any_two_inputs(running: tuple[asyncio.Runner, Town], inputs: list[tuple[Given, Any]]) -> None:
    """What is read back is what goes on, as after a restart at every wait."""
    runner, town = running
    walk = Walk()
    walk.participation = replace(walk.participation, id=names(), consultation=names())
    runner.run(do(town, lambda tx: tx.add_participation(walk.participation, "person", 0)))
    for one, phases in inputs:
        before = walk.participation
        if isinstance(walk.take(one, phases), Sprint):
            after = walk.participation
            runner.run(do(town, lambda tx, pair=(before, after): tx.save_participation(*pair)))
            walk.participation = runner.run(read(town, before.id))
            assert walk.participation == after
