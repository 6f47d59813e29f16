"""Two, or fifty, at once: what one person may do once is done once, and nobody is lost between two chairs."""

from __future__ import annotations

import asyncio
import json
from collections import Counter
from collections.abc import Awaitable, Iterable
from typing import Any

import pytest

from bot.surveying import analysed
from deliberation.definition import Tapped
from deliberation.engine import Begin
from deliberation.errors import Closed, Conflict, MovedOn
from deliberation.roles import Role
from deliberation.use_cases.commands import HOUSE_ITSELF
from deliberation.use_cases.inviting import Accept, Invite, accept, invite
from deliberation.use_cases.releasing import draw_up, release
from deliberation.use_cases.running import ClosePhase, Launch, close_phase, launch
from deliberation.use_cases.taking_part import Prefer, tap
from storage.inbox import Arrival, DoneBefore
from tests.deliberation.files import choice, phase, table, toml
from tests.store.town import CLOSED, SEVERAL, SOURCE, Town, sender


async def outcomes(doing: Iterable[Awaitable[Any]]) -> Counter[str]:
    """How often each thing happened: 'done', or the name of an error."""
    results = await asyncio.gather(*doing, return_exceptions=True)
    return Counter(type(result).__name__ if isinstance(result, BaseException) else "done" for result in results)


async def test_fifty_identical_taps_are_one_answer(town: Town) -> None:
    """The next question has an option of the same id: a tap that came late must not answer that one."""
    await town.launch(toml(table(phase(choice("first"), choice("second")), id="double")))
    shown = await town.agreed(1, "double")
    happened = await outcomes(town.tap(shown, Tapped("a")) for _ in range(50))
    assert happened["done"] == 1
    assert happened.keys() <= {"done", MovedOn.__name__, Conflict.__name__}
    (response,) = await town.rows("responses")
    assert (response["step_id"], response["ballot"]) == ("first", "a")
    assert [row["name"] for row in await town.rows("events")].count("answer_recorded") == 1
    assert [row["revision"] for row in await town.rows("participations")] == [3]


async def test_of_two_different_taps_one_counts(town: Town) -> None:
    shown = await town.agreed(1)
    options = ["a", "b"] * 5
    happened = await outcomes(town.tap(shown, Tapped(option)) for option in options)
    assert happened["done"] == 1
    assert len(await town.rows("responses")) == 1


async def test_two_taps_at_once_on_one_of_several_are_one_choice(town: Town) -> None:
    """A thumb that trembles must not choose and take back; of two different ones the second moved on."""
    await town.launch(SEVERAL)
    shown = await town.agreed(1, "several")
    happened = await outcomes(town.tap(shown, Tapped("a")) for _ in range(10))
    assert happened["done"] == 1
    assert happened.keys() <= {"done", MovedOn.__name__, Conflict.__name__}
    assert [json.loads(row["drafts"]) for row in await town.rows("participations")] == [{"trees": '["a"]'}]
    shown = await town.tap(await town.enter(1, "several"), Tapped("b"))
    happened = await outcomes(town.tap(shown, Tapped(option)) for option in ("a", "c"))
    assert happened["done"] == 1
    (row,) = await town.rows("participations")
    assert json.loads(row["drafts"])["trees"] in {'["b"]', '["a", "b", "c"]'}


async def test_two_taps_at_once_where_each_step_is_a_new_message_are_one_answer(town: Town) -> None:
    await town.launch(toml(table(phase(choice("first"), choice("second")), id="double")))
    shown = await town.tap(await town.agreed(1, "double"), Prefer(new_messages=True))
    await outcomes(town.tap(shown, Tapped("a")) for _ in range(10))
    (response,) = await town.rows("responses")
    assert (response["step_id"], response["ballot"]) == ("first", "a")
    assert [row["retired"] for row in await town.rows("views")].count(0) == 1


async def test_two_written_answers_at_once_leave_one_live_message(town: Town) -> None:
    await town.answered(1)
    await outcomes(town.write(1, text) for text in ("one", "two", "three"))
    assert [row["retired"] for row in await town.rows("views")].count(0) == 1
    assert [row["ballot"] in {"one", "two", "three"} for row in await town.rows("responses")].count(True) == 1


