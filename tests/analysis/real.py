"""The real conversations as votes, with the groups and the moderation that came with them."""

from __future__ import annotations

import csv
from dataclasses import dataclass

from tests.analysis.made import Triples
from tests.conversations import conversation

ALL = ("canadian-electoral-reform", "biodiversity", "klimarat-wohnen")


@dataclass(frozen=True)
class Real:
    votes: Triples
    groups: dict[int, int]
    rejected: frozenset[int]


def real(name: str) -> Real:
    folder = conversation(name)
    votes, groups = Triples(), dict[int, int]()
    with (folder / "participants-votes.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            person = int(row["participant"])
            votes += [(person, int(name), int(vote)) for name, vote in row.items() if name.isdecimal() and vote]
            if row["group-id"]:
                groups[person] = int(row["group-id"])
    with (folder / "comments.csv").open(encoding="utf-8", newline="") as file:
        rejected = frozenset(int(row["comment-id"]) for row in csv.DictReader(file) if row["moderated"] == "-1")
    return Real(votes, groups, rejected)
