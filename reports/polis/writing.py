"""A conversation as the tables that Polis exports, for whatever reads those.

Every text is written as it is, also one that begins like a formula: these are data for programs, and a mark put before
it would come back as part of what somebody said. Who opens them in a program for sheets imports the columns as text.
"""

from __future__ import annotations

import csv
import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime
from string import ascii_lowercase
from typing import Final

from reports.polis.conversation import (
    COMMENTS,
    CONVENTION,
    FORMAT,
    FORMAT_FILE,
    GROUPS,
    HISTORY,
    LOG,
    MATRIX,
    OLD_MATRIX,
    SUMMARY,
    Conversation,
)

Row = Iterable[str | int]
Ballots = Mapping[int, Mapping[int, int]]
"""How each voter voted in the end, by comment."""

DAY: Final = 86_400_000
RETURN: Final = "\r\n"


def package(conversation: Conversation, *, old_names: bool = False) -> dict[str, str]:
    """The tables by their names. `old_names` gives the matrix the name that older servers give it."""
    ballots, matrix = conversation.votes.last(), OLD_MATRIX if old_names else MATRIX
    return {
        FORMAT_FILE: _format(matrix, conversation.seed),
        SUMMARY: _table(_summary(conversation, ballots)),
        COMMENTS: _table(_comments(conversation, ballots)),
        LOG: _table(_log(conversation)),
        matrix: _table(_matrix(conversation, ballots)),
        GROUPS: _table(_groups(conversation, ballots)),
        HISTORY: _table(_history(conversation)),
    }


def _table(rows: Iterable[Row]) -> str:
    written = _Lines()
    csv.writer(written, lineterminator=RETURN).writerows(rows)
    return "".join(written.lines)


class _Lines:
    """Lines that end as Polis's do. The writer is told otherwise, or it would not quote a text with a lone return."""

    def __init__(self) -> None:
        self.lines: list[str] = []

    def write(self, line: str) -> None:
        self.lines.append(f"{line.removesuffix(RETURN)}\n")


def _format(matrix: str, seed: str) -> str:
    said = {
        "format": FORMAT,
        "vote-convention": CONVENTION,
        "vote": {"agree": 1, "disagree": -1, "pass": 0},
        "files": {LOG: {"vote": "vote"}, matrix: {"<comment-id>": "vote"}, SUMMARY: {"vote-convention": "declaration"}},
    }
    return json.dumps(said | ({"seed": seed} if seed else {}), indent=2, ensure_ascii=False) + "\n"


def _summary(about: Conversation, ballots: Ballots) -> Iterator[Row]:
    voters, authors = len(ballots), len({comment.author for comment in about.comments})
    yield "topic", about.topic
    yield "url", about.url
    yield "views", voters
    yield "voters", voters
    yield "voters-in-conv", voters
    yield "commenters", authors
    yield "comments", len(about.comments)
    yield "groups", len(set(about.groups.values()))
    yield "conversation-description", about.description
    yield "vote-convention", CONVENTION


def _comments(about: Conversation, ballots: Ballots) -> Iterator[Row]:
    """Counted are votes, not rows of the log. Which comments are meta is said only where some are."""
    counts = Counter((comment, vote) for votes in ballots.values() for comment, vote in votes.items())
    meta = ("is-meta",) if about.meta else ()
    yield (
        "timestamp",
        "datetime",
        "comment-id",
        "author-id",
        "agrees",
        "disagrees",
        "moderated",
        *meta,
        "comment-body",
    )
    for one in about.comments:
        number, marked = one.number, (int(one.meta),) if meta else ()
        agrees, disagrees = counts[number, 1], counts[number, -1]
        moment = (one.moment, _written(one.moment))
        yield (*moment, number, one.author, agrees, disagrees, one.moderated, *marked, one.text)


def _log(about: Conversation) -> Iterator[Row]:
    yield "timestamp", "datetime", "comment-id", "voter-id", "vote"
    for moment, (voter, comment, vote) in zip(about.votes.moments, about.votes, strict=True):
        yield moment, _written(moment), comment, voter, vote


def _written(moment: int) -> str:
    """As Tue Sep 10 00:47:02 UTC 2019; nothing where it is not known."""
    if not moment:
        return ""
    weekday, month, day, clock, year = datetime.fromtimestamp(moment / 1000, tz=UTC).ctime().split()
    return f"{weekday} {month} {day:0>2} {clock} UTC {year}"


def _matrix(about: Conversation, ballots: Ballots) -> Iterator[Row]:
    numbers = sorted({comment for votes in ballots.values() for comment in votes} | about.texts.keys())
    written = Counter(comment.author for comment in about.comments)
    xid = ("xid",) if about.xids else ()
    yield ("participant", *xid, "group-id", "n-comments", "n-votes", "n-agree", "n-disagree", *numbers)
    for person in sorted(ballots.keys() | about.groups.keys() | about.xids.keys()):
        votes = ballots.get(person, {})
        counts, name = Counter(votes.values()), (about.xids.get(person, ""),) if xid else ()
        sums = (written[person], len(votes), counts[1], counts[-1])
        yield (person, *name, about.groups.get(person, ""), *sums, *(votes.get(number, "") for number in numbers))


def _groups(about: Conversation, ballots: Ballots) -> Iterator[Row]:
    """How each group voted on each comment."""
    groups = sorted(set(about.groups.values()))
    counts = Counter(
        (about.groups.get(person), comment, vote)
        for person, votes in ballots.items()
        for comment, vote in votes.items()
    )
    parts = ("votes", "agrees", "disagrees", "passes")
    names = [f"group-{letter}-{part}" for letter in ascii_lowercase[: len(groups)] for part in parts]
    yield ("comment-id", "comment", *(f"total-{part}" for part in parts), *names)
    for one in about.comments:
        own = [[counts[group, one.number, vote] for vote in (1, -1, 0)] for group in (None, *groups)]
        total = [sum(column) for column in zip(*own, strict=True)]
        cells = [cell for tally in (total, *own[1:]) for cell in (sum(tally), *tally)]
        yield (one.number, one.text, *cells)


def _history(about: Conversation) -> Iterator[Row]:
    """How far it had come by the end of each day on which somebody voted, in UTC."""
    yield "n-votes", "n-comments", "n-visitors", "n-voters", "n-commenters"
    votes, voters, days = about.votes, set[int](), [moment // DAY for moment in about.votes.moments]
    for number, (voter, day) in enumerate(zip(votes.voters, days, strict=True), start=1):
        voters.add(voter)
        if number == len(days) or days[number] != day:
            said = [one for one in about.comments if one.moment < (day + 1) * DAY or number == len(days)]
            yield number, len(said), len(voters), len(voters), len({one.author for one in said})
