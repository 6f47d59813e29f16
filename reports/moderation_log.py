"""What was decided about what residents said, when and by whom, as a table. No words of theirs, and nobody's name.

Whoever decided goes by the number that /team and /audit use.
"""

from __future__ import annotations

import csv
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from io import StringIO
from typing import Final
from zoneinfo import ZoneInfo

from deliberation.kept import Noted
from reports.safe import no_formula

NAMES: Final = (
    *("statement_judged", "reason_judged", "statement_reworded", "wording_taken_back", "statement_merged"),
    *("statement_unmerged", "statement_marked", "statement_translated", "person_taken_out", "person_taken_in"),
    *("texts_judged", "text_put_back", "moderation_log_taken"),
)
"""The facts that belong to it."""

DETAILS: Final = ("step", "statement", "state", "grounds", "into", "meta", "asked", "language", "shown", "held")
FROM_ONE: Final = frozenset({"statement", "into"})
"""Numbers of statements, which people count from 1."""

GONE, PROGRAM = "removed", "program"


@dataclass(frozen=True)
class Log:
    """`numbers` are those of the team, by person; `zone` is the consultation's."""

    facts: Sequence[Noted]
    numbers: Mapping[str, int]
    zone: str


def log_csv(wanted: Log) -> bytes:
    """The table: RFC 4180 in UTF-8, with the mark by which programs for sheets know it. The oldest comes first."""
    written = StringIO()
    table = csv.writer(written, quoting=csv.QUOTE_NONNUMERIC)
    table.writerow(["time", "who", "what", *DETAILS])
    for fact in wanted.facts:
        if fact.name in NAMES:
            table.writerow([_time(fact, wanted.zone), _who(fact, wanted), fact.name, *_details(fact)])
    return ("\ufeff" + written.getvalue()).encode()


def _time(fact: Noted, zone: str) -> str:
    return datetime.fromtimestamp(fact.at // 1000, tz=UTC).astimezone(ZoneInfo(zone)).isoformat()


def _who(fact: Noted, wanted: Log) -> str | int:
    if fact.actor is None:
        return PROGRAM
    return wanted.numbers.get(fact.actor, GONE)


def _details(fact: Noted) -> list[str | int]:
    return [_cell(name, fact.details.get(name, "")) for name in DETAILS]


def _cell(name: str, value: str | int | bool) -> str | int:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, int):
        return value + (name in FROM_ONE)
    return no_formula(value)
