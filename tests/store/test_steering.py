"""Looking after what is offered, in a real store: what is told, to whom, how often, and what the numbers give away."""

from __future__ import annotations

from typing import Any

import pytest

from deliberation.definition import Done, Tapped
from deliberation.desk import OFFER
from deliberation.errors import Closed, Conflict, Forbidden, MovedOn, RemindedAlready, ReplyTooEarly
from deliberation.roles import Role
from deliberation.use_cases import drafting, steering
from deliberation.use_cases.commands import HOUSE_ITSELF
from deliberation.use_cases.running import SpreadBroadcast, spread_broadcast
from tests.store.desk import become, come, sends, tapping, taps
from tests.store.town import CLOSED, SEVERAL, TINY, Town

NORA, PIOTR, OLGA = 501, 502, 503
DAY = 24 * 3_600_000


async def offered(town: Town, person: int = NORA, role: Role = Role.FACILITATOR) -> Any:
    """A facilitator's own consultation, and their desk at it."""
    await become(town, person, role)
    shown = await taps(town, await sends(town, person, "several.toml", SEVERAL.encode()), drafting.launch_on_its_day)
    await town.all_told()
    return shown


async def told(town: Town) -> list[tuple[int, str]]:
    """Whom the process tells what, once everything is written out."""
    while await town.perform(spread_broadcast, SpreadBroadcast(HOUSE_ITSELF, town.now)):
        pass
    heard = []
    for row in await town.rows("notices"):
        chats = {chat["id"]: chat["telegram_id"] for chat in await town.rows("chats")}
        if row["state"] == "waiting":
            heard.append((chats[row["chat_id"]], row["kind"]))
    return sorted(heard)


@pytest.mark.parametrize(("people", "said"), [(0, 0), (4, 0), (5, 5), (9, 5), (10, 10)])
async def test_numbers_of_people_move_by_five(town: Town, people: int, said: int) -> None:
    shown = await offered(town)
    for person in range(1, people + 1):
        await town.agreed(person, "several")
    shown = await taps(town, shown, steering.look_after, "several")
    assert (shown.matter.began, shown.matter.finished) == (said, 0)


async def test_who_has_begun_and_not_finished_is_reminded_once(town: Town) -> None:
    shown = await offered(town)
    await town.agreed(1, "several")
    finished = await town.tap(await town.agreed(2, "several"), Tapped("a"))
    await finish(town, finished)
    await town.enter(3, "several")  # has not agreed, so takes no part
    shown = await taps(town, shown, steering.remind)
    assert await told(town) == [(1, "finish_reminder")]
    with pytest.raises(RemindedAlready):
        await taps(town, shown, steering.remind)
    assert await told(town) == [(1, "finish_reminder")]


async def finish(town: Town, shown: Any) -> None:
    await town.tap(shown, Done())
    person = shown.view.telegram_chat
    after = await town.write(person, "because")
    assert after.participation.status == "completed"


async def test_nobody_to_remind_looks_the_same_as_somebody(town: Town) -> None:
    """Whether a single person has begun is not for the desk to tell."""
    shown = await taps(town, await offered(town), steering.remind)
    assert (shown.desk.place, shown.matter.reminded) == (OFFER, True)
    assert await told(town) == []


async def test_two_taps_on_remind_remind_once(town: Town) -> None:
    shown = await offered(town)
    await town.agreed(1, "several")
    first, second = tapping(town, shown), tapping(town, shown)
    await town.perform(steering.remind, first)
    with pytest.raises((MovedOn, Conflict)):
        await town.perform(steering.remind, second)
    assert await told(town) == [(1, "finish_reminder")]


async def test_more_time_is_to_the_same_hour_of_the_day(town: Town) -> None:
    shown = await taps(town, await offered(town), steering.ask_longer)
    shown = await taps(town, shown, steering.extend, "7")
    assert shown.matter.offer.closes == CLOSED + 7 * DAY
    town.now = CLOSED + DAY
    assert (await town.agreed(1, "several")).closes == CLOSED + 7 * DAY


async def test_more_time_than_the_promised_reply_leaves_is_refused(town: Town) -> None:
    shown = await offered(town)
    room = (TINY.reply_by - CLOSED) // DAY
    for _ in range(room // 14):
        shown = await taps(town, shown, steering.extend, "14")
    before = await town.rows("phases")
    with pytest.raises(ReplyTooEarly):
        await taps(town, shown, steering.extend, "14")
    assert await town.rows("phases") == before


async def test_what_is_over_cannot_be_made_longer_or_reminded_of(town: Town) -> None:
    shown = await taps(town, await offered(town), steering.close_now)
    for use_case, argument in ((steering.extend, "7"), (steering.remind, "")):
        with pytest.raises(Closed):
            await taps(town, shown, use_case, argument)
    assert shown.matter.over


@pytest.mark.parametrize("days", ["1", "0", "-7", "7000000000", "x", ""])
async def test_other_numbers_of_days_do_nothing(town: Town, days: str) -> None:
    shown = await offered(town)
    before = await town.dump()
    with pytest.raises(MovedOn):
        await taps(town, shown, steering.extend, days)
    assert await town.dump() == before


async def test_what_is_put_aside_goes_on_and_is_out_of_the_list(town: Town) -> None:
    shown = await taps(town, await offered(town), steering.put_aside)
    assert shown.matter.offers == []
    assert (await town.agreed(1, "several")).closes == CLOSED


async def test_who_steers_everything_sees_everything(town: Town) -> None:
    await offered(town)
    olga, piotr = await become(town, OLGA, Role.ORGANISER), await become(town, PIOTR, Role.FACILITATOR)
    seen = await taps(town, olga, steering.list_running)
    assert {offer.consultation for offer, _ in seen.matter.offers} == {"several", "tiny"}
    assert (await taps(town, piotr, steering.list_running)).matter.offers == []
    with pytest.raises(Forbidden):
        await taps(town, await come(town, PIOTR), steering.look_after, "several")


async def test_a_button_works_only_where_it_stands(town: Town) -> None:
    """A forged one, sent while the desk stands elsewhere."""
    await offered(town)
    shown = await come(town, NORA)
    for use_case in (steering.close_now, steering.remind, steering.put_aside):
        with pytest.raises((MovedOn, Forbidden)):
            await taps(town, shown, use_case)
    assert not (await town.store.look(lambda tx: tx.offer("several"))).over


async def test_another_like_it_is_a_draft_with_a_name_of_its_own(town: Town) -> None:
    shown = await taps(town, await offered(town), drafting.another_like_it)
    again = shown.matter.consultation
    assert again.id == "several-2"
    assert [step.id for step in again.steps()] == ["trees", "why"]
