"""Simulated residents: they see what a person sees, tap or type, change their mind, and remember what they gave.

They know what stands in the chat and nothing else, so that what they remember can be held against what was counted.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from random import Random

import aiohttp

from sandbox.opinions import Deed, Opinions, Views
from sandbox.sheets import Sheet, sheet_of, words
from sandbox.slips import slip_of
from sandbox.visitor import Message, Visitor, labels

TYPES, SKIPS, LEAVES, CHANGES, ONE_MORE = 0.2, 0.25, 0.01, 0.2, 0.4
"""Shares who type a number instead of tapping, skip what may be skipped, leave in the middle, change an answer at the
end, and choose one more where several can be chosen.
"""

PATIENCE = 60.0
"""Seconds without anything happening after which a resident gives up: then something is broken."""

MOST_ACTS = 300
"""Somebody who has done so much and is not at the end goes round in circles."""

TEXTS = (
    "A written promise that rents stay the same for ten years.",
    "Somewhere to stay during the building work, close by.",
    "Que nos avisen con tiempo y por escrito.",
    "Somebody to call when the lift is out. My neighbour is 84 & cannot take stairs <today>.",
)


Pace = Callable[[], Awaitable[None]]


class Stuck(Exception):
    """Nothing has happened for too long."""


@dataclass
class Memory:
    """What one resident gave in the end, by the words of the question: labels of options as they stood in the text, in
    the order in which they were given, or what was written. `views` are what they think of statements.
    """

    answers: dict[str, tuple[str, ...]] = field(default_factory=dict)
    views: Views = field(default_factory=Views)


async def let_in(
    sandbox: str, payload: str, count: int, *, seed: int, at_once: int, finished: Callable[[], None]
) -> list[Memory]:
    """Let `count` residents answer, so many at once; `finished` is called after each."""
    gate = asyncio.Semaphore(at_once)

    async def one(number: int) -> Memory:
        async with gate:
            language = chances[number].choice(("en", "es"))
            visitor = await Visitor.arrive(session, sandbox, f"Resident {number + 1}", language)
            memory = await take_part(visitor, payload, chances[number])
        finished()
        return memory

    chances = [Random(f"{seed}/{number}") for number in range(count)]  # noqa: S311
    async with aiohttp.ClientSession() as session:
        return list(await asyncio.gather(*(one(number) for number in range(count))))


async def take_part(visitor: Visitor, payload: str, chance: Random, pace: Pace | None = None) -> Memory:
    """One resident's whole way through what the link leads to; `pace` is awaited before each act."""
    return await _Resident(visitor, chance, pace).take_part(payload)


class _Asked:
    """What a resident has done at the question that stands before them. Options go by the numbers they have there.

    `marked` is what the card says is chosen, in the order in which it came to be; `tapped` the last tap, with the mark
    that the option had; `given` what was typed or tapped and may be the whole answer; `turns` how many pages were
    looked at since.
    """

    def __init__(self, question: str):
        self.question = question
        self.marked: dict[int, str] = {}
        self.tapped: tuple[int, bool] | None = None
        self.given: tuple[str, ...] | None = None
        self.turns = 0

    def see(self, sheet: Sheet) -> bool:
        """Look at the card again. Returns whether it waits for words of one's own."""
        tapped, self.tapped, self.given = self.tapped, None, None
        waits = tapped is not None and tapped[0] in sheet.lines and sheet.lines[tapped[0]].marked == tapped[1]
        for number, line in sheet.lines.items():
            if line.marked:
                self.marked[number] = line.label
            else:
                self.marked.pop(number, None)
        return waits

    def all_marked(self) -> tuple[str, ...]:
        """What is chosen now: labels, and of what was written the words alone."""
        return tuple(next((text for text in TEXTS if text in label), label) for label in self.marked.values())


