"""One person's updates take effect in their order, and one who is slow holds up nobody else."""

import asyncio
from pathlib import Path

from tests.process.consultation import LINK
from tests.process.town import MARK, Town
from tests.process.waiting import until

SLOW_HELP = """
import asyncio, pathlib
import handlers.registration as registration
in_time = registration.commanded
async def slow(update, context):
    while not pathlib.Path("go").exists():
        await asyncio.sleep(0.01)
    await in_time(update, context)
registration.commanded = slow
"""
UNEVEN = """
import asyncio
import handlers.registration as registration
in_time = registration.written
async def uneven(update, context):
    await asyncio.sleep((3 - update.update_id % 4) * 0.02)
    await in_time(update, context)
registration.written = uneven
"""
SLOW_PEOPLE = 30


async def test_the_slow_wait_for_themselves_alone(town: Town) -> None:
    await town.bot(SLOW_HELP)
    slow = await asyncio.gather(*(town.participant() for _ in range(SLOW_PEOPLE)))
    for each in slow:
        await each.write("/help")
        await each.write("3")
    quick = await town.participant()
    await quick.press("1 First")
    await quick.see("2 of 4")
    assert await town.ledger.answers() == {(quick.id, "rent", "first"): 1}
    _let_go(town)
    await asyncio.gather(*(each.see("2 of 4") for each in slow))
    assert await town.ledger.answers() == {(quick.id, "rent", "first"): 1} | {(s.id, "rent", "third"): 1 for s in slow}


def _let_go(town: Town) -> None:
    Path(town.folder, "go").touch()


async def test_a_dozen_messages_in_one_breath_take_effect_in_their_order(town: Town) -> None:
    """All wait when the bot starts, the later are dealt with faster than the earlier, and the last text stays."""
    people = await asyncio.gather(*(town.resident() for _ in range(10)))
    for person in people:
        await person.start(LINK)
        for text in ("begin", "agree", "1", "2", "3", f"{MARK} 0"):
            await person.write(text)
        for number in range(1, 4):
            await person.write("back")
            await person.write(f"{MARK} {number}")
    await town.bot(UNEVEN)

    async def all_said() -> bool:
        return await town.ledger.count("events", "name = 'answer_recorded'") == 7 * len(people)

    await until(all_said, "everything has taken effect")
    stored = await town.ledger.answers()
    assert stored == {
        (person.id, *answer): 1
        for person in people
        for answer in (("rent", "first"), ("noise", "second"), ("stay", "third"), ("worry", f"{MARK} 3"))
    }
