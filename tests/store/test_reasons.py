"""Why people vote as they do: kept while it argues for their vote, and heard by those who see it differently."""

from __future__ import annotations

from collections import Counter

import pytest

from deliberation.definition import Tapped
from deliberation.engine import Withdraw
from deliberation.errors import MovedOn
from deliberation.statements.sitting import Page
from storage.session import Session
from storage.sql import load
from tests.deliberation.files import phase, statements, table, toml
from tests.store.sitting import at, board, forgotten, said, sitting, voted
from tests.store.town import Town

SPOIL = load("""
-- name: reject
-- Of everybody who wrote this.
UPDATE reasons SET state = 'rejected' WHERE content = :text

-- name: remove
-- Whoever wrote this.
UPDATE participations SET removed_at = 1 WHERE id IN (SELECT participation_id FROM reasons WHERE content = :text)
""")


def ideas(**keys: object) -> str:
    return toml(table(phase(statements(seeds=6, reasons=2, **{"moderation": "after", **keys})), id="ideas"))


@pytest.fixture
async def reasons(town: Town) -> Town:
    await town.launch(ideas())
    return town


async def given(town: Town, person: int, vote: str, why: str, number: int = 0) -> None:
    """Somebody who comes in, votes and says why."""
    await town.agreed(person, "ideas")
    await voted(town, person, number, vote, why)


async def hearing(town: Town, person: int, vote: str = "agree") -> str | None:
    """What somebody hears who votes so on the first statement, and then on three others."""
    await town.agreed(person, "ideas")
    await voted(town, person, 0, vote)
    for number in 1, 2, 3:
        shown = await voted(town, person, number, "unsure")
    found = board(shown).heard
    return None if sitting(shown).page is not Page.OTHER or found is None else found.text


async def test_a_reason_is_kept_with_its_vote(reasons: Town) -> None:
    await given(reasons, 1, "disagree", "They fall on cars.")
    (row,) = await reasons.rows("reasons")
    assert (row["number"], row["side"], row["content"]) == (0, -1, "They fall on cars.")
    assert (row["language"], row["state"], row["flagged"]) == ("en", "posted", 0)


async def test_it_waits_where_it_is_looked_at_before(town: Town) -> None:
    await town.launch(ideas(moderation="before"))
    await given(town, 1, "disagree", "They fall on cars.")
    assert [row["state"] for row in await town.rows("reasons")] == ["waiting"]
    assert await hearing(town, 2) is None


async def test_a_reason_goes_when_the_vote_changes_and_stays_when_it_does_not(reasons: Town) -> None:
    await given(reasons, 1, "disagree", "They fall on cars.")
    await voted(reasons, 1, 0, "disagree")
    assert len(await reasons.rows("reasons")) == 1
    await voted(reasons, 1, 0, "agree")
    assert await reasons.rows("reasons") == []


async def test_a_reason_is_taken_back_and_the_vote_stays(reasons: Town) -> None:
    await given(reasons, 1, "disagree", "They fall on cars.")
    shown = await reasons.tap(await at(reasons, 1), Tapped("mine"))
    assert board(shown).words[0].text == "Apples for all"
    await reasons.tap(shown, Tapped("o-0"), Tapped("drop"), Tapped("gone"))
    assert await reasons.rows("reasons") == []
    assert len(await reasons.rows("votes")) == 1


async def test_the_other_side_is_heard_and_never_ones_own(reasons: Town) -> None:
    await given(reasons, 1, "disagree", "They fall on cars.")
    assert await hearing(reasons, 2, "disagree") is None
    assert await hearing(reasons, 3, "unsure") is None
    assert await hearing(reasons, 4, "agree") == "They fall on cars."


async def test_it_is_heard_once_for_a_statement(reasons: Town) -> None:
    await given(reasons, 1, "disagree", "They fall on cars.")
    await given(reasons, 2, "disagree", "Nobody picks them.")
    assert await hearing(reasons, 3) is not None
    shown = await reasons.tap(await at(reasons, 3), Tapped("keep"))
    for number in 4, 5, 1, 2, 3:
        shown = await voted(reasons, 3, number, "unsure")
        assert sitting(shown).page is Page.CARD
    assert [(row["before"], row["changed"]) for row in await reasons.rows("heard")] == [(1, 0)]


