"""`kill -9`, again and again, under five hundred waiting updates: every answer given is stored, and stored once."""

import asyncio
from collections import Counter
from collections.abc import Iterator
from itertools import cycle, islice
from random import Random

import pytest

from tests.process.consultation import CHOICES, OPTIONS, TEXT
from tests.process.resident import Resident
from tests.process.town import MARK, Town
from tests.process.waiting import PATIENCE

WRITERS = 100
TAPPERS = 10
KILLS = 25
WAITING = 500
"""Updates that wait whenever a process starts."""

LONGEST_LIFE = 0.8
"""Seconds that a process lives at most after its first question to Telegram."""

LONG = 600
"""Seconds that all this may take on a machine that is busy with other tests."""


class Given:
    """What residents gave, as they remember it: their last answer to each step, and how often they gave one."""

    def __init__(self) -> None:
        self.last: dict[tuple[int, str], str] = {}
        self.times = Counter[tuple[int, str]]()

    def note(self, resident: Resident, step: str, ballot: str) -> None:
        self.last[resident.id, step] = ballot
        self.times[resident.id, step] += 1

    @property
    def stored(self) -> Counter[tuple[int, str, str]]:
        return Counter((*key, ballot) for key, ballot in self.last.items())


@pytest.mark.timeout(LONG)
async def test_kill_9_loses_nothing_and_counts_nothing_twice(small_town: Town, figures: list[str]) -> None:
    given, over = Given(), asyncio.Event()
    bot = await small_town.bot()
    writers = await asyncio.gather(*(small_town.participant() for _ in range(WRITERS)))
    tappers = await asyncio.gather(*(small_town.participant() for _ in range(TAPPERS)))
    await bot.kill()
    await asyncio.gather(*(_answer_all(writer, given) for writer in writers))
    tapping = [asyncio.create_task(_keep_tapping(tapper, given, over)) for tapper in tappers]
    waiting = await _kill_again_and_again(small_town, cycle(writers), given)
    over.set()
    await small_town.bot()
    await asyncio.gather(*tapping)
    await small_town.at_rest()
    await _is_as_given(small_town, given, waiting, figures)


async def _answer_all(writer: Resident, given: Given) -> None:
    """A tap, two numbers and a text: all of them wait while the bot is down."""
    options = [Random(f"{writer.id}/{step}").randrange(len(OPTIONS)) for step in CHOICES]
    await writer.press(f"{options[0] + 1} ")
    for option in options[1:]:
        await writer.write(str(option + 1))
    for step, option in zip(CHOICES, options, strict=True):
        given.note(writer, step, OPTIONS[option])
    await _say_in_words(writer, given)


async def _say_in_words(writer: Resident, given: Given) -> None:
    text = f"{MARK} {writer.id} {given.times[writer.id, TEXT]}"
    await writer.write(text)
    given.note(writer, TEXT, text)


async def _keep_tapping(tapper: Resident, given: Given, over: asyncio.Event) -> None:
    """Answer, and then change the first answer for as long as the bot is being killed: perhaps one tap gets through."""
    tapper.patience = LONG
    for number, step in enumerate(CHOICES, start=1):
        await tapper.see(f"{number} of 4")
        await _choose(tapper, given, step, number % 3)
    await tapper.see("4 of 4")
    await tapper.press("Skip")
    option = 0
    while not over.is_set():
        await tapper.see("Finished")
        await tapper.press("My answers")
        await tapper.see("Your answers")
        await tapper.press("Change 1")
        await tapper.see("1 of 4")
        await _choose(tapper, given, CHOICES[0], option := (option + 1) % 3)
    await tapper.see("Finished")


async def _choose(tapper: Resident, given: Given, step: str, option: int) -> None:
    await tapper.press(f"{option + 1} ")
    given.note(tapper, step, OPTIONS[option])


async def _kill_again_and_again(town: Town, writers: Iterator[Resident], given: Given) -> list[int]:
    """Returns how many updates waited at each kill."""
    chance, waiting = Random(KILLS), []
    for kill in range(KILLS):
        await _fill_up(town, writers, given)
        if kill % 2:
            await _kill_as_it_confirms(town)
        else:
            bot = await town.bot()
            await asyncio.sleep(chance.uniform(0, LONGEST_LIFE))
            await bot.kill()
        waiting.append(await _waiting(town))
    return waiting


async def _kill_as_it_confirms(town: Town) -> None:
    """In the moment in which Telegram is told that updates are safe."""
    before = town.sandbox.confirmed
    bot = await town.command("run")
    async with asyncio.timeout(PATIENCE):
        await town.sandbox.more_confirmed(before)
    await bot.kill()


async def _fill_up(town: Town, writers: Iterator[Resident], given: Given) -> None:
    """Let writers go back and change their text until enough updates wait."""
    missing = max(20, WAITING - await _waiting(town))
    for writer in islice(writers, -(-missing // 2)):
        await writer.write("back")
        await _say_in_words(writer, given)


async def _waiting(town: Town) -> int:
    """Updates that have had no effect yet, at Telegram and in the inbox; one may be in both for a moment."""
    fetched = await town.ledger.count("inbox", "state = 'waiting'")
    return fetched + int((await town.state())["updates"]["waiting"])


async def _is_as_given(town: Town, given: Given, waiting: list[int], figures: list[str]) -> None:
    stored, recorded = await town.ledger.answers(), await town.ledger.recorded()
    lost, twice = given.times - recorded, recorded - given.times
    figures.append(
        f"kill -9: {KILLS} kills with {min(waiting)} to {max(waiting)} updates waiting, "
        f"{given.times.total()} answers given, {lost.total()} lost, {twice.total()} twice"
    )
    assert not lost
    assert not twice
    assert stored == given.stored
    assert await town.ledger.count("inbox", "state = 'poison'") == 0
