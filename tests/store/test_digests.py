"""What changed, told to those who run things: of what they may see, when they want it, and nothing without a change."""

from __future__ import annotations

import asyncio
import json
from typing import Any

import pytest

from deliberation.desk import DIGEST
from deliberation.digests import What, next_at
from deliberation.errors import MovedOn
from deliberation.meetings import DAY, HOUR
from deliberation.notices import DigestReady
from deliberation.roles import Role
from deliberation.use_cases.commands import HOUSE_ITSELF
from deliberation.use_cases.convening import CallMeeting, CancelMeeting, call_meeting, cancel_meeting
from deliberation.use_cases.desks import ComeToDesk, come_to_desk
from deliberation.use_cases.digests import SendDigest, choose_days, choose_hour, open_digest, send_digest
from deliberation.use_cases.drafting import launch_on_its_day
from deliberation.use_cases.team import TakeRole, take_role
from deliberation.use_cases.telling import Told
from screens.desk import desk_card
from screens.desk_notices import desk_notice
from screens.voice import voice
from tests.deliberation.test_meetings import MEETING, warsaw
from tests.screens.html import read
from tests.store.desk import become, sends, taps
from tests.store.texts import written
from tests.store.town import SEVERAL, Town, sender

NORA, OLGA, PIOTR = 501, 502, 503
MORNING = warsaw("2027-05-03 09:00")
"""A Monday in the middle of the tiny consultation."""


async def wants(town: Town, person: int, role: Role = Role.ORGANISER, days: str = "1") -> Any:
    """Somebody who hears every day, or every Monday."""
    await become(town, person, role)
    come = ComeToDesk(sender(person), town.now, town.fresh(), DIGEST)
    return await taps(town, await town.perform(come_to_desk, come), choose_days, days)


async def tick(town: Town, moment: int) -> list[DigestReady]:
    """What is told at that moment."""
    town.now = moment
    while await town.perform(send_digest, SendDigest(HOUSE_ITSELF, moment)):
        pass
    told = []
    while due := await town.store.deliveries.take_notices(moment, moment + HOUR, 99):
        for notice in due:
            told.append(notice.told.notice)
            await town.store.deliveries.notice_finished(notice.id, sent=True, now=moment)
    return [notice for notice in told if isinstance(notice, DigestReady)]


def nine(moment: int) -> int:
    """The next nine o'clock."""
    return next_at(1, 9, moment, "Europe/Warsaw")


def whats(digest: DigestReady) -> list[What]:
    return [each.what for each in digest.news()]


async def test_the_first_says_how_things_stand_and_then_nothing_comes_without_a_change(town: Town) -> None:
    town.now = MORNING - DAY
    await wants(town, OLGA)
    assert await tick(town, MORNING - 1) == []
    (first,) = await tick(town, MORNING)
    assert (first.first, whats(first)) == (True, [What.OPEN])
    assert [await tick(town, MORNING + days * DAY) for days in range(1, 8)] == [[]] * 7


@pytest.mark.parametrize(("people", "said"), [(4, []), (5, [5]), (9, [5]), (10, [10])])
async def test_numbers_of_people_move_by_five(town: Town, people: int, said: list[int]) -> None:
    town.now = MORNING - DAY
    await wants(town, OLGA)
    await tick(town, MORNING)
    for person in range(people):
        await town.agreed(person + 1, "tiny")
    told = await tick(town, MORNING + DAY)
    assert [each.number for digest in told for each in digest.news()] == said
    (row,) = await town.rows("digests")
    assert json.loads(row["seen"])["offered"]["tiny"]["began"] == sum(said)


async def test_a_process_that_was_away_for_a_week_tells_all_of_it_at_once(town: Town) -> None:
    town.now = MORNING - DAY
    await wants(town, OLGA)
    await tick(town, MORNING)
    for person in range(1, 6):
        await town.agreed(person, "tiny")
    (one,) = await tick(town, MORNING + 7 * DAY)
    assert whats(one) == [What.PROGRESS]
    assert await tick(town, MORNING + 7 * DAY + 1) == []
    for person in range(6, 11):
        await town.agreed(person, "tiny")
    assert len(await tick(town, MORNING + 8 * DAY)) == 1


async def test_nobody_is_woken_by_one_that_is_late(town: Town) -> None:
    town.now = MORNING - DAY
    await wants(town, OLGA)
    assert await tick(town, warsaw("2027-05-03 23:30")) == []
    assert await tick(town, warsaw("2027-05-04 07:59")) == []
    assert len(await tick(town, warsaw("2027-05-04 08:00"))) == 1


async def test_at_an_hour_that_was_chosen_it_comes_also_where_others_are_left_in_peace(town: Town) -> None:
    town.now = MORNING - DAY
    await taps(town, await wants(town, OLGA), choose_hour, "7")
    assert len(await tick(town, warsaw("2027-05-10 07:00"))) == 1, "days late, and at the hour all the same"


