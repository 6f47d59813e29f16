"""Statements of one's own: written, compared, sent, and taken back."""

from __future__ import annotations

import pytest

from deliberation.definition import Tapped, Typed
from deliberation.engine import Agree, Begin
from deliberation.errors import (
    EmptyText,
    EnoughSaid,
    MovedOn,
    NotAStatement,
    Rejected,
    SaidAlready,
    TooLong,
    TooShort,
)
from deliberation.statements.saying import MOST
from deliberation.statements.sitting import Page, Told
from deliberation.statements.statement import LONGEST, Grounds, State
from tests.deliberation.sitting import Sat, begun
from tests.screens.html import read as html


def test_one_goes_on_from_a_statement_of_ones_own_to_where_one_was() -> None:
    sat = begun(reasons=0).through(Tapped("agree"), Tapped("say"))
    lay_there = sat.sitting.statement
    sat.through(Typed("  Benches\n in the shade "))
    assert sat.sitting.text == "Benches in the shade"
    assert "Benches in the shade" in sat.card().text
    sat.compared()
    assert "Benches in the shade" in sat.card().text
    sat.through(Tapped("send"))
    assert (sat.sitting.page, sat.sitting.statement, sat.sitting.told) == (Page.CARD, lay_there, Told.SENT)
    (own,) = sat.board.own
    assert (own.text, own.state) == ("Benches in the shade", State.WAITING)
    assert sat.votes[own.number] == 1


@pytest.mark.parametrize(
    ("text", "error"), [("", EmptyText), (" \n ", EmptyText), ("a  b", TooShort), ("x" * (LONGEST + 1), TooLong)]
)
def test_what_is_no_statement_is_said_so_and_waited_for_again(text: str, error: type[Rejected]) -> None:
    sat = begun().through(Tapped("say"))
    assert isinstance(sat.take(Typed(text)), error)
    assert sat.sitting.page is Page.SAY
    sat.through(Typed("x" * LONGEST))


def test_the_same_words_are_said_once_and_so_many_statements() -> None:
    sat = begun()
    for number in range(MOST):
        sat.through(Tapped("say"), Typed(f"Tree number {number} has to stay"))
        sat.compared()
        sat.through(Tapped("send"))
        if number == 3:
            assert isinstance(sat.through(Tapped("say")).take(Typed("tree NUMBER 3 has to stay")), SaidAlready)
    sat.through(Tapped("say"))
    assert isinstance(sat.take(Typed("One more")), EnoughSaid)
    assert "20" in sat.card().text
    sat.through(Tapped("mine"), Tapped("o-4"), Tapped("drop"), Tapped("gone"), Tapped("say"), Typed("One more"))


def test_supporting_what_is_close_is_a_vote_for_it_and_sends_nothing() -> None:
    sat = begun().through(Tapped("say"), Typed("Seats in the shade"))
    sat.compared()
    assert "Benches in the shade" in html(sat.card().text)
    sat.through(Tapped("support"))
    assert sat.votes == {1: 1}
    assert sat.board.own == []


def test_of_several_that_are_close_one_is_chosen_by_its_number() -> None:
    sat = Sat(near=(1, 3)).through(Begin(), Agree(), Tapped("say"), Typed("Seats in the shade"))
    sat.compared()
    assert {"2", "4"} <= set(sat.buttons())
    assert isinstance(sat.take(Typed("1")), NotAStatement)
    sat.through(Typed("4"))
    assert sat.votes == {3: 1}


def test_other_words_written_below_the_preview_take_the_place_of_the_first() -> None:
    sat = begun().through(Tapped("say"), Typed("Seats in the shade"))
    sat.compared()
    sat.through(Typed("Seats in the sun"))
    assert (sat.sitting.page, sat.sitting.text) == (Page.CHECK, "Seats in the sun")


def test_words_of_buttons_are_words_where_a_statement_is_waited_for() -> None:
    sat = begun().through(Tapped("say"))
    for text in "agree", "stop here", "my votes", "what I said":
        sat.write(text)
        assert (sat.sitting.page, sat.sitting.text) == (Page.CHECK, text)
        sat.through(Tapped("reword"))
    sat.write("back")
    assert sat.sitting.page is Page.CARD


def test_nobody_can_say_anything_where_the_file_does_not_ask_for_it() -> None:
    sat = begun(own=False)
    assert "Say something of my own" not in sat.buttons()
    assert isinstance(sat.take(Tapped("say")), MovedOn)
    assert isinstance(sat.take(Typed("Benches in the shade")), NotAStatement)


def test_what_became_of_it_is_said_with_the_reason() -> None:
    sat = begun().through(Tapped("say"), Typed("Benches for all of us"))
    sat.compared()
    sat.through(Tapped("send"), Tapped("mine"))
    (own,) = sat.board.own
    assert "waits to be read" in sat.card().text
    sat.decide(own.number, state=State.REJECTED, why=Grounds.SEVERAL)
    assert "not shown: several ideas" in sat.card().text
    sat.decide(own.number, state=State.ACCEPTED, merged_into=2)
    assert "number 3" in sat.card().text


@pytest.mark.parametrize(("answer", "text"), [("yes", "Benches for everybody"), ("no", "Benches for all of us")])
def test_another_wording_takes_the_assent_of_who_said_it(answer: str, text: str) -> None:
    sat = begun().through(Tapped("say"), Typed("Benches for all of us"))
    sat.compared()
    sat.through(Tapped("send"))
    (own,) = sat.board.own
    sat.through(Tapped("mine"), Tapped(f"o-{own.number}"))
    assert isinstance(sat.take(Tapped("yes")), MovedOn)
    sat.decide(own.number, proposed="Benches for everybody")
    assert "Benches for everybody" in sat.card().text
    sat.through(Tapped(answer))
    assert sat.statements[own.number].text == text
    assert "Yes, say it so" not in sat.buttons()


def test_nobody_takes_back_what_somebody_else_said() -> None:
    sat = begun().through(Tapped("mine"))
    assert isinstance(sat.take(Tapped("o-1")), MovedOn)