@pytest.mark.parametrize(("vote", "changed"), [("disagree", 1), ("unsure", 1), ("agree", 0)])
async def test_who_changes_because_of_it_was_moved(reasons: Town, vote: str, changed: int) -> None:
    await given(reasons, 1, "disagree", "They fall on cars.")
    await hearing(reasons, 2)
    shown = await reasons.tap(await at(reasons, 2), Tapped("change"))
    assert board(shown).heard is not None
    await reasons.tap(shown, Tapped(vote))
    assert [row["changed"] for row in await reasons.rows("heard")] == [changed]
    assert [row["heard"] for row in await reasons.rows("reasons") if row["side"] == -1] == [1]


async def test_both_sides_and_all_reasons_get_a_hearing(reasons: Town) -> None:
    """Many who disagree with few reasons, and few with many: those who agree hear each of them as often."""
    for person in range(1, 4):
        await given(reasons, person, "disagree", f"against {person}")
    for person in range(4, 6):
        await given(reasons, person, "agree", f"for {person}")
    heard = Counter([await hearing(reasons, person, "agree") for person in range(10, 22)])
    heard += Counter([await hearing(reasons, person, "disagree") for person in range(30, 36)])
    assert heard == {"against 1": 4, "against 2": 4, "against 3": 4, "for 4": 3, "for 5": 3}


async def test_of_two_statements_the_side_comes_first_that_was_heard_less(reasons: Town) -> None:
    await given(reasons, 1, "disagree", "heard before", number=0)
    await hearing(reasons, 5)
    await given(reasons, 2, "disagree", "never heard", number=1)
    await reasons.agreed(3, "ideas")
    await voted(reasons, 3, 0, "agree")
    await voted(reasons, 3, 1, "agree")
    for number, vote in (2, "unsure"), (3, "agree"), (4, "unsure"), (5, "unsure"):  # why, at the fourth: no reason then
        shown = await voted(reasons, 3, number, vote)
    assert board(shown).heard is not None
    assert board(shown).heard.text == "never heard"  # type: ignore[union-attr]


async def test_what_is_rejected_taken_back_or_of_somebody_removed_is_not_heard(reasons: Town) -> None:
    for person in 1, 2, 3:
        await given(reasons, person, "disagree", f"against {person}")
    assert (await hearing(reasons, 9)) is not None

    async def spoil(session: Session) -> None:
        await session.run(SPOIL["reject"], text="against 1")
        await session.run(SPOIL["remove"], text="against 2")

    await reasons.database.unit(spoil)
    await reasons.tap(await at(reasons, 3), Withdraw())
    assert await reasons.rows("reasons") == [
        row for row in await reasons.rows("reasons") if row["content"] != "against 3"
    ]
    assert await hearing(reasons, 10) is None
    shown = await at(reasons, 9)
    assert sitting(shown).page is Page.OTHER
    assert board(shown).heard is None


async def test_a_statement_that_goes_while_why_is_asked_leaves_a_way_on(town: Town) -> None:
    await town.launch(ideas(own=True))
    await town.agreed(1, "ideas")
    await said(town, 1, "A tree in front of every house")
    await town.agreed(2, "ideas")
    await town.tap(await at(town, 2), Tapped("v-6"), Tapped("agree"))
    await town.tap(await at(town, 1), Tapped("mine"), Tapped("o-6"), Tapped("drop"), Tapped("gone"))
    with pytest.raises(MovedOn):
        await town.write(2, "They are green.")
    shown = await town.tap(await at(town, 2), Tapped("skip"))
    assert sitting(shown).page is Page.CARD


async def test_being_erased_takes_what_one_gave_and_what_one_heard(reasons: Town) -> None:
    await given(reasons, 1, "disagree", "They fall on cars.")
    await hearing(reasons, 2)
    await forgotten(reasons, 2)
    assert await reasons.rows("heard") == []
    await hearing(reasons, 3)
    await forgotten(reasons, 1)
    assert await reasons.rows("heard") == await reasons.rows("reasons") == []


async def test_what_was_done_is_noted_without_words(reasons: Town) -> None:
    await given(reasons, 1, "disagree", "They fall on cars.")
    (event,) = [row for row in await reasons.rows("events") if row["name"] == "reason_given"]
    assert event["listed"] == 0
    assert "cars" not in str(event)
