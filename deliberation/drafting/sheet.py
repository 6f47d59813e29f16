"""What a draft still lacks before it can start, asked for one thing at a time, and the answers put into it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta

from deliberation.drafting.days import read_day, today
from deliberation.drafting.tables import TO_BE_ASKED, Table, day_of, lacking, opened, told, written
from deliberation.errors import DateOutOfRange, DayPassed, MovedOn, Problem

TEXT, DAY = "text", "day"

TIME_OPEN, TIME_TO_REPLY = timedelta(weeks=2), timedelta(weeks=4)
"""Where nobody has said how long."""

FARTHEST = timedelta(days=3652)
"""A day further off is a slip of the pen."""

EMPTY = "…"
"""Stands for a text that nobody has written yet."""


@dataclass(frozen=True)
class Town:
    """What a town has said once for all its consultations. `name` and `contact` are empty where it has not; `language`
    is the one in which texts are written.
    """

    name: str
    contact: str
    timezone: str
    language: str

    def speaking(self, language: str) -> Town:
        """The same town, where somebody writes in this language."""
        return replace(self, language=language)

    def head(self, identifier: str) -> Table:
        """The head of a draft, as far as the town has said it."""
        head = {"id": identifier, "version": 1, "languages": [self.language], "timezone": self.timezone}
        contact = {"contact": self.contact} if self.contact else {}
        return head | contact | ({"asked_by": {self.language: self.name}} if self.name else {})


@dataclass(frozen=True)
class Asked:
    """One question to whoever makes the draft: `key` names what is missing, `kind` is `TEXT` or `DAY`."""

    key: str
    kind: str


ASKED = {key: Asked(key, DAY if key in {"closes", "reply_by"} else TEXT) for key in TO_BE_ASKED}


def missing(source: str) -> tuple[Asked, ...]:
    """What has to be asked, in this order. Who asks is the contact, too, where neither is known."""
    lacks = lacking(source)
    if "asked_by" in lacks:
        lacks -= {"contact"}
    return tuple(asked for key, asked in ASKED.items() if key in lacks)


def complete(source: str) -> bool:
    """Whether it can start as it is."""
    try:
        return not lacking(source)
    except Problem:
        return False


def answered(source: str, key: str, text: str, now: int) -> str:
    """The draft with this answer, in the place of the one before if there was one.

    Raises the `Rejected` that says why it cannot be one, and `MovedOn` for what is never asked.
    """
    if key not in ASKED:
        raise MovedOn
    table = opened(source)
    if key == "closes":
        _close(table, text, now)
    elif key == "reply_by":
        table[key] = day_to_come(table, text, now)
    else:
        table[key] = told(text) if key == "contact" else {table["languages"][0]: told(text)}
    if key == "asked_by" and "poll" not in table:
        table.setdefault("contact", told(text))
    return written(table, text)


def filled(source: str) -> str:
    """The draft as it can be looked at, with stand-ins for what is missing."""
    table, lacks = opened(source), lacking(source)
    last, language = table["phases"][-1], table["languages"][0]
    if "closes" in lacks:
        last["closes"] = date.fromisoformat(day_of(last["opens"])) + TIME_OPEN
    if "reply_by" in lacks:
        table["reply_by"] = date.fromisoformat(day_of(last["closes"])) + TIME_TO_REPLY
    texts = {key: EMPTY if key == "contact" else {language: EMPTY} for key in lacks - {"closes", "reply_by"}}
    return written(table | texts)


def day_to_come(table: Table, text: str, now: int) -> date:
    """The day that was written, in the draft's time zone. Raises `NotADate`, `DayPassed`, `DateOutOfRange`."""
    here = today(now, table["timezone"])
    day = read_day(text, here)
    if day < here:
        raise DayPassed
    if day > here + FARTHEST:
        raise DateOutOfRange(earliest=here.isoformat(), latest=(here + FARTHEST).isoformat())
    return day


def _close(table: Table, text: str, now: int) -> None:
    last, day = table["phases"][-1], day_to_come(table, text, now)
    opens = day_of(last["opens"])
    if day.isoformat() < opens:
        raise DateOutOfRange(earliest=opens, latest=(today(now, table["timezone"]) + FARTHEST).isoformat())
    last["closes"] = day
