"""Drafts for tests: a town, a message, and answers to all that a draft may lack."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from deliberation.definition import Consultation, read_definition
from deliberation.definition.file.syntax import read_toml
from deliberation.drafting.plain import Plain, from_plain, read_plain
from deliberation.drafting.sheet import Town, answered, filled, missing

NOW = int(datetime(2027, 5, 20, 9, 30, tzinfo=ZoneInfo("Europe/Warsaw")).timestamp() * 1000)
NOBODY = Town("", "", "Europe/Warsaw", "en")
CITY = Town("The city", "green@town.example", "Europe/Warsaw", "en")

SCHOOL = """\
School street, what do you think?
How do your children get to school? - on foot - by bike - by bus - by car
Should cars stay out from 7:30 to 8:15? - yes - no - only in summer
What would have to be solved first?
"""

ANSWERS = {
    "title": "A street of our own",
    "decided_by": "the council",
    "closes": "in 3 months",
    "reply_by": "in 5 months",
    "still_open": "the hours",
    "already_fixed": "nothing",
    "asked_by": "Nora",
    "contact": "nora@town.example",
}


def plain(text: str) -> Plain:
    found = read_plain(text)
    assert found is not None
    return found


def drafted(text: str = SCHOOL, town: Town = NOBODY) -> str:
    return from_plain(plain(text), town, NOW, ())


def completed(source: str) -> str:
    """With an answer to everything that is asked."""
    for asked in missing(source):
        source = answered(source, asked.key, ANSWERS[asked.key], NOW)
    return source


def table(source: str) -> dict[str, Any]:
    return read_toml(source).table


def preview(source: str) -> Consultation:
    return read_definition(filled(source))
