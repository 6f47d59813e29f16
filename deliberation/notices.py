"""Everything the bot may have to tell somebody, as a closed union: stored as *what to say*, worded when it is sent."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any, ClassVar, get_args

from deliberation.digests import News, What
from deliberation.errors import Mistake, Part

MOST_NEWS = 24
"""Lines of a digest; one message holds them in every language."""


@dataclass(frozen=True)
class Explained:
    """Something could not be done: the code and parameters of a `Problem`; or help was asked for."""

    kind: ClassVar[str] = "explained"

    code: str
    parameters: Mapping[str, str | int]


@dataclass(frozen=True)
class InvitationReady:
    """To whoever made an invitation in chat: its link. The secret stands here until this has arrived, and no longer."""

    kind: ClassVar[str] = "invitation_ready"

    role: str
    secret: str = field(repr=False)
    expires: int
    zone: str


@dataclass(frozen=True)
class RoleLost:
    """Somebody took this role away."""

    kind: ClassVar[str] = "role_lost"

    role: str


@dataclass(frozen=True)
class MenuChanged:
    """No message: from now on Telegram is to offer the commands of these roles in this chat."""

    kind: ClassVar[str] = "menu_changed"

    roles: Sequence[str]


@dataclass(frozen=True)
class ConsultationClosed:
    """To everybody who took part: it has closed, and by when they will hear what was decided."""

    kind: ClassVar[str] = "consultation_closed"

    consultation: str
    version: int


@dataclass(frozen=True)
class FinishReminder:
    """To who has begun and not finished: until when they can, in milliseconds UTC."""

    kind: ClassVar[str] = "finish_reminder"

    consultation: str
    version: int
    closes: int


@dataclass(frozen=True)
class LinkReady:
    """To who steers it: the link to a consultation in one language, and its code."""

    kind: ClassVar[str] = "link_ready"

    consultation: str
    version: int
    language: str


@dataclass(frozen=True)
class PosterReady:
    """To who steers it: a poster to print, in one language, with the day of the close (milliseconds UTC)."""

    kind: ClassVar[str] = "poster_ready"

    consultation: str
    version: int
    language: str
    closes: int


@dataclass(frozen=True)
class FileRefused:
    """To who sent a file, or a message in place of one: every mistake in it, as `mistakes_of` reads them."""

    kind: ClassVar[str] = "file_refused"

    name: str
    mistakes: Sequence[Mapping[str, Any]]

    @classmethod
    def of(cls, name: str, mistakes: Iterable[Mistake]) -> FileRefused:
        return cls(name, [asdict(mistake) for mistake in mistakes])

    def mistakes_of(self) -> tuple[Mistake, ...]:
        """The mistakes as they were found."""
        return tuple(
            Mistake(**{**each, "within": tuple(Part(**part) for part in each["within"])}) for each in self.mistakes
        )


@dataclass(frozen=True)
class SummaryReady:
    """To organisers: the summary, frozen as a release."""

    kind: ClassVar[str] = "summary_ready"

    release: str


@dataclass(frozen=True)
class QuestionPicture:
    """To who runs a consultation: how one question came out, as a picture. `step` is empty for who came. `by_group`: of
    a step of statements where each group stands on them, and not the map.
    """

    kind: ClassVar[str] = "question_picture"

    consultation: str
    step: str
    by_group: bool = False


@dataclass(frozen=True)
class WhereYouStand:
    """To a resident who asked: the map of a step of statements, and where they stand on it, when it is sent."""

    kind: ClassVar[str] = "where_you_stand"

    participation: str
    step: str


@dataclass(frozen=True)
class FileReady:
    """To who runs a consultation: its results as a file of this form, `report` or `workbook`."""

    kind: ClassVar[str] = "file_ready"

    consultation: str
    form: str


@dataclass(frozen=True)
class RowsReady:
    """To who may have them: the answers themselves, with how people live and with what they wrote, or without."""

    kind: ClassVar[str] = "rows_ready"

    consultation: str
    circumstances: bool
    texts: bool


@dataclass(frozen=True)
class PackageReady:
    """To who may have them: the votes on the statements of a step, as a package like those that Polis exports."""

    kind: ClassVar[str] = "package_ready"

    consultation: str
    step: str


@dataclass(frozen=True)
class PieceJudged:
    """To who said it: what became of a statement, or of a reason. `piece` is its name."""

    kind: ClassVar[str] = "piece_judged"

    consultation: str
    piece: str
    outcome: str


@dataclass(frozen=True)
class StatementsShown:
    """To who said them: that what they said among statements is shown to others."""

    kind: ClassVar[str] = "statements_shown"

    consultation: str
    participation: str


@dataclass(frozen=True)
class TakenOut:
    """To who was taken out of the results of a consultation. `over`: they were taken back in, and count again."""

    kind: ClassVar[str] = "taken_out"

    consultation: str
    over: bool


@dataclass(frozen=True)
class ModerationWaits:
    """To who may look through it: that something has waited for long. `lines` are `News` of what waits where."""

    kind: ClassVar[str] = "moderation_waits"

    lines: Sequence[Mapping[str, Any]]

    @classmethod
    def of(cls, news: Iterable[News]) -> ModerationWaits:
        return cls([asdict(each) for each in news])

    def news(self) -> tuple[News, ...]:
        """What waits, as it was found."""
        return tuple(News(**{**each, "what": What(each["what"])}) for each in self.lines)


@dataclass(frozen=True)
class ModerationLog:
    """To who asked for it: what was decided about a consultation, and by whom, as a file."""

    kind: ClassVar[str] = "moderation_log"

    consultation: str


OfModeration = PieceJudged | StatementsShown | TakenOut | ModerationWaits | ModerationLog
"""What follows from looking through what residents say."""


@dataclass(frozen=True)
class DigestReady:
    """To who runs things: what changed, as `news` reads it; how things stand, where it is the `first`. `more` is how
    much there was no room for.
    """

    kind: ClassVar[str] = "digest_ready"

    lines: Sequence[Mapping[str, Any]]
    more: int
    first: bool

    @classmethod
    def of(cls, news: Sequence[News], *, first: bool) -> DigestReady:
        return cls([asdict(each) for each in news[:MOST_NEWS]], max(0, len(news) - MOST_NEWS), first)

    def news(self) -> tuple[News, ...]:
        """What changed, as it was found."""
        return tuple(News(**{**each, "what": What(each["what"])}) for each in self.lines)


@dataclass(frozen=True)
class ResultsPublished:
    """To everybody who took part: how it came out."""

    kind: ClassVar[str] = "results_published"

    consultation: str


@dataclass(frozen=True)
class ReplyGiven:
    """To everybody who took part: what the town will do. `number` counts the replies from 1."""

    kind: ClassVar[str] = "reply_given"

    consultation: str
    number: int


@dataclass(frozen=True)
class ReplyOverdue:
    """To who runs a consultation: the reply that residents were promised by then (milliseconds UTC) has not come."""

    kind: ClassVar[str] = "reply_overdue"

    consultation: str
    promised: int


OfFindings = QuestionPicture | FileReady | ResultsPublished | ReplyGiven | ReplyOverdue
"""What speaks of results as they were frozen."""


@dataclass(frozen=True)
class PollResult:
    """To a group in which a poll was asked: how it came out, frozen as a release, or as everybody could see it."""

    kind: ClassVar[str] = "poll_result"

    release: str
    closed: int


@dataclass(frozen=True)
class Posted:
    """To who put something up in a group: that it stands there, and how it is steered."""

    kind: ClassVar[str] = "posted"

    consultation: str
    version: int
    group: str = field(repr=False)


@dataclass(frozen=True)
class GoOnInPrivate:
    """To a group in which somebody wants to begin a poll: it is asked for in a chat of their own."""

    kind: ClassVar[str] = "go_on_in_private"


@dataclass(frozen=True)
class Mirrored:
    """To a group: Telegram's own poll, beside the message of ours with this token."""

    kind: ClassVar[str] = "mirrored"

    consultation: str
    version: int
    token: str


