"""The map that is kept says nothing about few people, and comes back from JSON as it was."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from deliberation.opinion_map import OpinionMap, opinion_map
from deliberation.opinions import Opinions, Tally
from tests.deliberation.planted import found

K = 5


@pytest.fixture(scope="module")
def three() -> Opinions:
    return found(40, 30, 20)


def test_groups_are_announced_with_what_tells_them_apart(three: Opinions) -> None:
    shown = opinion_map(three, K)
    assert [group.size for group in shown.groups] == [group.size for group in three.found]
    assert shown.people == 90
    assert all(group.representative for group in shown.groups)
    assert shown.cells == ()
    assert {one.statement for one in shown.united} == {0, 1, 2}
    assert all(len(one.sides) == 3 and {1, -1} <= set(one.sides) for one in shown.divided)


@pytest.mark.parametrize("sizes", [(40, 30, 20), (9, 7), (60,), (300, 200)])
def test_no_dot_is_fewer_people_than_the_threshold(sizes: tuple[int, ...]) -> None:
    for threshold in (5, 8):
        shown = opinion_map(found(*sizes), threshold)
        assert shown.drawn
        assert min(cell.people for cell in shown.dots) >= threshold
        assert sum(cell.people for cell in shown.dots) == shown.grouped


def test_a_group_that_is_too_small_takes_all_groups_with_it() -> None:
    opinions = found(40, 30, 20)
    assert opinion_map(opinions, 20).groups
    shown = opinion_map(opinions, 21)
    assert shown.groups == ()
    assert shown.divided == ()
    assert len(shown.cells) > 1


def test_where_there_are_no_groups_all_are_drawn_alike() -> None:
    shown = opinion_map(found(60, noise=1), K)
    assert shown.groups == ()
    assert len(shown.cells) > 1
    assert all(one.sides == () for one in shown.divided)


def test_of_too_few_there_is_nothing() -> None:
    shown = opinion_map(found(4), K)
    assert shown == OpinionMap()
    assert not shown.drawn
    assert shown.place(dict.fromkeys(range(24), 1)) is None


def test_it_comes_back_from_json(three: Opinions) -> None:
    for opinions in (three, found(60, noise=1), found(4)):
        shown = opinion_map(opinions, K)
        assert OpinionMap.from_data(json.loads(json.dumps(shown.data()))) == shown


def test_it_is_small_enough_to_be_kept_and_read_at_every_tap() -> None:
    shown = opinion_map(found(300, 200, statements=783), K)
    assert len(json.dumps(shown.data())) < 100_000


def test_people_find_themselves_among_those_who_vote_like_them(three: Opinions) -> None:
    shown = opinion_map(three, K)
    for number, group in enumerate(three.found):
        nearest = [shown.nearest(three.places[person]) for person in group.members]
        assert nearest.count(number) > 0.9 * group.size
    with_few_votes = dict.fromkeys(range(6), 1)
    assert shown.place(with_few_votes) is None
    everything = dict.fromkeys(range(24), 1)
    place, exact = shown.place(everything), three.plane.place(everything)
    assert place == pytest.approx(exact, abs=0.01)


def test_statements_that_are_left_out_move_nobody_to_the_middle(three: Opinions) -> None:
    few = {number: Tally(2, 1) for number in range(12, 24)}
    shown = opinion_map(replace(three, tallies={**three.tallies, **few}), K)
    votes = dict.fromkeys(range(12), 1)
    assert shown.place(votes) == pytest.approx(three.plane.place(votes), abs=0.01)


def test_a_share_is_not_told_where_few_are_on_the_other_side(three: Opinions) -> None:
    def told(agree: int, disagree: int) -> tuple[int | None, int] | None:
        tallies = {**three.tallies, 0: Tally(agree, disagree)}
        united = opinion_map(replace(three, tallies=tallies), K).united
        return next(((one.tenths, one.votes) for one in united if one.statement == 0), None)

    assert told(60, 30) == (7, 90)
    assert told(86, 4) == (None, 90)
    assert told(290, 10) == (10, 300)


def test_statements_on_which_few_voted_are_in_nothing_that_is_kept(three: Opinions) -> None:
    for few in (0, 7):
        tallies = {**three.tallies, few: Tally(2, 1)}
        groups = tuple({**tally, few: Tally(1, 0)} for tally in three.in_groups)
        data = opinion_map(replace(three, tallies=tallies, in_groups=groups), K).data()
        named = [one[0] for one in (*data["united"], *data["divided"])]
        named += [one[0] for group in data["groups"] for one in group["representative"]]
        assert few not in named
        assert few not in data["plane"][0]


def test_who_voted_too_seldom_is_not_told_apart_by_subtraction(three: Opinions) -> None:
    assert opinion_map(replace(three, people=93), K).people == 90
    assert opinion_map(replace(three, people=95), K).people == 95
