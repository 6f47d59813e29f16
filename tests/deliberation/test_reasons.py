"""Why people vote as they do, and what they hear of who sees it differently."""

from __future__ import annotations

import pytest

from deliberation.definition import Tapped, Typed
from deliberation.engine import Agree, Begin, Sprint
from deliberation.errors import (
    EmptyText,
    Rejected,
    TooLong,
)
from deliberation.statements.sitting import Page
from deliberation.statements.statement import LONGEST_REASON
from tests.deliberation.sitting import Sat, begun, deliberating


def test_why_is_asked_after_a_vote_with_a_side_and_never_twice_in_a_row() -> None:
    sat = begun().through(Tapped("unsure"))
    assert sat.sitting.page is Page.CARD
    sat.through(Tapped("agree"))
    assert sat.sitting.page is Page.WHY
    sat.through(Typed("  It is cheap. "))
    assert [(reason.side, reason.text) for reason in sat.reasons.values()] == [(1, "It is cheap.")]
    sat.through(Tapped("disagree"))
    assert sat.sitting.page is not Page.WHY


def test_why_is_asked_so_often_and_no_more() -> None:
    sat = Sat(deliberating(seeds=6)).through(Begin(), Agree())
    asked = 0
    for _ in range(6):
        sat.through(Tapped("agree"))
        if sat.sitting.page is Page.WHY:
            asked += 1
            sat.through(Tapped("skip"))
    assert asked == 2


@pytest.mark.parametrize(("text", "error"), [("  ", EmptyText), ("x" * (LONGEST_REASON + 1), TooLong)])
def test_a_reason_is_one_sentence(text: str, error: type[Rejected]) -> None:
    sat = begun().through(Tapped("agree"))
    assert isinstance(sat.take(Typed(text)), error)
    assert sat.sitting.page is Page.WHY


def test_a_vote_written_where_a_reason_is_asked_for_is_a_vote() -> None:
    sat = begun().through(Tapped("agree"))
    number = sat.sitting.statement
    sat.write("disagree")
    assert (sat.votes, sat.reasons) == ({number: -1}, {})
    assert sat.sitting.page is Page.CARD
    sat.through(Tapped("last"), Tapped("agree"))
    if sat.sitting.page is Page.WHY:
        sat.write("3")
    assert sat.reasons == {}


def test_skip_written_skips_the_reason_and_not_the_step() -> None:
    sat = begun(required=False).through(Tapped("agree"))
    sat.write("skip")
    assert sat.sitting.page is Page.CARD
    assert sat.participation.place == "ideas"


def test_a_reason_goes_with_the_vote_that_it_was_for() -> None:
    sat = begun().through(Tapped("agree"), Typed("It is cheap."), Tapped("last"), Tapped("disagree"))
    assert sat.reasons == {}


def heard(**keys: object) -> Sat:
    """Somebody before whom lies what somebody says who sees statement 1 differently."""
    sat = Sat(deliberating(seeds=6, **keys), against=(0,)).through(Begin(), Agree(), Tapped("agree"), Tapped("skip"))
    for _ in range(3):
        assert sat.sitting.page is not Page.OTHER
        sat.through(Tapped("unsure"))
    return sat


def test_the_other_side_is_heard_three_votes_later_and_once() -> None:
    sat = heard()
    assert (sat.sitting.page, sat.sitting.statement) == (Page.OTHER, 0)
    assert "I see it differently" in sat.card().text
    sat.through(Tapped("keep"))
    assert sat.votes[0] == 1
    for _ in range(2):
        sat.through(Tapped("unsure"))
        assert sat.sitting.page is not Page.OTHER


def test_who_changes_reads_the_reason_beside_the_statement() -> None:
    sat = heard().through(Tapped("change"))
    assert (sat.sitting.page, sat.sitting.statement) == (Page.CARD, 0)
    assert "I see it differently" in sat.card().text
    before = sat.take(Tapped("disagree"))
    assert isinstance(before, Sprint)
    assert "BeMoved" in {type(act).__name__ for act in before.acts}
    assert sat.votes[0] == -1


def test_the_same_vote_again_was_not_moved() -> None:
    taken = heard().through(Tapped("change")).take(Tapped("agree"))
    assert isinstance(taken, Sprint)
    assert "BeMoved" not in {type(act).__name__ for act in taken.acts}


def test_a_reason_that_was_taken_back_leaves_a_way_on() -> None:
    sat = heard()
    sat.heard.clear()
    assert "I see it differently" not in sat.card().text
    assert all(isinstance(heard_again(label), Sprint) for label in sat.buttons())


def heard_again(label: str) -> object:
    sat = heard()
    sat.heard.clear()
    return sat.tap(label)