@dataclass(frozen=True)
class MirrorOver:
    """No message: Telegram's own poll takes no votes any more."""

    kind: ClassVar[str] = "mirror_over"

    poll: str


@dataclass(frozen=True)
class MeetingReminder:
    """A meeting begins soon. `token` here and below is of the live message that the buttons work through."""

    kind: ClassVar[str] = "meeting_reminder"

    meeting: str
    starts: int
    token: str


@dataclass(frozen=True)
class MeetingMoved:
    """To who comes or waits: when and where it is now. `calendar`: with a new file for their calendar."""

    kind: ClassVar[str] = "meeting_moved"

    meeting: str
    token: str
    calendar: bool


@dataclass(frozen=True)
class MeetingCancelled:
    """To who would have come: it does not take place."""

    kind: ClassVar[str] = "meeting_cancelled"

    meeting: str
    token: str
    calendar: bool


@dataclass(frozen=True)
class PlaceFree:
    """To who waited: they have a place."""

    kind: ClassVar[str] = "place_free"

    meeting: str
    token: str


@dataclass(frozen=True)
class RecordingReady:
    """To who came: where it can be watched."""

    kind: ClassVar[str] = "recording_ready"

    meeting: str
    token: str


@dataclass(frozen=True)
class CalendarFile:
    """A meeting for somebody's calendar, which they asked for."""

    kind: ClassVar[str] = "calendar_file"

    meeting: str
    token: str


@dataclass(frozen=True)
class MeetingLink:
    """To who calls it: the link to a meeting in one language, and its code or a poster."""

    kind: ClassVar[str] = "meeting_link"

    meeting: str
    language: str
    poster: bool


AboutMeeting = MeetingReminder | MeetingMoved | MeetingCancelled | PlaceFree | RecordingReady | CalendarFile

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