class _Resident:
    def __init__(self, visitor: Visitor, chance: Random, pace: Pace | None):
        self._visitor = visitor
        self._chance = chance
        self._pace = pace
        self._memory = Memory()
        self._changes_mind = chance.random() < CHANGES
        self._asked = _Asked("")
        self._opinions = Opinions(self._memory.views, chance)
        self._refused = False
        self._face: object = None

    async def take_part(self, payload: str) -> Memory:
        self._face = _face(self._visitor.card)  # of something else, that came before
        await self._visitor.start(payload)
        for _ in range(MOST_ACTS):
            card = await self._next_card()
            if self._pace is not None:
                await self._pace()
            if await self._act(card):
                return self._memory
        raise Stuck(f"a resident did {MOST_ACTS} things and came to no end, at last at: {self._asked.question}")

    async def _next_card(self) -> Message:
        """The newest card, once it is another than before, or at once where the last tap was refused."""
        visitor, before = self._visitor, None if self._refused else self._face
        try:
            async with asyncio.timeout(PATIENCE):
                while visitor.card is None or _face(visitor.card) == before:
                    await visitor.look()
        except TimeoutError:
            said = "" if visitor.card is None else f" after: {words(visitor.card)}"
            raise Stuck(f"a resident waited for {PATIENCE:.0f} seconds and the bot said nothing{said}") from None
        self._face = _face(visitor.card)
        return visitor.card

    async def _act(self, card: Message) -> bool:
        """Do what the card asks for. Returns whether that was all."""
        sheet = sheet_of(card)
        if sheet.question != self._asked.question and self._asked.given is not None:
            self._memory.answers[self._asked.question] = self._asked.given
            self._asked.given = None
        if sheet.question:
            self._opinions.leave()
            return await self._ask(card, sheet)
        self._asked = _Asked("")
        if (deed := self._opinions.decide(slip_of(card))) is not None:
            return await self._do(card, deed)
        self._opinions.leave()
        if sheet.changes:
            await self._tap(card, self._chance.choice(sheet.changes))
        elif sheet.consent or sheet.onward:
            language = labels(card)[0] if self._refused else None  # it is for those who read another one
            await self._tap(card, language or sheet.consent or sheet.onward)
        elif self._changes_mind:
            self._changes_mind = False
            await self._tap(card, labels(card)[0])
        else:
            return True
        return False

    async def _ask(self, card: Message, sheet: Sheet) -> bool:
        """One act at a question. Returns whether they leave here."""
        if sheet.question != self._asked.question:
            self._asked = _Asked(sheet.question)
            self._asked.see(sheet)
            if self._chance.random() < LEAVES:
                return True
            await self._begin(card, sheet)
        elif self._refused:  # more, or fewer, have to be chosen
            await self._choose(card, sheet) if self._asked.given else await self._go_on(card, sheet)
        elif self._asked.see(sheet):
            await self._write(self._chance.choice(TEXTS))
        elif self._asked.marked and sheet.onward:
            await self._choose_more(card, sheet)
        else:  # the next place of a ranking; or what was typed was refused
            await self._choose(card, sheet)
        return False

    async def _do(self, card: Message, deed: Deed) -> bool:
        """What there is to do among statements. Returns whether they leave here."""
        if self._chance.random() < LEAVES / 10:  # they do a lot here
            return True
        if deed.write is not None:
            self._refused = False
            await self._visitor.write(deed.write)
        elif deed.tap is not None:
            await self._tap(card, deed.tap)
        if self._refused:
            self._opinions.refused()
        else:
            deed.then()
        return False

    async def _begin(self, card: Message, sheet: Sheet) -> None:
        if sheet.onward and self._chance.random() < SKIPS:
            await self._go_on(card, sheet)
        elif not sheet.buttons:
            await self._write(sheet.example(self._chance) or self._chance.choice(TEXTS))
        elif self._chance.random() < TYPES:
            number = self._chance.choice(list(sheet.buttons))
            await self._write(str(number), sheet.lines[number].label)
        else:
            await self._choose(card, sheet)

    async def _choose_more(self, card: Message, sheet: Sheet) -> None:
        """Several are chosen: one more, or that was all. What stands on other pages is looked at before."""
        asked = self._asked
        if sheet.more and asked.turns < sheet.pages:
            asked.turns += 1
            await self._tap(card, sheet.more)
        elif self._chance.random() < ONE_MORE:
            await self._choose(card, sheet)
        else:
            await self._go_on(card, sheet)

    async def _choose(self, card: Message, sheet: Sheet) -> None:
        asked = self._asked
        likings = [_liking(sheet.lines[each].label) for each in sheet.buttons]
        (number,) = self._chance.choices(list(sheet.buttons), likings)
        line = sheet.lines[number]
        asked.turns = 0
        await self._tap(card, sheet.buttons[number])
        if not self._refused:
            places = () if sheet.onward else asked.all_marked()  # of a ranking: it has no way on once it is begun
            asked.tapped, asked.given = (number, line.marked), (*places, line.label)

    async def _go_on(self, card: Message, sheet: Sheet) -> None:
        """On with what is marked, if anything is."""
        self._asked.given = self._asked.all_marked() or None
        await self._tap(card, sheet.onward)

    async def _write(self, text: str, meaning: str | None = None) -> None:
        self._asked.given = (meaning or text,)
        self._refused = False
        await self._visitor.write(text)

    async def _tap(self, card: Message, label: str | None) -> None:
        """Tap, and hear whether it was refused: then the card is as it was."""
        if label is None:
            raise Stuck(f"there is no way on from: {words(card)}")
        query = await self._visitor.tap(card["id"], label)
        self._refused = bool(await self._visitor.passing_line(query))


def _liking(label: str) -> int:
    """How much a town likes an option: the same for all its residents, so that their answers are not all alike."""
    return 1 + sum(label.encode()) % 7


def _face(card: Message | None) -> tuple[int, str] | None:
    return None if card is None else (int(card["id"]), words(card) + "".join(labels(card)))
