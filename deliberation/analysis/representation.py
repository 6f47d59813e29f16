"""What tells a group from the others: shares, their z values, and the statements that stand for it.

Counts are groups x 3 x statements (disagree, not sure, agree); "others" is everybody else who was grouped. Everything
smoothed as Polis does: one agreement and one disagreement are added to each count of votes.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from deliberation.analysis.matrix import ROW_OF, Bools, Floats, Ints
from deliberation.opinions import AGREE, DISAGREE, Representative

LIKELY = 1.2816
"""One-tailed z of 90 %."""

SHOWN = 5


@dataclass(frozen=True)
class Standing:
    """How much each group is on one side of each statement, by itself and beside the others: groups x statements."""

    share: Floats
    share_z: Floats
    more: Floats
    more_z: Floats

    @cached_property
    def score(self) -> Floats:
        return self.more * self.more_z * self.share * self.share_z

    @property
    def likely(self) -> Bools:
        return (self.share_z > LIKELY) & (self.more_z > LIKELY)


def smoothed(side: Ints, votes: Ints) -> Floats:
    """pa or pd: the share on one side, with one vote for it and one against added."""
    return (side + 1) / (votes + 2)


def share_z(side: Ints, votes: Ints) -> Floats:
    """pat or pdt: how clearly the share is more than one half."""
    return 2 * np.sqrt(votes + 1) * ((side + 1) / (votes + 1) - 0.5)


def more_z(side: Ints, votes: Ints, others_side: Ints, others_votes: Ints) -> Floats:
    """rat or rdt: how clearly the share is more than that of the others."""
    one, many, other, others = side + 1, votes + 1, others_side + 1, others_votes + 1
    pooled = (one + other) / (many + others)
    spread = np.sqrt(pooled * (1 - pooled) * (1 / many + 1 / others))
    with np.errstate(invalid="ignore", divide="ignore"):
        return np.where(pooled == 1, 0, (one / many - other / others) / spread)


def standing(counts: Ints, vote: int) -> Standing:
    """Of each group, on the side of this vote."""
    side, votes = counts[:, ROW_OF[vote]], counts.sum(axis=1)
    others_side, others_votes = side.sum(axis=0) - side, votes.sum(axis=0) - votes
    share = smoothed(side, votes)
    more = share / smoothed(others_side, others_votes)
    return Standing(share, share_z(side, votes), more, more_z(side, votes, others_side, others_votes))


def representative(counts: Ints, statements: Ints, listed: Bools) -> list[tuple[Representative, ...]]:
    """Of each group, at most five of the listed statements: the agreement with the highest score first, agreements
    before disagreements. Where none is likely, the one that is most clearly more than with the others.
    """
    agree, disagree = standing(counts, AGREE), standing(counts, DISAGREE)
    agrees = agree.more_z > disagree.more_z
    likely = (agree.likely | disagree.likely) & listed
    clearest = np.where(listed, np.maximum(agree.more_z, disagree.more_z), -np.inf)
    scores = np.where(agrees, agree.score, disagree.score)
    chosen = []
    for group in range(len(counts)):
        columns = _first(likely[group], scores[group], agrees[group])
        if not len(columns) and listed.any():
            columns = np.argmax(clearest[group], keepdims=True)
        sides = [(column, AGREE if agrees[group, column] else DISAGREE) for column in columns.tolist()]
        told = [(column, side, agree if side == AGREE else disagree) for column, side in sides]
        chosen.append(tuple(_told(int(statements[at]), side, there, group, at) for at, side, there in told))
    return chosen


def _first(likely: Bools, scores: Floats, agrees: Bools) -> Ints:
    """The columns that are shown, in order."""
    columns = np.flatnonzero(likely)
    ranked = columns[np.argsort(-scores[columns], kind="stable")]
    best = ranked[agrees[ranked]][:1]
    shown = np.concatenate([best, ranked[~np.isin(ranked, best)]])[:SHOWN]
    return np.concatenate([shown[agrees[shown]], shown[~agrees[shown]]])


def _told(statement: int, side: int, there: Standing, group: int, column: int) -> Representative:
    score, more, more_z = (float(table[group, column]) for table in (there.score, there.more, there.more_z))
    return Representative(statement, side, score, more, more_z)
