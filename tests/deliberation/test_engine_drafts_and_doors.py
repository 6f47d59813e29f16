"""Drafts, questions that depend on answers, and taking everything back."""

from __future__ import annotations

import pytest

from deliberation.ballots.choice import OTHER
from deliberation.definition import Done, Tapped, Typed, Undo
from deliberation.engine import (
    Agree,
    Back,
    Begin,
    Change,
    Given,
    Return,
    Said,
    Skip,
    Sprint,
    StayOut,
    TurnTo,
    Visit,
    Withdraw,
    sheet,
)
from deliberation.errors import MovedOn, NotUnderstood, TooFew, TooLong, Withdrawn
from deliberation.events import (
    AnswerRecorded,
    ConsentGiven,
    Event,
    ParticipationCompleted,
    ParticipationReopened,
    ParticipationWithdrawn,
)
from deliberation.participation import ANSWERS, CONSENT, FINISHED, MENU, STORED, WELCOME, WITHDRAW, WITHDRAWN, Status
from tests.deliberation.walks import Walk

IN: tuple[Given, ...] = (Begin(), Agree(), Skip())
TO_MANY: tuple[Given, ...] = (*IN, Tapped("a"))
NOTHING_MORE: tuple[Given, ...] = (*IN, Tapped("c"), Tapped("1"), Typed("because"))
"""Finished in the shortest way: none of these, and least of all."""


def walk_through(*inputs: Given) -> Walk:
    walk = Walk()
    walk.through(*inputs)
    return walk


def events(walk: Walk, given: Given) -> tuple[Event, ...]:
    outcome = walk.take(given)
    assert isinstance(outcome, Sprint), outcome
    return outcome.events


def test_what_is_begun_is_no_answer_until_it_is_said_to_be_all() -> None:
    walk = walk_through(*TO_MANY)
    assert events(walk, Tapped("a")) == ()
    assert (walk.participation.place, walk.participation.drafts) == ("many", {"many": '["a"]'})
    assert "many" not in walk.participation.answers
    assert walk.through(Tapped("b"), TurnTo(1), Tapped("a")).page == 1
    assert events(walk, Done()) == (AnswerRecorded("many", replaced=False),)
    assert (walk.participation.answers["many"], walk.participation.drafts) == ('["b"]', {})


@pytest.mark.parametrize(
    "away", [(Back(), Change("many")), (Visit(MENU), Back()), (Skip(), Back()), (Return(),), (TurnTo(1),)], ids=str
)
def test_what_is_begun_waits_until_one_comes_back(away: tuple[Given, ...]) -> None:
    walk = walk_through(*TO_MANY, Tapped("b"), *away)
    assert walk.participation.place == "many"
    assert sheet(walk.participation, "many").draft == '["b"]'


def test_an_answer_elsewhere_leaves_what_is_begun_here() -> None:
    walk = walk_through(*TO_MANY, Tapped("b"), Back(), Tapped("a"))
    assert (walk.participation.place, walk.participation.drafts) == ("many", {"many": '["b"]'})


def test_to_keep_the_answer_is_to_drop_what_was_begun_in_its_place() -> None:
    walk = walk_through(*TO_MANY, Tapped("a"), Done(), Change("many"), Tapped("b"))
    assert sheet(walk.participation, "many").draft == '["a", "b"]'
    after = walk.through(Skip())
    assert (after.answers["many"], after.drafts) == ('["a"]', {})


def test_an_order_is_begun_taken_back_and_completed() -> None:
    walk = walk_through(*TO_MANY, Tapped("b"), Done())
    assert walk.participation.place == "order"
    assert walk.through(Tapped("c")).drafts == {"order": '["c"]'}
    assert walk.through(Undo()).drafts == {"order": "[]"}
    assert type(walk.take(Undo())) is MovedOn
    assert walk.through(Tapped("b"), Tapped("c")).answers["order"] == '["b", "c", "a"]'


def test_words_of_ones_own_are_waited_for_and_whatever_is_written_is_then_words_unless_it_is_an_option() -> None:
    walk = walk_through(*IN, Tapped(OTHER))
    assert walk.participation.drafts == {"gate": OTHER}
    assert type(walk.take(Typed("x" * 121))) is TooLong
    assert walk.participation.drafts == {"gate": OTHER}
    assert walk.through(Said("trees")).answers == {"gate": "@trees"}
    assert walk_through(*IN, Tapped(OTHER), Typed("1")).participation.answers == {"gate": "@1"}
    assert walk_through(*IN, Tapped(OTHER), Typed("birch")).participation.answers == {"gate": "b"}
    assert walk_through(*IN, Tapped(OTHER), Undo()).participation.drafts == {}


