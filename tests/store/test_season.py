"""A season of forty meetings and two thousand residents under a clock that stands still: moved, cancelled, over both
changes of the clocks, through an outage and through kills. Nobody is missed, nothing is stale, everything is told once.
"""

from __future__ import annotations

import asyncio
import random
from collections.abc import Awaitable, Callable
from contextlib import suppress
from datetime import date, time, timedelta
from typing import Any

import pytest

from deliberation.attention import Wanted
from deliberation.errors import MeetingBegun, MeetingOff, TimePassed
from deliberation.notices import MeetingReminder
from deliberation.use_cases import reminding
from deliberation.use_cases.commands import HOUSE_ITSELF
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
from deliberation.use_cases.registering import COME, STAY_AWAY, Attend, LookAt, attend, look_at
from deliberation.use_cases.reminding import Remind, remind
from deliberation.use_cases.showing import LEASE
from storage.database import Database
from storage.sql import load
from storage.store import Store
from tests.store.chats import Crash
from tests.store.ledger import HOUR, Entry, Ledger, instant, is_quiet, wall
from tests.store.town import Town, sender
from tests.store.unlucky import Boom, Ending, Unlucky

MEETINGS, RESIDENTS, REGISTRATIONS = 40, 2_000, 4_000
BEGINS, ENDS = date(2027, 3, 15), date(2027, 11, 12)
TICK = HOUR // 2
OUTAGE = 26 * HOUR

FIXED = {
    "m0": instant(date(2027, 3, 28), time(19)),
    "m1": instant(date(2027, 10, 31), time(19)),
    "m2": instant(date(2027, 5, 20), time(8, 40)),
    "m3": instant(date(2027, 6, 17), time(19, 10)),
}
"""Neither moved nor cancelled: on the days of both changes of the clocks, and around two outages."""

OUTAGES = (
    FIXED["m0"] - 27 * HOUR,  # over the change itself, until an hour before
    FIXED["m2"] - 37 * HOUR,  # ends in the evening, when it is quiet: the reminder that was due then comes at 8:00
    FIXED["m3"] - OUTAGE - 20 * 60_000,  # both reminders fall due in it
)
SILENT = tuple(instant(BEGINS + timedelta(days=day), time(18)) for day in (14, 30, 60, 100, 101, 140, 180, 229))
"""When Telegram is away for five hours, into the night."""

NEW = load(
    "-- name: new\n-- What was enqueued since.\n"
    "SELECT id, occurrence, due_at FROM notices WHERE id > :after AND occurrence LIKE 'meeting:%' ORDER BY id"
)["new"]

Act = Callable[[], Awaitable[None]]


def source(name: str, starts: int, capacity: int | None) -> str:
    there = wall_text(starts)
    places = "" if capacity is None else f"places = {capacity}\n"
    return (
        f'id = "{name}"\nlanguages = ["en"]\ntimezone = "Europe/Warsaw"\nstarts = {there}\n'
        f'{places}place = "Hall"\ntitle = {{ en = "Meeting {name}" }}\n'
    )


def wall_text(moment: int) -> str:
    return wall(moment).isoformat()


