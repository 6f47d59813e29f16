"""The canary: marked names, marked texts and the marked token, and none of them in anything the process says.

Every town looks for the mark when it is left; the tests here see to it that there is much to be said.
"""

import asyncio

import pytest

from tests.process.test_poison import unreadable
from tests.process.town import MARK, NAME, Town
from tests.process.waiting import until

TALKATIVE = """
import asyncio, gc, logging
import handlers.registration as registration
from bot.app import App
forgotten = []
async def boom(text):
    raise ValueError(text)
async def angry(update, context):
    text = update.effective_message.text
    task = asyncio.create_task(boom(text))
    await asyncio.sleep(0.05)
    del task
    gc.collect()
    logging.getLogger("telegram").warning("about to send %s", text)
    try:
        await boom(text)
    except ValueError:
        logging.getLogger("aiohttp").exception("could not send %s", text)
    context.bot._request
    raise ValueError(text, context.bot.token, update.effective_user.first_name)
registration.commanded = angry
"""
CUT = [{"kind": kind, "times": 1} for kind in ("cut_before", "cut_after", "500")]


@pytest.mark.parametrize("form", ["lines", "json"])
async def test_nothing_of_what_people_say_is_logged(small_town: Town, form: str) -> None:
    bot = await small_town.bot(TALKATIVE, FAIRDEAL_LOGGING_FORMAT=form)
    resident = await small_town.participant()
    await resident.write(f"/help {MARK}")
    small_town.sandbox.send_raw(unreadable(resident.id))
    await small_town.faults(*CUT)
    await resident.write(f"{MARK} is not an option")
    await resident.hear("not one of the answers")
    await small_town.at_rest()
    for sign in ("update_set_aside", "poll_failed", "ValueError", "never retrieved", "about to send %s"):
        assert sign in bot.output, sign
    assert NAME not in bot.output


async def test_a_telegram_that_goes_away_is_named_without_its_address(small_town: Town) -> None:
    bot = await small_town.bot()
    await small_town.sandbox.stop()

    async def noticed() -> bool:
        return "poll_failed" in bot.output

    await until(noticed, "the bot has noticed")
    assert await bot.stop() == 0


async def test_what_nobody_expected_ends_the_process_without_quoting(small_town: Town) -> None:
    prelude = f"import bot.cli.run as run\nasync def fall(*_): raise ValueError('{MARK}')\nrun.run_bot = fall"
    program = await small_town.command("run", prelude=prelude)
    assert await program.ended() == 1
    assert "ValueError" in program.output


async def test_the_mark_would_be_found(small_town: Town) -> None:
    """The canary itself sings."""
    program = await small_town.command("run", prelude=f"print('{MARK}')\nraise SystemExit")
    await asyncio.wait_for(program.ended(), 10)
    with pytest.raises(AssertionError, match="a name, a text or the token"):
        await small_town.leave()
    program.log.write_text("")
