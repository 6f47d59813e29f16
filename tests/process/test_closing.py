"""What follows from a close: the summary to organisers, a notice to who took part, each once; and nothing about few."""

import asyncio

from bot.app import wall_clock
from bot.ids import IdSource
from bot.ticks import Ticks
from bot.worker import Worker
from tests.process.consultation import LINK
from tests.process.resident import Resident
from tests.process.town import MARK, Town

CLOSING = "Rent & <Roof> has closed."


async def test_a_close_is_told_once_to_everybody(town: Town) -> None:
    bot = await town.bot()
    organiser, *residents = await asyncio.gather(town.organiser(), *(_answered(town) for _ in range(6)))
    bystander = await town.resident()
    await bystander.start()
    await bystander.see("A new roof.")
    await _close_again_and_again(town)
    await organiser.hear("6 people took part.")
    await asyncio.gather(*(resident.hear(CLOSING) for resident in residents))
    await _close_again_and_again(town)
    await bot.kill()
    await town.bot()
    await _close_again_and_again(town)
    await town.at_rest()
    heard = await asyncio.gather(*(_heard(each) for each in (organiser, bystander, *residents)))
    assert heard == [(1, 0), (0, 0)] + [(0, 1)] * 6


async def test_the_summary_says_what_was_counted_and_quotes_nobody(small_town: Town) -> None:
    await small_town.bot()
    organiser, *_ = await asyncio.gather(small_town.organiser(), *(_answered(small_town) for _ in range(6)))
    await small_town.close()
    await organiser.hear("6 people took part.")
    summary = organiser.from_bot[-1]["text"]
    assert "First & best: 0\nSecond: 6\nThird: 0" in summary
    assert MARK not in summary


async def test_nothing_is_said_about_fewer_than_five(town: Town) -> None:
    await town.bot()
    organiser, *_ = await asyncio.gather(town.organiser(), *(_answered(town) for _ in range(4)))
    await town.close()
    await organiser.hear("Fewer than 5 people took part")
    assert organiser.from_bot[-1]["text"] == (
        "Rent & <Roof>\nFewer than 5 people took part, so nothing can be said about their answers."
    )
    releases = await town.ledger.rows("SELECT content FROM releases")
    assert '"took_part": null, "finished": null, "tables": []' in releases[0]["content"]


async def test_what_comes_after_the_close_changes_nothing(town: Town) -> None:
    await town.bot()
    resident = await _answered(town)
    before = await town.ledger.answers()
    await town.close()
    query = await resident.press("3 Third")
    assert "This closed on" in str(await resident.passing_line(query))
    await resident.write("1")
    await resident.hear("This closed on")
    assert await town.ledger.answers() == before


async def test_the_last_one_told_can_still_be_forgotten(town: Town) -> None:
    await town.bot()
    residents = await asyncio.gather(*(_answered(town) for _ in range(2)))
    ids = [row["id"] for row in await town.ledger.rows("SELECT id FROM participations")]
    await town.close()
    await asyncio.gather(*(resident.hear(CLOSING) for resident in residents))
    await asyncio.gather(*(_forgotten(resident) for resident in residents))
    tables = await town.ledger.everything()
    assert not [(name, trace) for name, content in tables.items() for trace in ids if trace in content]


async def _answered(town: Town) -> Resident:
    resident = await town.participant()
    await resident.press("2 Second")
    await resident.see("2 of 4")
    return resident


async def _forgotten(resident: Resident) -> None:
    await resident.start(LINK)
    await resident.see("This has closed.")
    await resident.press("What is stored?")
    await resident.see("What is stored")
    await resident.press("Delete everything")
    await resident.see("Delete everything about you?")
    await resident.press("Yes, delete everything")
    await resident.hear("Everything about you is deleted here")


async def _close_again_and_again(town: Town) -> None:
    """Close, perhaps what is closed, and do several times at once what the bot does by itself every few seconds."""
    await town.close()
    async with town.store() as store:
        worker, new_id = Worker(), IdSource(wall_clock)
        ticks = Ticks(store, now=wall_clock, new_id=new_id, draw=worker.draw, database=town.database, threshold=5)
        await asyncio.gather(*(ticks.tick() for _ in range(4)))
        await worker.close()


async def _heard(person: Resident) -> tuple[int, int]:
    """How many summaries and how many closing notices."""
    await person.look(0)
    return person.heard("people took part."), person.heard(CLOSING)
