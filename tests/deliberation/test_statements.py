"""Among statements: whatever is tapped or written, in whatever order, nothing is lost and there is a way on."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from deliberation.definition import Done, Tapped, Typed, Undo
from deliberation.engine import Agree, Back, Begin, Change, Given, Said, Skip, Sprint, TurnTo, Visit
from deliberation.errors import (
    EnoughSaid,
    NotAStatement,
    Refused,
    Rejected,
    SaidAlready,
    TooMany,
)
from deliberation.participation import FINISHED, MENU, SIDE_PAGES
from deliberation.statements.statement import State
from screens.card import MOST_BUTTONS, Action
from tests.deliberation.files import consultation, phase, statements, words
from tests.deliberation.sitting import Sat, begun, deliberating
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


def test_where_nothing_is_said_yet_one_can_say_it_or_go_on() -> None:
    sat = Sat(deliberating(seeds=1)).through(Begin(), Agree())
    sat.decide(0, state=State.REJECTED)
    sat.through(Tapped("on"))
    assert {"Say something of my own", "Done ›"} <= set(sat.buttons())
    before = sat.participation
    for label in sat.buttons():
        sat.participation = before
        assert isinstance(sat.tap(label), Sprint), label


@pytest.mark.parametrize("page", [[], ["about"], ["more"], ["say"]])
def test_a_statement_that_is_taken_back_while_it_lies_there_leaves_a_way_on(page: list[str]) -> None:
    sat = begun().through(Tapped("v-0"), *map(Tapped, page))
    sat.decide(0, state=State.REJECTED)
    for label in sat.buttons():
        again = begun().through(Tapped("v-0"), *map(Tapped, page))
        again.decide(0, state=State.REJECTED)
        assert isinstance(again.tap(label), Sprint), label
        assert again.participation.place != "ideas" or again.buttons()
