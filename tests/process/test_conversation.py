"""A real conversation held once more: every vote of the file a tap, and the same tallies in the end."""

from __future__ import annotations

import asyncio
import re
from collections import Counter
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Final

import aiohttp

from bot.app import wall_clock
from sandbox import Limits
from sandbox.sheets import words as words_of
from storage.migrate import migrate
from tests.conversations import conversation, matrix, texts
from tests.deliberation.files import phase, statements, table, toml
from tests.process.resident import LOOK, Resident
from tests.process.telegram_itself import Telegram
from tests.process.town import TOKEN, Town, listening
from tests.process.waiting import until

HASTE: Final = 100
"""Both sides count a hundred times as many messages to the second, so that weeks pass in minutes."""

LIMITS: Final = Limits(per_second=30 * HASTE, per_chat_per_second=HASTE, chat_burst=5)
RATES: Final = f"""
import bot.app, bot.sending.limiter as limiter
bot.app.Rates = lambda: limiter.Rates(per_second={30 * HASTE}, chat_per_second={HASTE})
"""
AT_ONCE: Final = 48
LABEL: Final = {1: "Agree", -1: "Disagree", 0: "Not sure"}


async def test_every_vote_is_a_tap_and_counts_as_it_did(tmp_path: Path) -> None:
    folder = conversation("canadian-electoral-reform")
    said, voters = texts(folder), list(matrix(folder))
    numbers = {comment: number for number, comment in enumerate(sorted(said))}
    given = [{numbers[comment]: vote for comment, vote in votes.items()} for votes in voters]
    step = statements(seeds=0, required=False) | {
        "statements": [{"id": f"c{comment}", "text": {"en": said[comment]}} for comment in sorted(said)]
    }
    database = f"sqlite:///{tmp_path}/town.db"
    await migrate(database, now_ms=wall_clock())
    async with (
        listening(Telegram(token=TOKEN, limits=LIMITS)) as sandbox,
        aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=0)) as http,
    ):
        town = Town(sandbox, http, database, tmp_path)
        await town.launch(
            toml(
                table(
                    phase(step, opens=date(2000, 1, 1), closes=date(2100, 1, 1)), reply_by=date(2100, 6, 1), id="reform"
                )
            )
        )
        try:
            bot = await town.bot(RATES, FAIRDEAL_LOGGING_LEVEL="warning")
            await _all_vote(town, given)
            await town.at_rest()
            assert await _kept(town) == _tallies(given)
            assert "error" not in bot.output
        finally:
            await town.leave()


async def _all_vote(town: Town, given: list[dict[int, int]]) -> None:
    free = asyncio.Semaphore(AT_ONCE)

    async def one(votes: Mapping[int, int]) -> None:
        async with free:
            await _vote(await town.resident(), votes)

    await asyncio.gather(*(one(votes) for votes in given))


async def _vote(voter: Resident, votes: Mapping[int, int]) -> None:
    """Somebody who opens each statement by its number, and taps."""
    await voter.start("c_reform")
    await voter.see("A tree on the square.")
    await voter.press("Begin")
    await voter.see("Before you begin")
    await voter.press("agree")
    await voter.see("What should be done?")
    for number, vote in votes.items():
        before = voter.card
        await voter.write(str(number + 1))
        await _opened(voter, number, 0 if before is None else before["id"])
        await voter.press(LABEL[vote])
        await voter.see(f"Saved ✓ {number + 1}: ")


async def _opened(voter: Resident, number: int, before: int) -> None:
    """Wait until a card that is newer than this one is about this statement."""
    wanted = re.compile(rf"Statement {number + 1}\b")

    async def there() -> bool:
        await voter.look(LOOK)
        card = voter.card
        return card is not None and card["id"] > before and wanted.search(words_of(card)) is not None

    await until(there, f"statement {number + 1}")


async def _kept(town: Town) -> Counter[tuple[int, int]]:
    async with town.store() as store:
        everybody = await store.look(lambda tx: tx.records("reform"))
        kept: Counter[tuple[int, int]] = Counter()
        for record in everybody:
            kept.update((await store.look(lambda tx, own=record: tx.own_votes(own.participation, "ideas"))).items())
    return kept


def _tallies(given: list[dict[int, int]]) -> Counter[tuple[int, int]]:
    return Counter(pair for votes in given for pair in votes.items())
