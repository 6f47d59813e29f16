"""On what people agree and on what they differ: consensus of everybody, of every group, and what divides.

Counts are groups x 3 x statements; `counts[0]` of a table with one group is of everybody.
"""

from __future__ import annotations

import numpy as np

from deliberation.analysis.matrix import ROW_OF, Bools, Floats, Ints
from deliberation.analysis.representation import LIKELY, SHOWN, share_z, smoothed
from deliberation.opinions import AGREE, DISAGREE, Agreed, Consensus, InEveryGroup

ENOUGH_IN_GROUP, ENOUGH = 5, 7
"""Votes on a statement, of each group and of everybody, from which something is said of how it divides."""


def consensus(everybody: Ints, statements: Ints, listed: Bools) -> Consensus:
    """The listed statements on which most are of one mind (3 x statements)."""
    return Consensus(
        *(_agreed(everybody[ROW_OF[side]], everybody.sum(axis=0), statements, listed) for side in (AGREE, DISAGREE))
    )


def _agreed(side: Ints, votes: Ints, statements: Ints, listed: Bools) -> tuple[Agreed, ...]:
    share, clear = smoothed(side, votes), share_z(side, votes)
    score = share * clear
    columns = np.flatnonzero(listed & (share > 0.5) & (clear > LIKELY))
    best = columns[np.argsort(-score[columns], kind="stable")][:SHOWN]
    return tuple(Agreed(int(statements[best_]), float(share[best_]), float(score[best_])) for best_ in best)


def in_every_group(counts: Ints, statements: Ints) -> dict[int, InEveryGroup]:
    """Group-informed consensus of each statement; with no groups everybody is one."""
    votes = counts.sum(axis=1)
    agree, disagree = (smoothed(counts[:, ROW_OF[side]], votes).prod(axis=0) for side in (AGREE, DISAGREE))
    rows = zip(statements.tolist(), agree.tolist(), disagree.tolist(), strict=True)
    return {statement: InEveryGroup(for_it, against) for statement, for_it, against in rows}


def divisive(counts: Ints, statements: Ints, listed: Bools) -> tuple[int, ...]:
    """What divides most, at most five. Between groups: the greatest distance of the smoothed shares that agree, among
    statements with five votes in each group. Of one group: the greatest smaller side (the smoothed share of those who
    agree, or who disagree, whichever are fewer), among statements with seven votes and half of the average number.
    """
    votes = counts.sum(axis=1)
    agree, disagree = (smoothed(counts[:, ROW_OF[side]], votes) for side in (AGREE, DISAGREE))
    if len(counts) > 1:
        enough: Bools = votes.min(axis=0) >= ENOUGH_IN_GROUP
        apart: Floats = agree.max(axis=0) - agree.min(axis=0)
    else:
        enough = votes[0] >= max(ENOUGH, votes.sum() / max(2 * votes.size, 1))
        apart = np.minimum(agree[0], disagree[0])
    columns = np.flatnonzero(listed & enough)
    return tuple(int(statements[best]) for best in columns[np.argsort(-apart[columns], kind="stable")][:SHOWN])
