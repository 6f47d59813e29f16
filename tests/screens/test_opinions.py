"""The map in words says what the picture shows, never about few people, and plainly where there is nothing to see."""

from __future__ import annotations

from dataclasses import replace

import pytest

from deliberation.opinion_map import Agreement, OpinionMap, Side, opinion_map
from screens.opinions import (
    base,
    divided_lines,
    finding,
    group_lines,
    how_clear,
    quoted,
    shortened,
    standing,
    told,
    twin,
    united_lines,
)
from screens.voice import Voice, voice
from tests.deliberation.planted import found

TEXTS = {number: f"Statement <{number}> & more" for number in range(24)}


@pytest.fixture
def v() -> Voice:
    return voice("en")


@pytest.fixture(scope="module")
def three() -> OpinionMap:
    return opinion_map(found(40, 30, 20), 5)


@pytest.fixture(scope="module")
def none() -> OpinionMap:
    return opinion_map(found(60, noise=1), 5)


def test_the_finding_is_how_many_groups_and_what_unites_them(three: OpinionMap, v: Voice) -> None:
    first = three.united[0].statement
    assert finding(three, TEXTS, v) == f"3 groups, and most in each agree: “Statement <{first}> & more”"
    against = replace(three, united=(Agreement(4, -1, 8, 60),))
    assert finding(against, TEXTS, v) == "3 groups, and most in each disagree: “Statement <4> & more”"
    assert finding(replace(three, united=()), TEXTS, v) == "3 groups see it differently."


def test_no_clear_groups_are_called_that(none: OpinionMap, v: Voice) -> None:
    assert finding(none, TEXTS, v).startswith("No clear groups.")
    assert how_clear(none, v).startswith(
        "No clear groups: with other people like these they would come out differently"
    )
    assert not any("Group" in line for line in twin(none, TEXTS, v))


def test_a_group_that_is_too_small_is_not_said_to_be_one(v: Voice) -> None:
    small = opinion_map(found(40, 30, 20), 25)
    assert "a group would be too small to show" in how_clear(small, v)
    assert not any("Group" in line for line in twin(small, TEXTS, v))


def test_of_too_few_it_says_so_and_no_more(v: Voice) -> None:
    assert twin(OpinionMap(), TEXTS, v, {0: 1}) == ["Too few people have voted to draw a map."]
    assert standing(OpinionMap(), {0: 1}, v) == "Too few people have voted to draw a map."


def test_a_group_is_known_by_its_statements(three: OpinionMap, v: Voice) -> None:
    group = replace(three.groups[0], representative=(Side(3, 1), Side(4, -1), Side(5, 1), Side(6, 1)))
    lines = group_lines(replace(three, groups=(group,)), 0, TEXTS, v)
    assert lines == [
        "Group A: 40 people",
        "They agree more than others: “Statement <3> & more”",
        "They disagree more than others: “Statement <4> & more”",
        "They agree more than others: “Statement <5> & more”",
    ]


@pytest.mark.parametrize(
    ("one", "said"),
    [
        (Agreement(0, 1, 9, 120), "About 9 in 10 of 120 people agree: “Statement <0> & more”"),
        (Agreement(0, 1, 10, 1200), "Nearly all of 1,200 people agree: “Statement <0> & more”"),
        (Agreement(0, 1, None, 12), "Most of 12 people agree: “Statement <0> & more”"),
        (Agreement(0, -1, 7, 120), "About 7 in 10 of 120 people disagree: “Statement <0> & more”"),
    ],
)
def test_a_share_never_comes_without_its_base(one: Agreement, said: str, three: OpinionMap, v: Voice) -> None:
    assert united_lines(replace(three, united=(one,)), TEXTS, v) == [said]


def test_what_divides_is_said_with_who_is_where(three: OpinionMap, none: OpinionMap, v: Voice) -> None:
    for one, line in zip(three.divided, divided_lines(three, TEXTS, v), strict=True):
        agree, disagree = line.split(" Most agree: ")[1].split(" Most disagree: ")
        for number, side in enumerate(one.sides):
            assert (f"Group {'ABC'[number]}" in agree) == (side == 1)
            assert (f"Group {'ABC'[number]}" in disagree) == (side == -1)
    assert divided_lines(none, TEXTS, v) == [f"“{TEXTS[one.statement]}”" for one in none.divided]


def test_people_are_told_where_they_stand_or_what_is_missing(three: OpinionMap, none: OpinionMap, v: Voice) -> None:
    camp = {number: 1 if number < 3 or number % 3 == 1 else -1 for number in range(24)}
    assert standing(three, camp, v) == "The ring shows you. You are closest to Group B."
    assert standing(three, dict.fromkeys(range(6), 1), v) == "Vote on 1 more statement to see where you stand."
    assert standing(three, {}, v) == "Vote on 7 more statements to see where you stand."
    assert standing(none, camp, v) == "The ring shows you. There are no clear groups to be close to."
    assert twin(three, TEXTS, v, camp)[0] == standing(three, camp, v)


def test_the_twin_says_all_that_the_picture_shows(three: OpinionMap, v: Voice) -> None:
    whole = "\n".join(twin(three, TEXTS, v))
    for number in range(3):
        assert "\n".join(group_lines(three, number, TEXTS, v)) in whole
    assert base(three, v) in whole
    assert "\n".join(united_lines(three, TEXTS, v)) in whole


def test_everything_stands_below_a_heading(three: OpinionMap, none: OpinionMap, v: Voice) -> None:
    assert [heading for heading, _ in told(three, TEXTS, v)] == ["Groups", "What unites", "What divides"]
    assert all(said for _, said in (*told(three, TEXTS, v), *told(none, TEXTS, v)))


def test_a_statement_is_quoted_whole_or_ends_at_a_word(v: Voice) -> None:
    assert quoted({1: " Two\nlines "}, 1, v) == "“Two lines”"
    assert quoted({}, 7, v) == "Statement 7"
    assert shortened("one two, three", 10) == "one two…"
    assert shortened("one two", 7) == "one two"
    assert len(shortened("a" * 50, 10)) <= 10
