"""Whatever Polis exported can be read; what cannot be is told with its file and its line."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from reports.polis.conversation import Comment, Conversation, Unreadable
from reports.polis.reading import READ, conversation_of
from tests.conversations import conversation, matrix

LOG = (
    "timestamp,datetime,comment-id,voter-id,vote\n"
    "1480000000300,x,0,7,-1\n1480000000100,x,0,7,1\n1480000000200,x,3,7,0\n1480000000100,x,0,8,1\n"
)
COMMENTS = (
    "timestamp,datetime,comment-id,author-id,agrees,disagrees,moderated,comment-body\n"
    '1480000000000,x,3,8,99,99,-1,"Two\nlines, and ""quotes"""\n1480000000000,x,0,7,5,5,1,Trees\n'
)
MATRIX = "participant,group-id,n-comments,n-votes,n-agree,n-disagree,0\n7,1,0,1,0,1,-1\n8,,0,1,1,0,1\n9,0,0,0,0,0,\n"
SUMMARY = 'topic,Trees\nurl,https://polis.example/1\nviews,9\nconversation-description,"First\n\nsecond"\n'
ALL = {"votes.csv": LOG, "comments.csv": COMMENTS, "participants-votes.csv": MATRIX, "summary.csv": SUMMARY}


def read(**changed: str | None) -> Conversation:
    """The small conversation, with files changed or taken away."""
    files = {**ALL, **{name.replace("_", "-") + ".csv": text for name, text in changed.items()}}
    return conversation_of({name: text for name, text in files.items() if text is not None})


def test_of_several_votes_the_last_by_its_time_counts() -> None:
    found = read()
    assert found.votes.last() == {7: {0: -1, 3: 0}, 8: {0: 1}}
    assert list(found.votes)[-1] == (7, 0, -1)
    assert found.source == "log"


def test_what_is_known_of_it() -> None:
    found = read()
    assert (found.topic, found.url) == ("Trees", "https://polis.example/1")
    assert found.description == "First\n\nsecond"
    assert found.comments == (
        Comment(0, "Trees", 7, 1, 1480000000000),
        Comment(3, 'Two\nlines, and "quotes"', 8, -1, 1480000000000),
    )
    assert (found.rejected, found.meta) == ({3}, frozenset())
    assert (found.groups, found.xids) == ({7: 1, 9: 0}, {})


def test_the_log_is_the_truth_where_the_table_of_people_says_otherwise() -> None:
    assert read(participants_votes=MATRIX.replace("-1", "1")).votes == read().votes


def test_without_a_log_it_is_the_table_of_people() -> None:
    found = read(votes=None)
    assert found.source == "matrix"
    assert found.votes.last() == {7: {0: -1}, 8: {0: 1}}


@pytest.mark.parametrize("name", ["participants-votes.csv", "participant-votes.csv"])
def test_a_table_of_people_with_and_without_names_of_theirs(name: str) -> None:
    named = MATRIX.replace("participant,", "participant,xid,").replace("\n7,", "\n7,ann@town,").replace("\n8,", "\n8,,")
    found = conversation_of({name: named.replace("\n9,", "\n9,007,")})
    assert found.xids == {7: "ann@town", 9: "007"}
    assert found.votes.last() == {7: {0: -1}, 8: {0: 1}}
    assert found.groups == {7: 1, 9: 0}


def test_files_from_other_systems_are_the_same() -> None:
    """A mark of the byte order, line ends of Windows, columns in another order, files that are read line by line."""
    windows = {name: "\ufeff" + text.replace("\n", "\r\n") for name, text in ALL.items() if name != "comments.csv"}
    assert replace(conversation_of(windows), description="", comments=()) == replace(
        read(comments=None), description="", comments=()
    )
    turned = "\n".join(",".join(reversed(line.split(","))) for line in LOG.splitlines())
    assert read(votes=turned) == read()
    assert conversation_of({name: text.splitlines(keepends=True) for name, text in ALL.items()}) == read()


def test_times_in_seconds_are_times() -> None:
    seconds = (
        LOG.replace("14800000003", "1480000003").replace("00100,", "0,").replace("00200,", "1,").replace("00,x", ",x")
    )
    assert read(votes=seconds).votes.last() == read().votes.last()
    assert read(comments=COMMENTS.replace("1480000000000", "1480000000")).comments == read().comments


def test_what_is_missing_is_missing() -> None:
    found = read(comments=None, summary=None, participants_votes=None)
    assert (found.comments, found.topic, found.groups) == ((), "", {})
    assert read(votes=LOG.replace("1480000000200,", ",")).votes.last() == {7: {0: -1, 3: 0}, 8: {0: 1}}


