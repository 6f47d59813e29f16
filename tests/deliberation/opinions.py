"""What comes of votes whose groups are given, for tests: as clear as groups can be."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from deliberation.analysis import Votes, analyse
from deliberation.opinions import Opinions


def grouped(votes: Sequence[Mapping[int, int]], groups: Sequence[int] | None = None) -> Opinions:
    """Of each person their votes by statement, and their group; below 0 for none."""
    triples = [(person, number, vote) for person, cast in enumerate(votes) for number, vote in cast.items()]
    given = None if groups is None else {n: group for n, group in enumerate(groups) if votes[n] and group >= 0}
    return replace(analyse(Votes.of(triples), seed="test", groups=given), stability=1.0)
