"""Everything that may be told of a consultation once it has a result: to who runs it, and in reports to everybody."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from deliberation.definition import Consultation
from deliberation.releases.summary import Summary, Table


@dataclass(frozen=True)
class Reply:
    """What the town said it will do, in the language in which it was written; `made` is in milliseconds UTC."""

    text: str
    language: str
    made: int


@dataclass(frozen=True)
class Findings:
    """`summaries` in the order of their phases, each as it was frozen; `consultation` is the version they speak of.

    `quotes` holds by step what people wrote, as far as somebody looked through it and let it be quoted, in an order
    that tells nothing. `waiting` texts were not looked through yet. Times are milliseconds UTC; `reply_by` is None
    where no reply is awaited, or not any more.
    """

    consultation: Consultation
    summaries: tuple[Summary, ...]
    opened: int
    closed: int
    over: bool
    """Whether every phase has its result."""

    quotes: Mapping[str, tuple[str, ...]]
    waiting: int = 0
    replies: tuple[Reply, ...] = ()
    reply_by: int | None = None
    published: int | None = None

    def tables(self) -> tuple[tuple[Summary, Table], ...]:
        """Every question that was asked, with the release it stands in, in the order of the file."""
        return tuple((summary, table) for summary in self.summaries for table in summary.tables)
