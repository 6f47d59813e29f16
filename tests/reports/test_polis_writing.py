"""A conversation that was written and read back is the same, whatever people wrote."""

from __future__ import annotations

import csv
import json
from io import StringIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.polis.conversation import Comment, Conversation, Log, numbers
from reports.polis.reading import conversation_of
from reports.polis.writing import package

NASTY = (
    "=1+1",
    "+49",
    "-1",
    "@all",
    "a,b",
    'say "no"',
    "two\nlines",
    "two\r\nlines",
    " spaces ",
    "\tx",
    "",
    "'=x",
    "ż'ة",
)
TEXTS = st.sampled_from(NASTY) | st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
MOMENTS = st.just(0) | st.integers(1_480_000_000_000, 1_480_000_400_000)
IDS = st.integers(0, 4)


@st.composite
def conversations(draw: st.DrawFn) -> Conversation:
    said = draw(st.dictionaries(IDS, st.tuples(TEXTS, IDS, st.sampled_from([-1, 0, 1]), MOMENTS, st.booleans())))
    votes = draw(st.lists(st.tuples(MOMENTS, IDS, st.sampled_from(sorted(said)), st.sampled_from([-1, 0, 1])))
                 if said else st.just([]))  # fmt: skip
    return Conversation(
        draw(TEXTS),
        draw(TEXTS),
        draw(TEXTS),
        tuple(Comment(number, *said[number]) for number in sorted(said)),
        Log(*map(numbers, zip(*votes, strict=True))).in_order() if votes else Log(),
        draw(st.dictionaries(IDS, st.integers(0, 3))),
        draw(st.dictionaries(IDS, TEXTS.filter(bool))),
    )


@given(conversations(), st.booleans())
def test_it_comes_back_as_it_was(wanted: Conversation, old_names: bool) -> None:
    assert conversation_of(package(wanted, old_names=old_names)) == wanted


@given(conversations())
def test_without_its_log_everybodys_last_votes_come_back(wanted: Conversation) -> None:
    files = package(wanted)
    del files["votes.csv"]
    assert conversation_of(files).votes.last() == wanted.votes.last()


CONVERSATION = Conversation(
    "Trees",
    "",
    "https://polis.example/1",
    (Comment(0, "More trees", 7, 1, 1_568_101_622_999), Comment(2, "=A1+1", 8, -1, 1_568_101_622_999, meta=True)),
    Log(
        numbers([1_568_101_622_999, 1_568_101_623_000, 1_568_188_023_000]),
        numbers([7, 8, 7]),
        numbers([0, 0, 0]),
        numbers([1, -1, 0]),
    ),
    {7: 0, 8: 1},
)


def table(name: str, files: dict[str, str]) -> list[dict[str, str]]:
    return list(csv.DictReader(StringIO(files[name], newline="")))


def test_the_tables_are_those_of_the_format() -> None:
    files = package(CONVERSATION)
    assert set(files) == {
        "format.json", "summary.csv", "comments.csv", "votes.csv", "participant-votes.csv", "comment-groups.csv",
        "stats-history.csv",
    }  # fmt: skip
    assert "participants-votes.csv" in package(CONVERSATION, old_names=True)
    said = json.loads(files["format.json"])
    assert said["format"] == "polis-export/1"
    assert said["vote"] == {"agree": 1, "disagree": -1, "pass": 0}
    assert files["votes.csv"].splitlines()[:2] == [
        "timestamp,datetime,comment-id,voter-id,vote", "1568101622999,Tue Sep 10 07:47:02 UTC 2019,0,7,1",
    ]  # fmt: skip
    assert files["participant-votes.csv"].splitlines() == [
        "participant,group-id,n-comments,n-votes,n-agree,n-disagree,0,2", "7,0,1,1,0,0,0,", "8,1,1,1,0,1,-1,",
    ]  # fmt: skip
    assert files["stats-history.csv"].splitlines()[1:] == ["2,2,2,2,2", "3,2,2,2,2"]


def test_votes_are_counted_and_not_rows_of_the_log() -> None:
    files = package(CONVERSATION)
    first, second = table("comments.csv", files)
    assert (first["agrees"], first["disagrees"]) == ("0", "1")
    assert second["comment-body"] == "=A1+1"
    groups = table("comment-groups.csv", files)[0]
    assert {name: groups[name] for name in groups if name.endswith(("votes", "passes"))} == {
        "total-votes": "2", "total-passes": "1", "group-a-votes": "1", "group-a-passes": "1", "group-b-votes": "1",
        "group-b-passes": "0",
    }  # fmt: skip


@pytest.mark.filterwarnings("ignore:The 'exclude' attribute")
def test_another_program_reads_the_same_in_it() -> None:
    """red-dwarf, by its own models: the same sign, the same statements, the same meta statements."""
    from reddwarf.models import Statement, Vote  # noqa: PLC0415 - it warns when it is imported

    files = package(CONVERSATION)
    votes = [Vote(**row) for row in table("votes.csv", files)]  # type: ignore[arg-type]
    assert [(vote.participant_id, vote.statement_id, int(vote.vote)) for vote in votes] == list(CONVERSATION.votes)
    statements = [Statement(**row) for row in table("comments.csv", files)]  # type: ignore[arg-type]
    assert [(one.statement_id, one.txt, int(one.moderated), one.is_meta) for one in statements] == [
        (0, "More trees", 1, False), (2, "=A1+1", -1, True),
    ]  # fmt: skip
