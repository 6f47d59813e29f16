"""The real conversations, with the groups that Polis found: against the formulas written out in plain Python."""

from __future__ import annotations

from collections import Counter
from math import prod, sqrt

import pytest

from deliberation.analysis import Votes, analyse
from deliberation.opinions import AGREE, DISAGREE, STABLE, Opinions
from tests.analysis.real import ALL, Real, real

Counted = Counter[tuple[int, int, int]]


def counted(conversation: Real) -> Counted:
    """How many of each group cast each vote on each statement."""
    groups = conversation.groups
    return Counter(
        (groups[person], statement, vote) for person, statement, vote in conversation.votes if person in groups
    )


def with_their_groups(conversation: Real) -> Opinions:
    votes = Votes.of(conversation.votes)
    return analyse(votes, seed="a", rejected=conversation.rejected, groups=conversation.groups)


@pytest.mark.parametrize("name", ALL)
def test_people_are_grouped_as_polis_did(name: str) -> None:
    """One conversation has two people with fewer votes who had been in before there were so many statements."""
    conversation = real(name)
    cast = Counter(person for person, *_ in conversation.votes)
    kept = [person for person in conversation.groups if cast[person] < 7]
    opinions = analyse(Votes.of(conversation.votes), seed="a", rejected=conversation.rejected, kept=kept)
    assert opinions.places.keys() == conversation.groups.keys()
    assert opinions.people == len(cast)
    assert opinions.votes == len(conversation.votes)


@pytest.mark.parametrize("name", ALL)
def test_group_informed_consensus(name: str) -> None:
    conversation = real(name)
    counts, opinions = counted(conversation), with_their_groups(conversation)
    for statement, both in opinions.group_informed_consensus.items():
        for side, value in ((AGREE, both.agree), (DISAGREE, both.disagree)):
            groups = [
                (counts[group, statement, side] + 1) / (sum(counts[group, statement, vote] for vote in (-1, 0, 1)) + 2)
                for group in sorted(set(conversation.groups.values()))
            ]
            assert value == pytest.approx(prod(groups), rel=1e-12)


def values(counts: Counted, group: int, statement: int, side: int) -> tuple[float, float]:
    """Representativeness and its z, of two groups."""
    (mine, seen), (theirs, others) = (
        (counts[one, statement, side], sum(counts[one, statement, vote] for vote in (-1, 0, 1)))
        for one in (group, 1 - group)
    )
    more = (mine + 1) / (seen + 2) / ((theirs + 1) / (others + 2))
    pooled = (mine + theirs + 2) / (seen + others + 2)
    apart = (mine + 1) / (seen + 1) - (theirs + 1) / (others + 1)
    return more, apart / sqrt(pooled * (1 - pooled) * (1 / (seen + 1) + 1 / (others + 1)))


@pytest.mark.parametrize("name", ALL)
def test_representative_statements(name: str) -> None:
    conversation = real(name)
    counts, opinions = counted(conversation), with_their_groups(conversation)
    assert [group.id for group in opinions.found] == [0, 1]
    for group in opinions.found:
        assert group.size == sum(number == group.id for number in conversation.groups.values())
        assert len(group.representative) == 5
        for told in group.representative:
            assert told.statement not in conversation.rejected
            expected = values(counts, group.id, told.statement, told.side)
            assert (told.representativeness, told.z) == pytest.approx(expected, rel=1e-12)


@pytest.mark.parametrize("name", ALL)
def test_the_groups_of_real_conversations_are_stable_and_not_called_more_than_they_are(name: str) -> None:
    conversation = real(name)
    votes = Votes.of(conversation.votes)
    for seed in ("one", "two", "three"):
        opinions = analyse(votes, seed=seed, rejected=conversation.rejected)
        assert opinions.stability is not None
        assert STABLE < opinions.stability < 1
        assert sum(group.size for group in opinions.found) == opinions.grouped
