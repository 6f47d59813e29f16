"""The way through, step by step: what an input means where somebody stands."""

from __future__ import annotations

import pytest

from deliberation import engine
from deliberation.definition import Done, Tapped, Typed, Undo
from deliberation.engine import Agree, Back, Begin, Change, Given, Return, Said, Skip, Sprint, StayOut, TurnTo, Visit
from deliberation.errors import AnswerRequired, ConsentMissing, MovedOn, NotUnderstood, Problem
from deliberation.events import AnswerRecorded, ConsentGiven, ParticipationCompleted, StepSkipped
from deliberation.participation import (
    ANSWERS,
    CONSENT,
    ERASE,
    FINISHED,
    LANGUAGES,
    MENU,
    OUTSIDE,
    SIDE_PAGES,
    STORED,
    WELCOME,
    Status,
)
from tests.deliberation.walks import TINY, Walk

ONE, TWO = frozenset({"one"}), frozenset({"two"})
IN: tuple[Given, ...] = (Begin(), Agree())
ALL: tuple[Given, ...] = (*IN, Tapped("a"), Typed("because"), Tapped("b"))


def walk_through(*inputs: Given) -> Walk:
    walk = Walk(TINY)
    walk.through(*inputs)
    return walk


def taken(walk: Walk, given: Given) -> Sprint:
    outcome = walk.take(given)
    assert isinstance(outcome, Sprint), outcome
    return outcome


def test_from_the_welcome_over_consent_to_the_end() -> None:
    walk = Walk(TINY)
    assert walk.participation.place == WELCOME
    assert [taken(walk, given).events for given in ALL] == [
        (),
        (ConsentGiven(),),
        (AnswerRecorded("first", replaced=False),),
        (AnswerRecorded("second", replaced=False),),
        (AnswerRecorded("third", replaced=False), ParticipationCompleted()),
    ]
    done = walk.participation
    assert done.answers == {"first": "a", "second": "because", "third": "b"}
    assert (done.status, done.place, done.consented_at, done.finished_at) == (Status.COMPLETED, FINISHED, 2, 5)


def test_who_belongs_reads_the_notice_first_and_who_does_not_can_still_change_their_mind() -> None:
    walk = Walk(TINY)
    assert walk.through(Begin()).place == CONSENT
    assert walk.through(Back()).place == WELCOME
    assert walk.through(StayOut()).place == OUTSIDE
    assert walk.through(Back()).place == WELCOME
    assert walk.through(StayOut(), Begin()).place == CONSENT
    assert walk.participation.consented_at is None


def test_nobody_consents_to_a_notice_that_was_not_on_their_screen() -> None:
    for before in ((), (StayOut(),), (Visit(STORED),), (StayOut(), Visit(STORED))):
        walk = walk_through(*before)
        assert taken(walk, Agree()).events == ()
        assert walk.participation.place == CONSENT
        assert walk.participation.consented_at is None


def test_who_looked_at_what_is_stored_can_agree_from_there() -> None:
    for pages in ((STORED,), (STORED, ERASE), (LANGUAGES,)):
        walk = walk_through(Begin(), *(Visit(page) for page in pages), Agree())
        assert (walk.participation.place, walk.participation.consented_at is not None) == ("first", True)


def test_saved_names_the_step_just_answered_and_nothing_later() -> None:
    walk = walk_through(*IN)
    assert walk.participation.saved is None
    assert walk.through(Tapped("a")).saved == "first"
    for given in (Back(), Visit(MENU), TurnTo(1)):
        assert walk_through(*IN, Tapped("a"), given).participation.saved is None


def test_back_shows_the_step_before_and_keeps_its_answer() -> None:
    walk = walk_through(*IN, Tapped("a"))
    assert walk.through(Back()).place == "first"
    assert walk.participation.answers == {"first": "a"}
    assert taken(walk, Skip()).events == ()
    assert walk.participation.place == "second"
    assert walk.participation.answers == {"first": "a"}
    assert walk_through(*ALL, Back()).participation.place == "third"


def test_a_changed_answer_replaces_the_one_before_and_leads_on() -> None:
    walk = walk_through(*ALL, Visit(ANSWERS), Change("first"))
    assert taken(walk, Tapped("b")).events == (AnswerRecorded("first", replaced=True),)
    assert (walk.participation.answers["first"], walk.participation.place) == ("b", FINISHED)
    assert walk.participation.finished_at == 5


def test_what_was_skipped_is_told_once_and_can_be_answered_later() -> None:
    walk = walk_through(*IN, Tapped("a"))
    assert taken(walk, Skip()).events == (StepSkipped("second"),)
    assert walk.participation.skipped == {"second"}
    assert walk.through(Back()).place == "second"
    assert taken(walk, Skip()).events == ()
    assert taken(walk_through(*IN, Tapped("a"), Skip(), Back()), Typed("after all")).events == (
        AnswerRecorded("second", replaced=False),
    )
    assert walk.through(Back(), Typed("after all")).skipped == frozenset()
    assert walk.participation.place == "third"


@pytest.mark.parametrize("page", sorted(SIDE_PAGES))
@pytest.mark.parametrize("leave", [Back(), Return()], ids=str)
def test_from_a_side_page_back_to_where_one_was(page: str, leave: Given) -> None:
    for before, place in ((IN, "first"), ((*IN, Tapped("a")), "second"), (ALL, FINISHED)):
        walk = walk_through(*before, Visit(page))
        assert (walk.participation.place, walk.participation.origin) == (page, place)
        assert walk.through(leave).place == place
        assert walk.participation.origin is None


