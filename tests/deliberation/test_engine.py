"""The way through, step by step."""

from __future__ import annotations

import pytest

from deliberation.definition import Tapped, Typed
from deliberation.engine import Agree, Back, Change, Given, ShowAnswers, ShowErase, ShowStored, Skip, Sprint
from deliberation.errors import AnswerRequired, ConsentMissing, MovedOn, NotUnderstood, Problem
from deliberation.events import AnswerRecorded, ConsentGiven, ParticipationCompleted
from deliberation.participation import ANSWERS, ERASE, FINISHED, STORED, WELCOME, Status
from tests.deliberation.walks import Walk

ONE, TWO = frozenset({"one"}), frozenset({"two"})
ALL: tuple[Given, ...] = (Agree(), Tapped("a"), Typed("because"), Tapped("b"))


def test_from_consent_to_the_end() -> None:
    walk = Walk()
    events = [sprint.events for given in ALL if isinstance(sprint := walk.take(given), Sprint)]
    assert events == [
        (ConsentGiven(),),
        (AnswerRecorded("first", replaced=False),),
        (AnswerRecorded("second", replaced=False),),
        (AnswerRecorded("third", replaced=False), ParticipationCompleted()),
    ]
    done = walk.participation
    assert done.answers == {"first": "a", "second": "because", "third": "b"}
    assert (done.status, done.place, done.consented_at, done.finished_at) == (Status.COMPLETED, FINISHED, 1, 4)


def test_saved_names_the_step_just_answered_and_nothing_later() -> None:
    walk = Walk()
    assert walk.through(Agree()).saved is None
    assert walk.through(Tapped("a")).saved == "first"
    assert walk.through(Back()).saved is None


def test_back_shows_the_step_before_and_keeps_its_answer() -> None:
    walk = Walk()
    assert walk.through(Agree(), Tapped("a"), Back()).place == "first"
    assert walk.participation.answers == {"first": "a"}
    assert walk.through(Skip()).place == "second"
    assert walk.participation.answers == {"first": "a"}


def test_a_changed_answer_replaces_the_one_before_and_says_so() -> None:
    walk = Walk()
    walk.through(*ALL, ShowAnswers(), Change("first"))
    sprint = walk.take(Tapped("b"))
    assert isinstance(sprint, Sprint)
    assert sprint.events == (AnswerRecorded("first", replaced=True),)
    assert (walk.participation.answers["first"], walk.participation.place) == ("b", FINISHED)
    assert walk.participation.finished_at == 4


def test_what_was_skipped_can_be_answered_later() -> None:
    walk = Walk()
    assert walk.through(Agree(), Tapped("a"), Skip()).skipped == {"second"}
    assert walk.through(Back(), Typed("after all")).skipped == frozenset()
    assert walk.participation.place == "third"


@pytest.mark.parametrize(("page", "place"), [(ShowStored(), STORED), (ShowErase(), ERASE), (ShowAnswers(), ANSWERS)])
def test_from_a_side_page_back_to_where_one_was(page: Given, place: str) -> None:
    walk = Walk()
    assert walk.through(Agree(), Tapped("a"), page).place == place
    assert walk.through(Back()).place == "second"


def test_from_a_side_page_back_to_the_welcome_before_consent() -> None:
    assert Walk().through(ShowStored(), ShowErase(), Back()).place == WELCOME


@pytest.mark.parametrize(
    ("before", "given", "problem"),
    [
        ((), Tapped("a"), ConsentMissing),
        ((), Typed("1"), ConsentMissing),
        ((), Skip(), ConsentMissing),
        ((), ShowAnswers(), ConsentMissing),
        ((), Change("first"), ConsentMissing),
        ((), Back(), MovedOn),
        ((Agree(),), Agree(), MovedOn),
        ((Agree(),), Back(), MovedOn),
        ((Agree(),), Skip(), AnswerRequired),
        ((Agree(),), Change("elsewhere"), MovedOn),
        ((Agree(), Tapped("a")), Tapped("a"), MovedOn),
        ((Agree(), ShowAnswers()), Typed("1"), NotUnderstood),
        (ALL, Typed("1"), NotUnderstood),
        (ALL, Skip(), NotUnderstood),
    ],
    ids=str,
)
def test_what_cannot_be_done_here_says_why(before: tuple[Given, ...], given: Given, problem: type[Problem]) -> None:
    walk = Walk()
    standing = walk.through(*before)
    assert type(walk.take(given)) is problem
    assert walk.participation is standing


def test_looking_about_after_the_close_finishes_nothing() -> None:
    walk = Walk()
    walk.through(Agree(), Tapped("a"))
    after = walk.through(ShowAnswers(), Back(), phases=())
    assert (after.status, after.finished_at, after.place) == (Status.OPEN, None, "second")


def test_a_phase_that_closed_is_left_for_the_one_that_opened() -> None:
    walk = Walk()
    walk.through(Agree(), phases=ONE)
    assert walk.standing(TWO) == "third"
    assert walk.through(Tapped("b"), phases=TWO).answers == {"third": "b"}


def test_who_finished_one_phase_goes_on_with_the_next() -> None:
    walk = Walk()
    assert walk.through(Agree(), Tapped("a"), Skip(), phases=ONE).place == FINISHED
    assert walk.standing(TWO) == "third"
    assert walk.through(Tapped("a"), phases=TWO).place == FINISHED
