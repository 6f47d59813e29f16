"""Votes in groups: who consents by what, what counts, what a group sees of it, and what is told at the end."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import AsyncIterator, Coroutine
from copy import copy
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from deliberation.definition import Tapped
from deliberation.engine import Visit, Withdraw
from deliberation.errors import Closed, Conflict, Forbidden, MovedOn, TooMany, UnknownConsultation
from deliberation.participation import ERASE
from deliberation.roles import Role
from deliberation.use_cases.commands import HOUSE_ITSELF, Sender
from deliberation.use_cases.keeping_house import ChangeReach, Forget, MigrateChat, change_reach, forget, migrate_chat
from deliberation.use_cases.polling import PollShown
from deliberation.use_cases.showing import LEASE
from deliberation.use_cases.voting import (
    FORGOTTEN_AFTER,
    NOTICED_FOR,
    READING,
    ForgetNoticed,
    Outcome,
    forget_noticed,
    vote,
)
from storage.database import Database, open_database
from storage.deliveries import TALLY
from storage.migrate import migrate
from tests.deliberation.files import choice, phase, several, table, toml
from tests.store.pausing import Pausing
from tests.store.polls import (
    AT_THE_CLOSE,
    MANY,
    NEIGHBOURS,
    NORA,
    OPEN_COUNT,
    PARENTS,
    POLL,
    SECOND_TAP,
    SEVERAL_ANSWERS,
    SHUT,
    YOUTH,
    Polls,
)
from tests.store.town import CLOSED, Town, sender

ANA, BEN, EVE = 1, 2, 3


@pytest.fixture
async def postgres_database(postgres_url: str) -> AsyncIterator[Database]:
    await migrate(postgres_url, now_ms=0)
    opened = await open_database(postgres_url)
    yield opened
    await opened.close()


@pytest.fixture
async def polls(database: Database) -> Polls:
    """A poll with an open count in two groups."""
    polls = Polls(Town(database))
    await polls.ask(OPEN_COUNT, POLL, NEIGHBOURS, PARENTS)
    return polls


async def all_of(doing: list[Coroutine[Any, Any, Any]]) -> Counter[str]:
    results = await asyncio.gather(*doing, return_exceptions=True)
    return Counter(type(one).__name__ if isinstance(one, BaseException) else one.outcome.name for one in results)


async def test_a_strangers_first_tap_shows_the_notice_and_stores_no_vote(polls: Polls) -> None:
    assert (await polls.tap(ANA, "a")).outcome is Outcome.NOTICED
    assert await polls.town.rows("responses") == []
    assert (await polls.shown()).standing.people == 0


async def test_a_second_tap_on_any_option_is_consent_and_vote_also_in_another_group(polls: Polls) -> None:
    await polls.tap(ANA, "a")
    polls.town.restart()
    polls.town.now += NOTICED_FOR
    assert (await polls.tap(ANA, "b", PARENTS)).outcome is Outcome.CAST
    assert await polls.cells() == {"a": 0, "b": 1, "c": 0}
    (row,) = await polls.town.rows("participations")
    assert (row["consented_at"], row["noticed_at"]) == (polls.town.now, None)
    names = [event["name"] for event in await polls.town.rows("events")]
    assert names.count("consent_given") == names.count("answer_recorded") == 1


@pytest.mark.parametrize("later", [0, READING - 1, NOTICED_FOR + 1])
async def test_a_tap_on_the_heels_of_the_notice_or_long_after_it_shows_it_again(polls: Polls, later: int) -> None:
    await polls.tap(ANA, "a")
    polls.town.now += later
    assert (await polls.tap(ANA, "a")).outcome is Outcome.NOTICED
    assert await polls.town.rows("responses") == []
    polls.town.now += NOTICED_FOR - later if later < READING else NOTICED_FOR
    assert (await polls.tap(ANA, "a")).outcome is Outcome.CAST


async def test_who_has_consented_in_this_poll_votes_at_once_and_in_another_sees_its_notice(polls: Polls) -> None:
    await polls.cast(ANA, "a")
    assert (await polls.tap(ANA, "b")).outcome is Outcome.CAST
    await polls.ask(AT_THE_CLOSE, SHUT, NEIGHBOURS)
    assert (await polls.tap(ANA, "b", poll=SHUT)).outcome is Outcome.NOTICED


async def test_who_agreed_in_private_votes_at_once_and_sees_it_there(polls: Polls) -> None:
    shown = await polls.town.agreed(ANA, POLL)
    assert (await polls.tap(ANA, "c")).outcome is Outcome.CAST
    (private,) = [
        row for row in await polls.town.rows("views") if row["kind"] == "participation" and not row["retired"]
    ]
    assert private["wanted"] == shown.view.wanted + 1
    with pytest.raises(MovedOn):
        await polls.town.tap(shown, Tapped("a"))


async def test_the_same_option_again_changes_nothing_and_says_so(polls: Polls) -> None:
    await polls.cast(ANA, "a")
    before = await polls.town.dump()
    assert (await polls.tap(ANA, "a")).outcome is Outcome.SAME
    assert await polls.town.dump() == before


async def test_taking_back_leaves_consent_and_a_vote_given_again_counts_at_once(polls: Polls) -> None:
    await polls.cast(ANA, "a")
    assert (await polls.tap(ANA, None)).outcome is Outcome.TAKEN_BACK
    assert (await polls.shown()).standing.people == 0
    assert (await polls.tap(ANA, None)).outcome is Outcome.NO_VOTE
    assert (await polls.tap(ANA, "b")).outcome is Outcome.CAST
    assert await polls.cells() == {"a": 0, "b": 1, "c": 0}


async def test_of_several_answers_a_tap_adds_one_or_takes_it_out(database: Database) -> None:
    polls = Polls(Town(database))
    await polls.ask(SEVERAL_ANSWERS, MANY, NEIGHBOURS)
    for option in ("a", "c", "a"):
        await polls.cast(ANA, option, poll=MANY)
    await polls.cast(BEN, "c", poll=MANY)
    assert await polls.cells(poll=MANY) == {"a": 0, "b": 0, "c": 2}
    assert (await polls.tap(ANA, "c", poll=MANY)).outcome is Outcome.TAKEN_BACK
    assert (await polls.shown(poll=MANY)).standing.people == 1


async def test_no_more_are_taken_than_may_be_chosen(database: Database) -> None:
    polls = Polls(Town(database))
    source = toml(table(phase(several("vote", 3, most=1)), id=MANY, poll={"open_count": True}))
    await polls.ask(source, MANY, NEIGHBOURS)
    await polls.cast(ANA, "a", poll=MANY)
    with pytest.raises(TooMany):
        await polls.tap(ANA, "b", poll=MANY)


async def test_every_group_is_to_see_what_changed_and_nothing_else_is_shown_anew(polls: Polls) -> None:
    await polls.tap(ANA, "a")
    assert await polls.wanted() == [0, 0]
    await polls.cast(ANA, "a")
    assert await polls.wanted() == [1, 1]
    await polls.tap(ANA, "a")
    assert await polls.wanted() == [1, 1]


async def test_without_an_open_count_the_number_of_people_moves_by_five(database: Database) -> None:
    polls = Polls(Town(database))
    await polls.ask(AT_THE_CLOSE, SHUT, NEIGHBOURS)
    seen = []
    for person in range(1, 12):
        await polls.cast(person, "a", poll=SHUT)
        shown = await polls.shown(poll=SHUT)
        assert shown.standing.cells is None
        seen.append((shown.standing.people, *await polls.wanted()))
    assert seen == [*[(0, 0)] * 4, *[(5, 1)] * 5, *[(10, 2)] * 2]


async def test_a_tally_is_taken_in_hand_once_in_four_seconds_and_shows_the_newest(polls: Polls) -> None:
    town = polls.town
    for view in await town.rows("views"):
        await town.store.deliveries.view_shown(view["token"], view["wanted"], 7)
    await polls.cast(ANA, "a")
    due = await town.store.deliveries.take_views(town.now, town.now + LEASE, 10)
    assert {view.shown.view.telegram_chat for view in due} == {NEIGHBOURS, PARENTS}
    for view in due:
        await town.store.deliveries.view_shown(view.shown.view.token, view.shown.view.wanted, 7)
    await polls.tap(ANA, "b")
    await polls.tap(ANA, "c")
    assert await town.store.deliveries.take_views(town.now + TALLY - 1, town.now + LEASE, 10) == []
    due = await town.store.deliveries.take_views(town.now + TALLY, town.now + LEASE, 10)
    assert [view.shown.standing.cells for view in due] == [{"a": 0, "b": 0, "c": 1}] * 2  # type: ignore[union-attr]


async def test_fifty_taps_of_one_person_at_once_are_one_vote(polls: Polls) -> None:
    await polls.tap(ANA, "a")
    polls.town.now += SECOND_TAP
    happened = await all_of([polls.tap(ANA, "abc"[number % 3]) for number in range(50)])
    assert happened.keys() <= {"CAST", "SAME", Conflict.__name__}
    assert sum((await polls.cells()).values()) == (await polls.shown()).standing.people == 1
    assert len(await polls.town.rows("participations")) == 1


async def test_many_people_at_once_are_all_counted_and_the_groups_see_it(database: Database) -> None:
    polls = Polls(Town(database))
    await polls.ask(AT_THE_CLOSE, SHUT, NEIGHBOURS, PARENTS, YOUTH)
    everybody = range(1, 31)
    groups = (NEIGHBOURS, PARENTS, YOUTH)
    await all_of([polls.tap(person, "a", groups[person % 3], SHUT) for person in everybody])
    polls.town.now += SECOND_TAP
    happened = await all_of([polls.tap(person, "a", groups[person % 3], SHUT) for person in everybody])
    for person in everybody:  # who was in the way of others three times taps again
        await polls.tap(person, "a", groups[person % 3], SHUT)
    assert happened.keys() <= {"CAST", Conflict.__name__}
    assert (await polls.shown(poll=SHUT)).standing.people == 30
    assert await polls.wanted() == [6, 6, 6]


async def test_two_votes_that_overtake_one_another_make_five_together(postgres_database: Database) -> None:
    """Each alone sees four people before it; only one after the other do they see the fifth."""
    polls = Polls(Town(postgres_database))
    await polls.ask(AT_THE_CLOSE, SHUT, NEIGHBOURS)
    for person in range(1, 4):
        await polls.cast(person, "a", poll=SHUT)
    for person in (4, 5):
        await polls.tap(person, "a", poll=SHUT)
    polls.town.now += SECOND_TAP
    pausing = Pausing(postgres_database, "voters")
    slow = Polls(copy(polls.town))
    slow.town.restart(pausing)
    slow.posted = polls.posted
    first = asyncio.create_task(slow.tap(4, "a", poll=SHUT))
    await pausing.paused.wait()
    second = asyncio.create_task(polls.tap(5, "a", poll=SHUT))
    await asyncio.wait([second], timeout=0.5)
    waits = not second.done()
    pausing.may_go_on.set()
    await asyncio.gather(first, second)
    assert waits
    assert await polls.wanted() == [1]


async def test_a_forged_foreign_or_stale_tap_does_nothing(polls: Polls) -> None:
    await polls.cast(ANA, "a")
    await polls.ask(AT_THE_CLOSE, SHUT, NEIGHBOURS)
    private = (await polls.town.agreed(BEN, POLL)).view
    before = await polls.town.dump()
    tap = polls.tapping(EVE, "a")
    for error, changes in (
        (MovedOn, {"option": "elsewhere"}),
        (MovedOn, {"option": ""}),
        (MovedOn, {"token": "nobody-has-given"}),
        (MovedOn, {"token": private.token}),
        (Forbidden, {"sender": Sender(EVE, PARENTS, "en")}),
        (Forbidden, {"sender": sender(EVE)}),
        (Closed, {"now": CLOSED}),
    ):
        with pytest.raises(error):
            await polls.town.perform(vote, replace(tap, **changes))
    assert await polls.town.dump() == before


async def test_a_message_that_was_left_behind_takes_no_votes(polls: Polls) -> None:
    old = polls.tapping(ANA, "a")
    await polls.post(POLL, NEIGHBOURS)
    with pytest.raises(MovedOn):
        await polls.town.perform(vote, old)
    live = [row for row in await polls.town.rows("views") if row["kind"] == "poll" and not row["retired"]]
    assert len(live) == 2


async def test_only_who_asks_or_may_steer_it_puts_it_up(polls: Polls) -> None:
    await polls.invited(EVE, Role.FACILITATOR)
    for person in (ANA, EVE):
        with pytest.raises(Forbidden):
            await polls.post(POLL, YOUTH, person)
    await polls.invited(BEN, Role.ORGANISER)
    await polls.post(POLL, YOUTH, BEN)
    with pytest.raises(UnknownConsultation):
        await polls.post("elsewhere", YOUTH, BEN)


async def test_erasing_somebody_takes_their_vote_and_every_group_sees_it(polls: Polls) -> None:
    await polls.cast(ANA, "a")
    await polls.cast(BEN, "b")
    await polls.town.enter(ANA, POLL)
    wanted = await polls.wanted()
    shown = await polls.town.tap(await polls.town.enter(ANA, POLL), Visit(ERASE))
    view = shown.view
    await polls.town.perform(forget, Forget(sender(ANA), polls.town.now, view.token, view.wanted))
    assert await polls.cells() == {"a": 0, "b": 1, "c": 0}
    assert await polls.wanted() == [number + 1 for number in wanted]


async def test_taking_all_answers_back_in_private_takes_the_vote(polls: Polls) -> None:
    await polls.cast(ANA, "a")
    await polls.town.tap(await polls.town.enter(ANA, POLL), Withdraw())
    assert (await polls.shown()).standing.people == 0
    assert await polls.wanted() == [2, 2]
    assert (await polls.tap(ANA, "a")).outcome is Outcome.NOTICED


async def test_who_only_saw_the_notice_is_forgotten_after_a_day(polls: Polls) -> None:
    await polls.tap(ANA, "a")
    await polls.cast(BEN, "b")
    await polls.tap(EVE, "a")
    await polls.town.enter(EVE, POLL)
    polls.town.now += FORGOTTEN_AFTER + 1
    await polls.town.perform(forget_noticed, ForgetNoticed(HOUSE_ITSELF, polls.town.now))
    assert len(await polls.town.rows("participations")) == 2  # whoever has it before them in private keeps it
    await polls.town.store.forget_strangers()
    known = {row["telegram_id"]: row["id"] for row in await polls.town.rows("people")}
    assert known.keys() == {BEN, EVE, NORA}
    assert {row["actor"] for row in await polls.town.rows("events")} <= {None, *known.values()}


async def test_a_group_that_grows_gets_the_poll_anew_under_the_same_buttons(polls: Polls) -> None:
    town, grown = polls.town, -1_000_000_000_001
    for view in await town.rows("views"):
        await town.store.deliveries.view_shown(view["token"], view["wanted"], 7)
    await town.perform(migrate_chat, MigrateChat(HOUSE_ITSELF, town.now, NEIGHBOURS, grown))
    (due,) = await town.store.deliveries.take_views(town.now, town.now + LEASE, 10)
    assert (due.shown.view.telegram_chat, due.shown.view.message) == (grown, None)
    polls.posted[grown, POLL] = polls.posted[NEIGHBOURS, POLL]
    assert (await polls.cast(ANA, "a", grown)).outcome is Outcome.CAST


async def test_a_group_that_put_the_bot_out_is_left_alone_until_it_lets_it_in(polls: Polls) -> None:
    town = polls.town
    await town.perform(change_reach, ChangeReach(HOUSE_ITSELF, town.now, NEIGHBOURS, reachable=False))
    await polls.cast(ANA, "a", PARENTS)
    later = town.now + 2 * LEASE
    due = await town.store.deliveries.take_views(later, later + LEASE, 10)
    assert {view.shown.view.telegram_chat for view in due if isinstance(view.shown, PollShown)} == {PARENTS}
    await town.perform(change_reach, ChangeReach(HOUSE_ITSELF, later, NEIGHBOURS, reachable=True))
    (again,) = await town.store.deliveries.take_views(later, later + LEASE, 10)
    assert again.shown.view.telegram_chat == NEIGHBOURS


async def test_a_consultation_that_takes_a_chat_of_ones_own_is_not_voted_on_in_a_group(polls: Polls) -> None:
    polls.posted[YOUTH, "tiny"] = await _posted_tiny(polls)
    with pytest.raises(MovedOn):
        await polls.tap(ANA, "a", YOUTH, "tiny")


async def _posted_tiny(polls: Polls) -> Any:
    await polls.town.launch()
    return await polls.post("tiny", YOUTH)


async def test_who_has_never_tapped_and_takes_back_leaves_no_trace(polls: Polls) -> None:
    assert (await polls.tap(ANA, None)).outcome is Outcome.NO_VOTE
    assert await polls.town.rows("participations") == []
    await polls.town.store.forget_strangers()
    assert ANA not in {row["telegram_id"] for row in await polls.town.rows("people")}


async def test_who_comes_without_a_link_is_led_to_a_consultation_before_a_poll(polls: Polls) -> None:
    assert (await polls.town.enter(ANA)).consultation.id == POLL
    closing_later = phase(choice("colour"), closes=date(2027, 7, 15))
    await polls.town.launch(toml(table(closing_later, id="longer", reply_by=date(2027, 8, 1))))
    assert (await polls.town.enter(BEN)).consultation.id == "longer"
