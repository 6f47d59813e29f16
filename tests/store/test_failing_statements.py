"""Every use case, failed at every one of its statements: nothing of it can be seen, and doing it again is as if
it had never failed. On both engines."""

from __future__ import annotations

from typing import Any

import pytest

from storage.inbox import Arrival
from storage.session import Contention
from storage.store import TRIES, Store
from tests.deliberation.entrances import entrances
from tests.store.scenes import SCENES, USE_CASES, Scene
from tests.store.town import Dump, Town, numbered
from tests.store.unlucky import Boom, Rehearsed, Rehearsing, Unlucky


@pytest.fixture(params=sorted(SCENES))
def scene(request: pytest.FixtureRequest) -> Scene:
    return SCENES[request.param]


async def prepared(town: Town, scene: Scene) -> tuple[Any, Any, str]:
    """The use case, its command, and the update that asked for it."""
    use_case, command = await scene(town)
    await town.store.inbox.receive([Arrival(77, 1, '{"update_id": 77}')], town.now)
    (waiting,) = await town.store.inbox.waiting("", 10)
    return use_case, command, waiting.id


async def rehearsal(town: Town, doing: tuple[Any, Any, str]) -> tuple[Any, Dump]:
    """What it would return and lead to, had it never failed."""
    use_case, command, update = doing
    results = []

    async def watched(tx: Any, command: Any) -> None:
        results.append(await use_case(tx, command))

    with pytest.raises(Rehearsed) as taken_back:
        await Store(Rehearsing(town.database), numbered(10_000)).perform(watched, command, update)
    return results[-1], taken_back.value.tables


@pytest.mark.parametrize("after", [False, True], ids=["before", "after"])
async def test_failed_at_every_statement(town: Town, scene: Scene, after: bool) -> None:
    doing = await prepared(town, scene)
    (wanted, tables), untouched = await rehearsal(town, doing), await town.dump()
    failed = 0
    while True:
        unlucky = Unlucky(town.database, failed + 1, after=after)
        try:
            result = await Store(unlucky, numbered(10_000)).perform(*doing)
        except Boom:
            failed += 1
            assert await town.dump() == untouched
        else:
            break
    assert failed == unlucky.statements > 1
    assert result == wanted
    assert await town.dump() == tables != untouched


async def test_somebody_in_the_way_twice_is_nothing(town: Town, scene: Scene) -> None:
    doing = await prepared(town, scene)
    wanted, tables = await rehearsal(town, doing)
    unlucky = Unlucky(town.database, 2, error=Contention, times=TRIES - 1)
    assert await Store(unlucky, numbered(10_000)).perform(*doing) == wanted
    assert await town.dump() == tables


def test_every_use_case_has_a_scene() -> None:
    """But those of a desk, which are made of the same few statements."""
    done = {use_case.__name__ for use_case in USE_CASES}
    assert {name for name, _ in entrances("command")} == done
