"""What residents are told of a result, and of the reply: once, the right text, and only when there is one."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest

from bot.surveying import analysed
from deliberation.desk import REPLYING, SUMMARY
from deliberation.errors import Conflict, EmptyText, Forbidden, MovedOn, TooLong
from deliberation.roles import Role
from deliberation.use_cases.commands import HOUSE_ITSELF
from deliberation.use_cases.desks import ComeToDesk
from deliberation.use_cases.finding import findings_of
from deliberation.use_cases.publishing import (
    LONGEST_REPLY,
    SayOverdue,
    ask_publish,
    ask_reply,
    give_reply,
    publish,
    say_overdue,
)
from deliberation.use_cases.releasing import KeepTexts, draw_up, keep_texts
from deliberation.use_cases.running import ClosePhase, close_phase
from deliberation.use_cases.summaries import come_to_summary, list_questions, list_summaries, read_summary, send_picture
from tests.deliberation.files import choice, phase, table, toml, words
from tests.store.desk import become, come, tapping, taps, writes
from tests.store.results import at, release_it
from tests.store.scenes_of_results import MONTHS
from tests.store.town import CLOSED, Town, sender

QUOTED = toml(table(phase(choice("colour"), words("why")), id="quoted", sharing={"quotes": True}))


async def spread(town: Town) -> list[str]:
    """What arrives within a week: nobody is told more than one thing a day."""
    told: list[str] = []
    for _ in range(7):
        while await town.spread():
            pass
        town.now += 24 * 3_600_000
        told += await town.all_told()
    return told


async def test_everybody_who_took_part_is_told_the_result_once(town: Town) -> None:
    await release_it(town)
    shown = await at(town, 1, "publish")
    await town.all_told()
    published = await taps(town, shown, publish)
    assert published.desk.place == SUMMARY
    assert (await spread(town)).count("results_published") == 12
    with pytest.raises(MovedOn):  # the button is gone, and a forged one does nothing
        await taps(town, await taps(town, await come(town, 1), read_summary, "tiny"), publish)
    assert "results_published" not in await spread(town)


async def test_of_two_organisers_at_once_one_tells_them(town: Town) -> None:
    await release_it(town)
    both = [await at(town, person, "publish") for person in (1, 2)]
    done = await asyncio.gather(*(taps(town, shown, publish) for shown in both), return_exceptions=True)
    assert sorted(type(one) for one in done if isinstance(one, Exception)) in ([MovedOn], [Conflict])
    await spread(town)
    assert [row["name"] for row in await town.rows("events")].count("results_told") == 1


async def test_a_reply_is_kept_and_told_as_it_was_written(town: Town) -> None:
    await release_it(town)
    shown = await at(town, 1, "reply", "We will plant <trees>.")
    assert shown.desk.place == REPLYING
    assert "reply_given" not in await spread(town)  # before it is confirmed
    await taps(town, shown, give_reply)
    assert (await spread(town)).count("reply_given") == 12
    found = await town.store.look(lambda tx: findings_of(tx, "tiny"))
    assert [reply.text for reply in found.replies] == ["We will plant <trees>."]
    assert found.reply_by is None
    came_back = await town.enter(100)
    assert came_back.reply is not None
    assert came_back.reply.text == "We will plant <trees>."


@pytest.mark.parametrize(("text", "why"), [("x" * (LONGEST_REPLY + 1), TooLong), ("  ", EmptyText)])
async def test_a_reply_that_cannot_be_sent_is_refused_and_nothing_is_lost(town: Town, text: str, why: Any) -> None:
    await release_it(town)
    shown = await taps(town, await become(town, 1, Role.ORGANISER), read_summary, "tiny")
    await taps(town, shown, ask_reply)
    with pytest.raises(why):
        await writes(town, 1, text)


async def test_a_late_reply_is_said_once_to_who_runs_it(town: Town) -> None:
    await release_it(town)
    await become(town, 1, Role.ORGANISER)
    await town.all_told()
    assert not await town.perform(say_overdue, SayOverdue(HOUSE_ITSELF, town.now))
    assert await town.all_told() == []
    town.now += MONTHS
    for _ in range(2):
        await town.perform(say_overdue, SayOverdue(HOUSE_ITSELF, town.now))
    assert await town.all_told() == ["reply_overdue"]


async def test_no_reply_is_late_that_was_given(town: Town) -> None:
    await release_it(town)
    await taps(town, await at(town, 1, "reply", "Yes."), give_reply)
    town.now += MONTHS
    await town.perform(say_overdue, SayOverdue(HOUSE_ITSELF, town.now))
    assert "reply_overdue" not in await spread(town)


@pytest.mark.parametrize("use_case", [publish, give_reply], ids=["publish", "reply"])
async def test_nobody_is_told_before_it_was_shown(town: Town, use_case: Any) -> None:
    """A forged button, from a place where it never stood."""
    await release_it(town)
    shown = await taps(town, await become(town, 1, Role.ORGANISER), read_summary, "tiny")
    with pytest.raises(MovedOn):
        await taps(town, shown, use_case)


async def test_nothing_is_told_while_it_runs(town: Town) -> None:
    await town.answered(100)
    shown = await become(town, 1, Role.ORGANISER)
    with pytest.raises(MovedOn):
        await taps(town, await taps(town, shown, read_summary, "tiny"), ask_publish)


async def test_a_facilitator_reads_their_own_results_and_no_others(town: Town) -> None:
    await release_it(town)
    shown = await become(town, 1, Role.FACILITATOR)
    assert not (await taps(town, shown, list_summaries)).matter.consultations
    for use_case in (read_summary, list_questions):
        with pytest.raises(Forbidden):
            await taps(town, await come(town, 1), use_case, "tiny")
    with pytest.raises(Forbidden):
        await town.perform(come_to_summary, ComeToDesk(sender(1), town.now, town.fresh(), subject="tiny"))


@pytest.mark.parametrize("argument", ["3", "99999999999999", "x", "", "-1"])
async def test_a_picture_of_no_question_is_not_sent(town: Town, argument: str) -> None:
    await release_it(town)
    shown = await taps(town, await become(town, 1, Role.ORGANISER), read_summary, "tiny")
    with pytest.raises(MovedOn):
        await taps(town, shown, send_picture, argument)


async def test_texts_of_those_who_agreed_to_it_wait_to_be_looked_through(town: Town) -> None:
    """And of nobody else; drawing up again, as after a crash, changes nothing of what was decided."""
    await town.launch(QUOTED)
    for person, name in ((person, name) for name in ("quoted", "tiny") for person in range(100, 106)):
        await town.agreed(person, name)
        await town.write(person, "1")
        await town.write(person, f"Because of {person}")
    town.now = CLOSED
    for over in await town.store.look(lambda tx: tx.phases_to_close(town.now)):
        await town.perform(close_phase, ClosePhase(HOUSE_ITSELF, town.now, over, town.new_id()))
    for name, texts in (("quoted", 6), ("tiny", 0)):
        (over,) = await town.store.look(lambda tx, name=name: tx.phases(name, hold=False))  # type: ignore[misc]
        drawn = await town.store.look(lambda tx, over=over: draw_up(tx, over, 5, analysed))  # type: ignore[misc]
        assert len(drawn.texts) == texts
        for _ in range(2):
            await town.perform(keep_texts, KeepTexts(HOUSE_ITSELF, town.now, name, drawn.texts))
    assert len(await town.rows("reviews")) == 6


async def test_a_tap_on_an_old_summary_changes_nothing(town: Town) -> None:
    await release_it(town)
    shown = await at(town, 1, "publish")
    old = tapping(town, shown)
    await town.perform(publish, old)
    with pytest.raises(MovedOn):
        await town.perform(publish, old)
