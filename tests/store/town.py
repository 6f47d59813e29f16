"""A town with one tiny consultation in a real store. Time stands still until a test moves it; ids are numbered."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from itertools import count
from typing import Any

from bot.surveying import analysed
from deliberation.definition import Tapped
from deliberation.engine import Agree, Begin
from deliberation.kept import PhaseTimes
from deliberation.roles import Role
from deliberation.use_cases.callers import Fresh
from deliberation.use_cases.commands import HOUSE_ITSELF, Command, Sender, UseCase
from deliberation.use_cases.inviting import Accept, Invite, accept, invite
from deliberation.use_cases.releasing import Release, draw_up, release
from deliberation.use_cases.running import (
    ClosePhase,
    Launch,
    SpreadBroadcast,
    close_phase,
    launch,
    spread_broadcast,
)
from deliberation.use_cases.showing import LEASE, Shown
from deliberation.use_cases.taking_part import ComeIn, Tap, Wish, Write, come_in, tap, write
from storage.database import Database
from storage.sql import load
from storage.store import Store
from tests.deliberation.files import choice, consultation, phase, table, toml, words

NONE = {"id": "none", "label": {"en": "None", "es": "Ninguno"}, "none": True}
COLOUR = {**choice("colour"), "ordered": True}
"""Two options that stand in the same order for everybody."""

TREES = {**choice("trees", 3), "kind": "multiple_choice", "ordered": True, "other": True}
TREES["options"] = [*TREES["options"], NONE]
"""Three options, of which several may be chosen: what is chosen is a draft until it is done."""

SOURCE = toml(table(phase(COLOUR, words("why", limit=200))))
TINY = consultation(phase(COLOUR, words("why", limit=200)))
SEVERAL = toml(table(phase(TREES, words("why", limit=200)), id="several"))
ALL = toml(table(phase(COLOUR, {**TREES, "other": False}, words("why", limit=200))))
"""The tiny consultation with all three in it."""

OPENED = TINY.phases[0].opens + 60_000
CLOSED = TINY.phases[0].closes
THRESHOLD = 5

TABLES = (
    *("people", "chats", "roles", "counters", "invitations", "refusals", "desks", "drafts", "draft_pictures"),
    "consultations",
    *("meetings", "registrations", "occurrences", "unasked", "definitions", "phases", "participations", "responses"),
    *("statements", "translations", "votes", "imported_votes", "reasons", "heard", "comparisons", "maps"),
    *("views", "mirrors", "notices", "broadcasts", "releases", "reviews", "replies", "digests", "events"),
    *("inbox", "files", "pictures"),
)
Q = load("\n".join(f"-- name: {name}\n-- All of it.\nSELECT * FROM {name}" for name in TABLES))
Dump = dict[str, list[dict[str, Any]]]


def numbered(start: int = 1) -> Callable[[], str]:
    """Ids that sort in the order in which they were made."""
    numbers = count(start)
    return lambda: f"{next(numbers):032x}"


class Town:
    """What people and the process do, each as one unit of work."""

    def __init__(self, database: Database) -> None:
        self.database = database
        self.now = OPENED
        self.new_id = numbered()
        self._fresh = count(1)
        self.store = Store(database, self.new_id)

    def restart(self, database: Database | None = None) -> None:
        """Everything that was in memory is gone. Over a database that fails, if one is given."""
        self.store = Store(database or self.database, self.new_id)

    def fresh(self) -> Fresh:
        number = next(self._fresh)
        return Fresh(
            f"person{number}",
            f"chat{number}",
            f"{number * 7919 % 10_007:05}",
            f"token-{number:010}",
            f"secret-{number}",
        )

    async def perform(self, use_case: UseCase[Any, Any], command: Command) -> Any:
        return await self.store.perform(use_case, command)

    async def launch(self, source: str = SOURCE) -> None:
        await self.perform(launch, Launch(HOUSE_ITSELF, self.now, source))

    async def enter(self, person: int, consultation: str | None = None) -> Shown:
        shown: Shown = await self.perform(come_in, self.coming_in(person, consultation))
        return shown

    async def tap(self, shown: Shown, *wishes: Wish) -> Shown:
        """One button after the other, each of the card that came of the one before."""
        for wish in wishes:
            shown = await self.perform(tap, self.tapping(shown, wish))
        return shown

    async def write(self, person: int, text: str, meaning: Wish | None = None) -> Shown:
        after: Shown = await self.perform(write, self.writing(person, text, meaning))
        return after

    async def agreed(self, person: int, consultation: str | None = None) -> Shown:
        """Somebody who has come in and agreed: the first question stands there."""
        return await self.tap(await self.enter(person, consultation), Begin(), Agree())

    async def answered(self, person: int, option: str = "a", text: str | None = None) -> Shown:
        """Somebody who has come in, agreed, chosen, and written if there is a text."""
        shown = await self.tap(await self.agreed(person), Tapped(option))
        return shown if text is None else await self.write(person, text)

    async def organiser(self, person: int) -> None:
        await self.perform(invite, Invite(HOUSE_ITSELF, self.now, Role.ORGANISER, f"secret {person}"))
        await self.perform(accept, Accept(sender(person), self.now, f"secret {person}", self.fresh()))

    async def close(self) -> PhaseTimes:
        """The time is over and the close is carried out."""
        self.now = max(self.now, CLOSED)
        (over,) = await self.store.look(lambda tx: tx.phases_to_close(self.now))
        await self.perform(close_phase, ClosePhase(HOUSE_ITSELF, self.now, over, self.new_id()))
        return replace(over, closed=True)

    async def release(self, closed: PhaseTimes) -> None:
        await self.perform(release, await self.releasing(closed))

    async def spread(self) -> bool:
        more: bool = await self.perform(spread_broadcast, SpreadBroadcast(HOUSE_ITSELF, self.now))
        return more

    def coming_in(self, person: int, consultation: str | None = None) -> ComeIn:
        return ComeIn(sender(person), self.now, consultation, self.fresh())

    def tapping(self, shown: Shown, wish: Wish) -> Tap:
        view, person = shown.view, shown.view.telegram_chat
        return Tap(sender(person), self.now, view.token, view.wanted, 1000 + person, wish, self.fresh())

    def writing(self, person: int, text: str, meaning: Wish | None = None) -> Write:
        return Write(sender(person), self.now, text, meaning, self.fresh())

    async def releasing(self, closed: PhaseTimes, identifier: str = "release") -> Release:
        found = await self.store.look(lambda tx: draw_up(tx, closed, THRESHOLD, analysed))
        return Release(HOUSE_ITSELF, self.now, closed, identifier, found.summary)

    async def all_told(self) -> list[str]:
        """Send every notice that waits; their kinds, in the order in which they went out."""
        sent: list[str] = []
        while due := await self.store.deliveries.take_notices(self.now, self.now + LEASE, 10):
            for notice in due:
                sent.append(notice.told.notice.kind)
                await self.store.deliveries.notice_finished(notice.id, sent=True, now=self.now)
        return sent

    async def dump(self) -> Dump:
        return await self.database.read(dump)

    async def rows(self, name: str) -> list[dict[str, Any]]:
        return (await self.dump())[name]


def sender(person: int) -> Sender:
    """In private: a person's chat has the person's number."""
    return Sender(person, person, "en")


async def dump(session: Any) -> Dump:
    """Every row of every table, in an order of its own."""
    found = {}
    for name in TABLES:
        rows = [dict(zip(row.keys(), tuple(row), strict=True)) for row in await session.all(Q[name])]
        found[name] = sorted(rows, key=repr)
    return found
