"""Somebody is taken out of the results: nothing of theirs counts, they hear of it, and it can be taken back."""

from __future__ import annotations

import asyncio
import json
from dataclasses import replace
from typing import Any

import pytest

from deliberation.definition import Tapped
from deliberation.engine import Agree, Back, Begin, Withdraw
from deliberation.errors import Forbidden, MovedOn, Removed
from deliberation.kept import Progress
from deliberation.moderation import Page
from deliberation.notices import TakenOut
from deliberation.ports import Transaction
from deliberation.roles import Role
from deliberation.statements.statement import State
from deliberation.use_cases.benches import list_statements, open_statement, turn_bench
from deliberation.use_cases.moderating import accept
from deliberation.use_cases.removing import TAKEN_OUT, take_in, take_out
from deliberation.use_cases.reviewing import CHANGED_MEANWHILE
from deliberation.use_cases.taking_part import tap
from screens.desk import desk_card
from screens.notices import notice_card
from storage.sql import load
from storage.store import Store
from tests.deliberation.files import phase, statements, table, toml
from tests.screens.html import read
from tests.store.desk import become, taps
from tests.store.pausing import Pausing
from tests.store.saying import NAME, gives_reason, looks_through, moderates, participation, says, stored
from tests.store.town import CLOSED, COLOUR, Town, numbered

OLGA, NORA, RUDE = 501, 502, 77
OWNED = load("-- name: owned\n-- It is this person's.\nUPDATE consultations SET owner_id = :owner")["owned"]
WITH_CHOICE = toml(table(phase(COLOUR, statements(own=True)), id=NAME, contact="help@town.example"))


@pytest.fixture
async def ideas(town: Town) -> Town:
    """Seven have chosen a colour; one of them has said something rude."""
    await town.launch(WITH_CHOICE)
    for person in (*range(1, 7), RUDE):
        await town.tap(await town.agreed(person, NAME), Tapped("a"))
    await says(town, RUDE, "Something rude")
    return town


async def asked(town: Town, person: int = OLGA, role: Role = Role.ORGANISER) -> Any:
    """Somebody who is asked whether to take the author out."""
    shown = await moderates(town, person, role)
    return await taps(town, shown, turn_bench, f"{Page.REMOVING}-{shown.matter.piece.stamp}")


async def out(town: Town) -> Any:
    shown = await asked(town)
    return await taps(town, shown, take_out, shown.matter.piece.stamp)


async def figures(town: Town) -> Any:
    """All that anybody reads about numbers of people."""

    async def look(tx: Transaction) -> Any:
        return (
            len(await tx.records(NAME)),
            await tx.progress(NAME),
            await tx.ballots(NAME, "colour"),
            await tx.answered_by_version(NAME),
            len(await tx.audience(NAME, "", 99)),
            len(await tx.unfinished(NAME, "", 99)),
        )

    return await town.store.look(look)


async def test_whoever_was_taken_out_leaves_every_figure_and_comes_back_with_all_of_it(ideas: Town) -> None:
    before = await figures(ideas)
    assert before == (7, Progress(7, 0), {"a": 7}, {1: 7}, 7, 7)
    shown = await out(ideas)
    assert shown.view.remark == TAKEN_OUT
    assert await figures(ideas) == (6, Progress(6, 0), {"a": 6}, {1: 6}, 6, 6)
    shown = await taps(ideas, shown, turn_bench, Page.REMOVED)
    assert "Something rude" in read(desk_card(shown).text)
    await taps(ideas, shown, take_in, shown.matter.person)
    assert await figures(ideas) == before


async def test_the_release_is_drawn_up_without_them(ideas: Town) -> None:
    await out(ideas)
    ideas.now = CLOSED
    over = await ideas.store.look(lambda tx: tx.phases_to_close(ideas.now))
    (phase_,) = [one for one in over if one.consultation == NAME]
    summary = (await ideas.releasing(replace(phase_, closed=True))).summary
    assert summary.took_part == 6
    assert {table_.step: sum(filter(None, table_.cells.values())) for table_ in summary.tables}["colour"] == 6


async def test_the_map_is_worked_out_without_them(ideas: Town) -> None:
    way = await participation(ideas, RUDE)
    assert way in await ideas.store.look(lambda tx: tx.counted_people(NAME))
    await out(ideas)
    assert way not in await ideas.store.look(lambda tx: tx.counted_people(NAME))


async def test_what_they_said_and_how_they_voted_is_seen_by_nobody(ideas: Town) -> None:
    number = await says(ideas, RUDE, "Accepted before", State.ACCEPTED)
    await gives_reason(ideas, RUDE, 0, "A rude reason")

    async def seen(tx: Transaction) -> tuple[bool, int]:
        return number in await tx.asked_statements(NAME, "ideas"), len(await tx.pieces_waiting(NAME, 9))

    assert await ideas.store.look(seen) == (True, 2)
    shown = await out(ideas)
    assert await ideas.store.look(seen) == (False, 0)
    assert shown.matter.load == 0
    assert (await stored(ideas, number))["state"] == "accepted"


