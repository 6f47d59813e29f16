"""What comes of votes on statements, as plain data: `analysis/` works it out, and everybody else reads it here.

Votes are +1 (agree), -1 (disagree) and 0 (not sure). People and statements go by the numbers they came with.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

AGREE, DISAGREE, NOT_SURE = 1, -1, 0

ENOUGH_VOTES = 7
"""Of one person, to be put into a group; all there are, where there are fewer statements."""

STABLE = 0.6
"""The least stability at which groups are announced: below it the honest answer is that there are none."""


@dataclass(frozen=True)
class Representative:
    """A statement that tells a group from the others. `side` is +1 where the group agrees with it more than others do,
    -1 where it disagrees more. `representativeness` is ra or rd, `z` its z value; `score` is what it is ranked by.
    """

    statement: int
    side: int
    score: float
    representativeness: float
    z: float


@dataclass(frozen=True)
class OpinionGroup:
    """People who vote alike. `id` counts from 0, the largest first; `centre` is in the plane of the map. `members` are
    people's numbers, ascending.
    """

    id: int
    members: tuple[int, ...]
    centre: tuple[float, float]
    representative: tuple[Representative, ...]

    @property
    def size(self) -> int:
        return len(self.members)


@dataclass(frozen=True)
class Agreed:
    """A statement on which most are of one mind. `share` is pa (or pd), `score` what it is ranked by."""

    statement: int
    share: float
    score: float


@dataclass(frozen=True)
class Consensus:
    """Of everybody, at most five on each side, the clearest first."""

    agree: tuple[Agreed, ...] = ()
    disagree: tuple[Agreed, ...] = ()


@dataclass(frozen=True)
class InEveryGroup:
    """Group-informed consensus: the product over groups of the smoothed shares that agree, and that disagree."""

    agree: float
    disagree: float


@dataclass(frozen=True)
class Tally:
    """How many agreed, disagreed and were not sure."""

    agree: int = 0
    disagree: int = 0
    not_sure: int = 0

    @property
    def votes(self) -> int:
        return self.agree + self.disagree + self.not_sure


@dataclass(frozen=True)
class Plane:
    """How to find somebody's place on the map from their votes alone.

    `statements` are the numbers of the n statements that span it, `means` the mean vote of each, `across` and `up` the
    two components; somebody with votes x on n_i of them is at sqrt(n / max(n_i, 1)) * sum((x - mean) * component).
    `left_out` counts those of the n that are not among `statements`.
    """

    statements: tuple[int, ...]
    means: tuple[float, ...]
    across: tuple[float, ...]
    up: tuple[float, ...]
    left_out: int = 0

    def place(self, votes: Mapping[int, int]) -> tuple[float, float]:
        """Where somebody with these votes (by statement) stands."""
        own = [(index, votes[number]) for index, number in enumerate(self.statements) if number in votes]
        stretch = ((len(self.statements) + self.left_out) / max(len(own), 1)) ** 0.5
        return (
            stretch * sum((vote - self.means[index]) * self.across[index] for index, vote in own),
            stretch * sum((vote - self.means[index]) * self.up[index] for index, vote in own),
        )


@dataclass(frozen=True)
class Opinions:
    """Everything that comes of the votes on one list of statements.

    `votes` counts the last vote of each person on each statement. `found` are the groups whether or not they may be
    announced; `stability` is None where there were too few people to group. `tallies` is of everybody, `in_groups` of
    each group in order, each by statement. `bridging` is the score of each statement without groups; `slate` the few
    statements that together speak for most people. `places` is where each of those in groups stands, by person.
    """

    people: int
    statements: int
    votes: int
    grouped: int
    stability: float | None
    found: tuple[OpinionGroup, ...]
    tallies: Mapping[int, Tally]
    in_groups: tuple[Mapping[int, Tally], ...]
    consensus: Consensus
    divisive: tuple[int, ...]
    group_informed_consensus: Mapping[int, InEveryGroup]
    priority: Mapping[int, float]
    bridging: Mapping[int, float]
    slate: tuple[int, ...]
    plane: Plane
    places: Mapping[int, tuple[float, float]]
    left_out: frozenset[int] = frozenset()
    """Rejected and meta statements: counted like all others, and in no list."""

    @property
    def stable(self) -> bool:
        """Whether the groups would come out much the same with another seed and other people like these."""
        return self.stability is not None and self.stability >= STABLE and len(self.found) > 1

    def announced(self, threshold: int) -> tuple[OpinionGroup, ...]:
        """The groups that may be spoken of, at this disclosure threshold: all of them or none."""
        clear = self.stable and all(group.size >= threshold for group in self.found)
        return self.found if clear else ()
