"""Whoever may look through what residents say is reminded when it has waited for a day: once a day, and by day."""

from __future__ import annotations

import asyncio
import csv
import io
import json

import pytest

from bot.drawing import Attaching
from deliberation.attention import local
from deliberation.digests import What
from deliberation.moderation import HOUR, Page
from deliberation.notices import DigestReady, ModerationLog, ModerationWaits
from deliberation.roles import Role
from deliberation.use_cases.benches import turn_bench
from deliberation.use_cases.commands import HOUSE_ITSELF
from deliberation.use_cases.desks import go_home
from deliberation.use_cases.digests import SendDigest, choose_days, open_digest, send_digest
from deliberation.use_cases.long_waits import RemindModerators, remind_moderators
from deliberation.use_cases.moderating import accept, refuse
from deliberation.use_cases.steering import look_after, put_aside
from deliberation.use_cases.telling import Told
from reports.moderation_log import DETAILS
from screens.desk import desk_card
from screens.desk_notices import desk_notice
from screens.voice import voice
from tests.screens.html import read
from tests.store.desk import become, come, taps
from tests.store.saying import NAME, gives_reason, moderates, says, source
from tests.store.town import LEASE, Town

OLGA, NORA, PIOTR = 501, 502, 503


@pytest.fixture
async def ideas(town: Town) -> Town:
    await town.launch(source())
    return town


async def reminded(town: Town) -> list[tuple[int, str]]:
    """Who is told what, when the house looks now."""
    await town.perform(remind_moderators, RemindModerators(HOUSE_ITSELF, town.now))
    said = []
    while due := await town.store.deliveries.take_notices(town.now, town.now + LEASE, 10):
        for notice in due:
            card = desk_notice(notice.told, voice("en")) if isinstance(notice.told.notice, ModerationWaits) else None
            said += [] if card is None else [(notice.telegram_chat, read(card.text))]
            await town.store.deliveries.notice_finished(notice.id, sent=True, now=town.now)
    return sorted(said)


async def test_after_a_day_all_who_may_are_reminded_once_a_day(ideas: Town) -> None:
    await become(ideas, OLGA, Role.ORGANISER)
    await become(ideas, NORA, Role.FACILITATOR)  # who runs something else
    await says(ideas, 1, "More trees", hour=ideas.now // HOUR)
    await gives_reason(ideas, 2, 0, "Because", hour=ideas.now // HOUR)
    ideas.now += 24 * HOUR
    assert await reminded(ideas) == []
    ideas.now += HOUR
    ((chat, said),) = await reminded(ideas)
    assert chat == OLGA
    assert "2 things wait" in said
    assert await reminded(ideas) == []
    ideas.now += 24 * HOUR
    assert len(await reminded(ideas)) == 1


async def test_nobody_is_reminded_at_night_or_of_what_was_done(ideas: Town) -> None:
    shown = await moderates(ideas, OLGA)
    await says(ideas, 1, "More trees", hour=ideas.now // HOUR)
    ideas.now += 25 * HOUR
    while local(ideas.now, "Europe/Warsaw").hour != 23:
        ideas.now += HOUR
    assert await reminded(ideas) == []
    ideas.now += 12 * HOUR
    shown = await taps(ideas, shown, turn_bench, Page.QUEUE)
    await taps(ideas, shown, accept, shown.matter.piece.stamp)
    assert await reminded(ideas) == []


async def test_the_load_stands_at_home_and_at_what_is_running(ideas: Town) -> None:
    await says(ideas, 1, "More trees")
    await gives_reason(ideas, 2, 0, "Because")
    await become(ideas, OLGA, Role.ORGANISER)
    assert "2 things that residents said wait" in read(desk_card(await come(ideas, OLGA)).text)
    running = await taps(ideas, await come(ideas, OLGA), look_after, NAME)
    buttons = [button for row in desk_card(running).rows for button in row]
    assert "Look through (2)" in [button.label for button in buttons]
    assert len(buttons) <= 8
    await become(ideas, NORA, Role.FACILITATOR)
    elsewhere = await taps(ideas, await come(ideas, NORA), go_home)
    assert "residents said" not in desk_card(elsewhere).text


async def test_the_log_says_who_decided_what_by_numbers_and_no_words(ideas: Town, database_url: str) -> None:
    await says(ideas, 1, "=cmd()")
    await says(ideas, 2, "Second of all")
    shown = await moderates(ideas, OLGA)
    shown = await taps(ideas, shown, accept, shown.matter.piece.stamp)
    shown = await taps(ideas, shown, turn_bench, f"{Page.GROUNDS}-{shown.matter.piece.stamp}")
    await taps(ideas, shown, refuse, f"off-topic-{shown.matter.piece.stamp}")
    table = await taken(database_url)
    assert table[0] == ["time", "who", "what", *DETAILS]
    assert [(row[1], row[2], *row[3:7]) for row in table[1:]] == [
        ("1", "statement_judged", "ideas", "5", "accepted", ""),
        ("1", "statement_judged", "ideas", "6", "rejected", "off-topic"),
    ]
    assert "cmd" not in str(table)


async def taken(database: str) -> list[list[str]]:
    """The table as the worker makes it, over a connection of its own."""
    told = Told(ModerationLog(NAME))
    attached = Attaching(database, 5)(told, "en", "town_bot")
    assert attached is not None
    assert attached.name == "ideas-moderation.csv"
    written = await asyncio.to_thread(attached.draw, attached.argument)
    return list(csv.reader(io.StringIO(written.decode("utf-8-sig"))))


async def test_whoever_is_gone_is_nobody_in_the_log(ideas: Town, database_url: str) -> None:
    await says(ideas, 1, "More trees")
    shown = await moderates(ideas, OLGA)
    await taps(ideas, shown, accept, shown.matter.piece.stamp)
    person = await ideas.store.look(lambda tx: tx.person(OLGA))
    assert person is not None
    await ideas.database.unit(lambda session: ideas.store._transaction(session).erase(person))
    assert [row[1] for row in (await taken(database_url))[1:]] == ["removed"]


async def test_a_digest_counts_what_waits(ideas: Town) -> None:
    await says(ideas, 1, "More trees")
    shown = await taps(ideas, await become(ideas, OLGA, Role.ORGANISER), open_digest)
    await taps(ideas, shown, choose_days, "1")
    ideas.now += 24 * HOUR
    await ideas.perform(send_digest, SendDigest(HOUSE_ITSELF, ideas.now))
    (found,) = [row["parameters"] for row in await ideas.rows("notices") if row["kind"] == DigestReady.kind]
    assert [news.number for news in DigestReady(**json.loads(found)).news() if news.what is What.WAITING] == [1]


async def test_nobody_is_reminded_of_what_was_put_aside(ideas: Town) -> None:
    await says(ideas, 1, "More trees", hour=ideas.now // HOUR)
    await become(ideas, OLGA, Role.ORGANISER)
    running = await taps(ideas, await come(ideas, OLGA), look_after, NAME)
    await taps(ideas, running, put_aside)
    ideas.now += 25 * HOUR
    assert await reminded(ideas) == []
    assert "residents said" not in desk_card(await come(ideas, OLGA)).text