def test_from_one_side_page_to_another_and_back_is_back_to_where_one_was() -> None:
    walk = walk_through(*IN, Tapped("a"), Visit(MENU), Visit(ANSWERS), Visit(ERASE), Back())
    assert walk.participation.place == "second"


@pytest.mark.parametrize(("before", "place"), [((), WELCOME), ((StayOut(),), OUTSIDE), ((Begin(),), CONSENT)])
def test_before_consent_three_side_pages_are_open_and_lead_back(before: tuple[Given, ...], place: str) -> None:
    for page in (STORED, ERASE, LANGUAGES):
        assert walk_through(*before, Visit(page), Back()).participation.place == place
    for page in SIDE_PAGES - {STORED, ERASE, LANGUAGES}:
        assert type(walk_through(*before).take(Visit(page))) is ConsentMissing


def test_pages_are_turned_wherever_one_is_and_forgotten_on_leaving() -> None:
    walk = walk_through(*IN, Visit(ANSWERS), TurnTo(2))
    assert (walk.participation.place, walk.participation.origin, walk.participation.page) == (ANSWERS, "first", 2)
    assert walk.through(TurnTo(None)).page == 3
    assert walk.through(Back()).page == 0
    assert walk.through(TurnTo(engine.MOST_PAGES - 1), TurnTo(None)).page == 0
    for wrong in (-1, engine.MOST_PAGES):
        assert type(walk.take(TurnTo(wrong))) is MovedOn


def test_coming_in_again_leads_to_where_one_was() -> None:
    for before in ((), (StayOut(),), (Begin(),), IN, (*IN, Tapped("a")), (*IN, Tapped("a"), Back()), ALL):
        walk = walk_through(*before)
        place = walk.participation.place
        assert walk.through(Return()).place == place


@pytest.mark.parametrize(
    ("before", "given", "problem"),
    [
        ((), Tapped("a"), ConsentMissing),
        ((), Typed("1"), ConsentMissing),
        ((), Said("1"), ConsentMissing),
        ((), Skip(), ConsentMissing),
        ((), Change("first"), ConsentMissing),
        ((), engine.Withdraw(), ConsentMissing),
        ((), Back(), MovedOn),
        ((Begin(),), Tapped("a"), ConsentMissing),
        (IN, Begin(), MovedOn),
        (IN, StayOut(), MovedOn),
        (IN, Agree(), MovedOn),
        (IN, Back(), MovedOn),
        (IN, Done(), MovedOn),
        (IN, Undo(), MovedOn),
        (IN, Skip(), AnswerRequired),
        (IN, Change("elsewhere"), MovedOn),
        (IN, Change(FINISHED), MovedOn),
        (IN, Visit("@elsewhere"), MovedOn),
        (IN, Visit("second"), MovedOn),
        (IN, Visit(FINISHED), MovedOn),
        (IN, Visit(CONSENT), MovedOn),
        ((*IN, Tapped("a")), Tapped("a"), MovedOn),
        ((*IN, Visit(ANSWERS)), Typed("1"), NotUnderstood),
        ((*IN, Visit(MENU)), Said("1"), NotUnderstood),
        ((*IN, Visit(MENU)), Skip(), NotUnderstood),
        (ALL, Typed("1"), NotUnderstood),
        (ALL, Skip(), NotUnderstood),
    ],
    ids=str,
)
def test_what_cannot_be_done_here_says_why(before: tuple[Given, ...], given: Given, problem: type[Problem]) -> None:
    walk = walk_through(*before)
    standing = walk.participation
    assert type(walk.take(given)) is problem
    assert walk.participation is standing


def test_looking_about_after_the_close_finishes_nothing() -> None:
    walk = walk_through(*IN, Tapped("a"))
    after = walk.through(Visit(ANSWERS), Back(), phases=())
    assert (after.status, after.finished_at, after.place) == (Status.OPEN, None, "second")


@pytest.mark.parametrize("given", [Typed("because"), Skip(), Change("first")], ids=str)
def test_after_the_close_nothing_is_taken(given: Given) -> None:
    walk = walk_through(*IN, Tapped("a"))
    assert type(walk.take(given, ())) is MovedOn


def test_a_phase_that_closed_is_left_for_the_one_that_opened() -> None:
    walk = Walk(TINY)
    walk.through(*IN, phases=ONE)
    assert walk.standing(TWO) == "third"
    assert walk.through(Tapped("b"), phases=TWO).answers == {"third": "b"}
    assert type(walk.take(Change("first"), TWO)) is MovedOn


def test_who_finished_one_phase_is_not_done_before_the_next() -> None:
    walk = Walk(TINY)
    after = walk.through(*IN, Tapped("a"), Skip(), phases=ONE)
    assert (after.place, after.status) == (FINISHED, Status.OPEN)
    assert walk.through(Visit(MENU), Back(), phases=ONE).place == FINISHED
    assert walk.standing(TWO) == "third"
    assert walk.through(Return(), phases=TWO).place == "third"
    after = walk.through(Tapped("a"), phases=TWO)
    assert (after.place, after.status) == (FINISHED, Status.COMPLETED)


def test_who_came_after_a_phase_had_closed_is_done_without_it() -> None:
    here = engine.start("late", TINY).participation
    for given in (*IN, Tapped("b")):
        here = engine.resume(TINY, here, given, phases=TWO, over=ONE, now=7).participation
    assert (here.place, here.status, here.finished_at) == (FINISHED, Status.COMPLETED, 7)


def test_from_a_side_page_on_to_what_has_opened_since() -> None:
    walk = Walk(TINY)
    walk.through(*IN, Tapped("a"), Visit(MENU), phases=ONE)
    assert walk.standing(TWO) == MENU
    assert walk.through(Back(), phases=TWO).place == "third"
