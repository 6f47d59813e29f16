"""Everything that may be told of a consultation once it has a result: to who runs it, and in reports to everybody."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from deliberation.definition import Consultation
from deliberation.releases.opinions import StatementResult
from deliberation.releases.summary import Summary, Table
from deliberation.statements.statement import Statement

Said = Mapping[str, Mapping[int, Statement]]
"""Statements by step and number."""


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
    said: Said = field(default_factory=dict)
    """The statements that are spoken of, by step and number, as far as nobody took them back."""

    def tables(self) -> tuple[tuple[Summary, Table], ...]:
        """Every question that was asked, with the release it stands in, in the order of the file."""
        return tuple((summary, table) for summary in self.summaries for table in summary.tables)

    def every_opinion(self) -> tuple[StatementResult, ...]:
        """What came of each step of statements."""
        return tuple(one for summary in self.summaries for one in summary.opinions)

    def opinions(self, step: str) -> StatementResult | None:
        """What came of one."""
        return next((one for one in self.every_opinion() if one.step == step), None)