class Season:
    """The town, its people by chance, and the ledger beside it."""

    def __init__(self, database: Database, seed: int) -> None:
        self.town = Town(database)
        self.town.now = instant(BEGINS, time(7))
        self.chance = random.Random(seed)
        self.ledger = Ledger()
        self.acts: list[tuple[int, int, Act]] = []
        self.tokens: dict[tuple[str, int], str] = {}
        self.people: dict[int, str] = {}
        self.seen = ""
        self.kills = 0

    def plan(self, moment: int, act: Act) -> None:
        self.acts.append((moment, len(self.acts), act))

    def begin(self) -> None:
        for number in range(MEETINGS):
            self._plan_meeting(f"m{number}")
        for _ in range(REGISTRATIONS):
            self._plan_resident(f"m{self.chance.randrange(MEETINGS)}", self.chance.randrange(1, RESIDENTS + 1))
        self.acts.sort(key=lambda act: act[:2])

    def _plan_meeting(self, name: str) -> None:
        day = BEGINS + timedelta(days=self.chance.randrange(10, (ENDS - BEGINS).days - 8))
        hour = self.chance.choice([time(6), time(8, 30), time(10), time(17), time(19), time(19, 30), time(22, 15)])
        starts = instant(day, hour)
        capacity = self.chance.choice([None, None, 30, 60])
        if name in FIXED:
            self._plan_fixed(name)
            return
        self.plan(instant(BEGINS, time(7)), lambda: self._call(name, starts, capacity))
        if self.chance.random() < 0.4:
            for _ in range(self.chance.randint(1, 3)):
                self.plan(starts - self.chance.randint(1, 300) * HOUR, lambda: self._move(name))
        if self.chance.random() < 0.2:
            self.plan(starts - self.chance.randint(1, 100) * HOUR, lambda: self._cancel(name))
        if capacity is not None:
            self.plan(starts - self.chance.randint(30, 200) * HOUR, lambda: self._more_places(name, capacity + 20))
        self.plan(starts + self.chance.randint(24, 90) * HOUR, lambda: self._record(name))

    def _plan_fixed(self, name: str) -> None:
        """Many come early, and many on the last day, while the program may be down."""
        starts = FIXED[name]
        self.plan(instant(BEGINS, time(7)), lambda: self._call(name, starts, None))
        for number in range(160):
            person = self.chance.randrange(1, RESIDENTS + 1)
            early, late = self.chance.randint(60, 200) * HOUR, self.chance.randint(60, 30 * 60) * 60_000
            self.plan(starts - (late if number % 2 else early), lambda person=person: self._come(name, person))  # type: ignore[misc]

    def _plan_resident(self, name: str, person: int) -> None:
        first = instant(BEGINS, time(9))
        moment = first + int((instant(ENDS, time(9)) - first) * self.chance.random() ** 2)
        self.plan(moment, lambda: self._come(name, person))
        if self.chance.random() < 0.2:
            self.plan(moment + self.chance.randint(1, 600) * HOUR, lambda: self._leave(name, person))

    async def _call(self, name: str, starts: int, capacity: int | None) -> None:
        command = CallMeeting(HOUSE_ITSELF, self.town.now, source(name, starts, capacity), f"uid-{name}")
        await self.town.perform(call_meeting, command)
        self.ledger.meetings[name] = Entry(starts, self.town.now, capacity)

    async def _move(self, name: str) -> None:
        entry = self.ledger.meetings[name]
        starts = entry.starts + self.chance.choice([-30, -5, -1, 1, 2, 26, 48, 170]) * HOUR
        with suppress(MeetingOff, MeetingBegun, TimePassed):
            await self.town.perform(change_meeting, ChangeMeeting(HOUSE_ITSELF, self.town.now, name, starts))
            entry.move(starts, self.town.now)

    async def _cancel(self, name: str) -> None:
        with suppress(MeetingOff, MeetingBegun):
            await self.town.perform(cancel_meeting, CancelMeeting(HOUSE_ITSELF, self.town.now, name))
            self.ledger.meetings[name].cancelled = True

    async def _more_places(self, name: str, capacity: int) -> None:
        with suppress(MeetingOff, MeetingBegun):
            await self.town.perform(change_places, ChangePlaces(HOUSE_ITSELF, self.town.now, name, capacity))
            self.ledger.meetings[name].capacity = capacity
            self.ledger.meetings[name].fill(self.town.now)

    async def _record(self, name: str) -> None:
        entry = self.ledger.meetings[name]
        if entry.starts <= self.town.now and not entry.cancelled:
            command = AddRecording(HOUSE_ITSELF, self.town.now, name, "https://town.example/watch")
            await self.town.perform(add_recording, command)

    async def _come(self, name: str, person: int) -> None:
        if (name, person) not in self.tokens:
            shown = await self.town.perform(look_at, LookAt(sender(person), self.town.now, name, self.town.fresh()))
            self.tokens[name, person] = shown.view.token
            await self._meet(person, shown.view.person)
        await self._tap(name, person, COME)

    async def _leave(self, name: str, person: int) -> None:
        await self._tap(name, person, STAY_AWAY)

    async def _tap(self, name: str, person: int, what: str) -> None:
        token = self.tokens[name, person]
        with suppress(MeetingOff, MeetingBegun):
            command = Attend(sender(person), self.town.now, token, None, what, self.town.fresh())
            await self.town.perform(attend, command)
            entry = self.ledger.meetings[name]
            (entry.come if what == COME else entry.leave)(self.people[person], self.town.now)

    async def _meet(self, person: int, identifier: str) -> None:
        """One in eight wants fewer messages."""
        if person in self.people:
            return
        self.people[person] = identifier
        if (wanted := self.chance.choice([Wanted.ALL] * 14 + [Wanted.HOUR, Wanted.NONE])) is not Wanted.ALL:
            self.ledger.wanted[identifier] = wanted.value

            async def want(tx: Any, _: object) -> None:
                await tx.want(identifier, wanted)

            await self.town.perform(want, Remind(HOUSE_ITSELF, self.town.now))

    async def tick(self) -> None:
        """What the process does every few seconds; now and then it ends in the middle and a new one starts."""
        now = self.town.now
        expected = self.ledger.expect(now)
        while await self._piece(unlucky=bool(expected) and self.chance.random() < 0.5):
            pass
        if self.chance.random() < 0.02:  # the clock is put back, and then right again
            self.town.now -= HOUR
            await self._piece(unlucky=False)
            self.town.now = now
        told = await self._enqueued()
        self.ledger.settle(expected, told, now)

    async def _piece(self, *, unlucky: bool) -> bool:
        if unlucky:
            ends = self.chance.random() < 0.5
            at = self.chance.randint(1, 60)
            database = Ending(self.town.database) if ends else Unlucky(self.town.database, at, after=at % 2 == 0)
            with suppress(Boom, Crash):
                await Store(database, self.town.new_id).perform(remind, Remind(HOUSE_ITSELF, self.town.now))
            self.kills += 1
        more: bool = await self.town.perform(remind, Remind(HOUSE_ITSELF, self.town.now))
        return more

    async def _enqueued(self) -> set[tuple[str, str, str]]:
        rows = await self.town.database.read(lambda session: session.all(NEW, after=self.seen))
        told = set()
        for row in rows:
            self.seen = row["id"]
            self.ledger.found(row["occurrence"], row["due_at"])
            _, meeting, _, kind, person = row["occurrence"].split(":")
            if kind in {"day", "hour"}:
                told.add((meeting, kind, person))
        return told

    async def deliver(self) -> None:
        """Send what is due, and look at it as whoever gets it does."""
        deliveries, now = self.town.store.deliveries, self.town.now
        while due := await deliveries.take_notices(now, now + LEASE, 500):
            for each in due:
                self._look(each.told.notice, now)
            await asyncio.gather(*(deliveries.notice_finished(each.id, sent=True, now=now) for each in due))

    def _look(self, notice: object, now: int) -> None:
        if not isinstance(notice, MeetingReminder):
            return
        entry = self.ledger.meetings[notice.meeting]
        if entry.cancelled or entry.starts != notice.starts or entry.starts <= now or is_quiet(now):
            self.ledger.faults.append(f"delivered stale: {notice} at {now}")


async def played(database: Database, seed: int) -> Season:
    season = Season(database, seed)
    season.begin()
    acts = season.acts[::-1]
    for tick in range(season.town.now, instant(ENDS, time(0)), TICK):
        if any(begin <= tick < begin + OUTAGE for begin in OUTAGES):
            continue
        was_down = any(begin <= tick - TICK < begin + OUTAGE for begin in OUTAGES)
        while acts and acts[-1][0] <= tick:
            moment, _, act = acts.pop()
            season.town.now = tick if was_down else moment  # what came in an outage is taken up after it
            await act()
        season.town.now = tick
        await season.tick()
        if not any(begin <= tick < begin + 5 * HOUR for begin in SILENT):
            await season.deliver()
    return season


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
async def test_a_season(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reminding, "PIECE", 20)
    season = await played(database, seed=4)
    ledger = season.ledger
    assert ledger.faults == []
    assert set(ledger.enqueued.values()) == {1}, "each once"
    assert ledger.due > 1_500, "reminders fell due"
    assert 0 < ledger.held_back < ledger.due / 2
    assert season.kills > 50
    kinds = {key[3] for key in ledger.enqueued}
    assert kinds == {"day", "hour", "moved", "cancelled", "recording"}
