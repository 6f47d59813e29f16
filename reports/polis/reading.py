"""A conversation read from Polis's tables, whichever server wrote them.

The log of votes is the truth. Without one the matrix is read, which has everybody's last votes. What other tables have
counted is not read: `agrees` and `disagrees` of comments.csv count rows of the log, not votes.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any, Final

from reports.polis.conversation import (
    COMMENTS,
    CONVENTION,
    FORMAT,
    FORMAT_FILE,
    LOG,
    MATRIX,
    OLD_MATRIX,
    SUMMARY,
    Comment,
    Conversation,
    Log,
    Unreadable,
    numbers,
)
from reports.polis.table import LARGEST, VOTES, Table

Files = Mapping[str, str | Iterable[str]]
"""By name, each whole or line by line."""

READ: Final = (FORMAT_FILE, SUMMARY, COMMENTS, LOG, MATRIX, OLD_MATRIX)

SECONDS: Final = 100_000_000_000
"""A moment below it is in seconds, as newer servers write it: in milliseconds it would be in 1973."""

PLAIN: Final = CONVENTION.partition(";format")[0]


def conversation_of(files: Files) -> Conversation:
    """The conversation. Raises `Unreadable`, which names the file and the line."""
    matrix = next((name for name in (MATRIX, OLD_MATRIX) if name in files), None)
    if LOG not in files and matrix is None:
        raise Unreadable("no_votes", LOG)
    seed = _seed(files.get(FORMAT_FILE))
    found = replace(_about(Table(SUMMARY, files.get(SUMMARY, ""))), seed=seed)
    if matrix is not None:
        found = _with_people(found, Table(matrix, files[matrix]), votes=LOG not in files)
    if LOG in files:
        found = replace(found, votes=_log(Table(LOG, files[LOG])), source="log")
    return replace(found, comments=_comments(Table(COMMENTS, files[COMMENTS])) if COMMENTS in files else ())


def _seed(text: str | Iterable[str] | None) -> str:
    """What a package says that groups are found from. One that says it counts votes otherwise is refused: to guess a
    sign turns a result into its opposite.
    """
    if text is None:
        return ""
    try:
        said = json.loads("".join(text).removeprefix("\ufeff"))
    except ValueError:
        raise Unreadable("not_json", FORMAT_FILE) from None
    if not isinstance(said, dict) or said.get("format") != FORMAT:
        raise Unreadable("other_format", FORMAT_FILE)
    if not _is_ours(said):
        raise Unreadable("other_convention", FORMAT_FILE)
    return str(said.get("seed", ""))


def _is_ours(said: dict[str, Any]) -> bool:
    return said.get("vote", {"agree": 1, "disagree": -1, "pass": 0}) == {"agree": 1, "disagree": -1, "pass": 0} and (
        set(PLAIN.split(";")) <= set(str(said.get("vote-convention", PLAIN)).split(";"))
    )


def _about(table: Table) -> Conversation:
    """Rows of a key and a value; those that are counts are not needed."""
    rows = [row for row in table.rows() if len(row) > 1]
    said = {row[0].removeprefix("\ufeff").strip(): row[1] for row in rows}
    if not set(PLAIN.split(";")) <= set(said.get("vote-convention", PLAIN).split(";")):
        raise Unreadable("other_convention", SUMMARY)
    return Conversation(said.get("topic", ""), said.get("conversation-description", ""), said.get("url", ""))


def _comments(table: Table) -> tuple[Comment, ...]:
    header = table.header()
    names = ("comment-id", "comment-body", "author-id", "moderated", "timestamp")
    number, body, author, moderated, moment = table.columns(header, *names)
    meta = header.index("is-meta") if "is-meta" in header else None
    found = {}
    for row in table.rows():
        comment = Comment(
            table.identifier(row, number),
            table.cell(row, body),
            table.number(row, author, empty=0),
            table.number(row, moderated, empty=0),
            milliseconds(table.number(row, moment, empty=0)),
            meta is not None and table.cell(row, meta).strip().lower() in {"1", "true", "t"},
        )
        if comment.moderated not in {-1, 0, 1}:
            raise table.wrong("not_moderation", row[moderated])
        found[comment.number] = comment
    return tuple(found[number] for number in sorted(found))


def milliseconds(moment: int) -> int:
    """A moment in milliseconds, in whichever unit it was written."""
    return moment if moment >= SECONDS else moment * 1000


def _log(table: Table) -> Log:
    """Every row: only afterwards it is known which of two votes was the later."""
    columns = table.columns(table.header(), "timestamp", "comment-id", "voter-id", "vote")
    when, what, who, how = columns
    moments, voters, comments, values = numbers(), numbers(), numbers(), numbers()
    for row in table.rows():
        try:  # there may be millions: what is in order is not looked at twice
            moment, comment, voter, vote = int(row[when]), int(row[what]), int(row[who]), VOTES[row[how]]
            if not (0 <= comment < LARGEST and 0 <= voter < LARGEST and 0 <= moment < LARGEST):
                raise ValueError
        except (ValueError, KeyError, IndexError):
            moment, comment, voter, vote = _looked_at(table, row, columns)
        moments.append(moment)
        comments.append(comment)
        voters.append(voter)
        values.append(vote)
    if 0 < max(moments, default=0) < SECONDS:
        moments = numbers(map(milliseconds, moments))
    return Log(moments, voters, comments, values).in_order()


def _looked_at(table: Table, row: Sequence[str], columns: Sequence[int]) -> tuple[int, int, int, int]:
    """A row that is not as it should be: without a moment it can do, anything else is told."""
    moment, comment, voter, vote = columns
    return (
        table.number(row, moment, empty=0),
        table.identifier(row, comment),
        table.identifier(row, voter),
        table.vote(table.cell(row, vote)),
    )


def _with_people(about: Conversation, table: Table, *, votes: bool) -> Conversation:
    """The groups and names of people, and their votes where no log has them. The header says whether there are names,
    and which comments have a column: rejected ones may have none.
    """
    header = table.header()
    person, group = table.columns(header, "participant", "group-id")
    xid = header.index("xid") if "xid" in header else None
    columns = [(column, int(name)) for column, name in enumerate(header) if name.isdecimal()] if votes else []
    groups, xids, log = {}, {}, Log()
    for row in table.rows():
        voter = table.identifier(row, person)
        if table.cell(row, group).strip():
            groups[voter] = table.number(row, group)
        if xid is not None and table.cell(row, xid):
            xids[voter] = row[xid]
        _own_votes(table, row, voter, columns, log)
    log.moments.frombytes(bytes(8 * len(log)))
    return replace(about, groups=groups, xids=xids, votes=log, source="matrix")


def _own_votes(table: Table, row: Sequence[str], voter: int, columns: Sequence[tuple[int, int]], log: Log) -> None:
    if columns:
        table.cell(row, columns[-1][0])
    for column, comment in columns:
        if row[column]:
            log.values.append(table.vote(row[column]))
            log.comments.append(comment)
            log.voters.append(voter)
