"""What came of it: summaries, pictures, files, what residents are told, and what changed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any, ClassVar

from deliberation.digests import News, What

MOST_NEWS = 24
"""Lines of a digest; one message holds them in every language."""


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
