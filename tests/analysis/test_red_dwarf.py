"""A second opinion: red-dwarf, on the same votes."""

from __future__ import annotations

import warnings
from functools import cache
from typing import Any

import numpy as np
import pytest

from deliberation.analysis import Votes, analyse
from deliberation.opinions import AGREE, Opinions
from tests.analysis.real import Real, real

NAME = "canadian-electoral-reform"
"""Small enough for it to find principal components exactly."""


@cache
def both() -> tuple[Real, Opinions, Any]:
    conversation = real(NAME)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of pydantic and pandas, about its own code
        from reddwarf.implementations.base import run_pipeline  # noqa: PLC0415 - it takes seconds

        theirs = run_pipeline(
            votes=[{"participant_id": p, "statement_id": s, "vote": v} for p, s, v in conversation.votes],
            mod_out_statement_ids=sorted(conversation.rejected),
            force_group_count=2,
            random_state=1,
        )
    votes = Votes.of(conversation.votes)
    groups = theirs.participants_df["cluster_id"].dropna().astype(int).to_dict()
    return conversation, analyse(votes, seed="a", rejected=conversation.rejected, groups=groups), theirs


def test_places_are_the_same_but_for_the_direction_of_the_axes() -> None:
    """It counts a rejected statement as a vote of everybody, so the stretch for few votes is another."""
    conversation, ours, theirs = both()
    cast, left = (dict.fromkeys(ours.places, 0) for _ in range(2))
    for person, statement, _ in conversation.votes:
        if person in cast:
            cast[person] += 1
            left[person] += statement not in conversation.rejected
    shown = len(ours.plane.statements)
    for axis in (0, 1):
        mine = np.array([place[axis] * (cast[person] / shown) ** 0.5 for person, place in ours.places.items()])
        stretch = [((left[person] + len(conversation.rejected)) / shown) ** 0.5 for person in ours.places]
        other = np.array([theirs.participant_projections[person][axis] for person in ours.places]) * stretch
        assert mine == pytest.approx(other * np.sign(mine @ other), abs=1e-8)
    assert shown == 174


def test_group_informed_consensus_is_the_same() -> None:
    _, ours, theirs = both()
    for side in ("agree", "disagree"):
        mine = {number: getattr(found, side) for number, found in ours.group_informed_consensus.items()}
        assert mine == pytest.approx(theirs.group_aware_consensus[side], rel=1e-12)


def test_consensus_is_the_same() -> None:
    _, ours, theirs = both()
    for side, mine in (("agree", ours.consensus.agree), ("disagree", ours.consensus.disagree)):
        assert [(one.statement, one.share) for one in mine] == [
            (one["tid"], one["p-success"]) for one in theirs.consensus[side]
        ]


def test_representative_statements_are_the_same() -> None:
    """Beside its pick of one agreement, which depends on the order in which it looks at statements."""
    _, ours, theirs = both()
    for group in ours.found:
        mine = {(one.statement, "agree" if one.side == AGREE else "disagree"): one for one in group.representative}
        others = [one for one in theirs.repness[group.id] if not one.get("best-agree")]
        for one in others:
            told = mine[one["tid"], one["repful-for"]]
            assert (told.representativeness, told.z) == pytest.approx((one["repness"], one["repness-test"]), rel=1e-12)
        assert len(others) >= 4


def test_priorities_are_the_same_from_the_votes_of_everybody() -> None:
    """Its own count is of those who were grouped; its formula is given the votes of everybody here."""
    from reddwarf.utils.stats import priority_metric  # noqa: PLC0415

    conversation, ours, theirs = both()
    table = theirs.raw_vote_matrix
    agree, disagree, votes = (table == 1).sum(), (table == -1).sum(), table.notna().sum()
    expected = priority_metric(False, agree, disagree, votes, theirs.statements_df["extremity"])
    for statement, value in zip(table.columns, expected, strict=True):
        rejected = statement in conversation.rejected
        assert ours.priority[statement] == pytest.approx(0 if rejected else value, rel=1e-9)
