"""A town in the middle of its spring, for the rehearsal page: something open, something closed, a poll, a meeting, and
residents who go on answering. They do all of it over the sandbox, as people would.
"""

from __future__ import annotations

import asyncio
import re
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from random import Random
from typing import Final

import aiohttp

from bot.cli.pictures import pictures_beside
from bot.ids import random_id, random_secret
from deliberation.definition import Consultation
from deliberation.meetings import DAY, HOUR, Meeting
from deliberation.roles import Role
from deliberation.use_cases.commands import HOUSE_ITSELF, Sender
from deliberation.use_cases.convening import CallMeeting, call_meeting
from deliberation.use_cases.inviting import Invite, invite
from deliberation.use_cases.running import CloseEarly, Launch, close_early, launch
from sandbox import Moment, Sandbox
from sandbox.residents import let_in, take_part
from sandbox.visitor import Visitor
from screens.links import Link, LinkKind, start_parameter
from storage.store import Store

HERE: Final = Path(__file__).parents[2]
EXAMPLES: Final = {path.stem: path for path in sorted(HERE.glob("examples/*.toml"))}
EXAMPLE: Final = "renovating-lindner-court"
CLOSED: Final = "food-policy"
STATEMENTS: Final = "fair-heat"
IN_THE_NORTH: Final = {
    'id = "fair-heat"': 'id = "fair-heat-north"',
    "Warm homes without gas:": "Warm homes in the north:",
    "Casas cálidas sin gas:": "Casas cálidas en el norte:",
    "Ciepłe domy bez gazu:": "Ciepłe domy na północy:",
}
"""What makes the same consultation one that was held in a part of the town before."""

MEETING: Final = HERE / "examples" / "meetings" / "open-meeting.toml"
DATE: Final = re.compile(r"\b20\d\d-\d\d-\d\d(?!\d)")

TEAM: Final = ((Role.FACILITATOR, "Nora"), (Role.ORGANISER, "Olga"), (Role.ADMINISTRATOR, "Adam"))
RESIDENTS: Final = (
    *(("Ana", "es"), ("Piotr", "pl"), ("Zofia", "pl"), ("John", "en"), ("Lucía", "es"), ("Tomasz", "pl")),
    *(("Maite", "eu"), ("Jordi", "ca"), ("Lotte", "nl"), ("Amina", "ar"), ("Oksana", "uk"), ("Henryk", "pl")),
)
"""Who goes on answering while somebody looks."""

BEFORE: Final = 30
"""Those who answered what has closed, or voted on statements before anybody looks."""

AT_ONCE: Final = 10
"""Of those who vote on statements: so that whoever looks is answered first."""

POLL: Final = "/poll When should the repair café open? | Saturday morning | Saturday afternoon | Wednesday evening"
PAUSE: Final = (1.5, 8.0)
"""Seconds between two acts of a resident."""

DAYS_TO_MEETING: Final = 3


@dataclass(frozen=True)
class Spring:
    """What is there to rehearse with: the panes of the page by who is in them, and what is offered."""

    open: Consultation
    over: Consultation
    voting: Consultation
    voted: Consultation
    meeting: Meeting
    people: dict[str, int]
    group: int

    @property
    def panes(self) -> str:
        """The facilitator, the organiser, the group, and a resident."""
        nora, olga, ana = (self.people[name] for name in ("Nora", "Olga", "Ana"))
        return f"{nora},{olga},{nora}:{self.group},{ana}"


