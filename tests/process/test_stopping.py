"""How the process ends: when asked, when another one is at work, and when only a person can help."""

import asyncio
from collections.abc import Callable, Coroutine
from typing import Any

import pytest

from tests.process.consultation import LINK
from tests.process.program import Program
from tests.process.town import TOKEN, Town
from tests.process.waiting import until

SLOW = {"kind": "latency", "method": "sendMessage", "seconds": 1.5}
"""Longer than the second after which the limits let the next in: so some are always on their way."""


async def test_a_stop_finishes_what_is_in_hand_and_loses_nothing(town: Town) -> None:
    bot = await town.bot()
    people = await asyncio.gather(*(town.resident() for _ in range(60)))
    await town.faults(SLOW)
    await asyncio.gather(*(person.start(LINK) for person in people))
    await until(lambda: town.calls("sendMessage"), "the first have their card, and the next are being sent theirs")
    assert await bot.stop(seconds=11.0) == 0
    _ended_in_order(bot.output)
    await _nothing_is_half_done(town)
    await town.no_faults()
    await town.bot()
    await asyncio.gather(*(person.see("A new roof.") for person in people))
    await town.at_rest()
    await asyncio.gather(*(person.look(0) for person in people))
    assert [len(person.from_bot) for person in people] == [1] * len(people)


async def test_a_stop_at_rest_takes_no_time(small_town: Town) -> None:
    bot = await small_town.bot()
    assert await bot.stop(seconds=3.0) == 0
    _ended_in_order(bot.output)


async def test_a_stop_while_telegram_is_away(small_town: Town) -> None:
    bot = await small_town.command("run", FAIRDEAL_TELEGRAM_API="http://127.0.0.1:9")
    await until(_says(bot, "telegram_unreachable"), "a bot that has noticed")
    assert await bot.stop(seconds=5.0) == 0
    _ended_in_order(bot.output)


async def test_a_second_bot_on_the_same_database_refuses(town: Town) -> None:
    first = await town.bot()
    status, said = await town.said("run")
    assert status == 75
    assert said.endswith("fairdeal: Another process runs the bot on this database. Stop it first, then start again.\n")
    await first.kill()
    assert await (await town.bot()).stop() == 0


async def test_another_receiver_of_the_same_updates_ends_it(small_town: Town) -> None:
    bot = await small_town.bot()
    await small_town.ask_as_bot("getUpdates", timeout=0)
    assert await bot.ended() == 75
    assert "fairdeal: Another program receives this bot's updates, or a webhook is set." in bot.output
    _ended_in_order(bot.output)


@pytest.mark.parametrize("receive", ["poll", "webhook"])
async def test_a_token_that_telegram_does_not_know_ends_it(small_town: Town, receive: str) -> None:
    webhook = {"FAIRDEAL_WEBHOOK_URL": "https://town.example/hook", "FAIRDEAL_WEBHOOK_SECRET": "x" * 16}
    token = {"FAIRDEAL_TELEGRAM_TOKEN": TOKEN + "x", "FAIRDEAL_TELEGRAM_RECEIVE": receive}
    status, said = await small_town.said("run", **token, **webhook)
    assert status == 78
    assert said.endswith("fairdeal: Telegram does not know this bot's token. Check it with @BotFather.\n")
    _ended_in_order(said)


async def test_a_token_that_is_withdrawn_while_it_runs_ends_it(small_town: Town) -> None:
    bot = await small_town.bot(FAIRDEAL_TELEGRAM_POLL_SECONDS="1")
    small_town.sandbox.change_token(TOKEN + "x")
    assert await bot.ended() == 78
    _ended_in_order(bot.output)


async def test_a_place_that_is_taken_is_said_in_words(small_town: Town) -> None:
    url = small_town.sandbox.url
    status, said = await small_town.said(
        "run",
        FAIRDEAL_TELEGRAM_RECEIVE="webhook",
        FAIRDEAL_WEBHOOK_URL="https://town.example/hook",
        FAIRDEAL_WEBHOOK_SECRET="x" * 16,
        FAIRDEAL_WEBHOOK_PORT=url.rsplit(":", 1)[1],
    )
    assert status == 78
    assert "fairdeal: The webhook cannot listen on 127.0.0.1" in said
    _ended_in_order(said)


def _ended_in_order(said: str) -> None:
    for sign in ("Traceback", "ResourceWarning", "Unclosed", "never retrieved", "was destroyed", TOKEN):
        assert sign not in said, said


def _says(program: Program, words: str) -> Callable[[], Coroutine[Any, Any, bool]]:
    async def said() -> bool:
        return words in program.output

    return said


async def _nothing_is_half_done(town: Town) -> None:
    """Whoever came in was met in one piece, and what was not begun waits."""
    done = await town.ledger.count("inbox", "state = 'done'")
    assert done == await town.ledger.count("participations") == await town.ledger.count("views")
