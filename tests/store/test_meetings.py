"""Places are given once, what is told is told once, and nobody touches what is somebody else's: on both engines."""

from __future__ import annotations

import asyncio
from collections import Counter
from datetime import date, time
from typing import Any

import pytest

from deliberation.attention import Wanted
from deliberation.engine import Visit
from deliberation.errors import Conflict, Forbidden, MeetingBegun, MeetingOff, MovedOn, PlacesTaken, UnknownMeeting
from deliberation.kept import Address, Urgency
from deliberation.notices import ConsultationClosed, Explained
from deliberation.participation import ERASE
from deliberation.roles import Role
from deliberation.use_cases.commands import HOUSE_ITSELF, Sender
from deliberation.use_cases.convening import (
    AddRecording,
    CallMeeting,
    CancelMeeting,
    ChangeMeeting,
    ChangePlaces,
    add_recording,
    call_meeting,
    cancel_meeting,
    change_meeting,
    change_places,
)
from deliberation.use_cases.courtesy import Unasked, say
from deliberation.use_cases.inviting import Accept, Invite, accept, invite
from deliberation.use_cases.keeping_house import Forget, forget
from deliberation.use_cases.registering import COME, STAY_AWAY, Attend, LookAt, attend, look_at
from deliberation.use_cases.reminding import Remind, remind
from tests.store.ledger import HOUR, ZONE, instant
from tests.store.town import Town, sender

STARTS = instant(date(2027, 5, 20), time(19))
ID = "garden"
DAY = 24 * HOUR


def source(places: int | None = 10, name: str = ID) -> str:
    limit = "" if places is None else f"places = {places}\n"
    return (
        f'id = "{name}"\nlanguages = ["en", "es"]\ntimezone = "{ZONE.key}"\nstarts = 2027-05-20T19:00:00\n'
        f'{limit}place = "Hall"\ntitle = {{ en = "Garden" }}\n'
    )


class Hall:
    """A town with a meeting, and the tokens of those who have looked at it."""

    def __init__(self, town: Town) -> None:
        self.town = town
        self.tokens: dict[int, str] = {}
        self.people: dict[int, str] = {}

    async def call(self, places: int | None = 10, by: Sender = HOUSE_ITSELF) -> None:
        await self.town.perform(call_meeting, CallMeeting(by, self.town.now, source(places), "uid"))

    async def look(self, *people: int) -> None:
        for person in people:
            command = LookAt(sender(person), self.town.now, ID, self.town.fresh())
            shown = await self.town.perform(look_at, command)
            self.tokens[person], self.people[person] = shown.view.token, shown.view.person

    async def tap(self, person: int, what: str, token: int | None = None) -> Any:
        given = self.tokens[token or person]
        return await self.town.perform(
            attend, Attend(sender(person), self.town.now, given, None, what, self.town.fresh())
        )

    async def come(self, *people: int) -> None:
        for person in people:
            await self.look(person)
            await self.tap(person, COME)

    async def states(self) -> Counter[str]:
        return Counter(row["state"] for row in await self.town.rows("registrations"))

    async def state(self, person: int) -> str:
        rows = {row["person_id"]: row["state"] for row in await self.town.rows("registrations")}
        return str(rows[self.people[person]])

    async def remind(self) -> None:
        while await self.town.perform(remind, Remind(HOUSE_ITSELF, self.town.now)):
            pass

    async def told(self, kind: str) -> Counter[str]:
        return Counter(row["person_id"] for row in await self.town.rows("notices") if row["kind"] == kind)


@pytest.fixture
async def hall(town: Town) -> Hall:
    town.now = instant(date(2027, 5, 10), time(10))
    return Hall(town)


async def test_ten_places_go_to_ten_of_forty_who_come_at_once(hall: Hall) -> None:
    await hall.call()
    await hall.look(*range(1, 41))
    await asyncio.gather(*(until_it_counts(hall, person, COME) for person in range(1, 41)))
    assert await hall.states() == {"registered": 10, "waiting": 30}
    numbers = [row["number"] for row in await hall.town.rows("registrations")]
    assert sorted(numbers) == list(range(1, 41)), "each in their turn"
    first = [p for p in range(1, 41) if await hall.state(p) == "registered"][:5]
    await asyncio.gather(*(until_it_counts(hall, person, STAY_AWAY) for person in first))
    assert await hall.states() == {"registered": 10, "waiting": 25, "cancelled": 5}
    assert sum((await hall.told("place_free")).values()) == 5


async def until_it_counts(hall: Hall, person: int, what: str) -> None:
    while True:
        try:
            await hall.tap(person, what)
        except Conflict:
            continue
        return


async def test_whoever_waits_longest_gets_the_next_place_and_is_told_once(hall: Hall) -> None:
    await hall.call(places=2)
    await hall.come(1, 2, 3, 4)
    await hall.tap(1, STAY_AWAY)
    assert [await hall.state(person) for person in (1, 2, 3, 4)] == ["cancelled", "registered", "registered", "waiting"]
    await hall.tap(1, COME)
    assert await hall.state(1) == "waiting", "at the end of the line"
    await hall.tap(2, STAY_AWAY)
    assert [await hall.state(person) for person in (1, 4)] == ["waiting", "registered"]
    assert await hall.told("place_free") == {hall.people[3]: 1, hall.people[4]: 1}


