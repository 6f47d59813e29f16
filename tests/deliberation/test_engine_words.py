"""What is written: an answer of that name, else the button whose word it is, else an answer in words."""

from __future__ import annotations

import pytest

from deliberation.definition import Done, Tapped, Typed, Undo
from deliberation.engine import (
    Agree,
    Back,
    Begin,
    Change,
    Given,
    Keep,
    Next,
    Said,
    Skip,
    StayOut,
    TurnTo,
    Visit,
    Withdraw,
)
from deliberation.errors import ConsentMissing, MovedOn, NotUnderstood
from deliberation.participation import ANSWERS, CONSENT, FINISHED, MENU, WITHDRAW, WITHDRAWN
from tests.deliberation.files import choice, consultation, phase, words
from tests.deliberation.walks import Walk

IN: tuple[Given, ...] = (Begin(), Agree(), Skip())
TO_MANY: tuple[Given, ...] = (*IN, Tapped("a"))
TO_WHY: tuple[Given, ...] = (*IN, Tapped("c"), Tapped("1"))
FINISHED_SOON: tuple[Given, ...] = (*TO_WHY, Typed("because"))


def walk_through(*inputs: Given) -> Walk:
    walk = Walk()
    walk.through(*inputs)
    return walk


def test_the_word_of_a_button_is_the_button() -> None:
    walk = walk_through(*TO_MANY, Tapped("b"))
    assert walk.through(Said("Menu", Visit(MENU))).place == MENU
    assert walk.through(Said("go on", Back())).place == "many"
    assert walk.through(Said("done", Done())).answers["many"] == '["b"]'
    assert type(walk_through().take(Said("done", Done()))) is ConsentMissing


def test_an_answer_of_that_name_goes_before_the_button() -> None:
    offered = consultation(phase(choice("later"), words("why"), identifier="one"))
    walk = Walk(offered)
    walk.through(Begin(), Agree())
    assert walk.through(Said("Birch.", Skip())).answers == {"later": "b"}
    assert walk.through(Said("Birch.", Skip())).answers == {"later": "b"}  # where no option is called so
    assert walk.participation.skipped == {"why"}


def test_a_number_written_below_the_answers_changes_that_answer() -> None:
    walk = walk_through(*FINISHED_SOON, Visit(ANSWERS))
    assert [step.id for step in walk.consultation.way(walk.participation.answers) if step.asks] == [
        "gate", "grade", "why"
    ]  # fmt: skip
    assert walk.through(Said("২.")).place == "grade"
    for nothing in ("0", "4", "grade", ""):
        walk = walk_through(*FINISHED_SOON, Visit(ANSWERS))
        assert type(walk.take(Said(nothing))) is NotUnderstood
    closed = walk_through(*FINISHED_SOON, Visit(ANSWERS))
    assert type(closed.take(Said("1"), phases={"two"})) is MovedOn


@pytest.mark.parametrize(
    ("word", "meaning"),
    [
        ("begin", Begin()),
        ("that is not me", StayOut()),
        ("agree", Agree()),
        ("done", Done()),
        ("undo", Undo()),
        ("more", TurnTo(None)),
        ("keep", Keep()),
        ("next", Next()),
        ("change 1", Change("1")),
        ("yes, take back", Withdraw()),
    ],
)
def test_where_no_such_button_can_stand_its_word_is_an_answer(word: str, meaning: Given) -> None:
    assert walk_through(*TO_WHY, Said(word, meaning)).participation.answers["why"] == word


@pytest.mark.parametrize(("word", "meaning"), [("skip", Skip()), ("back", Back()), ("menu", Visit(MENU))])
def test_back_skip_and_menu_are_buttons_also_where_words_are_waited_for(word: str, meaning: Given) -> None:
    walk = walk_through(*TO_WHY, Said(word, meaning))
    assert "why" not in walk.participation.answers
    assert walk.participation.place != "why"


def test_keep_is_a_word_for_what_is_answered_and_next_for_what_is_read() -> None:
    kept = walk_through(*FINISHED_SOON, Back(), Said("keep", Keep())).participation
    assert (kept.answers["why"], kept.place) == ("because", FINISHED)
    assert walk_through(Begin(), Agree(), Said("next", Next())).participation.place == "gate"
    assert type(walk_through(Begin(), Agree()).take(Said("keep", Keep()))) is NotUnderstood


def test_done_more_and_undo_are_words_where_something_is_chosen() -> None:
    assert walk_through(*TO_MANY, Said("more", TurnTo(None))).participation.page == 1
    order = walk_through(*TO_MANY, Tapped("b"), Done(), Tapped("c"), Said("undo", Undo())).participation
    assert order.drafts == {"order": "[]"}


def test_everything_is_taken_back_by_a_word_only_where_it_was_asked() -> None:
    yes = Said("yes, take back", Withdraw())
    assert walk_through(*FINISHED_SOON, Visit(WITHDRAW), yes).participation.place == WITHDRAWN
    for elsewhere in ((*FINISHED_SOON, Visit(MENU)), FINISHED_SOON):
        walk = walk_through(*elsewhere)
        assert type(walk.take(yes)) is NotUnderstood
        assert walk.participation.answers


def test_the_doors_open_by_their_words() -> None:
    assert walk_through(Said("begin", Begin())).participation.place == CONSENT
    assert walk_through(Said("begin", Begin()), Said("agree", Agree())).participation.place == "note"
    assert type(walk_through().take(Said("done", Done()))) is ConsentMissing


def test_change_and_its_number_is_the_button_of_that_answer() -> None:
    walk = walk_through(*FINISHED_SOON, Visit(ANSWERS))
    assert walk.through(Said("change 2", Change("2"))).place == "grade"
    for nowhere in (Visit(MENU), Visit(ANSWERS)):
        walk = walk_through(*FINISHED_SOON, nowhere)
        assert type(walk.take(Said("change 9", Change("9")))) is NotUnderstood
