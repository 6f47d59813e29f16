"""The few statements that together speak for most people: greedy sequential proportional approval voting.

Whoever agrees with a statement approves of it. A statement is worth, summed over those who do, 1 / (d + 1), where d is
how many of the slate they approve of already: so the second choice of the unheard comes before the third of the many.
"""

from __future__ import annotations

import numpy as np

from deliberation.analysis.matrix import Matrix
from deliberation.opinions import AGREE

LENGTH = 5


def slate(matrix: Matrix) -> tuple[int, ...]:
    """At most five statements, in the order of their choice; of equals the lower number."""
    votes = matrix.by_statement
    approves = (votes.values == AGREE).astype(np.float64)
    served, chosen = np.zeros(len(matrix.people)), list[int]()
    while len(chosen) < LENGTH:
        worth = votes.sums(approves * (1 / (served + 1)).take(votes.other))
        worth[chosen] = 0
        most = worth.max(initial=0)
        if not most:
            break
        # Of equals: sums of thirds are equal but for rounding.
        chosen.append(int(np.argmax(worth >= most * (1 - 1e-12))))
        place = int(np.searchsorted(votes.present, chosen[-1]))
        mine = slice(votes.starts[place], votes.starts[place] + votes.sizes[place])
        served[votes.other[mine]] += approves[mine]
    return tuple(matrix.statements[chosen].tolist())
