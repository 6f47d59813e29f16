"""How much it matters that a statement is voted on next: the same formula as `deliberation.routing`, on arrays."""

from __future__ import annotations

import numpy as np

from deliberation.analysis.matrix import ROW_OF, Bools, Floats, Ints
from deliberation.opinions import AGREE, NOT_SURE
from deliberation.routing import FADING, META, NEW


def priorities(everybody: Ints, extremity: Floats, meta: Bools, rejected: Bools) -> Floats:
    """Of each statement, from counts of everybody (3 x statements); a rejected one is never asked: 0."""
    votes = everybody.sum(axis=0)
    engaged = 1 - (everybody[ROW_OF[NOT_SURE]] + 1) / (votes + 2)
    agreed = (everybody[ROW_OF[AGREE]] + 1) / (votes + 2)
    priority = (engaged * (extremity + 1) * agreed * (1 + NEW * 2 ** (-votes / FADING))) ** 2
    asked: Floats = np.where(meta, META, priority)
    return np.where(rejected, 0, asked)
