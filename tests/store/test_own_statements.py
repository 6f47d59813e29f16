"""What residents say themselves: compared, sent, shown when it may be, and gone with whoever takes it back."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from deliberation.definition import Tapped
from deliberation.engine import Withdraw
from deliberation.errors import MovedOn, SaidAlready
from deliberation.statements.sitting import Page, Told
from deliberation.statements.statement import State
from deliberation.use_cases.accounts import Speak
from deliberation.use_cases.commands import HOUSE_ITSELF
from deliberation.use_cases.comparing import Compared, compared, to_compare
from deliberation.use_cases.taking_part import Prefer
from storage.session import Session
from storage.transaction import SqlTransaction
from tests.deliberation.files import phase, statements, table, toml
from tests.store.sitting import at, board, compare, forgotten, said, sitting, voted
from tests.store.town import Town

IDEAS = toml(table(phase(statements(own=True, matter=2)), id="ideas"))
AFTER = toml(table(phase(statements(own=True, moderation="after")), id="ideas"))
TEXT = "A tree in front of every house"


@pytest.fixture
async def ideas(town: Town) -> Town:
    await town.launch(IDEAS)
    await town.agreed(1, "ideas")
    await town.agreed(2, "ideas")
    return town


async def stored(town: Town, number: int = 4) -> dict[str, object]:
    (row,) = [row for row in await town.rows("statements") if row["number"] == number]
    return row


async def judge(town: Town, number: int, **changes: Any) -> None:
    """As somebody decides who looks through it."""

    async def work(session: Session) -> None:
        tx = SqlTransaction(session, {}, town.new_id)
        before = await tx.statement("ideas", "ideas", number)
        assert await tx.save_statement("ideas", "ideas", before, replace(before, **changes))

    await town.database.unit(work)


async def test_a_statement_waits_and_its_author_agrees_with_it(ideas: Town) -> None:
    shown = await said(ideas, 1, TEXT)
    row = await stored(ideas)
    assert (row["content"], row["language"], row["state"]) == (TEXT, "en", "waiting")
    assert row["author_id"] == shown.participation.id
    assert row["sent_hour"] == ideas.now // 3_600_000
    assert [(vote["number"], vote["vote"]) for vote in await ideas.rows("votes")] == [(4, 1)]
    assert sitting(shown).told is Told.SENT
    assert await ideas.rows("comparisons") == []


async def test_others_see_it_once_it_was_accepted(ideas: Town) -> None:
    await said(ideas, 1, TEXT)
    assert 4 not in board(await at(ideas, 2)).asked
    await judge(ideas, 4, state=State.ACCEPTED)
    assert 4 in board(await at(ideas, 2)).asked


async def test_others_see_it_at_once_where_it_is_looked_at_afterwards(town: Town) -> None:
    await town.launch(AFTER)
    await town.agreed(1, "ideas")
    await town.agreed(2, "ideas")
    await said(town, 1, TEXT)
    assert (await stored(town))["state"] == "posted"
    assert 4 in board(await at(town, 2)).asked


async def test_a_name_in_it_is_marked_for_who_looks_through_it(ideas: Town) -> None:
    await said(ideas, 1, "Mr Kowalski takes two parking places")
    await said(ideas, 1, TEXT)
    assert [(await stored(ideas, number))["flagged"] for number in (4, 5)] == [1, 0]


async def test_it_is_compared_with_all_that_is_asked_in_the_writers_language(ideas: Town) -> None:
    await ideas.tap(await at(ideas, 1), Tapped("say"))
    await ideas.tap(await at(ideas, 1), Speak("es"))
    shown = await ideas.write(1, "Bancos a la sombra")
    among = await ideas.store.look(to_compare)
    assert among is not None
    assert (among.language, among.comparison.text) == ("es", "Bancos a la sombra")
    assert among.others[0] == (0, "Apples for all es", "es")
    assert sitting(shown).page is Page.CHECK
    assert await compare(ideas, near=(1, 2))
    shown = await at(ideas, 1)
    assert (sitting(shown).page, sitting(shown).near) == (Page.PREVIEW, (1, 2))
    assert {1, 2} <= set(board(shown).words)


async def test_what_was_found_changes_the_card_and_is_shown(ideas: Town) -> None:
    await ideas.tap(await at(ideas, 1), Tapped("say"))
    shown = await ideas.write(1, TEXT)
    assert await compare(ideas)
    (view,) = [view for view in await ideas.rows("views") if view["token"] == shown.view.token]
    assert view["wanted"] == shown.view.wanted + 1
    with pytest.raises(MovedOn):  # its buttons were those of the card before
        await ideas.tap(shown, Tapped("leave"))


async def test_who_wants_a_new_message_for_each_step_gets_one(ideas: Town) -> None:
    await ideas.tap(await at(ideas, 1), Prefer(new_messages=True), Tapped("say"))
    shown = await ideas.write(1, TEXT)
    assert await compare(ideas)
    live = [view for view in await ideas.rows("views") if view["chat_id"] == shown.view.chat and not view["retired"]]
    assert [view["subject"] for view in live] == [shown.participation.id]
    assert live[0]["token"] != shown.view.token
    due = await ideas.store.deliveries.take_views(ideas.now, ideas.now + 1, 10)
    assert live[0]["token"] in {view.shown.view.token for view in due}


async def test_a_vote_on_what_was_merged_counts_at_the_other(ideas: Town) -> None:
    await voted(ideas, 1, 1, "agree")
    await judge(ideas, 1, merged_into=2)
    assert board(await at(ideas, 1)).votes == {2: 1}
    await voted(ideas, 1, 2, "disagree")
    assert board(await at(ideas, 1)).votes == {2: -1}
    await judge(ideas, 1, merged_into=None)
    assert board(await at(ideas, 1)).votes == {1: 1, 2: -1}


async def test_a_comparison_that_comes_too_late_changes_nothing(ideas: Town) -> None:
    await ideas.tap(await at(ideas, 1), Tapped("say"))
    await ideas.write(1, TEXT)
    among = await ideas.store.look(to_compare)
    assert among is not None
    shown = await ideas.write(1, "Something else altogether")
    late = Compared(HOUSE_ITSELF, ideas.now, among.comparison, (1,), ideas.fresh().token)
    assert not await ideas.perform(compared, late)
    assert sitting(await at(ideas, 1)) == sitting(shown)
    assert [row["content"] for row in await ideas.rows("comparisons")] == ["Something else altogether"]
    shown = await ideas.tap(await at(ideas, 1), Tapped("leave"))
    assert not await compare(ideas, near=(1,))
    assert sitting(await at(ideas, 1)).page is Page.CARD


async def test_supporting_what_is_close_is_a_vote(ideas: Town) -> None:
    await ideas.tap(await at(ideas, 1), Tapped("say"))
    await ideas.write(1, "Seats in the shade")
    await compare(ideas, near=(1,))
    await ideas.tap(await at(ideas, 1), Tapped("support-1"))
    assert [(vote["number"], vote["vote"]) for vote in await ideas.rows("votes")] == [(1, 1)]
    assert len(await ideas.rows("statements")) == 4


async def test_the_same_words_are_refused_to_the_same_person_alone(ideas: Town) -> None:
    await said(ideas, 1, TEXT)
    await ideas.tap(await at(ideas, 1), Tapped("say"))
    with pytest.raises(SaidAlready):
        await ideas.write(1, TEXT.upper())
    await said(ideas, 2, TEXT)


async def test_one_takes_back_what_one_said_with_the_votes_on_it(ideas: Town) -> None:
    await said(ideas, 1, TEXT)
    await judge(ideas, 4, state=State.ACCEPTED)
    await voted(ideas, 2, 4, "disagree")
    shown = await ideas.tap(await at(ideas, 1), Tapped("mine"), Tapped("o-4"), Tapped("drop"), Tapped("gone"))
    assert sitting(shown).told is Told.DROPPED
    assert len(await ideas.rows("statements")) == 4
    assert await ideas.rows("votes") == []


async def test_a_number_is_never_given_twice(ideas: Town) -> None:
    """Somebody may still have the card of what was taken back, and vote on it."""
    await said(ideas, 1, TEXT)
    await judge(ideas, 4, state=State.ACCEPTED)
    before = await ideas.tap(await at(ideas, 2), Tapped("v-4"))
    await ideas.tap(await at(ideas, 1), Tapped("mine"), Tapped("o-4"), Tapped("drop"), Tapped("gone"))
    await said(ideas, 1, "Something else")
    assert {row["number"] for row in await ideas.rows("statements")} == {0, 1, 2, 3, 5}
    with pytest.raises(MovedOn):
        await ideas.tap(before, Tapped("agree"))


async def test_nobody_takes_back_what_somebody_else_said(ideas: Town) -> None:
    await said(ideas, 1, TEXT)
    with pytest.raises(MovedOn):
        await ideas.tap(await at(ideas, 2), Tapped("mine"), Tapped("o-4"))
    assert len(await ideas.rows("statements")) == 5


@pytest.mark.parametrize(("answer", "state"), [("yes", State.ACCEPTED), ("no", State.WAITING)])
async def test_another_wording_takes_the_authors_assent(ideas: Town, answer: str, state: State) -> None:
    await said(ideas, 1, TEXT)
    await judge(ideas, 4, proposed="Trees in front of the houses")
    await ideas.tap(await at(ideas, 1), Tapped("mine"), Tapped("o-4"), Tapped(answer))
    row = await stored(ideas)
    assert (row["state"], row["proposed"]) == (state, None)
    assert row["content"] == ("Trees in front of the houses" if answer == "yes" else TEXT)


async def test_a_wording_that_was_taken_back_meanwhile_is_not_agreed_to(ideas: Town) -> None:
    await said(ideas, 1, TEXT)
    await judge(ideas, 4, proposed="Trees in front of the houses")
    shown = await ideas.tap(await at(ideas, 1), Tapped("mine"), Tapped("o-4"))
    await judge(ideas, 4, proposed=None)
    with pytest.raises(MovedOn):
        await ideas.tap(shown, Tapped("yes"))
    assert (await stored(ideas))["state"] == "waiting"


async def test_withdrawing_and_being_erased_take_all_of_it_along(ideas: Town) -> None:
    shown = await said(ideas, 1, TEXT)
    await said(ideas, 2, "Something else")
    await ideas.tap(await at(ideas, 2), Tapped("say"))
    await ideas.write(2, "What I was about to say")
    await ideas.tap(shown, Withdraw())
    assert [row["content"] for row in await ideas.rows("statements") if row["author_id"]] == ["Something else"]
    await forgotten(ideas, 2)
    for name in "statements", "votes", "comparisons":
        assert [row for row in await ideas.rows(name) if row.get("seed") is None] == [], name


async def test_what_was_done_is_noted_by_number_and_never_by_words(ideas: Town) -> None:
    await said(ideas, 1, TEXT)
    await ideas.tap(await at(ideas, 1), Tapped("mine"), Tapped("o-4"), Tapped("drop"), Tapped("gone"))
    events = {row["name"]: row for row in await ideas.rows("events")}
    for name in "statement_submitted", "statement_taken_back":
        assert events[name]["listed"] == 0
        assert TEXT not in str(events[name])
