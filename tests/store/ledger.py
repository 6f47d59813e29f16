"""What should have been told of a season's meetings, worked out beside the program: from what people did, when it ran,
and the clocks on the wall. Nothing here calls the code that is looked at.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

ZONE = ZoneInfo("Europe/Warsaw")
HOUR = 3_600_000
BEFORE = {"day": 24 * HOUR, "hour": HOUR}


def wall(moment: int) -> datetime:
    return datetime.fromtimestamp(moment / 1000, tz=ZONE)


def is_quiet(moment: int) -> bool:
    return not 8 <= wall(moment).hour < 21


def instant(day: date, hour: time) -> int:
    return int(datetime.combine(day, hour, tzinfo=ZONE).timestamp() * 1000)


def due_times(starts: int) -> dict[str, int]:
    """By kind; what would come at night comes the evening before, and of two on one day the later remains."""
    due = {}
    for kind, before in BEFORE.items():
        moment = starts - before
        if is_quiet(moment):
            there = wall(moment)
            moment = instant(there.date() - timedelta(days=there.hour < 8), time(20, 30))
        due[kind] = moment
    if wall(due["day"]).date() == wall(due["hour"]).date():
        del due["day"]
    return due


@dataclass
class Entry:
    """One meeting as its people know it. `set_at` is when this start was said."""

    starts: int
    set_at: int
    capacity: int | None
    cancelled: bool = False
    moves: int = 0
    places: dict[str, int] = field(default_factory=dict)
    waiting: list[str] = field(default_factory=list)
    done: set[str] = field(default_factory=set)

    def come(self, person: str, now: int) -> None:
        if person in self.places or person in self.waiting:
            return
        if self.capacity is None or (len(self.places) < self.capacity and not self.waiting):
            self.places[person] = now
        else:
            self.waiting.append(person)

    def leave(self, person: str, now: int) -> None:
        if person in self.waiting:
            self.waiting.remove(person)
        self.places.pop(person, None)
        self.fill(now)

    def fill(self, now: int) -> None:
        while self.waiting and (self.capacity is None or len(self.places) < self.capacity):
            self.places[self.waiting.pop(0)] = now

    def move(self, starts: int, now: int) -> None:
        self.starts, self.set_at, self.moves = starts, now, self.moves + 1
        self.done.clear()

    def falls_due(self, now: int) -> list[tuple[str, list[str]]]:
        """What is to be told at a tick, and to whom."""
        if self.cancelled or self.starts <= now or is_quiet(now):
            return []
        open_now = {
            kind: due
            for kind, due in due_times(self.starts).items()
            if self.set_at < due <= now and kind not in self.done
        }
        self.done |= open_now.keys()
        if "hour" in open_now:
            open_now.pop("day", None)
        return [(kind, [p for p, since in self.places.items() if since <= due]) for kind, due in open_now.items()]


class Ledger:
    """`days` are those on which somebody was told something unasked, as it was found to be enqueued."""

    def __init__(self) -> None:
        self.meetings: dict[str, Entry] = {}
        self.wanted: dict[str, str] = {}
        self.days: defaultdict[str, list[int]] = defaultdict(list)
        self.enqueued: defaultdict[tuple[str, ...], int] = defaultdict(int)
        self.faults: list[str] = []
        self.due = self.held_back = 0

    def expect(self, now: int) -> list[tuple[str, str, str]]:
        """Meeting, kind and person of whatever is to be enqueued by this tick."""
        return [
            (name, kind, person)
            for name, entry in self.meetings.items()
            for kind, people in entry.falls_due(now)
            for person in people
        ]

    def found(self, occurrence: str, due: int) -> None:
        """A notice was enqueued."""
        key = tuple(occurrence.split(":"))
        *_, kind, person = key
        self.enqueued[key] += 1
        if kind in {*BEFORE, "recording"}:
            day = wall(due).date().toordinal()
            if not self.room(person, day):
                self.faults.append(f"too many: {occurrence}")
            self.days[person].append(day)
            if is_quiet(due):
                self.faults.append(f"at night: {occurrence}")

    def room(self, person: str, day: int) -> bool:
        taken = self.days[person]
        weeks = [sum(first <= other < first + 7 for other in taken) for first in range(day - 6, day + 1)]
        return day not in taken and max(weeks) < 3

    def settle(self, expected: list[tuple[str, str, str]], told: set[tuple[str, str, str]], now: int) -> None:
        """Whoever was not told must not have wanted it, or have had no room; nobody else was told."""
        self.due += len(expected)
        for unexpected in told - set(expected):
            self.faults.append(f"stale: {unexpected} at {wall(now)}")
        for meeting, kind, person in set(expected) - told:
            wanted = self.wanted.get(person, "all")
            enough = wanted == "none" or (wanted == "hour" and kind == "day")
            if not enough and self.room(person, wall(now).date().toordinal()):
                self.faults.append(f"missed: {meeting} {kind} {person} at {wall(now)}")
            self.held_back += 1
