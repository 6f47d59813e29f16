"""Whoever runs things taps and writes at random: nothing ever breaks, every card leads on, and fits a telephone.

Each walk goes through the real handlers, use cases and screens. What it meets is looked at as a person would see it.
"""

from __future__ import annotations

from pathlib import Path
from random import Random
from typing import Any

import pytest

from deliberation.roles import Role
from deliberation.use_cases.commands import HOUSE_ITSELF
from deliberation.use_cases.inviting import Invite, invite
from deliberation.use_cases.running import Launch, launch
from screens.card import ALONE, MOST_BUTTONS, MOST_CHARACTERS, PAIR, THREE, Action, length
from storage.database import open_database
from storage.migrate import migrate
from tests.store.chats import Chats, Message, Updates
from tests.store.process import Process
from tests.store.texts import shared
from tests.store.town import CLOSED, SOURCE

NORA = 1
COMMANDS = (
    *("/new", "/poll", "/meeting", "/running", "/summary", "/digest", "/team", "/invite", "/audit"),
    *("/start", "/menu", "/delete", "/help", "/messages", "/language"),
)
WORDS = (
    "School street?\nShould cars stay out? - yes - no\nWhy?",
    "Tea or coffee?\n- Tea\n- Coffee",
    "- one - two - three",
    "/poll Tea or coffee? | Tea | Coffee",
    *("14 June", "in 2 weeks", "tomorrow 19:00", "3 June 19:00", "18:30", "90", "12", "1", "yesterday"),
    *("the town council", "https://town.example/x", "nothing", "<b>&", "x" * 400, "١٢", "🌱", "back", "skip"),
)
WRITTEN = ("more trees", "less noise", "ask Jan Kowalski", "no moving", "<b>&", "x" * 900)
SHORT = {1: ALONE, 2: PAIR, 3: THREE}
"""Characters that a label has room for, by how many stand in its row."""


@pytest.fixture
async def process(tmp_path: Path) -> Any:
    await migrate(url := f"sqlite:///{tmp_path}/town.db", now_ms=0)
    database = await open_database(url)
    yield Process(database, Chats())
    await database.close()


class Walk:
    """One person's chat with the bot, on and on."""

    def __init__(self, process: Process, chances: Random) -> None:
        self.process = process
        self._chances = chances
        self.updates = Updates()

    @property
    def chat(self) -> Any:
        return self.process.gateway.of[NORA]

    async def begin(self, role: Role) -> None:
        await self.process.store.perform(launch, Launch(HOUSE_ITSELF, self.process.now(), SOURCE))
        await self.process.store.perform(invite, Invite(HOUSE_ITSELF, self.process.now(), role, "secret-1"))
        await self.take(self.updates.written(NORA, "/start i_secret-1"))

    async def take(self, update: dict[str, Any]) -> None:
        """As a worker does: what fails there would be set aside as poison."""
        await self.process.receive(update)
        (row,) = await self.process.store.inbox.waiting("", 10)
        await self.process.process(row)
        while await self.process.send():
            pass

    async def step(self) -> None:
        self.process.town.now += self._chances.choice((1_000, 60_000, 3_600_000, 40_000_000))
        await self.process.ticks.tick()
        live = [number for number, message in enumerate(self.chat.messages, start=1) if message.buttons]
        chance = self._chances.random()
        if live and chance < 0.7:
            number = live[-1] if chance < 0.6 else self._chances.choice(live)
            _, data = self._chances.choice([b for row in self.chat.messages[number - 1].buttons for b in row])
            if data.split(".")[2] != Action.FORGET:
                await self.take(self.updates.tapped(NORA, number, data))
        elif chance < 0.9:
            await self.take(self.updates.written(NORA, self._chances.choice(WORDS)))
        else:
            await self.take(self.updates.written(NORA, self._chances.choice(COMMANDS)))


def look(message: Message) -> None:
    """What nobody may ever meet on a telephone."""
    assert message.text.strip()
    assert length(message.text) <= MOST_CHARACTERS
    assert "{" not in message.text.replace("{x", ""), message.text
    buttons = [button for row in message.buttons for button in row]
    assert len(buttons) <= MOST_BUTTONS + 10 * ("vote" in message.text), (message.text, buttons)
    labels = [label for label, _ in buttons]
    assert len(set(labels)) == len(labels), (message.text, labels)
    for row in message.buttons:
        for label, _ in row:
            assert 0 < len(label) <= SHORT[min(3, len(row))], (message.text, label)


@pytest.mark.parametrize("role", [Role.FACILITATOR, Role.ADMINISTRATOR])
@pytest.mark.parametrize("seed", range(12))
async def test_a_walk_never_breaks(process: Process, role: Role, seed: int) -> None:
    walk = Walk(process, Random(seed))
    await walk.begin(role)
    for _ in range(60):
        await walk.step()
        for message in walk.chat.messages:
            look(message)
        assert any(message.buttons for message in walk.chat.messages), "nothing leads on"


@pytest.mark.parametrize("seed", range(6))
async def test_a_walk_among_results_never_breaks(process: Process, seed: int) -> None:
    """Where something has closed: what people wrote is looked through, and answers can be taken."""
    walk = Walk(process, Random(seed))
    await walk.begin(Role.ORGANISER)
    await process.store.perform(launch, Launch(HOUSE_ITSELF, process.now(), shared()))
    for person, text in enumerate(WRITTEN, start=100):
        for said in ("/start c_quoted", "begin", "agree", "1", text):
            await walk.take(walk.updates.written(person, said))
    process.town.now = CLOSED + 1
    await process.ticks.tick()
    for round_ in range(60):
        if round_ % 12 == 0:
            await walk.take(walk.updates.written(NORA, "/start s_quoted"))
        await walk.step()
        for message in walk.chat.messages:
            look(message)