async def test_every_week_is_on_mondays(town: Town) -> None:
    town.now = MORNING - DAY
    await wants(town, OLGA, days="7")
    assert len(await tick(town, MORNING)) == 1
    for person in range(1, 6):
        await town.agreed(person, "tiny")
    assert [len(await tick(town, MORNING + days * DAY)) for days in range(1, 8)] == [0, 0, 0, 0, 0, 0, 1]


async def test_each_hears_of_what_they_may_see(town: Town) -> None:
    town.now = MORNING - DAY
    for person in (NORA, PIOTR):
        await wants(town, person, Role.FACILITATOR)
    await wants(town, OLGA)
    await taps(town, await sends(town, NORA, "several.toml", SEVERAL.encode()), launch_on_its_day)
    told = await tick(town, MORNING)
    assert sorted(len(digest.lines) for digest in told) == [0, 1, 2]
    (empty,) = [digest for digest in told if not digest.lines]
    assert "Nothing is open" in said(empty)


async def test_who_has_no_role_any_more_hears_nothing_more(town: Town) -> None:
    town.now = MORNING - DAY
    await wants(town, OLGA)
    (member,) = await town.store.look(lambda tx: tx.team())
    await town.perform(take_role, TakeRole(HOUSE_ITSELF, town.now, member.number))
    assert await tick(town, MORNING) == []
    assert await town.rows("digests") == []


async def test_texts_that_wait_and_replies_that_are_due_are_said(town: Town) -> None:
    await written(town, ("because",) * 6)
    await wants(town, OLGA)
    (first,) = await tick(town, nine(town.now))
    assert [(each.what, each.number) for each in first.news()] == [(What.WAITING, 6)]
    (offer, *_) = await town.store.look(lambda tx: tx.offers(None))
    promised, _ = await town.store.look(lambda tx: tx.awaited(offer.consultation))
    assert promised is not None
    (soon,) = await tick(town, nine(promised - 6 * DAY))
    assert set(whats(soon)) == {What.REPLY_DUE}
    (late,) = await tick(town, nine(promised + 2 * DAY))
    assert set(whats(late)) == {What.REPLY_LATE}
    assert await tick(town, nine(promised + 9 * DAY)) == []


async def test_meetings_that_are_called_and_called_off_are_said(town: Town) -> None:
    town.now = MORNING - DAY
    await wants(town, OLGA)
    await tick(town, MORNING)
    await town.perform(call_meeting, CallMeeting(HOUSE_ITSELF, town.now, MEETING, "uid"))
    (called,) = await tick(town, MORNING + DAY)
    assert whats(called) == [What.CALLED]
    (meeting,) = await town.store.look(lambda tx: tx.meeting_ids())
    await town.perform(cancel_meeting, CancelMeeting(HOUSE_ITSELF, town.now, meeting))
    (off,) = await tick(town, MORNING + 2 * DAY)
    assert "does not take place" in said(off)


async def test_it_can_be_had_oftener_later_or_not_at_all(town: Town) -> None:
    town.now = MORNING - DAY
    shown = await wants(town, OLGA)
    assert "every day at 09:00" in read(desk_card(shown).text)
    shown = await taps(town, await taps(town, shown, choose_hour, "17"), choose_days, "7")
    assert "every Monday at 17:00, Warsaw time" in read(desk_card(shown).text)
    shown = await taps(town, shown, choose_days, "0")
    assert shown.matter.digest is None
    assert await town.rows("digests") == []
    chosen = [json.loads(row["details"]) for row in await town.rows("events") if row["name"] == "digest_chosen"]
    assert sorted((each["days"], each["hour"]) for each in chosen) == [(0, 17), (1, 9), (1, 17), (7, 17)]


@pytest.mark.parametrize(("use_case", "argument"), [(choose_days, "2"), (choose_days, ""), (choose_hour, "3")])
async def test_what_no_button_carries_changes_nothing(town: Town, use_case: Any, argument: str) -> None:
    shown = await wants(town, OLGA)
    before = await town.rows("digests")
    with pytest.raises(MovedOn):
        await taps(town, shown, use_case, argument)
    with pytest.raises(MovedOn):  # an hour of what is not wanted
        await taps(town, await taps(town, shown, choose_days, "0"), choose_hour, "9")
    assert (await town.rows("digests"), len(before)) == ([], 1)


async def test_changing_the_hour_loses_nothing_of_what_was_said(town: Town) -> None:
    town.now = MORNING - DAY
    shown = await wants(town, OLGA)
    await tick(town, MORNING)
    shown = await taps(town, await taps(town, shown, open_digest), choose_hour, "12")
    assert await tick(town, MORNING + 3 * HOUR) == []


async def test_two_processes_send_one(town: Town) -> None:
    town.now = MORNING - DAY
    await wants(town, OLGA)
    town.now = MORNING
    command = SendDigest(HOUSE_ITSELF, MORNING)
    await asyncio.gather(*(town.perform(send_digest, command) for _ in range(4)), return_exceptions=True)
    assert [row["kind"] for row in await town.rows("notices")].count("digest_ready") == 1


def said(digest: DigestReady) -> str:
    card = desk_notice(Told(digest), voice("en"))
    assert card is not None
    return read(card.text)
