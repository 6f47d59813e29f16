"""All of it together: what does not depend on how votes come, what follows when they are mirrored, and what is held."""

from __future__ import annotations

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deliberation.analysis import Votes, analyse
from deliberation.opinions import AGREE, Agreed, Opinions, Representative, Tally
from tests.analysis.made import Triples, by_chance, camps, found

FEW = st.dictionaries(st.tuples(st.integers(0, 7), st.integers(0, 5)), st.sampled_from((-1, 0, 1)), max_size=48).map(
    lambda votes: [(person, statement, vote) for (person, statement), vote in votes.items()]
)


@given(FEW, st.randoms(use_true_random=False))
def test_the_order_of_people_and_statements_does_not_matter(votes: Triples, chance: Random) -> None:
    assert found(chance.sample(votes, len(votes))) == found(votes)


@pytest.mark.parametrize("votes", [camps(60, 30, 1, 3), by_chance(700, 20, 1, 0.6)], ids=["camps", "chance"])
def test_it_is_the_same_each_time_and_for_every_order(votes: Triples) -> None:
    assert found(votes) == found(votes[::-1])


@given(FEW)
def test_a_duplicated_population_changes_no_share(votes: Triples) -> None:
    one, two = found(votes), found(votes + [(person + 100, statement, vote) for person, statement, vote in votes])
    assert two.people == 2 * one.people
    for statement, tally in one.tallies.items():
        other = two.tallies[statement]
        doubled = Tally(2 * tally.agree, 2 * tally.disagree, 2 * tally.not_sure)
        assert other == doubled
    assert two.plane.means == pytest.approx(one.plane.means)
    assert two.slate == one.slate


def test_a_duplicated_population_has_the_same_groups() -> None:
    votes = camps(60, 30, 1)
    twins = votes + [(person + 100, statement, vote) for person, statement, vote in votes]
    one, two = found(votes), found(twins)
    assert [group.size * 2 for group in one.found] == [group.size for group in two.found]
    assert [{person % 100 for person in group.members} for group in two.found] == [set(g.members) for g in one.found]
    assert two.plane.across == pytest.approx(one.plane.across)


def mirrored(votes: Triples) -> Triples:
    return [(person, statement, -vote) for person, statement, vote in votes]


def swapped(told: tuple[Representative, ...]) -> set[tuple[int, int, float]]:
    return {(one.statement, -one.side, one.score) for one in told}


def agreed(listed: tuple[Agreed, ...]) -> list[tuple[int, float]]:
    return [(one.statement, one.share) for one in listed]


@given(FEW)
def test_mirrored_votes_swap_agreeing_and_disagreeing(votes: Triples) -> None:
    one, two = found(votes), found(mirrored(votes))
    assert two.consensus.agree == one.consensus.disagree
    assert two.consensus.disagree == one.consensus.agree
    assert two.tallies == {n: Tally(t.disagree, t.agree, t.not_sure) for n, t in one.tallies.items()}
    assert {n: (both.disagree, both.agree) for n, both in two.group_informed_consensus.items()} == {
        n: (both.agree, both.disagree) for n, both in one.group_informed_consensus.items()
    }
    assert [group.members for group in two.found] == [group.members for group in one.found]
    assert two.stability == one.stability
    for person, (across, up) in one.places.items():
        assert two.places[person] == (-across, -up)


def test_mirrored_camps_are_represented_by_the_other_side() -> None:
    votes = camps(60, 30, 1)
    one, two = found(votes), found(mirrored(votes))
    for group, mirror in zip(one.found, two.found, strict=True):
        both = {told.statement for told in group.representative} & {told.statement for told in mirror.representative}
        assert len(both) >= 3
        sides = {told.statement: told.side for told in group.representative}
        assert all(told.side == -sides[told.statement] for told in mirror.representative if told.statement in both)


def test_a_group_is_told_from_the_others_and_the_map_shows_it_apart() -> None:
    opinions = found(camps(40, 20, 1))
    assert opinions.stable
    for group in opinions.found:
        mean = [sum(opinions.places[person][axis] for person in group.members) / group.size for axis in (0, 1)]
        assert group.centre == pytest.approx(mean)
    told = {one.statement for group in opinions.found for one in group.representative}
    assert not told & {statement for statement in range(20) if statement % 4 == 0}, "on these the camps agree"
    assert {one.statement for one in opinions.consensus.agree + opinions.consensus.disagree} <= {0, 4, 8, 12, 16}
    assert not set(opinions.divisive) & {0, 4, 8, 12, 16}


