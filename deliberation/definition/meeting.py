"""A meeting's file: a TOML text with `starts` at its top, where a consultation has phases."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from deliberation.definition.file.fields import LANGUAGE, Fields
from deliberation.definition.file.syntax import read_toml
from deliberation.definition.file.zones import zone_of
from deliberation.definition.kinds.information import LINK
from deliberation.definition.reading import UNREADABLE_LANGUAGES, read_file
from deliberation.errors import Mistake
from deliberation.meetings import MOST_PLACES, Meeting

LONGEST_TITLE, LONGEST_DESCRIPTION, LONGEST_PLACE = 120, 200, 120
MINUTES, MOST_MINUTES = 90, 24 * 60
"""How long a meeting lasts unless it is said, and at most."""

MINUTE = 60_000


def is_meeting(source: str) -> bool:
    """Whether a file is about a meeting. Raises `DefinitionInvalid` for what nobody could read at all."""
    return "starts" in read_toml(source).table


def read_meeting(source: str) -> Meeting:
    """The meeting that this TOML text describes. Raises `DefinitionInvalid` with every mistake and its line."""
    return read_file(source, _meeting)


def _meeting(table: dict[str, Any], mistakes: list[Mistake]) -> Meeting:
    fields = Fields(table, "", UNREADABLE_LANGUAGES, mistakes)
    fields.languages = fields.texts("languages", LANGUAGE, most=12) or UNREADABLE_LANGUAGES
    zone = zone_of(fields)
    starts = fields.moment("starts", zone, begins=True)
    minutes = fields.number("minutes", default=MINUTES, least=5, most=MOST_MINUTES)
    meeting = Meeting(
        id=fields.identifier(),
        uid="",
        languages=tuple(fields.languages),
        zone=zone.key,
        title=fields.words("title", LONGEST_TITLE),
        description=fields.optional_words("description", LONGEST_DESCRIPTION) or {},
        starts=starts,
        ends=starts + minutes * MINUTE,
        place=fields.text("place", LONGEST_PLACE) if fields.has("place") else "",
        link=fields.optional_match("link", LINK) or "",
        capacity=fields.optional_number("places", 1, MOST_PLACES),
    )
    if not fields.has("place") and not fields.has("link"):
        fields.wrong("place", "place_or_link")
    if isinstance(table.get("starts"), date) and not isinstance(table["starts"], datetime):
        fields.wrong("starts", "hour_missing")
    fields.close()
    return meeting