async def test_what_is_tapped_twice_is_so_once(hall: Hall) -> None:
    await hall.call(places=2)
    await hall.come(1)
    for what in (COME, COME, STAY_AWAY, STAY_AWAY):
        await hall.tap(1, what)
    names = Counter(row["name"] for row in await hall.town.rows("events"))
    assert (names["place_taken"], names["place_given_back"]) == (1, 1)


async def test_more_places_go_to_those_who_wait_and_nobody_loses_one(hall: Hall) -> None:
    await hall.call(places=2)
    await hall.come(1, 2, 3, 4, 5)
    await hall.town.perform(change_places, ChangePlaces(HOUSE_ITSELF, hall.town.now, ID, 4))
    assert await hall.states() == {"registered": 4, "waiting": 1}
    with pytest.raises(PlacesTaken):
        await hall.town.perform(change_places, ChangePlaces(HOUSE_ITSELF, hall.town.now, ID, 3))
    await hall.town.perform(change_places, ChangePlaces(HOUSE_ITSELF, hall.town.now, ID, None))
    assert await hall.states() == {"registered": 5}


async def test_a_strangers_button_and_a_forged_one_change_nothing(hall: Hall) -> None:
    await hall.call()
    await hall.look(1, 2)
    before = await hall.town.dump()
    with pytest.raises(Forbidden):
        await hall.tap(2, COME, token=1)
    for what in ("", "come-", "speak-xx", "speak", "want-all", "x" * 30):
        with pytest.raises(MovedOn):
            await hall.tap(1, what)
    with pytest.raises(UnknownMeeting):
        await hall.town.perform(look_at, LookAt(sender(1), hall.town.now, "nothing", hall.town.fresh()))
    assert await hall.town.dump() == before


async def test_the_same_file_again_changes_nothing_and_another_is_refused(hall: Hall) -> None:
    await hall.call()
    before = await hall.town.dump()
    await hall.call()
    assert await hall.town.dump() == before
    with pytest.raises(Conflict):
        await hall.call(places=11)


async def test_a_facilitator_changes_their_own_meeting_and_an_organiser_any(hall: Hall) -> None:
    for person, role in ((1, Role.FACILITATOR), (2, Role.FACILITATOR), (3, Role.ORGANISER)):
        await hall.town.perform(invite, Invite(HOUSE_ITSELF, hall.town.now, role, f"secret {person}"))
        await hall.town.perform(accept, Accept(sender(person), hall.town.now, f"secret {person}", hall.town.fresh()))
    await hall.call(by=sender(1))
    with pytest.raises(Forbidden):
        await hall.town.perform(change_meeting, ChangeMeeting(sender(2), hall.town.now, ID, place="Elsewhere"))
    with pytest.raises(Forbidden):
        await hall.town.perform(cancel_meeting, CancelMeeting(sender(7), hall.town.now, ID))
    await hall.town.perform(change_meeting, ChangeMeeting(sender(1), hall.town.now, ID, place="Library"))
    await hall.town.perform(cancel_meeting, CancelMeeting(sender(3), hall.town.now, ID))
    with pytest.raises(MeetingOff):
        await hall.town.perform(change_meeting, ChangeMeeting(sender(1), hall.town.now, ID, place="Hall"))


async def test_a_move_takes_back_the_reminders_that_wait_and_brings_new_ones(hall: Hall) -> None:
    await hall.call()
    await hall.come(1)
    hall.town.now = STARTS - DAY
    await hall.remind()
    assert await hall.told("meeting_reminder") == {hall.people[1]: 1}
    await hall.town.perform(change_meeting, ChangeMeeting(HOUSE_ITSELF, hall.town.now, ID, STARTS + 2 * DAY))
    await hall.remind()
    assert await hall.told("meeting_reminder") == {}
    assert await hall.told("meeting_moved") == {hall.people[1]: 1}
    hall.town.now = STARTS + DAY
    await hall.remind()
    await hall.remind()
    assert await hall.told("meeting_reminder") == {hall.people[1]: 1}


async def test_who_comes_after_the_time_of_a_reminder_is_not_reminded(hall: Hall) -> None:
    await hall.call()
    await hall.come(1)
    hall.town.now = STARTS - DAY + 1
    await hall.come(2)
    await hall.remind()
    assert await hall.told("meeting_reminder") == {hall.people[1]: 1}
    hall.town.now = STARTS - HOUR
    await hall.remind()
    assert await hall.told("meeting_reminder") == {hall.people[1]: 2, hall.people[2]: 1}