def test_a_question_that_depends_on_an_answer_comes_with_that_answer_alone() -> None:
    assert walk_through(*IN, Tapped("a")).participation.place == "many"
    assert walk_through(*IN, Tapped("b")).participation.place == "grade"
    assert walk_through(*IN, Tapped("b"), Tapped("1")).participation.place == "more"
    assert walk_through(*IN, Tapped("b"), Tapped("3")).participation.place == "amount"
    assert walk_through(*IN, Tapped("b"), Skip()).participation.place == "why"
    assert type(walk_through(*IN, Tapped("b")).take(Change("many"))) is MovedOn


def test_an_answer_that_is_no_longer_asked_is_kept_and_comes_back() -> None:
    walk = walk_through(*TO_MANY, Typed("2"), Visit(ANSWERS), Change("gate"), Tapped("b"))
    assert "many" in walk.participation.answers
    assert "many" not in walk.way()
    before = walk.participation.answers["many"]
    walk.through(Change("gate"), Tapped("a"))
    assert "many" in walk.way()
    assert walk.participation.answers["many"] == before
    assert walk.participation.place != "many"


def test_a_changed_answer_that_opens_questions_opens_the_participation_again() -> None:
    walk = walk_through(*NOTHING_MORE)
    assert (walk.participation.status, walk.participation.place) == (Status.COMPLETED, FINISHED)
    walk.through(Change("grade"))
    assert events(walk, Tapped("2")) == (AnswerRecorded("grade", replaced=True), ParticipationReopened())
    again = walk.participation
    assert (again.status, again.finished_at, again.place) == (Status.OPEN, None, "amount")
    assert events(walk, Typed("3")) == (AnswerRecorded("amount", replaced=False), ParticipationCompleted())
    assert walk.participation.finished_at == walk.now


def test_a_changed_answer_that_closes_questions_can_be_the_last_one() -> None:
    walk = walk_through(*IN, Tapped("c"), Tapped("2"), Change("why"), Typed("because"))
    assert (walk.participation.status, walk.participation.place) == (Status.OPEN, "amount")
    walk.through(Change("grade"))
    assert events(walk, Tapped("1")) == (AnswerRecorded("grade", replaced=True), ParticipationCompleted())
    assert walk.participation.place == FINISHED


def test_a_question_of_a_phase_that_opens_later_keeps_a_participation_open() -> None:
    walk = Walk()
    walk.through(*IN, Tapped("a"), Tapped("b"), Done(), phases={"one"})
    assert (walk.participation.place, walk.participation.status) == (FINISHED, Status.OPEN)
    assert walk.standing({"two"}) == "order"


@pytest.mark.parametrize("before", [(*TO_MANY, Tapped("b"), Skip()), NOTHING_MORE], ids=["begun", "finished"])
def test_taking_everything_back_leaves_nothing_and_says_so_to_the_log(before: tuple[Given, ...]) -> None:
    walk = walk_through(*before, Visit(WITHDRAW))
    assert events(walk, Withdraw()) == (ParticipationWithdrawn(),)
    after = walk.participation
    assert (after.status, after.place, after.origin) == (Status.WITHDRAWN, WITHDRAWN, None)
    assert (after.answers, after.drafts, after.skipped) == ({}, {}, frozenset())
    assert (after.consented_at, after.finished_at) == (None, None)


def test_after_taking_everything_back_answers_are_taken_only_with_a_new_consent() -> None:
    walk = walk_through(*NOTHING_MORE, Withdraw())
    for given in (Typed("1"), Skip(), Change("gate"), Visit(ANSWERS), Withdraw()):
        assert type(walk.take(given)) is Withdrawn
    assert type(walk.take(Back())) is MovedOn
    assert walk.through(Visit(STORED), Back()).place == WITHDRAWN
    assert walk.through(Return()).place == WITHDRAWN
    assert walk.through(Begin()).place == CONSENT
    assert type(walk.take(Typed("1"))) is Withdrawn
    assert walk.through(Back()).place == WELCOME
    walk.through(Begin())
    assert events(walk, Agree()) == (ConsentGiven(),)
    assert (walk.participation.status, walk.participation.place) == (Status.OPEN, "note")
    assert walk.participation.consented_at == walk.now


def test_a_read_text_is_passed_and_can_be_read_again() -> None:
    walk = walk_through(Begin(), Agree())
    assert type(walk.take(Typed("what?"))) is NotUnderstood
    assert walk.through(Skip()).skipped == {"note"}
    assert walk.through(Back()).place == "note"
    assert walk.through(Said("next", Skip())).place == "gate"


def test_too_few_are_told_and_nothing_is_lost() -> None:
    walk = walk_through(*TO_MANY, Tapped("a"), Tapped("a"))
    assert walk.participation.drafts == {"many": "[]"}
    assert type(walk.take(Done())) is TooFew
    assert walk.through(Tapped("b"), Done()).answers["many"] == '["b"]'


def test_the_audience_is_asked_and_not_asked_again() -> None:
    walk = walk_through(StayOut(), Visit(STORED), Back(), Begin(), Agree())
    assert walk.participation.place == "note"
    assert type(walk.take(StayOut())) is MovedOn