async def test_who_comes_in_many_times_at_once_takes_part_once(town: Town) -> None:
    happened = await outcomes(town.enter(1) for _ in range(10))
    assert happened["done"] >= 1
    assert len(await town.rows("people")) == len(await town.rows("chats")) == 1
    assert len(await town.rows("participations")) == 1
    assert [row["name"] for row in await town.rows("events")].count("participation_started") == 1


@pytest.mark.parametrize("ahead", [0, 7, 15, 22])
async def test_an_answer_is_in_the_release_or_refused(town: Town, ahead: int) -> None:
    """So many taps are on their way before the close begins."""
    waiting = [await town.agreed(person) for person in range(1, 31)]
    (phase,) = await town.store.look(lambda tx: tx.phases_to_close(CLOSED))

    async def close_then_count() -> int:
        await town.perform(close_phase, ClosePhase(HOUSE_ITSELF, CLOSED, phase, "broadcast"))
        found = await town.store.look(lambda tx: draw_up(tx, phase, 1, analysed))
        return found.summary.took_part or 0

    taps = [town.tap(shown, Tapped("a")) for shown in waiting]
    early, counted, late = await asyncio.gather(outcomes(taps[:ahead]), close_then_count(), outcomes(taps[ahead:]))
    happened = early + late
    assert happened.keys() <= {"done", Closed.__name__}
    assert counted == happened["done"] == len(await town.rows("responses"))


async def test_an_invitation_is_used_by_one_of_two(town: Town) -> None:
    await town.perform(invite, Invite(HOUSE_ITSELF, town.now, Role.ORGANISER, "secret"))
    happened = await outcomes(
        town.perform(accept, Accept(sender(person), town.now, "secret", town.fresh())) for person in (1, 2)
    )
    assert happened == {"done": 2}  # a refusal is counted, and so it is no error
    assert len(await town.rows("roles")) == 1
    assert len(await town.rows("refusals")) == 1
    assert [row["kind"] for row in await town.rows("views")] == ["desk"]


async def test_an_update_takes_effect_once_whoever_tries(town: Town) -> None:
    shown = await town.enter(1)
    await town.store.inbox.receive([Arrival(1, 1, "{}")], town.now)
    (waiting,) = await town.store.inbox.waiting("", 10)
    command = town.tapping(shown, Begin())
    happened = await outcomes(town.store.perform(tap, command, waiting.id) for _ in range(10))
    assert happened["done"] == 1
    assert happened.keys() <= {"done", DoneBefore.__name__, Conflict.__name__}


async def test_a_launch_twice_at_once_is_one_launch(town: Town) -> None:
    source = SOURCE.replace('"tiny"', '"other"')
    happened = await outcomes(town.perform(launch, Launch(HOUSE_ITSELF, town.now, source)) for _ in range(5))
    assert happened == {"done": 5}
    assert [row["name"] for row in await town.rows("events")].count("consultation_launched") == 2


async def test_a_close_and_a_release_at_once_are_carried_out_once(town: Town) -> None:
    await town.organiser(9)
    await town.answered(1)
    town.now = CLOSED
    (phase,) = await town.store.look(lambda tx: tx.phases_to_close(CLOSED))
    await outcomes(
        town.perform(close_phase, ClosePhase(HOUSE_ITSELF, CLOSED, phase, f"broadcast {n}")) for n in range(5)
    )
    assert len(await town.rows("broadcasts")) == 1
    releases = [await town.releasing(phase, f"release {n}") for n in range(5)]
    await outcomes(town.perform(release, one) for one in releases)
    assert len(await town.rows("releases")) == 1
    assert [row["kind"] for row in await town.rows("notices")].count("summary_ready") == 1


async def test_a_notice_and_a_view_are_taken_in_hand_by_one_of_two(town: Town) -> None:
    await town.organiser(9)
    await town.enter(1)
    town.now += 10**9
    deliveries, lease = town.store.deliveries, town.now + 1000
    notices = await asyncio.gather(*(deliveries.take_notices(town.now, lease, 10) for _ in range(5)))
    views = await asyncio.gather(*(deliveries.take_views(town.now, lease, 10) for _ in range(5)))
    assert sum(map(len, notices)) == 1
    assert sum(map(len, views)) == 2  # the organiser's desk, and the card
