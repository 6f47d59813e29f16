"""What a notice needs to be worded: the notice, and the immutable things that it speaks of."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from deliberation.definition import Consultation
from deliberation.meetings import Meeting
from deliberation.moderation import Piece
from deliberation.notices import (
    AboutMeeting,
    CalendarFile,
    ConsultationClosed,
    FileReady,
    FinishReminder,
    LinkReady,
    MeetingCancelled,
    MeetingLink,
    MeetingMoved,
    MeetingReminder,
    Mirrored,
    MirrorOver,
    ModerationLog,
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
    RowsReady,
    StatementsShown,
    SummaryReady,
    TakenOut,
    WhereYouStand,
)
from deliberation.ports import Transaction
from deliberation.releases import Summary
from deliberation.releases.findings import Findings, Said
from deliberation.use_cases.finding import findings_of, said, told_of, uniting, with_texts
from deliberation.use_cases.matters.moderation import named
from deliberation.use_cases.polling import Standing, standing
from deliberation.use_cases.showing import open_phases
from deliberation.use_cases.whereabouts import Stand, stand


@dataclass(frozen=True)
class Told:
    """A notice with what it speaks of; `summary` is the release as it was frozen. `token` is of the live message that
    its buttons work through, where it has buttons that do something.
    """

    notice: Notice
    consultation: Consultation | None = None
    summary: Summary | None = None
    token: str = ""
    standing: Standing | None = None
    """How the votes stand, for the result of a poll with an open count."""

    meeting: Meeting | None = None
    now: int = 0
    """When it is told: tomorrow's meeting is today's an hour before."""

    message: int | None = None
    """The message that it goes with: the poll's, where Telegram's own comes beside it; or that one's, when it ends."""

    findings: Findings | None = None
    """What came of the consultation, where all of it is spoken of."""

    stand: Stand | None = None
    """The map, and where the reader stands on it."""

    said: Said = field(default_factory=dict)
    """The statements that a summary speaks of."""

    piece: Piece | None = None
    """What somebody said among statements, to whoever said it."""

    number: int = 0
    """How many things are spoken of."""


async def gather(tx: Transaction, notice: Notice, now: int) -> Told:
    """Read what the notice speaks of at `now`. Raises KeyError for what is not so any more."""
    match notice:
        case (
            ConsultationClosed(consultation, version)
            | FinishReminder(consultation, version, _)
            | LinkReady(consultation, version, _)
            | PosterReady(consultation, version, _, _)
            | Posted(consultation, version, _)
        ):
            return Told(notice, await tx.definition(consultation, version))
        case SummaryReady(release):
            summary = await tx.release(release)
            about = await tx.definition(summary.consultation, summary.version)
            return Told(notice, about, summary, said=await said(tx, [summary], told_of))
        case FileReady(consultation):
            found = await with_texts(tx, await findings_of(tx, consultation))
            return Told(notice, found.consultation, now=now, findings=found)
        case (
            QuestionPicture(consultation)
            | RowsReady(consultation)
            | PackageReady(consultation)
            | ResultsPublished(consultation)
            | ReplyGiven(consultation)
            | ReplyOverdue(consultation)
        ):
            found = await findings_of(tx, consultation)
            numbers = told_of if isinstance(notice, QuestionPicture) else uniting
            found = replace(found, said=await said(tx, found.summaries, numbers))
            return Told(notice, found.consultation, now=now, findings=found)
        case WhereYouStand(participation, step):
            where = await stand(tx, participation, step)
            return Told(notice, where.consultation, stand=where)
        case PollResult() | Mirrored() | MirrorOver():
            return await _of_poll(tx, notice, now)
        case MeetingReminder() | MeetingMoved() | MeetingCancelled() | PlaceFree() | RecordingReady() | CalendarFile():
            return await _of_meeting(tx, notice, now)
        case PieceJudged() | StatementsShown() | TakenOut() | ModerationLog():
            return await _of_moderation(tx, notice)
        case MeetingLink(meeting):
            return Told(notice, meeting=await tx.meeting(meeting), now=now)
        case _:
            return Told(notice)


async def _of_moderation(tx: Transaction, notice: PieceJudged | StatementsShown | TakenOut | ModerationLog) -> Told:
    """What became of something that was said, as long as it is so."""
    version = await tx.current_version(notice.consultation)
    if version is None:
        raise KeyError(notice.consultation)
    about = await tx.definition(notice.consultation, version)
    match notice:
        case PieceJudged(consultation, name, outcome):
            piece = await named(tx, consultation, name)
            if piece is None or piece.removed or piece.outcome != outcome:
                raise KeyError(name)
            return Told(notice, about, piece=piece)
        case StatementsShown(_, participation):
            number = await tx.accepted_of(participation)
            if not number:
                raise KeyError(participation)
            return Told(notice, about, number=number)
    return Told(notice, about)


async def _of_meeting(tx: Transaction, notice: AboutMeeting, now: int) -> Told:
    meeting = await tx.meeting(notice.meeting)
    if isinstance(notice, MeetingReminder) and (meeting.cancelled is not None or meeting.starts != notice.starts):
        raise KeyError(notice.meeting)
    return Told(notice, token=notice.token, meeting=meeting, now=now)


async def _of_poll(tx: Transaction, notice: PollResult | Mirrored | MirrorOver, now: int) -> Told:
    match notice:
        case PollResult(release, _):
            return await _result(tx, notice, release)
        case Mirrored():
            return await _mirrored(tx, notice, now)
        case MirrorOver(poll):
            return Told(notice, message=await _reachable(tx, poll))


async def _result(tx: Transaction, notice: Notice, release: str) -> Told:
    summary = await tx.release(release)
    consultation = await tx.definition(summary.consultation, summary.version)
    return Told(notice, consultation, summary, standing=await standing(tx, consultation))


async def _mirrored(tx: Transaction, notice: Mirrored, now: int) -> Told:
    """As long as there is something to stand beside."""
    view = await tx.view(notice.token)
    if view is None or view.retired or not open_phases(await tx.phases(notice.consultation, hold=False), now):
        raise KeyError(notice.token)
    consultation = await tx.definition(notice.consultation, notice.version)
    return Told(notice, consultation, token=notice.token, message=view.message)


async def _reachable(tx: Transaction, poll: str) -> int:
    mirror = await tx.mirror(poll)
    if mirror is None or mirror.message is None:
        raise KeyError(poll)
    return mirror.message
