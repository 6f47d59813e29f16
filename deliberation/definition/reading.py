"""From a file's text to a consultation, or to every mistake in it at once."""

from __future__ import annotations

import tomllib
from dataclasses import replace
from typing import Any
from zoneinfo import ZoneInfo, available_timezones

from deliberation.definition.consultation import Consultation, Phase
from deliberation.definition.fields import LANGUAGE, Fields
from deliberation.definition.kinds import KINDS
from deliberation.definition.places import line_of, lines_of
from deliberation.definition.steps import Step
from deliberation.errors import DefinitionInvalid, Mistake

UNREADABLE_LANGUAGES = ("en",)
"""What texts are checked against when the list of languages itself cannot be read."""


MOST_STEPS = 7
"""In all phases together: with the way back, the eight buttons that the card of one's answers may have."""


def read_definition(source: str) -> Consultation:
    """The consultation that this TOML text describes. Raises `DefinitionInvalid` with every mistake and its line."""
    try:
        table = tomllib.loads(source)
    except (ValueError, RecursionError) as error:  # TOML's own error, a number too long, tables nested too deeply
        raise DefinitionInvalid((Mistake("", "toml", {"reason": str(error)}),)) from None
    mistakes: list[Mistake] = []
    consultation = _consultation(table, mistakes)
    if mistakes:
        lines = lines_of(source)
        raise DefinitionInvalid(tuple(replace(mistake, line=line_of(mistake.where, lines)) for mistake in mistakes))
    return consultation


def _consultation(table: dict[str, Any], mistakes: list[Mistake]) -> Consultation:
    fields = Fields(table, "", UNREADABLE_LANGUAGES, mistakes)
    fields.languages = fields.texts("languages", LANGUAGE, most=12) or UNREADABLE_LANGUAGES
    zone = _zone(fields)
    consultation = Consultation(
        id=fields.identifier(),
        version=fields.number("version", default=1, least=1, most=9999),
        languages=tuple(fields.languages),
        timezone=zone.key,
        age=fields.number("age", default=16, least=13, most=99),
        title=fields.words("title", 120),
        proposal=fields.words("proposal", 300),
        asked_by=fields.words("asked_by", 120),
        contact=fields.text("contact", 120),
        decided_by=fields.words("decided_by", 160),
        still_open=fields.words("still_open", 160),
        already_fixed=fields.words("already_fixed", 160),
        reply_by=fields.moment("reply_by", zone),
        phases=tuple(_phase(phase, zone) for phase in fields.tables("phases", least=1, most=12)),
    )
    _whole(fields, consultation)
    fields.close()
    return consultation


def _zone(fields: Fields) -> ZoneInfo:
    name = fields.text("timezone", 60)
    if name and name not in available_timezones():
        fields.wrong("timezone", "timezone", value=name)
    return ZoneInfo(name if name in available_timezones() else "UTC")


def _phase(fields: Fields, zone: ZoneInfo) -> Phase:
    steps = tuple(s for table in fields.tables("steps", least=1, most=60) if (s := _step(table)) is not None)
    phase = Phase(fields.identifier(), fields.moment("opens", zone), fields.moment("closes", zone), steps)
    if fields.right("opens", "closes") and phase.closes <= phase.opens:
        fields.wrong("closes", "closes_before_opens")
    fields.close()
    return phase


def _step(fields: Fields) -> Step | None:
    kind = fields.text("kind", 30)
    if kind not in KINDS:
        if kind:
            fields.wrong("kind", "kind", value=kind, known=", ".join(KINDS))
        return None
    step = KINDS[kind].read(fields)
    fields.close()
    return step


def _whole(fields: Fields, consultation: Consultation) -> None:
    """What can be seen only when all of it is read."""
    fields.unique("phases", [phase.id for phase in consultation.phases])
    fields.unique("steps", [step.id for step in consultation.steps()])
    if len(consultation.steps()) > MOST_STEPS:
        fields.wrong("steps", "count", least=1, most=MOST_STEPS, count=len(consultation.steps()))
    last_close = max((phase.closes for phase in consultation.phases), default=0)
    if fields.right("reply_by") and consultation.reply_by <= last_close:
        fields.wrong("reply_by", "reply_before_close")
