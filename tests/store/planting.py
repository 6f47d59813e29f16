"""Rows about a person in every table that can hold any, made from the schema itself: each text column of each row gets
a marker of its own, so that a column which somebody adds is looked for without being named here."""

from __future__ import annotations

import base64
import random
import re
from collections.abc import Sequence
from itertools import count
from typing import Any

from deliberation.participation import ERASE
from tests.store.raw import Raw, Table

Row = tuple[str, dict[str, Any]]

OF_THE_TOWN = {
    *("invitations", "definitions", "phases", "broadcasts", "releases", "replies", "files", "pictures"),
    *("imported_votes", "maps"),
    *("counters", "schema_migrations", "erasure_horizon", "rewriting"),
}
"""Tables that hold nothing about a person. (A broadcast names one while it is written out: see `broadcast`.)"""

OF_A_PERSON = {"people", "chats", "events", "inbox"}
"""The people, and tables about them from which no foreign key leads there. The others are found by theirs."""

ONCE = {"people", "chats", "roles", "desks", "digests"}
"""Where one person has one row."""

IN_WORDS_OF_OURS: dict[tuple[str, str], str | None] = {
    ("roles", "role"): "organiser",  # read on the way to being erased
    ("views", "kind"): "participation",
    ("meetings", "id"): None,  # the town's, with what it says; who called it goes
    ("meetings", "content"): "{}",
    ("meetings", "recording"): "https://town.example/watch",
    ("occurrences", "kind"): "day",
    ("consultations", "id"): None,  # the town's; who offered it goes
    ("statements", "state"): "waiting",
    ("reasons", "state"): "waiting",
    ("events", "id"): None,  # that something happened stays, and what kind of thing; ids of steps, never content
    ("events", "name"): "answer_recorded",
    ("events", "details"): '{"step": "colour", "replaced": false}',
    ("inbox", "id"): None,  # that an update came stays, so that it is not taken for a new one
    ("inbox", "state"): "poison",
}
"""Columns that the program fills with words and numbers of its own. None stands for a number."""

LONG = {("responses", "ballot"), ("participations", "saved"), ("notices", "parameters"), ("inbox", "body")}
"""What can be long."""

LENGTHS = (0, 0, 15, 30, 75, 150, 300, 600, 4500)
"""From a word to what lies in other pages than its row. Rows of many sizes are moved most when pages are balanced."""


class Planting:
    """One person's rows. `links` are ids for whatever leads to this person, by table; markers begin with `mark`."""

    def __init__(self, tables: Sequence[Table], mark: str, telegram_id: int, seed: int) -> None:
        self._tables = _parents_first(tables)
        self._mark = mark
        self._telegram_id = telegram_id
        self._chance = random.Random(seed)
        self._numbers = count(seed * 1_000_000 + 1)
        self.links: dict[str, str] = {}
        self._last: dict[str, dict[str, Any]] = {}
        self.places: dict[str, tuple[str, str]] = {}

    def person(self) -> list[Row]:
        """Who it is, where to reach them, and what they may do. And a picture of the town's, which they may use."""
        self.links["files"] = f"picture {next(self._numbers)}"
        picture = ("files", {"sha256": self.links["files"], "type": "image/png", "file_id": None, "bytes": b""})
        return [picture, *(row for table in self._tables if table.name in ONCE for row in self._rows(table))]

    def round(self) -> list[Row]:
        """A row or more in every other table."""
        rest = (table for table in self._tables if table.name not in ONCE | OF_THE_TOWN)
        return [row for table in rest for row in self._rows(table)]

    def button(self) -> list[Row]:
        """The live message that asks whether to erase everything. It and its participation are read when the button is
        pressed, and so they say nothing that the program would not say."""
        table = {table.name: table for table in self._tables}
        where = {"status": "open", "place": ERASE, "skipped": "[]", "drafts": "{}", "saved": None, "origin": None}
        participation = self._row(table["participations"], **where)
        self.links["participations"] = participation[1]["id"]
        view = {"subject": participation[1]["id"], "retired": 0, "left_at": None, "remark": None}
        return [participation, self._row(table["views"], **view)]

    def broadcast(self) -> Row:
        """A broadcast that has got as far as this person."""
        values = {"id": f"broadcast {next(self._numbers)}", "consultation_id": "tiny", "kind": "x", "parameters": "{}"}
        return "broadcasts", values | {"cursor": self.links["participations"], "done": 0}

    def marker(self, table: str, column: str) -> str:
        """In random order, as ids are that say nothing about who came when."""
        marker = f"{self._chance.randrange(16**6):06x}-{self._mark}{next(self._numbers):08}"
        self.places[f"{self._mark}{marker[-8:]}"] = (table, column)
        return marker

    def _rows(self, table: Table) -> list[Row]:
        rows = [self._row(table, **links) for links in self._ways_to_a_person(table)]
        self._last[table.name] = rows[-1][1]
        self.links[table.name] = next((str(value) for value in rows[-1][1].values() if isinstance(value, str)), "")
        return rows

    def _ways_to_a_person(self, table: Table) -> list[dict[str, Any]]:
        if table.name in ("people", "chats"):
            return [{"telegram_id": self._telegram_id}]
        if table.name == "inbox":
            return [{"person": self._telegram_id}]
        if table.name == "events":
            actor = self.links["people"]
            subjects = [{"subject": actor}, {"subject": self.links["participations"]}]
            return [{"actor": actor}, *({"actor": None, **subject} for subject in subjects)]
        return [{}]

    def _row(self, table: Table, **links: Any) -> Row:
        values = {column: links[column] if column in links else self._value(table, column) for column in table.columns}
        return table.name, values

    def _value(self, table: Table, column: str) -> Any:
        if column in table.parents:
            parent = table.parents[column]
            return self._last.get(parent, {}).get(
                column, self.links[parent]
            )  # a key of several columns has their names
        if (table.name, column) in IN_WORDS_OF_OURS:
            ours = IN_WORDS_OF_OURS[table.name, column]
            return f"number {next(self._numbers)}" if ours is None else ours
        if column not in table.texts():
            return next(self._numbers)
        marker = self.marker(table.name, column)
        if (table.name, column) in LONG:
            # Chance cannot be compressed, and so the marker stays legible.
            marker += base64.b64encode(self._chance.randbytes(self._chance.choice(LENGTHS))).decode()
        return marker.encode() if table.columns[column].lower() in ("blob", "bytea") else marker


def about_people(tables: Sequence[Table]) -> set[str]:
    """The tables that can hold something about a person: those named above, and what leads there by foreign keys."""
    about = set(OF_A_PERSON)
    for table in _parents_first(tables):
        if not about.isdisjoint(table.parents.values()):
            about.add(table.name)
    return about


def found(mark: str, *where: bytes) -> set[str]:
    """The markers that stand somewhere."""
    return {match.decode() for content in where for match in re.findall(mark.encode() + rb"\d{8}", content)}


async def in_tables(raw: Raw, mark: str) -> set[str]:
    """The markers that stand in any column of any table."""
    rows = await raw.rows()
    values = (value for table in rows.values() for row in table for value in row.values())
    return found(mark, *(value if isinstance(value, bytes) else str(value).encode() for value in values))


def _parents_first(tables: Sequence[Table]) -> list[Table]:
    ordered: list[Table] = []
    while len(ordered) < len(tables):
        known = {table.name for table in ordered}
        ordered += [t for t in tables if t.name not in known and known.issuperset(set(t.parents.values()) - {t.name})]
    # The log and the inbox name people without a foreign key.
    return sorted(ordered, key=lambda table: table.name in ("events", "inbox"))
