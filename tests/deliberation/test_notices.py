"""A notice is stored as what to say, and comes back as it was."""

from __future__ import annotations

import json
from typing import get_args

import pytest

from deliberation.digests import News, What
from deliberation.errors import Mistake, Part
from deliberation.notices import (
    KINDS,
    CalendarFile,
    ConsultationClosed,
    DigestReady,
    Explained,
    FileReady,
    FileRefused,
    FinishReminder,
    GoOnInPrivate,
    InvitationReady,
    LinkReady,
    MeetingCancelled,
    MeetingLink,
    MeetingMoved,
    MeetingReminder,
    MenuChanged,
    Mirrored,
    MirrorOver,
    ModerationLog,
    ModerationWaits,
    Notice,
    PackageReady,
    PieceJudged,
    PlaceFree,
    PollResult,
    Posted,
    PosterReady,
    QuestionPicture,
    RecordingReady,
    ReplyGiven,
    ReplyOverdue,
    ResultsPublished,
    RoleLost,
    RowsReady,
    StatementsShown,
    SummaryReady,
    TakenOut,
    WhereYouStand,
    notice_from,
    parameters_of,
)

WHY = Part("step", 2, "why", {"en": "Why?"})

NOTICES: list[Notice] = [
    Explained("too_long", {"length": 3, "limit": 2, "text": "<&🌱"}),
    Explained("help", {}),
    InvitationReady("organiser", "secret", 0, "Europe/Warsaw"),
    RoleLost("organiser"),
    MenuChanged(["administrator", "organiser"]),
    ConsultationClosed("tiny", 1),
    FinishReminder("tiny", 1, 1_000),
    LinkReady("tiny", 1, "en"),
    PosterReady("tiny", 1, "en", 1_000),
    FileRefused("a.toml", [{"where": "id", "code": "missing", "parameters": {}, "line": 1, "within": []}]),
    SummaryReady("r"),
    QuestionPicture("tiny", "colour"),
    FileReady("tiny", "report"),
    ResultsPublished("tiny"),
    ReplyGiven("tiny", 1),
    WhereYouStand("p", "ideas"),
    ReplyOverdue("tiny", 1_000),
    RowsReady("tiny", circumstances=True, texts=False),
    PackageReady("tiny", "ideas"),
    PieceJudged("tiny", "ideas/1", "rejected hurtful"),
    StatementsShown("tiny", "p"),
    TakenOut("tiny", over=False),
    ModerationWaits.of([News(What.WAITING, {"en": "Why?"}, "en", "Europe/Warsaw", number=2)]),
    ModerationLog("tiny"),
    DigestReady.of([News(What.OPEN, {"en": "Why?"}, "en", "Europe/Warsaw", moment=1)], first=True),
    MeetingReminder("garden", 1, "token"),
    MeetingMoved("garden", "token", calendar=True),
    MeetingCancelled("garden", "token", calendar=False),
    PlaceFree("garden", "token"),
    RecordingReady("garden", "token"),
    CalendarFile("garden", "token"),
    MeetingLink("garden", "en", poster=True),
    PollResult("r", 1),
    Posted("tiny", 1, "Neighbours"),
    GoOnInPrivate(),
    Mirrored("tiny", 1, "token"),
    MirrorOver("1"),
]


@pytest.mark.parametrize("notice", NOTICES, ids=str)
def test_a_notice_comes_back_from_storage_as_it_was(notice: Notice) -> None:
    assert notice_from(notice.kind, json.loads(json.dumps(parameters_of(notice)))) == notice


def test_every_kind_is_known_by_its_name() -> None:
    assert set(KINDS.values()) == set(get_args(Notice)) == {type(notice) for notice in NOTICES}


def test_a_kind_that_this_version_does_not_know_is_an_error() -> None:
    with pytest.raises(KeyError):
        notice_from("elsewhere", {})


def test_the_mistakes_of_a_file_come_back_as_they_were_found() -> None:
    found = [
        Mistake("phases[0].steps[1].kind", "kind", {"value": "opne_text"}, 7, (WHY,)),
        Mistake("id", "missing", {}),
    ]
    refused = FileRefused.of("a.toml", found)
    assert FileRefused(**json.loads(json.dumps(parameters_of(refused)))).mistakes_of() == tuple(found)