def loud() -> Triples:
    """Two camps, and two statements more: everybody agrees with 50 and divides over 51."""
    votes = camps(40, 20, 1)
    return votes + [(person, 50 + more, 1 if not more or person % 2 else -1) for person in range(40) for more in (0, 1)]


def listed(opinions: Opinions) -> set[int]:
    """Every statement that stands in a list."""
    lists = opinions.consensus.agree, opinions.consensus.disagree, *(group.representative for group in opinions.found)
    return {one.statement for told in lists for one in told} | {*opinions.divisive, *opinions.slate, *opinions.bridging}


def test_a_rejected_statement_counts_and_is_in_no_list_and_never_asked() -> None:
    opinions = analyse(Votes.of(loud()), seed="a town", rejected=[50, 51, 99])
    assert {50, 51} <= listed(found(loud()))
    assert not {50, 51} & listed(opinions)
    assert opinions.left_out == {50, 51}
    assert opinions.tallies[50] == Tally(40, 0, 0)
    assert opinions.priority[50] == 0
    assert opinions.statements == 22
    assert all(opinions.plane.across[opinions.plane.statements.index(number)] == 0 for number in (50, 51))


def test_a_meta_statement_is_in_no_list_and_always_asked() -> None:
    opinions = analyse(Votes.of(loud()), seed="a town", meta=[51])
    assert 51 not in listed(opinions)
    assert opinions.priority[51] == 49
    assert len(set(opinions.priority.values())) > 10


def test_given_groups_take_the_place_of_clustering() -> None:
    votes = camps(40, 20, 1)
    given_ = {person: 7 if person % 2 else 3 for person in range(30)} | {999: 7}
    opinions = analyse(Votes.of(votes), seed="a", groups=given_)
    assert [(group.id, group.size) for group in opinions.found] == [(3, 15), (7, 15)]
    assert opinions.grouped == len(opinions.places) == 30
    assert opinions.stability is not None
    assert opinions.stability > 0.9
    assert sum(tally.votes for tally in opinions.in_groups[0].values()) == 15 * 20
    mixed = analyse(Votes.of(votes), seed="a", groups={person: person // 20 for person in range(40)})
    assert mixed.stability is not None
    assert mixed.stability < 0.2, "labels that votes do not bear out are not called stable"


def test_who_was_in_a_group_stays_in_one() -> None:
    votes = [*camps(40, 20, 1), (77, 3, 1)]
    assert analyse(Votes.of(votes), seed="a").grouped == 40
    assert analyse(Votes.of(votes), seed="a", kept=[77]).grouped == 41


@pytest.mark.parametrize("votes", [[], [(1, 1, 1)], [(1, 1, 1), (2, 1, 1)], [(n, 1, 1) for n in range(30)]])
def test_of_hardly_any_votes_nothing_is_claimed(votes: Triples) -> None:
    opinions = found(votes)
    assert opinions.found == ()
    assert opinions.in_groups == ()
    assert opinions.stability is None
    assert opinions.votes == len(votes)
    assert opinions.grouped == opinions.people
    assert analyse(Votes.of(votes), seed="a", groups={}).found == ()


def test_another_seed_finds_the_same_clear_camps_and_draws_other_people() -> None:
    votes = camps(40, 20, 1)
    assert found(by_chance(40, 20, 1), "one").stability != found(by_chance(40, 20, 1), "two").stability
    assert [group.members for group in found(votes, "one").found] == [g.members for g in found(votes, "two").found]


def test_a_small_meeting_of_six_has_its_two_sides() -> None:
    votes = [(person, statement, 1 if person < 4 else -1) for person in range(6) for statement in range(4)]
    votes += [(person, 9, AGREE) for person in range(6)]
    opinions = found(votes)
    assert [group.members for group in opinions.found] == [(0, 1, 2, 3), (4, 5)]
    assert opinions.announced(5) == ()
