"""A conversation as Polis's tables have it: what was said, and who voted how on it."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Final, Literal

FORMAT: Final = "polis-export/1"
CONVENTION: Final = "agree=+1;disagree=-1;pass=0;format=polis-export/1"

SUMMARY, COMMENTS, LOG, FORMAT_FILE = "summary.csv", "comments.csv", "votes.csv", "format.json"
MATRIX, OLD_MATRIX = "participant-votes.csv", "participants-votes.csv"
GROUPS, HISTORY = "comment-groups.csv", "stats-history.csv"


class Unreadable(Exception):
    """A table cannot be read. `code` says why, `found` quotes the cell or names the column; `line` is None where it is
    the whole file.
    """

    def __init__(self, code: str, file: str, line: int | None = None, found: str = ""):
        super().__init__(code, file, line, found)
        self.code, self.file, self.line, self.found = code, file, line, found


@dataclass(frozen=True)
class Comment:
    """A statement. `moderated` is 1 (accepted), 0 (not looked at) or -1 (rejected); `moment` milliseconds UTC, or 0."""

    number: int
    text: str
    author: int = 0
    moderated: int = 1
    moment: int = 0
    meta: bool = False


def numbers(values: Iterable[int] = ()) -> array[int]:
    """Numbers that take eight bytes each, for there may be millions."""
    return array("q", values)


@dataclass(frozen=True)
class Log:
    """Votes in the order in which they were cast, four numbers to each. Somebody's last vote on a comment counts.

    A moment is milliseconds UTC; all are 0 where it is not known when people voted.
    """

    moments: array[int] = field(default_factory=numbers)
    voters: array[int] = field(default_factory=numbers)
    comments: array[int] = field(default_factory=numbers)
    values: array[int] = field(default_factory=numbers)

    def __iter__(self) -> Iterator[tuple[int, int, int]]:
        """Each vote as (voter, comment, value)."""
        return zip(self.voters, self.comments, self.values, strict=True)

    def __len__(self) -> int:
        return len(self.values)

    def in_order(self) -> Log:
        """The same votes by their moments; those of one moment stay as they are."""
        if all(before <= after for before, after in pairwise(self.moments)):
            return self
        order = numbers(sorted(range(len(self)), key=self.moments.__getitem__))
        columns = (self.moments, self.voters, self.comments, self.values)
        return Log(*(numbers([column[index] for index in order]) for column in columns))

    def last(self) -> dict[int, dict[int, int]]:
        """How each voter voted in the end, by comment."""
        found: dict[int, dict[int, int]] = {}
        for voter, comment, value in self:
            found.setdefault(voter, {})[comment] = value
        return found


@dataclass(frozen=True)
class Conversation:
    """All of it. `groups` and `xids` are by voter: the group that Polis put somebody into, the name another system
    knows them by. `source` says whether votes were read from the log or, for want of one, from the matrix. `seed` is
    what groups are found from, so that they are found again; Polis names none.
    """

    topic: str = ""
    description: str = ""
    url: str = ""
    comments: tuple[Comment, ...] = ()
    votes: Log = field(default_factory=Log)
    groups: Mapping[int, int] = field(default_factory=dict)
    xids: Mapping[int, str] = field(default_factory=dict)
    source: Literal["log", "matrix"] = "log"
    seed: str = ""

    @property
    def texts(self) -> dict[int, str]:
        return {comment.number: comment.text for comment in self.comments}

    @property
    def rejected(self) -> frozenset[int]:
        return frozenset(comment.number for comment in self.comments if comment.moderated < 0)

    @property
    def meta(self) -> frozenset[int]:
        return frozenset(comment.number for comment in self.comments if comment.meta)