async def test_who_wants_fewer_messages_gets_fewer(hall: Hall) -> None:
    await hall.call()
    await hall.come(1, 2, 3)
    await want(hall, 2, Wanted.HOUR)
    await want(hall, 3, Wanted.NONE)
    hall.town.now = STARTS - DAY
    await hall.remind()
    assert await hall.told("meeting_reminder") == {hall.people[1]: 1}
    hall.town.now = STARTS - HOUR
    await hall.remind()
    assert await hall.told("meeting_reminder") == {hall.people[1]: 2, hall.people[2]: 1}
    await hall.town.perform(change_meeting, ChangeMeeting(HOUSE_ITSELF, hall.town.now, ID, place="Library"))
    await hall.remind()
    assert set(await hall.told("meeting_moved")) == set(hall.people.values()), "a move is told to everybody"


async def want(hall: Hall, person: int, wanted: Wanted) -> None:
    async def choose(tx: Any, _: object) -> None:
        await tx.want(hall.people[person], wanted)

    await hall.town.perform(choose, Remind(HOUSE_ITSELF, hall.town.now))


async def test_a_reminder_that_is_too_late_is_never_told(hall: Hall) -> None:
    await hall.call()
    await hall.come(1)
    hall.town.now = STARTS - HOUR
    await hall.remind()
    hall.town.now = STARTS
    assert "meeting_reminder" not in await hall.town.all_told()
    (reminder,) = [row for row in await hall.town.rows("notices") if row["kind"] == "meeting_reminder"]
    assert (reminder["state"], reminder["parameters"]) == ("expired", "{}")


async def test_what_is_planned_for_tomorrow_holds_nothing_up_today(hall: Hall) -> None:
    await hall.call()
    await hall.look(1)

    async def both(tx: Any, _: object) -> None:
        (view,) = [await tx.view(hall.tokens[1])]
        address = Address(view.chat, view.person)
        await tx.notify(address, ConsultationClosed("tiny", 1), Urgency.BROADCAST, hall.town.now, "x", due=STARTS)
        await tx.notify(address, Explained("help", {}), Urgency.ANSWER, hall.town.now, None)

    await hall.town.perform(both, Remind(HOUSE_ITSELF, hall.town.now))
    assert await hall.town.all_told() == ["explained"]
    hall.town.now = STARTS
    assert await hall.town.all_told() == ["consultation_closed"]


async def test_ten_things_said_at_once_come_on_ten_days_with_room(hall: Hall) -> None:
    await hall.call()
    await hall.look(1)
    view = await hall.town.store.look(lambda tx: tx.view(hall.tokens[1]))
    assert view is not None

    async def tell(number: int) -> None:
        unasked = Unasked(Address(view.chat, view.person or ""), ConsultationClosed("tiny", 1), f"{number}", ZONE.key)

        async def one(tx: Any, _: object) -> None:
            await say(tx, unasked, hall.town.now)

        while True:
            try:
                await hall.town.perform(one, Remind(HOUSE_ITSELF, hall.town.now))
            except Conflict:
                continue
            return

    await asyncio.gather(*(tell(number) for number in range(10)))
    days = sorted(row["day"] for row in await hall.town.rows("unasked"))
    assert len(set(days)) == 10
    assert all(sum(first <= day < first + 7 for day in days) <= 3 for first in days)


async def test_the_recording_is_told_in_the_morning_to_who_had_a_place(hall: Hall) -> None:
    await hall.call(places=1)
    await hall.come(1, 2)
    hall.town.now = STARTS + 3 * HOUR
    await hall.town.perform(add_recording, AddRecording(HOUSE_ITSELF, hall.town.now, ID, "https://town.example/v"))
    await hall.remind()
    (row,) = [row for row in await hall.town.rows("notices") if row["kind"] == "recording_ready"]
    assert (row["person_id"], row["due_at"]) == (hall.people[1], instant(date(2027, 5, 21), time(8)))
    with pytest.raises(MeetingBegun):
        await hall.tap(2, STAY_AWAY)


async def test_who_is_erased_gives_their_place_to_whoever_waits(hall: Hall) -> None:
    await hall.call(places=1)
    await hall.come(1, 2)
    view = (await hall.town.tap(await hall.town.enter(1, "tiny"), Visit(ERASE))).view
    await hall.town.perform(forget, Forget(sender(1), hall.town.now, view.token, view.wanted))
    assert await hall.state(2) == "registered"
    assert await hall.told("place_free") == {hall.people[2]: 1}
    gone = hall.people[1]
    tables = await hall.town.dump()
    assert not [name for name, rows in tables.items() if gone in repr(rows)]


async def test_two_who_remind_at_once_remind_nobody_twice(hall: Hall) -> None:
    await hall.call(places=None)
    await hall.come(*range(1, 8))
    hall.town.now = STARTS - DAY
    pieces = (hall.town.perform(remind, Remind(HOUSE_ITSELF, hall.town.now)) for _ in range(6))
    await asyncio.gather(*pieces, return_exceptions=True)
    await hall.remind()
    assert await hall.told("meeting_reminder") == dict.fromkeys(hall.people.values(), 1)
