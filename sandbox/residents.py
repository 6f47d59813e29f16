"""Simulated residents: they see what a person sees, tap or type, change their mind, and remember what they gave.

They know what stands in the chat and nothing else, so that what they remember can be held against what was counted.
"""

from __future__ import annotations

import asyncio
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from random import Random

import aiohttp

from sandbox.visitor import Message, Visitor, labels

HEAD = re.compile(r"(\d+) (?:of|de) \d+ · ")
OPTION = re.compile(r"(\d+) ")
CONSENT = re.compile(r"\b1[3-8]\b")
TYPES, SKIPS, CHANGES = 0.2, 0.25, 0.2
"""Shares who type a number instead of tapping, skip what may be skipped, and change an answer at the end."""

PATIENCE = 60.0
"""Seconds without anything happening after which a resident gives up: then something is broken."""

TEXTS = (
    "A written promise that rents stay the same for ten years.",
    "Somewhere to stay during the building work, close by.",
    "Que nos avisen con tiempo y por escrito.",
    "Somebody to call when the lift is out. My neighbour is 84 & cannot take stairs <today>.",
)


class Stuck(Exception):
    """Nothing has happened for too long."""


@dataclass
class Memory:
    """What one resident gave in the end: number of the question -> number of the option, or the text written."""

    answers: dict[int, int | str] = field(default_factory=dict)


async def let_in(
    sandbox: str, payload: str, count: int, *, seed: int, at_once: int, finished: Callable[[], None]
) -> list[Memory]:
    """Let `count` residents answer, so many at once; `finished` is called after each."""
    gate = asyncio.Semaphore(at_once)

    async def one(number: int) -> Memory:
        async with gate:
            memory = await _Resident(session, sandbox, Random(f"{seed}/{number}")).take_part(payload)  # noqa: S311
        finished()
        return memory

    async with aiohttp.ClientSession() as session:
        return list(await asyncio.gather(*(one(number) for number in range(count))))


class _Resident:
    def __init__(self, session: aiohttp.ClientSession, sandbox: str, chance: Random):
        self._session = session
        self._sandbox = sandbox
        self._chance = chance
        self._memory = Memory()
        self._changes_mind = chance.random() < CHANGES

    async def take_part(self, payload: str) -> Memory:
        language = self._chance.choice(("en", "es"))
        visitor = await Visitor.arrive(self._session, self._sandbox, "Resident", language)
        await visitor.start(payload)
        while not await self._step(visitor, await self._next_card(visitor)):
            pass
        return self._memory

    async def _next_card(self, visitor: Visitor) -> Message:
        """The newest card, once it is another than before."""
        before = _face(visitor.card)
        try:
            async with asyncio.timeout(PATIENCE):
                while visitor.card is None or _face(visitor.card) == before:
                    await visitor.look()
        except TimeoutError:
            raise Stuck(f"a resident waited for {PATIENCE:.0f} seconds and the bot said nothing") from None
        return visitor.card

    async def _step(self, visitor: Visitor, card: Message) -> bool:
        """Do what the card asks for. Returns whether that was all."""
        buttons = labels(card)
        head = HEAD.search(card["text"])
        consent = next((label for label in buttons if CONSENT.search(label)), None)
        if consent:
            await visitor.tap(card["id"], consent)
        elif head:
            await self._answer(visitor, card, int(head[1]))
        elif change := next((label for label in buttons if re.fullmatch(r"\w+ 1", label)), None):
            await visitor.tap(card["id"], change)
        elif self._changes_mind:
            self._changes_mind = False
            await visitor.tap(card["id"], buttons[0])
        else:
            return True
        return False

    async def _answer(self, visitor: Visitor, card: Message, question: int) -> None:
        options = [label for label in labels(card) if OPTION.match(label)]
        skip = next((label for label in labels(card) if label.endswith("›")), None)
        if options:
            label = self._chance.choice(options)
            number = int(label.split()[0])
            self._memory.answers[question] = number
            if self._chance.random() < TYPES:
                await visitor.write(str(number))
            else:
                await visitor.tap(card["id"], label)
        elif skip and self._chance.random() < SKIPS:
            await visitor.tap(card["id"], skip)
        else:
            text = self._chance.choice(TEXTS)
            self._memory.answers[question] = text
            await visitor.write(text)


def _face(card: Message | None) -> tuple[int, str] | None:
    return None if card is None else (int(card["id"]), str(card["text"]) + "".join(labels(card)))
