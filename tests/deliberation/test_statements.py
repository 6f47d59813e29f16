"""Among statements: whatever is tapped or written, in whatever order, nothing is lost and there is a way on."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from deliberation.definition import Done, Tapped, Typed, Undo
from deliberation.engine import Agree, Back, Begin, Change, Given, Said, Skip, Sprint, TurnTo, Visit
from deliberation.errors import (
    EmptyText,
    EnoughSaid,
    MovedOn,
    NotAStatement,
    Refused,
    Rejected,
    SaidAlready,
    TooLong,
    TooMany,
    TooShort,
)
from deliberation.participation import FINISHED, MENU, SIDE_PAGES
from deliberation.statements.saying import MOST
from deliberation.statements.sitting import Page, Told
from deliberation.statements.statement import LONGEST, LONGEST_REASON, Grounds, State
from screens.card import MOST_BUTTONS, Action
from tests.deliberation.files import consultation, phase, statements, words
from tests.deliberation.sitting import Sat, deliberating
from tests.screens.html import read as html
from tests.screens.readability import grade

ABOUT = deliberating()
COMPARED, LOOKED_THROUGH = "compared", "looked through"
"""What others do meanwhile."""

TAPS = (
    *("agree", "disagree", "unsure", "last", "about", "more", "votes", "mine", "on", "back", "stop", "done", "say"),
    *("skip", "keep", "change", "reword", "leave", "send", "support", "drop", "gone", "stay", "yes", "no"),
)
NUMBERED = [f"{word}-{number}" for word in ("v", "m", "p", "o", "support") for number in (0, 1, 4, 5, 99)]
WRITTEN = ("", "no", "Benches in the shade", "A tree for every house", "1", "#2", "5", "99", "x" * 300, "agree", "back")
INPUTS = st.lists(
    st.one_of(
        *[st.sampled_from([Tapped(word) for word in TAPS])] * 3,
        st.sampled_from([Tapped(word) for word in NUMBERED]),
        st.sampled_from([Typed(text) for text in WRITTEN]),
        st.sampled_from([COMPARED, COMPARED, LOOKED_THROUGH]),
        st.sampled_from([Done(), Undo(), Skip(), Back(), TurnTo(None), Change("ideas"), Visit(MENU)]),
        st.integers(0, 7),
    ),
    min_size=5,
    max_size=40,
)
"""A number stands for a button of the card."""


def begun(**keys: object) -> Sat:
    return Sat(deliberating(**keys) if keys else ABOUT, against=(0, 1, 2)).through(Begin(), Agree())


def act(sat: Sat, one: Given | int | str) -> Sprint | Rejected | Refused | None:
    match one:
        case "compared":
            sat.compared()
        case "looked through":
            for own in sat.board.own:
                sat.decide(own.number, state=State.WAITING, proposed="Worded in another way")
        case int():
            return sat.tap(list(sat.buttons())[one % len(sat.buttons())])  # type: ignore[return-value]
        case _:
            return sat.take(one)  # type: ignore[arg-type, return-value]
    return None


@given(INPUTS)
@settings(max_examples=150)
def test_nothing_that_is_given_breaks_anything_or_loses_a_vote(inputs: list[Given | int | str]) -> None:
    sat = begun()
    for one in inputs:
        before, statements_before = dict(sat.votes), set(sat.statements)
        outcome = act(sat, one)
        assert outcome is None or isinstance(outcome, Sprint | Rejected | Refused), outcome
        gone = statements_before - set(sat.statements)
        assert set(sat.votes) >= set(before) - gone
        assert sum(sat.votes[number] != before[number] for number in before if number in sat.votes) <= 1
        assert len(sat.board.reasons) <= len(sat.votes)
        assert all(sat.votes[number] == reason.side for number, reason in sat.reasons.items())


@given(INPUTS)
@settings(max_examples=60)
def test_every_button_of_every_card_does_something_and_its_words_do_the_same(inputs: list[Given | int | str]) -> None:
    sat = begun()
    for one in inputs:
        act(sat, one)
    if sat.participation.place != "ideas":
        return
    assert 0 < len(sat.buttons()) <= MOST_BUTTONS
    kept = (sat.participation, dict(sat.votes), dict(sat.reasons), dict(sat.heard), list(sat.said), set(sat.gone))
    for label, button in sat.buttons().items():
        outcomes = []
        for way in (lambda label=label: sat.tap(label), lambda label=label: sat.write(label.removesuffix(" ✓"))):
            sat.participation, sat.votes, sat.reasons = kept[0], dict(kept[1]), dict(kept[2])
            sat.heard, sat.said, sat.gone = dict(kept[3]), list(kept[4]), set(kept[5])
            outcome = way()
            assert isinstance(outcome, Sprint | TooMany | SaidAlready | EnoughSaid), (sat.sitting.page, button, outcome)
            outcomes.append((sat.participation.place, sat.sitting, dict(sat.votes), set(sat.gone)))
        assert outcomes[0] == outcomes[1], (sat.sitting.page, label)


ON = ("skip", "keep", "leave", "stay", "back", "mine", "done", "stop")


@given(INPUTS)
@settings(max_examples=60)
def test_who_has_had_enough_finds_the_way_out(inputs: list[Given | int | str]) -> None:
    sat = begun()
    for one in inputs:
        act(sat, one)
    for _ in range(12):
        if sat.participation.place == FINISHED:
            return
        offered = sorted(
            (button for button in sat.buttons().values() if button.argument in ON or button.action is Action.SKIP),
            key=lambda button: ON.index(button.argument) if button.argument in ON else 99,
        )
        if sat.participation.place in SIDE_PAGES:
            sat.through(Back())
        elif offered and sat.participation.place == "ideas":
            assert isinstance(sat.tap(offered[-1].label), Sprint), offered
        else:
            sat.through(Skip())
    raise AssertionError(sat.sitting)


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


@pytest.mark.parametrize(
    ("language", "note"),
    [
        ("en", None),
        ("es", "translated from English by a machine"),
    ],
)
def test_the_language_that_it_was_said_in_is_named(language: str, note: str | None) -> None:
    sat = begun().through(Tapped("v-1"))
    text = html(sat.card(language).text)
    assert ("Benches in the shade es" in text) == (language == "es")
    if note is None:
        assert "translat" not in text
    else:
        there = [button.argument for row in sat.card(language).rows for button in row]
        assert "about" in there
        sat.through(Tapped("about"))
        assert "“Benches in the shade”" in html(sat.card(language).text)


LONG = re.compile(r"“[^”]*”")


@given(INPUTS)
@settings(max_examples=80)
def test_a_card_has_few_words_and_plain_ones(inputs: list[Given | int | str]) -> None:
    """But for what residents, and the file, say."""
    sat = begun()
    for one in inputs:
        act(sat, one)
        if sat.participation.place == "ideas":
            ours = LONG.sub("…", html(sat.card().text))
            assert len(ours.split()) <= 60, ours
            assert grade(ours) <= 6 or len(ours.split()) < 12, ours  # of a few words it says little
            assert all(len(label) <= 30 for label in sat.buttons())


def test_arguments_come_first_where_the_file_says_so() -> None:
    step = statements(arguments_first=True)
    step["statements"][0]["against"] = [{"text": {"en": "Dear.", "es": "Caro."}}]
    (read,) = consultation(phase(step, words())).steps()[:1]
    assert (read.arguments_first, read.argued("s0"), read.argued("s1")) == (True, True, False)  # type: ignore[attr-defined]


@pytest.mark.parametrize("word", ["Said", "said"])
def test_words_that_mean_nothing_here_are_refused(word: str) -> None:
    assert isinstance(begun().take(Said(word)), NotAStatement)