@pytest.mark.parametrize(
    ("changed", "code", "file", "line"),
    [
        ({"votes": None, "participants_votes": None}, "no_votes", "votes.csv", None),
        ({"votes": ""}, "empty", "votes.csv", None),
        ({"votes": LOG.replace("voter-id", "voter")}, "no_column", "votes.csv", 1),
        ({"votes": LOG.replace("x,3,7,0", "x,three,7,0")}, "not_a_number", "votes.csv", 4),
        ({"votes": LOG.replace("x,3,7,0", "x,-3,7,0")}, "not_a_number", "votes.csv", 4),
        ({"votes": LOG.replace("x,3,7,0", "x,3,7,2")}, "not_a_vote", "votes.csv", 4),
        ({"votes": LOG.replace("x,3,7,0", "x,3,7")}, "too_short", "votes.csv", 4),
        ({"votes": LOG.replace("x,3,7,0", f"x,{9**40},7,0")}, "not_a_number", "votes.csv", 4),
        ({"votes": LOG + '1480000000300,"x,0,9,1\n'}, "not_a_table", "votes.csv", 6),
        ({"votes": None, "participants_votes": MATRIX.replace("-1", "yes")}, "not_a_vote", "participants-votes.csv", 2),
        ({"participants_votes": MATRIX.replace("8,,", "8,b,")}, "not_a_number", "participants-votes.csv", 3),
        ({"comments": COMMENTS.replace("-1,", "-7,")}, "not_moderation", "comments.csv", 3),
        ({"comments": COMMENTS.replace(",comment-body", "")}, "no_column", "comments.csv", 1),
        (
            {"summary": SUMMARY + 'vote-convention,"agree=-1;disagree=+1;pass=0"'},
            "other_convention",
            "summary.csv",
            None,
        ),
    ],
)
def test_what_cannot_be_read_is_told_with_its_place(
    changed: dict[str, str | None], code: str, file: str, line: int | None
) -> None:
    with pytest.raises(Unreadable) as refused:
        read(**changed)
    assert (refused.value.code, refused.value.file, refused.value.line) == (code, file, line)


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ("{", "not_json"),
        ('{"format": "polis-export/2"}', "other_format"),
        ('{"format": "polis-export/1", "vote": {"agree": -1, "disagree": 1, "pass": 0}}', "other_convention"),
        ('{"format": "polis-export/1", "vote-convention": "agree=-1;disagree=+1;pass=0"}', "other_convention"),
    ],
)
def test_a_package_that_counts_otherwise_is_refused_rather_than_turned_round(said: str, code: str) -> None:
    with pytest.raises(Unreadable, match=code):
        conversation_of({**ALL, "format.json": said})


def test_a_package_that_says_it_counts_like_everybody_is_read() -> None:
    said = '{"format": "polis-export/1", "vote-convention": "pass=0;disagree=-1;agree=+1"}'
    assert conversation_of({**ALL, "format.json": said}) == read()


def opened(folder: Path, *names: str) -> Conversation:
    return conversation_of({name: (folder / name).read_text(encoding="utf-8") for name in names or READ
                            if (folder / name).exists()})  # fmt: skip


@pytest.mark.parametrize(
    ("name", "people", "rows", "votes", "source"),
    [
        ("klimarat-wohnen", 1503, 79315, 79315, "matrix"),
        ("biodiversity", 536, 29802, 29719, "log"),
        ("canadian-electoral-reform", 448, 12018, 11950, "log"),
    ],
)
def test_real_conversations(name: str, people: int, rows: int, votes: int, source: str) -> None:
    folder = conversation(name)
    found = opened(folder)
    last = found.votes.last()
    assert (len(last), len(found.votes), found.source) == (people, rows, source)
    assert sum(len(own) for own in last.values()) == votes
    assert len(found.groups) > 200


@pytest.mark.parametrize("name", ["biodiversity", "canadian-electoral-reform"])
def test_the_log_ends_where_the_table_of_people_is(name: str) -> None:
    """The server's own last votes: with a sign or an order that is wrong it would not. Some rejected have no column."""
    folder = conversation(name)
    last, known = opened(folder).votes.last(), set[int]()
    kept = [own for own in matrix(folder) if own]
    for own in kept:
        known |= own.keys()
    ended = [{number: vote for number, vote in own.items() if number in known} for own in last.values()]
    assert sorted(map(sorted, map(dict.items, kept))) == sorted(sorted(own.items()) for own in ended if own)
