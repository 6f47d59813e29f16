"""A question answered by a date."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median_low
from typing import ClassVar, Self

from deliberation.ballots import date
from deliberation.definition.file.fields import Fields
from deliberation.definition.steps import Ballot, Draft, Input, Sheet, Step, read_head, typed_only


@dataclass(frozen=True)
class Date(Step):
    kind: ClassVar[str] = "date"

    earliest: datetime.date
    latest: datetime.date

    @classmethod
    def read(cls, fields: Fields) -> Self:
        earliest, latest = fields.optional_date("earliest", date.FIRST), fields.optional_date("latest", date.LAST)
        if fields.right("earliest", "latest") and latest <= earliest:
            fields.wrong("latest", "latest_before_earliest")
        return cls(**read_head(fields), earliest=earliest, latest=latest)

    def take(self, given: Input, sheet: Sheet) -> Ballot | Draft:
        return Ballot(date.typed(typed_only(given), self.earliest, self.latest))

    def middle(self, ballots: Sequence[str]) -> str | None:
        return median_low(ballots)