class Rehearsal:
    """A town that is being set up; `now` gives its time in milliseconds UTC."""

    def __init__(self, sandbox: Sandbox, store: Store, http: aiohttp.ClientSession, now: Callable[[], int]):
        self._sandbox = sandbox
        self._store = store
        self._http = http
        self._now = now
        self._visitors: dict[str, Visitor] = {}

    async def set_up(self, example: str) -> Spring:
        """Everybody is there, and everything is offered."""
        for role, name in TEAM:
            await self._arrive(name, "en")
            await self._visitors[name].start(await self.invitation(role))
        nora = await self._sender("Nora")
        offered = await self._launch(EXAMPLES[example], nora)
        over = await self._launch(EXAMPLES[CLOSED if example != CLOSED else EXAMPLE], nora)
        voting = offered if example == STATEMENTS else await self._launch(EXAMPLES[STATEMENTS], nora)
        voted = await self._launch(EXAMPLES[STATEMENTS], nora, IN_THE_NORTH)
        meeting = await self._call(nora)
        for name, language in RESIDENTS:
            await self._arrive(name, language)
        group = await self._group("Neighbours", ["Nora", *(name for name, _ in RESIDENTS)])
        await self._http.post(f"{self._chat(group)}/messages", json={"from": nora.person, "text": POLL})
        people = {name: visitor.id for name, visitor in self._visitors.items()}
        self._sandbox.moments = self._moments([offered] if voting == offered else [offered, voting], meeting)
        return Spring(offered, over, voting, voted, meeting, people, group)

    async def invitation(self, role: Role) -> str:
        """What a link that gives this role carries."""
        secret = random_secret()
        await self._store.perform(invite, Invite(HOUSE_ITSELF, self._now(), role, secret))
        return start_parameter(Link(LinkKind.INVITATION, secret))

    async def close_one(self, spring: Spring) -> None:
        """Residents answer what is then over, and its result comes to those who run it."""
        await let_in(self._sandbox.url, _link(spring.over), BEFORE, seed=2, at_once=BEFORE, finished=lambda: None)
        await self._store.perform(close_early, CloseEarly(HOUSE_ITSELF, self._now(), spring.over.id))

    async def vote_on_statements(self, spring: Spring) -> None:
        """Residents vote, say something of their own and give reasons: on what stays open, and on what then closes."""
        for seed, about in ((3, spring.voting), (4, spring.voted)):
            await let_in(self._sandbox.url, _link(about), BEFORE, seed=seed, at_once=AT_ONCE, finished=lambda: None)
        await self._store.perform(close_early, CloseEarly(HOUSE_ITSELF, self._now(), spring.voted.id))

    async def go_on(self, spring: Spring) -> None:
        """Residents answer what is open, vote in their group and come to the meeting: each at their own pace."""
        lives = (self._live(name, spring, Random(name)) for name, _ in RESIDENTS)  # noqa: S311
        await asyncio.gather(*lives, return_exceptions=True)  # whoever cannot go on holds nobody else up

    async def _live(self, name: str, spring: Spring, chance: Random) -> None:
        async def pace() -> None:
            await asyncio.sleep(chance.uniform(*PAUSE))

        visitor = self._visitors[name]
        await pace()
        await take_part(visitor, _link(spring.open), chance, pace)
        choice = chance.choice((0, 0, 0, 1, 2))
        for _ in range(2):  # the first tap shows what is kept of it
            await pace()
            await self._vote(visitor.id, spring.group, choice)
        await visitor.start(start_parameter(Link(LinkKind.MEETING, spring.meeting.id)))
        if spring.voting != spring.open:
            await pace()
            await visitor.look(wait=1.0)
            await take_part(visitor, _link(spring.voting), chance, pace)

    async def _vote(self, person: int, group: int, choice: int) -> None:
        """Tap one of the first poll's answers, each in a row of its own, as far as it stands there."""
        async with self._http.get(f"{self._chat(group)}?as={person}") as response:
            messages = (await response.json())["messages"]
        polls = [message for message in messages if (message.get("reply_markup") or {}).get("inline_keyboard")]
        if polls:
            tap = {"from": person, "message_id": polls[0]["id"], "row": choice, "col": 0}
            await self._http.post(f"{self._chat(group)}/taps", json=tap)

    async def _arrive(self, name: str, language: str) -> None:
        self._visitors[name] = await Visitor.arrive(self._http, self._sandbox.url, name, language)

    async def _sender(self, name: str) -> Sender:
        """Somebody of the team, once the invitation was accepted."""
        visitor = self._visitors[name]
        while not visitor.from_bot:
            await visitor.look(wait=1.0)
        return Sender(visitor.id, visitor.id, "en")

    async def _launch(self, file: Path, by: Sender, changed: Mapping[str, str] | None = None) -> Consultation:
        source = dated(_text(file), _day(self._now()))
        for before, after in (changed or {}).items():
            source = source.replace(before, after)
        pictures = pictures_beside(file, source)
        return await self._store.perform(launch, Launch(by, self._now(), source, pictures))

    async def _call(self, by: Sender) -> Meeting:
        day = _day(self._now()) + timedelta(days=DAYS_TO_MEETING)
        moved = DATE.sub(day.isoformat(), _text(MEETING))
        return await self._store.perform(call_meeting, CallMeeting(by, self._now(), moved, random_id()))

    async def _group(self, title: str, members: Sequence[str]) -> int:
        body = {"title": title, "members": [self._visitors[name].id for name in members], "supergroup": True}
        async with self._http.post(f"{self._sandbox.url}/sandbox/groups", json=body) as response:
            return int((await response.json())["id"])

    def _chat(self, chat: int) -> str:
        return f"{self._sandbox.url}/sandbox/chats/{chat}"

    def _moments(self, offered: Sequence[Consultation], meeting: Meeting) -> Callable[[], Awaitable[Sequence[Moment]]]:
        """What a clock is worth being moved to, as things stand then."""

        async def ahead() -> Sequence[Moment]:
            about, closing = f"“{meeting.title['en']}”", [await self._closing(each) for each in offered]
            return [
                *(moment for found in closing for moment in found),
                Moment((meeting.starts - DAY) / 1000 + 1, f"{about}: the reminder a day before"),
                Moment((meeting.starts - HOUR) / 1000 + 1, f"{about}: the reminder an hour before"),
                Moment(offered[0].reply_by / 1000 + 1, f"The reply to “{offered[0].title['en']}” is late"),
            ]

        return ahead

    async def _closing(self, offered: Consultation) -> list[Moment]:
        phases = await self._store.look(lambda tx: tx.phases(offered.id, hold=False))
        told = f"“{offered.title['en']}” closes"
        return [Moment(phase.closes / 1000 + 1, told) for phase in phases if not phase.closed]


def _link(about: Consultation) -> str:
    return start_parameter(Link(LinkKind.CONSULTATION, about.id))


def _text(file: Path) -> str:
    return file.read_text(encoding="utf-8")


def _day(now: int) -> date:
    return datetime.fromtimestamp(now / 1000, tz=UTC).date()


def dated(source: str, today: date) -> str:
    """The example with all its dates moved by as many days, so that it opened yesterday."""
    opened = min(date.fromisoformat(found) for found in re.findall(r"opens = (\d{4}-\d\d-\d\d)", source))
    days = timedelta(days=(today - opened).days - 1)
    return DATE.sub(lambda found: (date.fromisoformat(found[0]) + days).isoformat(), source)
