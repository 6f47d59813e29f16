"""What comes of votes, for programs: figures as the formulas give them, nothing held back.

A side is "agree" or "disagree", as the lists of consensus are called. Statements that are keys are texts, as JSON has
them. Group-informed consensus is the raw product.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any, Final

from deliberation.opinions import AGREE, DISAGREE, Agreed, OpinionGroup, Opinions

SIDES: Final = {AGREE: "agree", DISAGREE: "disagree"}


def opinions_json(found: Opinions) -> str:
    """One object."""
    said = {
        "people": found.people,
        "statements": found.statements,
        "votes": found.votes,
        "grouped": found.grouped,
        "stability": found.stability,
        "groups": [_group(group) for group in found.found],
        "consensus": {"agree": _agreed(found.consensus.agree), "disagree": _agreed(found.consensus.disagree)},
        "group_informed_consensus": {
            str(statement): {"agree": both.agree, "disagree": both.disagree}
            for statement, both in found.group_informed_consensus.items()
        },
        "priority": {str(statement): value for statement, value in found.priority.items()},
        "bridging": {str(statement): value for statement, value in found.bridging.items()},
        "slate": list(found.slate),
    }
    return json.dumps(said)


def _group(group: OpinionGroup) -> dict[str, Any]:
    representative = [
        {
            "statement": one.statement,
            "side": SIDES[one.side],
            "score": one.score,
            "representativeness": one.representativeness,
            "z": one.z,
        }
        for one in group.representative
    ]
    return {"id": group.id, "size": group.size, "members": list(group.members), "representative": representative}


def _agreed(found: Sequence[Agreed]) -> list[dict[str, Any]]:
    return [{"statement": one.statement, "share": one.share, "score": one.score} for one in found]
