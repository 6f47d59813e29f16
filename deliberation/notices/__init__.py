"""Everything the bot may have to tell somebody, as a closed union: stored as *what to say*, worded when it is sent."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any, get_args

from deliberation.notices.meetings import (
    AboutMeeting,
    CalendarFile,
    MeetingCancelled,
    MeetingLink,
    MeetingMoved,
    MeetingReminder,
    PlaceFree,
    RecordingReady,
)
from deliberation.notices.moderation import (
    ModerationLog,
    ModerationWaits,
    OfModeration,
    PieceJudged,
    StatementsShown,
    TakenOut,
)
from deliberation.notices.polls import (
    GoOnInPrivate,
    Mirrored,
    MirrorOver,
    PollResult,
    Posted,
)
from deliberation.notices.results import (
    MOST_NEWS,
    DigestReady,
    FileReady,
    OfFindings,
    PackageReady,
    QuestionPicture,
    ReplyGiven,
    ReplyOverdue,
    ResultsPublished,
    RowsReady,
    SummaryReady,
    WhereYouStand,
)
from deliberation.notices.running import (
    ConsultationClosed,
    Explained,
    FileRefused,
    FinishReminder,
    InvitationReady,
    LinkReady,
    MenuChanged,
    PosterReady,
    RoleLost,
)

__all__ = [
    "KINDS",
    "MOST_NEWS",
    "AboutMeeting",
    "CalendarFile",
    "ConsultationClosed",
    "DigestReady",
    "Explained",
    "FileReady",
    "FileRefused",
    "FinishReminder",
    "GoOnInPrivate",
    "InvitationReady",
    "LinkReady",
    "MeetingCancelled",
    "MeetingLink",
    "MeetingMoved",
    "MeetingReminder",
    "MenuChanged",
    "MirrorOver",
    "Mirrored",
    "ModerationLog",
    "ModerationWaits",
    "Notice",
    "OfFindings",
    "OfModeration",
    "PackageReady",
    "PieceJudged",
    "PlaceFree",
    "PollResult",
    "Posted",
    "PosterReady",
    "QuestionPicture",
    "RecordingReady",
    "ReplyGiven",
    "ReplyOverdue",
    "ResultsPublished",
    "RoleLost",
    "RowsReady",
    "StatementsShown",
    "SummaryReady",
    "TakenOut",
    "WhereYouStand",
    "notice_from",
    "parameters_of",
]

Notice = (
    AboutMeeting
    | MeetingLink
    | Explained
    | InvitationReady
    | RoleLost
    | MenuChanged
    | ConsultationClosed
    | FileRefused
    | FinishReminder
    | LinkReady
    | PosterReady
    | SummaryReady
    | OfFindings
    | WhereYouStand
    | RowsReady
    | PackageReady
    | OfModeration
    | DigestReady
    | PollResult
    | Posted
    | GoOnInPrivate
    | Mirrored
    | MirrorOver
)

KINDS: dict[str, type[Notice]] = {kind.kind: kind for kind in get_args(Notice)}


def parameters_of(notice: Notice) -> dict[str, Any]:
    """The notice's parameters as plain data."""
    return asdict(notice)


def notice_from(kind: str, parameters: Mapping[str, Any]) -> Notice:
    """The notice that was stored. Raises KeyError for a kind that this version does not know."""
    return KINDS[kind](**parameters)
