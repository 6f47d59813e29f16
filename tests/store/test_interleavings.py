"""One unit overtaken by another in the middle, in the order that is dangerous, on PostgreSQL at READ COMMITTED."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator

import pytest

from bot.surveying import analysed
from deliberation.definition import Tapped
from deliberation.errors import MovedOn
from deliberation.use_cases.commands import HOUSE_ITSELF
from deliberation.use_cases.explaining import Explain, explain
from deliberation.use_cases.releasing import draw_up
from deliberation.use_cases.running import ClosePhase, close_phase
from deliberation.use_cases.taking_part import Prefer, tap
from storage.database import open_database
from storage.migrate import migrate
from storage.sql import load
from storage.store import Store
from tests.deliberation.files import choice, phase, table, toml
from tests.store.pausing import Pausing
from tests.store.town import CLOSED, SEVERAL, Town, numbered, sender

LOCKS = load("-- name: blocked\n-- Who waits for a lock.\nSELECT COUNT(*) AS blocked FROM pg_locks WHERE NOT granted")


@pytest.fixture
async def town(postgres_url: str) -> AsyncIterator[Town]:
    await migrate(postgres_url, now_ms=0)
    database = await open_database(postgres_url)
    town = Town(database)
    await town.launch()
    yield town
    await database.close()


async def blocked(town: Town) -> bool:
    row = await town.database.read(lambda session: session.one(LOCKS["blocked"]))
    return row is not None and row["blocked"] > 0


async def test_a_close_waits_for_the_answer_that_was_let_in(town: Town) -> None:
    """The answer has seen that the phase is open, the close comes, the result is counted."""
    shown = await town.agreed(1)
    (over,) = await town.store.look(lambda tx: tx.phases_to_close(CLOSED))
    pausing = Pausing(town.database, "phases_held")

    async def close_then_count() -> int:
        await town.perform(close_phase, ClosePhase(HOUSE_ITSELF, CLOSED, over, "broadcast"))
        return (await town.store.look(lambda tx: draw_up(tx, over, 1, analysed))).summary.took_part or 0

    answering = asyncio.create_task(Store(pausing, numbered(5000)).perform(tap, town.tapping(shown, Tapped("a"))))
    await pausing.paused.wait()
    closing = asyncio.create_task(close_then_count())
    while not closing.done() and not await blocked(town):
        pass  # each look takes a turn of the loop
    pausing.may_go_on.set()
    await answering
    assert await closing == len(await town.rows("responses")) == 1


async def test_a_second_tap_does_not_answer_the_next_question(town: Town) -> None:
    """It has seen the view as it was; the first tap is committed; then it reads where the person is by now."""
    await town.launch(toml(table(phase(choice("first"), choice("second")), id="double")))
    shown = await town.agreed(1, "double")
    pausing = Pausing(town.database, "view")
    late = asyncio.create_task(Store(pausing, numbered(5000)).perform(tap, town.tapping(shown, Tapped("a"))))
    await pausing.paused.wait()
    await town.tap(shown, Tapped("b"))
    pausing.may_go_on.set()
    with pytest.raises(MovedOn):
        await late
    assert [(row["step_id"], row["ballot"]) for row in await town.rows("responses")] == [("first", "b")]


async def test_a_second_tap_on_one_of_several_does_not_take_it_back(town: Town) -> None:
    """It has seen the view as it was; the first tap is committed; then it reads what is begun by now."""
    await town.launch(SEVERAL)
    shown = await town.agreed(1, "several")
    pausing = Pausing(town.database, "view")
    late = asyncio.create_task(Store(pausing, numbered(5000)).perform(tap, town.tapping(shown, Tapped("a"))))
    await pausing.paused.wait()
    await town.tap(shown, Tapped("a"))
    pausing.may_go_on.set()
    with pytest.raises(MovedOn):
        await late
    assert [json.loads(row["drafts"]) for row in await town.rows("participations")] == [{"trees": '["a"]'}]


async def test_of_two_taps_that_have_both_read_one_is_saved(town: Town) -> None:
    """Both have seen the same view and the same draft: compare and swap lets one through, and the other begins anew."""
    await town.launch(SEVERAL)
    shown = await town.agreed(1, "several")
    pausing = Pausing(town.database, "responses")
    late = asyncio.create_task(Store(pausing, numbered(5000)).perform(tap, town.tapping(shown, Tapped("a"))))
    await pausing.paused.wait()
    await town.tap(shown, Tapped("b"))
    pausing.may_go_on.set()
    with pytest.raises(MovedOn):
        await late
    assert [json.loads(row["drafts"]) for row in await town.rows("participations")] == [{"trees": '["b"]'}]


async def test_a_second_tap_where_each_step_is_a_new_message_does_not_answer_the_next_question(town: Town) -> None:
    await town.launch(toml(table(phase(choice("first"), choice("second")), id="double")))
    shown = await town.tap(await town.agreed(1, "double"), Prefer(new_messages=True))
    pausing = Pausing(town.database, "view")
    late = asyncio.create_task(Store(pausing, numbered(5000)).perform(tap, town.tapping(shown, Tapped("a"))))
    await pausing.paused.wait()
    await town.tap(shown, Tapped("b"))
    pausing.may_go_on.set()
    await asyncio.gather(late, return_exceptions=True)
    assert [(row["step_id"], row["ballot"]) for row in await town.rows("responses")] == [("first", "b")]
    assert [row["retired"] for row in await town.rows("views")].count(0) == 1


async def test_an_explanation_shows_where_one_is_when_it_comes(town: Town) -> None:
    """It is about to show the first question; a tap answers that; the new message must not ask it once more."""
    await town.launch(toml(table(phase(choice("first"), choice("second")), id="double")))
    shown = await town.agreed(1, "double")
    pausing = Pausing(town.database, "latest_view")
    command = Explain(sender(1), town.now, "not_text", {}, town.fresh())
    late = asyncio.create_task(Store(pausing, numbered(5000)).perform(explain, command))
    await pausing.paused.wait()
    await town.tap(shown, Tapped("a"))
    pausing.may_go_on.set()
    newest = await late
    assert newest.participation.step == "second"
    assert [row["retired"] for row in await town.rows("views")].count(0) == 1
