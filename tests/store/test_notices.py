"""Notices: in order within a chat, once where once is meant, held by whoever took them, silent to who is gone."""

from __future__ import annotations

from deliberation.kept import Address, Urgency
from deliberation.notices import ConsultationClosed, Explained
from deliberation.use_cases.commands import HOUSE_ITSELF
from deliberation.use_cases.explaining import HELP, Explain, explain
from deliberation.use_cases.keeping_house import ChangeReach, change_reach
from storage.deliveries import DueNotice
from storage.sql import load
from tests.store.town import Town, sender

MINUTE = 60_000
ANYBODY = ChangeReach(HOUSE_ITSELF, 0, 0, reachable=True)
"""A command for work that is no use case."""

LATER = load(
    "-- name: tell_later\n-- The oldest is of a kind that a later version has.\n"
    "UPDATE notices SET kind = 'from_a_later_version' WHERE id = (SELECT MIN(id) FROM notices)"
)


async def told(town: Town, person: int, code: str = "not_text") -> None:
    await town.perform(explain, Explain(sender(person), town.now, code, {}, town.fresh()))


async def take(town: Town, count: int = 10) -> list[DueNotice]:
    return await town.store.deliveries.take_notices(town.now, town.now + MINUTE, count)


async def sent(town: Town, notice: DueNotice) -> None:
    await town.store.deliveries.notice_finished(notice.id, sent=True, now=town.now)


def codes(notices: list[DueNotice]) -> list[tuple[int, str]]:
    return [(n.telegram_chat, n.told.notice.code) for n in notices if isinstance(n.told.notice, Explained)]


async def test_one_at_a_time_and_in_order_within_a_chat(town: Town) -> None:
    for code in ("moved_on", "not_text", "conflict"):
        await told(town, 1, code)
    await told(town, 2, "closed")
    first, other = await take(town)
    assert codes([first, other]) == [(1, "moved_on"), (2, "closed")]
    assert await take(town) == []
    await sent(town, first)
    (second,) = await take(town)
    assert codes([second]) == [(1, "not_text")]


async def test_one_that_has_to_wait_keeps_its_place(town: Town) -> None:
    await told(town, 1, "moved_on")
    await told(town, 1, "not_text")
    (first,) = await take(town)
    await town.store.deliveries.notice_postponed(first.id, town.now + MINUTE, counted=True)
    assert await take(town) == []
    town.now += MINUTE
    (again,) = await take(town)
    assert (again.id, again.attempts) == (first.id, 1)


async def test_a_wait_that_was_asked_for_is_no_try(town: Town) -> None:
    await told(town, 1)
    (first,) = await take(town)
    await town.store.deliveries.notice_postponed(first.id, town.now, counted=False)
    assert [notice.attempts for notice in await take(town)] == [0]


async def test_a_lease_is_honoured_and_runs_out(town: Town) -> None:
    await told(town, 1)
    (first,) = await take(town)
    town.now += MINUTE - 1
    assert await take(town) == []
    town.now += 1
    assert [notice.id for notice in await take(town)] == [first.id]


async def test_a_start_takes_up_what_was_in_hand(town: Town) -> None:
    await told(town, 1)
    (first,) = await take(town)
    town.restart()
    await town.store.deliveries.release_leases()
    assert [notice.id for notice in await take(town)] == [first.id]


async def test_what_is_told_or_can_never_be_is_emptied_and_not_taken_again(town: Town) -> None:
    await told(town, 1)
    await told(town, 2)
    one, two = await take(town)
    await sent(town, one)
    await town.store.deliveries.notice_finished(two.id, sent=False, now=town.now)
    town.now += MINUTE
    assert await take(town) == []
    assert {(row["state"], row["parameters"]) for row in await town.rows("notices")} == {
        ("sent", "{}"),
        ("rejected", "{}"),
    }


async def test_who_blocked_the_bot_is_left_in_peace_until_they_write(town: Town) -> None:
    await told(town, 1, "moved_on")
    await told(town, 2)
    await town.perform(change_reach, ChangeReach(HOUSE_ITSELF, town.now, 1, reachable=False))
    assert codes(await take(town)) == [(2, "not_text")]
    await town.enter(1)
    assert codes(await take(town)) == [(1, "moved_on")]


async def test_let_in_again_everything_that_waited_is_told(town: Town) -> None:
    await told(town, 1)
    for reachable in (False, False, True, True):
        await town.perform(change_reach, ChangeReach(HOUSE_ITSELF, town.now, 1, reachable))
    assert codes(await take(town)) == [(1, "not_text")]
    names = [row["name"] for row in await town.rows("events")]
    assert (names.count("chat_lost"), names.count("chat_regained")) == (1, 1)


async def test_an_occurrence_is_told_once_also_after_it_was_told(town: Town) -> None:
    await told(town, 1)
    (row,) = await town.rows("notices")
    address = Address(row["chat_id"], row["person_id"])

    async def remind(tx: object, command: object) -> None:
        reminder = ConsultationClosed("tiny", 1)
        await tx.notify(address, reminder, Urgency.REMINDER, town.now, "meeting:1")  # type: ignore[attr-defined]

    for _ in range(2):
        await town.perform(remind, ANYBODY)
    assert await town.all_told() == ["explained", "consultation_closed"]
    await town.perform(remind, ANYBODY)
    assert await town.all_told() == []


async def test_the_more_urgent_comes_first_among_chats(town: Town) -> None:
    await town.organiser(9)
    await town.answered(1)
    await town.all_told()
    await town.release(await town.close())
    await town.spread()
    town.now += 9 * 60 * MINUTE  # it closes at midnight: residents are told in the morning
    await told(town, 2, HELP)
    assert [notice.told.notice.kind for notice in await take(town)] == [
        "explained",
        "summary_ready",
        "consultation_closed",
    ]


async def test_a_purge_takes_what_was_told_long_ago(town: Town) -> None:
    await told(town, 1)
    await told(town, 2)
    one, _ = await take(town)
    await sent(town, one)
    await town.store.deliveries.purge(town.now)
    assert len(await town.rows("notices")) == 2
    await town.store.deliveries.purge(town.now + 1)
    assert [row["state"] for row in await town.rows("notices")] == ["waiting"]


async def test_a_notice_that_this_version_cannot_tell_stops_no_other(town: Town) -> None:
    await told(town, 1)
    await told(town, 2)
    await town.database.unit(lambda session: session.run(LATER["tell_later"]))
    assert len(await take(town)) == 1
    assert sorted(row["state"] for row in await town.rows("notices")) == ["rejected", "waiting"]


async def test_what_waits_to_be_sent_is_announced_after_the_commit(town: Town) -> None:
    heard = []
    town.store.on_told = lambda: heard.append(True)
    await town.enter(1)
    assert heard == []
    await told(town, 1)
    assert heard == [True]
