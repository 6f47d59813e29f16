"""A poll in groups, as one unit of work after the other; for tests of votes, tallies and results."""

from __future__ import annotations

from typing import Any

from deliberation.roles import Role
from deliberation.use_cases.commands import HOUSE_ITSELF, Sender
from deliberation.use_cases.inviting import Accept, Invite, accept, invite
from deliberation.use_cases.polling import PollShown, poll_shown
from deliberation.use_cases.posting import Post, post
from deliberation.use_cases.voting import CastVote, Outcome, Voted, vote
from tests.deliberation.files import choice, phase, several, table, toml
from tests.store.town import Town, sender

POLL, SHUT, MANY = "poll", "shut", "many"
OPEN_COUNT = toml(table(phase(choice("vote", 3)), id=POLL, poll={"open_count": True}))
AT_THE_CLOSE = toml(table(phase(choice("vote", 3)), id=SHUT, poll={"open_count": False}))
SEVERAL_ANSWERS = toml(table(phase(several("vote", 3)), id=MANY, poll={"open_count": True}))

NEIGHBOURS, PARENTS, YOUTH = -1, -2, -3
NORA = 900
"""Who asks."""

SECOND_TAP = 5_000
"""Milliseconds after which somebody taps again."""


class Polls:
    """The polls of one town. `posted` are the messages, by group and poll."""

    def __init__(self, town: Town) -> None:
        self.town = town
        self._asks = False
        self.posted: dict[tuple[int, str], PollShown] = {}

    async def ask(self, source: str, identifier: str, *groups: int) -> None:
        """An organiser's poll, put up in these groups."""
        if not self._asks:
            await self.invited(NORA, Role.ORGANISER)
            self._asks = True
        await self.town.launch(source)
        for group in groups:
            self.posted[group, identifier] = await self.post(identifier, group)

    async def invited(self, person: int, role: Role) -> None:
        secret = f"secret {person} {role}"
        await self.town.perform(invite, Invite(HOUSE_ITSELF, self.town.now, role, secret))
        await self.town.perform(accept, Accept(sender(person), self.town.now, secret, self.town.fresh()))

    async def post(self, identifier: str, group: int, person: int = NORA) -> PollShown:
        there = Sender(person, group, "en")
        shown: PollShown = await self.town.perform(
            post, Post(there, self.town.now, identifier, f"Group {-group}", self.town.fresh())
        )
        return shown

    async def tap(self, person: int, option: str | None, group: int = NEIGHBOURS, poll: str = POLL) -> Voted:
        """One tap on an option, or on "Take back"."""
        voted: Voted = await self.town.perform(vote, self.tapping(person, option, group, poll))
        return voted

    async def cast(self, person: int, option: str, group: int = NEIGHBOURS, poll: str = POLL) -> Voted:
        """A vote: the notice first, where that is due."""
        voted = await self.tap(person, option, group, poll)
        if voted.outcome is Outcome.NOTICED:
            self.town.now += SECOND_TAP
            voted = await self.tap(person, option, group, poll)
        return voted

    def tapping(self, person: int, option: str | None, group: int = NEIGHBOURS, poll: str = POLL) -> CastVote:
        view = self.posted[group, poll].view
        return CastVote(Sender(person, group, "en"), self.town.now, view.token, 7, option, self.town.fresh())

    async def shown(self, group: int = NEIGHBOURS, poll: str = POLL) -> PollShown:
        """What the group is to see now."""

        async def read(tx: Any) -> PollShown:
            view = await tx.view(self.posted[group, poll].view.token)
            return await poll_shown(tx, view, self.town.now)

        return await self.town.store.look(read)

    async def cells(self, group: int = NEIGHBOURS, poll: str = POLL) -> dict[str, int]:
        return dict((await self.shown(group, poll)).standing.cells or {})

    async def wanted(self) -> list[int]:
        """How often each of the groups' messages has changed."""
        return [row["wanted"] for row in await self.town.rows("views") if row["kind"] == "poll"]