async def test_they_cannot_go_on_are_told_whom_to_write_to_and_can_still_take_all_back(ideas: Town) -> None:
    shown = await ideas.enter(RUDE, NAME)
    await out(ideas)
    with pytest.raises(Removed) as refused:
        await ideas.tap(await ideas.enter(RUDE, NAME), Tapped("more"))
    assert refused.value.parameters == {"contact": "help@town.example"}
    assert (await ideas.enter(RUDE, NAME)).view.remark.code == "removed"
    assert "help@town.example" in (await told(ideas))[-1]
    shown = await ideas.enter(RUDE, NAME)
    shown = await ideas.tap(shown, Withdraw())
    with pytest.raises(Removed):
        await ideas.tap(shown, Begin(), Agree())
    assert await figures(ideas) == (6, Progress(6, 0), {"a": 6}, {1: 6}, 6, 6)


async def told(town: Town) -> list[str]:
    said = []
    while due := await town.store.deliveries.take_notices(town.now, town.now + 1000, 10):
        for notice in due:
            if isinstance(notice.told.notice, TakenOut):
                said.append(read(notice_card(notice.told, notice.language).text))
            await town.store.deliveries.notice_finished(notice.id, sent=True, now=town.now)
    return said


async def test_a_tap_that_was_on_its_way_counts_for_nothing(ideas: Town) -> None:
    shown = await ideas.enter(RUDE, NAME)
    await out(ideas)
    with pytest.raises((Removed, MovedOn)):
        await ideas.tap(shown, Tapped("agree"))
    way = await participation(ideas, RUDE)
    assert not [row for row in await ideas.rows("votes") if row["participation_id"] == way]


async def test_looking_is_always_possible(ideas: Town) -> None:
    await out(ideas)
    shown = await ideas.enter(RUDE, NAME)
    await ideas.tap(shown, Back())


async def test_it_takes_an_organiser(ideas: Town) -> None:
    shown = await moderates(ideas, OLGA)
    stamp = shown.matter.piece.stamp
    facilitator = await own_facilitator(ideas)
    assert not facilitator.matter.may_remove
    facilitator = await taps(ideas, facilitator, turn_bench, f"{Page.REMOVING}-{stamp}")
    with pytest.raises(Forbidden):
        await taps(ideas, facilitator, take_out, stamp)


async def own_facilitator(town: Town) -> Any:
    """Somebody who runs this consultation, and no other."""
    person = (await become(town, NORA, Role.FACILITATOR)).view.person

    async def own(session: Any) -> None:
        await session.run(OWNED, owner=person)

    await town.database.unit(own)
    return await looks_through(town, NORA)


async def test_nobody_is_taken_out_twice_or_for_something_else(ideas: Town) -> None:
    olga, nora = await asked(ideas), await asked(ideas, NORA)
    stamp = olga.matter.piece.stamp
    await taps(ideas, olga, take_out, stamp)
    late = await taps(ideas, nora, take_out, stamp)
    assert late.view.remark == CHANGED_MEANWHILE
    names = [row["name"] for row in await ideas.rows("events")]
    assert names.count("person_taken_out") == 1


async def test_the_log_names_what_was_said_and_nobody(ideas: Town) -> None:
    way = await participation(ideas, RUDE)
    await out(ideas)
    (event,) = [row for row in await ideas.rows("events") if row["name"] == "person_taken_out"]
    assert json.loads(event["details"]) == {"step": "ideas", "statement": 4}
    assert (event["subject"], event["listed"]) == (NAME, 1)
    assert way not in str(event)


async def test_a_statement_from_the_file_is_nobodys(ideas: Town) -> None:
    shown = await taps(ideas, await moderates(ideas, OLGA), list_statements, "0")
    shown = await taps(ideas, shown, open_statement, "0")
    stamp = shown.matter.piece.stamp
    shown = await taps(ideas, shown, turn_bench, f"{Page.REMOVING}-{stamp}")
    assert "Yes, take them out" not in str(desk_card(shown).rows)
    late = await taps(ideas, shown, take_out, stamp)
    assert late.view.remark == CHANGED_MEANWHILE


async def test_another_one_of_theirs_is_not_decided_on_meanwhile(ideas: Town) -> None:
    nora = await moderates(ideas, NORA)
    await out(ideas)
    late = await taps(ideas, nora, accept, nora.matter.piece.stamp)
    assert late.view.remark == CHANGED_MEANWHILE


@pytest.mark.parametrize("database_url", ["postgres"], indirect=True)
async def test_who_is_taken_out_in_the_middle_of_a_vote_has_not_voted(ideas: Town) -> None:
    """Their tap has read that they take part; before it is done, they do not any more."""
    shown = await ideas.enter(RUDE, NAME)
    asked_ = await asked(ideas)
    pausing = Pausing(ideas.database, "own_votes")
    vote = Store(pausing, numbered(5000)).perform(tap, ideas.tapping(shown, Tapped("agree")))
    voting = asyncio.create_task(vote)
    await pausing.paused.wait()
    await taps(ideas, asked_, take_out, asked_.matter.piece.stamp)
    pausing.may_go_on.set()
    with pytest.raises((Removed, MovedOn)):  # the message that was tapped has changed too
        await voting
    way = await participation(ideas, RUDE)
    assert not [row for row in await ideas.rows("votes") if row["participation_id"] == way]
